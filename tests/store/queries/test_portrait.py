"""How articles present an actor."""

from store import queries
from tests.factories import create_actor, create_appearance, create_article, make_publication


def test_spellings_the_most_usual_first(session):
    iraq, other = create_actor(session), create_actor(session)
    for mentions in (("Iraq", "the minister"), ("Iraq",)):
        create_appearance(session, create_article(session), iraq, mentions)
    create_appearance(session, create_article(session), other, ("peace",))
    assert queries.list_spellings(session, iraq.id, limit=5) == [("Iraq", 2), ("the minister", 1)]
    assert queries.list_spellings(session, iraq.id, limit=1) == [("Iraq", 2)]


def test_roles_with_the_time_in_which_they_are_told(session):
    actor = create_actor(session)
    for role, published in (("minister", "2021-07"), (None, "2021-08"), ("minister", "2020"), ("envoy", "2019-02")):
        create_appearance(session, create_article(session, **make_publication(published)), actor, role=role)
    assert queries.list_roles(session, actor.id, limit=5) == [
        ("minister", 2, "2020", "2021-07"),
        ("envoy", 1, "2019-02", "2019-02"),
    ]
    assert len(queries.list_roles(session, actor.id, limit=1)) == 1


def test_roles_have_times_of_other_offsets_in_their_order(session):
    actor = create_actor(session)
    early, late = "2021-07-02T01:00:00+09:00", "2021-07-01T20:00:00-05:00"
    for published in (late, early):
        create_appearance(session, create_article(session, **make_publication(published)), actor, role="minister")
    assert queries.list_roles(session, actor.id, limit=5) == [("minister", 2, early, late)]
