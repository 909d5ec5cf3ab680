"""Facts stay under their state when people judge its organs and officials."""

import pytest

from ontology.enums import ActorType
from services import articles
from services.judgements import judge
from store import queries
from store.models import Occurrence
from tests.factories import TEXT, make_actor, make_event, make_extraction, make_position, make_quote, make_span
from tests.kept_counts import wrong_counts
from tests.kept_keys import wrong_keys

ASKED = {"note": None, "key_id": None}
OFFICIAL = {"type": ActorType.PERSON, "country": "IQ", "role": "foreign minister"}
CITIZEN = {"type": ActorType.PERSON, "country": None, "role": None}
LISTS = (queries.list_quotes, queries.list_events, queries.list_positions)


@pytest.fixture
def tell(session, extracts):
    """A function that stores an article about the state and a person, and returns the id of the person."""

    def tell(name, text=TEXT, **person):
        actors = (make_actor(), make_actor(name, mentions=(make_span("the minister"),), **person))
        facts = {
            "quotes": (make_quote(speaker=make_quote().speaker),),
            "events": (make_event(actors=(1,), recipients=()),),
            "positions": (make_position(holder=1, quote=None),),
        }
        extracts(make_extraction(actors=actors, **facts))
        article, _ = articles.ingest(session, text=text)
        (person_id,) = [each.actor.id for each in article.appearances if each.actor.name == name]
        session.expunge_all()
        session.rollback()
        return person_id

    return tell


@pytest.fixture
def under(session):
    """A function that counts the quotes, events and positions under a state."""

    def under(state="Iraq"):
        session.rollback()
        session.expunge_all()
        assert wrong_keys(session) == wrong_counts(session) == []
        states = queries.list_actors(session, type=[ActorType.STATE], name=state, limit=2).items
        state_ids = [each.id for each in states]
        return [read(session, under=state_ids, limit=9, count=True).total if states else 0 for read in LISTS]

    return under


def test_official_brings_the_facts_of_a_citizen_and_takes_them_away(session, tell, under):
    official, citizen = tell("Sabri", **OFFICIAL), tell("Naji", f"{TEXT} Again.", **CITIZEN)
    assert under() == [1, 1, 1]

    judge.merge(session, citizen, official, **ASKED)
    assert under() == [2, 2, 2]

    (merge,) = queries.list_judgements(session, limit=9).items
    session.rollback()
    judge.revoke(session, merge.id, key_id=None)
    assert under() == [1, 1, 1]


def test_split_off_official_is_under_the_state(session, tell, under):
    official = tell("Sabri", **OFFICIAL)
    assert tell("Sabri", f"{TEXT} Again.", **OFFICIAL) == official
    newest = queries.list_articles(session, limit=1).items[0].id
    assert under() == [2, 2, 2]

    judge.split(session, official, [newest], **ASKED)

    assert under() == [1, 1, 1]  # the first person keeps the key of the office


@pytest.mark.parametrize("correction", [{"country": "IR"}, {"type": ActorType.GROUP}])
def test_correction_of_an_official_moves_its_facts(session, tell, under, correction):
    official = tell("Sabri", **OFFICIAL)

    judge.correct(session, official, correction, key_id=None)
    assert under() == [0, 0, 0]

    judge.correct(session, official, {"country": "IQ", "type": ActorType.PERSON}, key_id=None)
    assert under() == [1, 1, 1]


def test_office_that_a_later_article_tells_counts_for_earlier_facts(session, tell, under):
    named = {"type": ActorType.PERSON, "country": "IQ"}
    assert tell("Naji Sabri", **named) == tell("Naji Sabri", f"{TEXT} Again.", **OFFICIAL)
    assert under() == [2, 2, 2]

    newest = queries.list_articles(session, limit=1).items[0].id
    articles.delete(session, newest)

    assert under() == [0, 0, 0]


def test_participants_follow_the_occurrence_of_their_event(session, tell):
    tell("Sabri", **OFFICIAL)
    (event,) = queries.list_events(session, limit=9).items
    occurrence = Occurrence(id="occ_x", sources=1, created_at=event.created_at, updated_at=event.updated_at)
    session.add(occurrence)
    session.flush()

    queries.move_events(session, {occurrence.pk: [event.pk]})
    assert wrong_keys(session) == []
    (found,) = queries.list_occurrences(
        session, under=[queries.list_actors(session, name="Iraq", limit=1).items[0].id], limit=9
    ).items
    assert found.id == "occ_x"
    queries.move_events(session, {None: [event.pk]})
    assert wrong_keys(session) == []
