import pytest

from ontology.enums import ActorType, LinkReason
from store import queries
from store.queries.actors import Spelling
from tests.factories import create_actor, create_appearance, create_article, create_brief, make_publication


@pytest.fixture
def article(session):
    return create_article(session)


@pytest.fixture
def minister(session, article):
    actor = create_actor(session, type=ActorType.PERSON, name="Mustafa al-Kazemi", country=None, role="prime minister")
    create_appearance(session, article, actor, aliases=("Al-Kazemi", "ÉMIR"))
    return actor


@pytest.fixture
def state(session):
    actor = create_actor(session, name="United States", country="US")
    create_appearance(session, create_article(session), actor)
    return actor


def ids(page):
    return [item.id for item in page.items]


@pytest.mark.usefixtures("article")
def test_list_takes_two_statements(minister, state, reader, queries_sent):
    with queries_sent:
        page = queries.list_actors(reader, limit=10)

    assert ids(page) == [state.id, minister.id]
    assert len(queries_sent) == 3


def test_actor_carries_its_names_and_articles(session, reader, state):
    create_appearance(session, create_article(session), state, name="Washington")
    create_appearance(session, create_article(session), state, name="Washington", aliases=("US",))
    create_appearance(session, create_article(session), state, aliases=("US", "America", "US"))

    actor = queries.get_actor(reader, state.id)

    assert (actor.id, actor.name, actor.country, actor.type) == (state.id, "United States", "US", "state")
    assert actor.aliases == ("US", "Washington", "America")
    assert actor.articles == 4


def test_no_actor(reader):
    assert queries.get_actor(reader, "act_none") is None


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("name", ["kazemi", "MUSTAFA", "al-kaz", "émir", "Émir"])
def test_name_is_part_of_any_name_in_any_case(minister, reader, name):
    assert ids(queries.list_actors(reader, name=name, limit=10)) == [minister.id]


@pytest.mark.usefixtures("minister")
@pytest.mark.parametrize("name", ["%", "_", "kazemi al"])
def test_name_is_no_pattern(reader, name):
    assert ids(queries.list_actors(reader, name=name, limit=10)) == []


def test_filters(minister, state, article, reader):
    assert ids(queries.list_actors(reader, article=article.id, limit=10)) == [minister.id]
    assert ids(queries.list_actors(reader, type=[ActorType.STATE], limit=10)) == [state.id]
    assert ids(queries.list_actors(reader, country=["US", "FR"], limit=10)) == [state.id]
    assert ids(queries.list_actors(reader, country=["US"], type=[ActorType.PERSON], limit=10)) == []


def test_several_types_mean_any(minister, state, reader):
    page = queries.list_actors(reader, type=[ActorType.STATE, ActorType.PERSON], limit=10)

    assert ids(page) == [state.id, minister.id]


def test_pages(minister, state, reader):
    first = queries.list_actors(reader, limit=1)
    second = queries.list_actors(reader, limit=1, after=first.next)

    assert (ids(first), ids(second), second.next) == ([state.id], [minister.id], None)


def test_stored_actors_by_id(session, minister, state):
    found = queries.get_actors(session, [state.id, "act_none", *(f"act_x{n}" for n in range(2000)), minister.id])

    assert found == {state.id: state, minister.id: minister}


def test_forged_name_in_a_cursor_is_refused(reader):
    with pytest.raises(queries.WrongCursorError):
        queries.list_actors(reader, sort="name", after=("a\0b", 1), limit=1)


def test_spellings_the_most_usual_first(session):
    iraq, other = create_actor(session), create_actor(session)
    for mentions, link in (
        (("Iraq", "the minister"), None),
        (("Iraq",), LinkReason.NAME),
        (("Iraq",), LinkReason.ISO_CODE),
    ):
        create_appearance(session, create_article(session), iraq, mentions, link=link)
    create_appearance(session, create_article(session), other, ("peace",))
    assert queries.list_spellings(session, iraq.id, limit=5) == [
        Spelling("Iraq", 3, (LinkReason.ISO_CODE, LinkReason.NAME)),
        Spelling("the minister", 1, ()),
    ]
    assert len(queries.list_spellings(session, iraq.id, limit=1)) == 1


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


def test_actors_of_the_most_articles_lead_then_those_mentioned_more_often(session):
    names = ("Iran", "Iraq", "Oman", "Qatar")
    iran, iraq, oman, qatar = (create_actor(session, name=name) for name in names)
    create_appearance(session, create_article(session), qatar)  # too old to count
    first, second = create_article(session), create_article(session)
    create_appearance(session, first, oman)
    create_appearance(session, second, oman)
    create_appearance(session, second, iran)
    create_appearance(session, second, iraq, mentions=("Iraq", "the minister"))
    found = queries.list_leading_actors(session, newest=2, limit=3)
    assert [(row.name, row.articles) for row in found] == [("Oman", 2), ("Iraq", 1), ("Iran", 1)]


def test_actors_lead_by_one_query(session, queries_sent):
    create_brief(session, 3)
    with queries_sent:
        queries.list_leading_actors(session, newest=10, limit=2)
    assert len(queries_sent) == 1
