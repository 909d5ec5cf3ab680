"""The state that an actor belongs to, and lists of a state with all that acts for it."""

import pytest

from ontology.enums import ActorType, Stance
from services import contradictions
from tests.factories import (
    create_actor,
    create_article,
    create_event,
    create_issue,
    create_official,
    create_position,
    create_quote,
    create_state,
    make_publication,
)

OTHERS = [kind for kind in ActorType if kind not in (ActorType.GOVERNMENT, ActorType.MILITARY, ActorType.PERSON)]


def items(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.json
    return response.json["items"]


@pytest.fixture
def iraq(session):
    return create_state(session)


@pytest.fixture
def members(session, iraq):
    """The state and all that acts for it."""
    return [
        iraq,
        create_actor(session, type=ActorType.GOVERNMENT, name="Iraqi parliament"),
        create_actor(session, type=ActorType.MILITARY, name="Iraqi army"),
        create_official(session, "Sabri", "foreign minister"),
    ]


@pytest.fixture
def strangers(session):
    """Actors of the country that do not act for the state, and organs and officials of another one."""
    iran = create_state(session, name="Iran", country="IR")
    citizen = create_actor(session, type=ActorType.PERSON, name="Ali", role="baker")
    organ = create_actor(session, type=ActorType.GOVERNMENT, name="Iranian parliament", country="IR")
    return [iran, citizen, organ, *(create_actor(session, type=kind, name=str(kind)) for kind in OTHERS)]


def test_actors_know_their_state_and_why(client, iraq, members, strangers):
    shown = {actor["id"]: (actor["state"], actor["state_link"]) for actor in items(client, "/v1/actors")}

    state, organ, force, official = (shown[actor.id] for actor in members)
    assert state == (None, None)
    assert (organ, force, official) == ((iraq.id, "organ"), (iraq.id, "force"), (iraq.id, "official"))
    iran, citizen, other, *none = (shown[actor.id] for actor in strangers)
    assert (iran, citizen) == ((None, None), (iraq.id, "citizen"))
    assert other == (strangers[0].id, "organ")
    assert set(none) == {(None, None)}
    assert client.get(f"/v1/actors/{members[1].id}").json["state"] == iraq.id


def test_state_that_is_not_stored_is_null(client, session):
    organ = create_actor(session, type=ActorType.GOVERNMENT, name="Bundestag", country="DE")
    assert client.get(f"/v1/actors/{organ.id}").json["state"] is None


@pytest.mark.usefixtures("iraq")
def test_country_of_an_office_counts(client, session):
    envoy = create_official(session, "Sabri", "president", country="IR")
    envoy.country = "IQ"
    session.commit()
    assert client.get(f"/v1/actors/{envoy.id}").json["state_link"] == "citizen"


def test_lists_of_a_state_have_its_organs(client, session, iraq, members, strangers):
    issue = create_issue(session)
    made = {"quotes": [], "events": [], "positions": []}
    for actor in (*members, *strangers):
        made["quotes"].append(create_quote(session, speaker=actor).id)
        made["events"].append(create_event(session, recipients=(actor,)).id)
        made["positions"].append(create_position(session, holder=actor, issue=issue).id)

    for name, ids in made.items():
        assert {item["id"] for item in items(client, f"/v1/{name}?under={iraq.id}")} == set(ids[: len(members)])
        both = items(client, f"/v1/{name}?under={iraq.id}&under={strangers[0].id}")
        assert {item["id"] for item in both} == {*ids[: len(members) + 1], ids[len(members) + 2]}
        assert items(client, f"/v1/{name}?under={members[1].id}") == []  # an organ has nobody under it
        assert client.get(f"/v1/{name}?under=Iraq").status_code == 400
    assert {item["id"] for item in items(client, f"/v1/actors?under={iraq.id}")} == {actor.id for actor in members}


def test_contradictions_of_a_state_have_those_of_its_organs(client, session, iraq, members, strangers):
    issue = create_issue(session)
    articles = [create_article(session, **make_publication(day)) for day in ("2021-07-01", "2021-07-02")]
    for actor in (members[3], strangers[1]):
        for article, stance in zip(articles, (Stance.SUPPORTS, Stance.OPPOSES), strict=True):
            create_position(session, article, holder=actor, issue=issue, stance=stance)
    contradictions.renew(session, [article.pk for article in articles])
    session.commit()

    (found,) = items(client, f"/v1/contradictions?under={iraq.id}")

    assert found["holder"] == members[3].id
    assert len(items(client, "/v1/contradictions")) == 2
