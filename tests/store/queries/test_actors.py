import pytest

from ontology.enums import ActorType
from store import queries
from tests.factories import create_actor, create_appearance, create_article


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
    assert len(queries_sent) == 2


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
