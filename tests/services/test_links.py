"""The record that each actor of an article gets, by what the store holds already."""

from collections import namedtuple
from datetime import timedelta

import pytest

from ontology.enums import ActorType, LinkReason
from services import articles
from store import queries
from store.models import Actor, ActorKey
from tests.factories import NOW, TEXT, make_actor, make_extraction, make_span

Told = namedtuple("Told", ("actor", "link", "article"))

WORDS = [word.strip(",.") for word in TEXT.split()]


@pytest.fixture
def tell(session, extracts):
    """Stores an article of some people, each given by name, country and role; gives what became of each."""
    number = iter(range(100))

    def tell(*people):
        found = [
            make_actor(name, type=ActorType.PERSON, country=country, role=role, mentions=(make_span(word),))
            for word, (name, country, role) in zip(WORDS, people, strict=False)
        ]
        extracts(make_extraction(actors=tuple(found), quotes=(), events=(), positions=()))
        article, _ = articles.ingest(session, text=TEXT + str(next(number)))
        return [Told(each.actor.id, each.link, article.id) for each in article.appearances]

    return tell


def test_same_person_in_two_articles_is_one_record(tell, session, set_clock):
    (first,) = tell(("Maria Ortega", None, None))
    set_clock(NOW + timedelta(days=1))
    (second,) = tell(("Maria Luz Ortega", "ES", "senator"))

    assert (first.link, second.link) == (None, LinkReason.SPELLING)
    actor = queries.get_actor(session, first.actor)
    assert (actor.name, actor.country, actor.role, actor.articles) == ("Maria Luz Ortega", "ES", "senator", 2)
    assert actor.aliases == ("Maria Ortega",)
    assert actor.updated_at > actor.created_at


def test_two_of_one_surname_stay_two(tell):
    (first,), (second,) = tell(("Maria Ortega", "ES", None)), tell(("Jose Ortega", "ES", None))

    assert first.actor != second.actor


def test_namesake_of_another_state_is_a_record_of_its_own(tell):
    (spanish,), (mexican,) = tell(("Maria Ortega", "ES", None)), tell(("Maria Ortega", "MX", None))
    (again,) = tell(("Maria Ortega", "MX", None))

    assert spanish.actor != mexican.actor == again.actor


def test_full_name_joins_the_one_known_by_office(tell):
    (first,), (second,) = tell(("Ortega", "ES", "president")), tell(("Maria Ortega", "ES", "president"))
    (third,) = tell(("Maria Ortega", None, None))

    assert first.actor == second.actor == third.actor
    assert (second.link, third.link) == (LinkReason.OFFICE, LinkReason.NAME)


def test_who_may_be_either_of_two_stays_apart(tell):
    one, other = tell(("Maria K. Ortega", None, None), ("Maria T. Ortega", None, None))
    (doubtful,) = tell(("Maria Ortega", None, None))

    assert len({one.actor, other.actor, doubtful.actor}) == 3
    assert doubtful.link is None


def test_closest_name_is_taken_of_several(tell):
    one, _other = tell(("Maria K. Ortega", None, None), ("Maria T. Ortega", None, None))
    (again,) = tell(("Maria K. Ortega", None, None))

    assert (again.actor, again.link) == (one.actor, LinkReason.NAME)


def test_closest_country_is_taken_of_several(tell):
    tell(("Maria Ortega", "MX", None))
    (spanish,) = tell(("Maria Ortega", "ES", None))
    (again,) = tell(("Maria Luz Ortega", "ES", None))

    assert (again.actor, again.link) == (spanish.actor, LinkReason.SPELLING)


def test_actors_that_an_article_tells_apart_are_not_joined_by_a_spelling(tell):
    tell(("Maria Ortega", None, None))

    one, other = tell(("Maria K. Ortega", None, None), ("Maria T. Ortega", None, None))

    assert one.actor != other.actor
    assert (one.link, other.link) == (LinkReason.SPELLING, None)


def test_order_of_storing_does_not_change_the_id_of_a_name(tell, session):
    (first,) = tell(("Maria Ortega", None, None))
    articles.delete(session, first.article)

    (again,) = tell(("Maria Ortega", "ES", "senator"))

    assert again.actor == first.actor


def test_preview_shows_the_record_and_leaves_it_as_it_is(tell, session, reader, extracts):
    (stored,) = tell(("Maria Ortega", None, None))
    person = make_actor("Maria Luz Ortega", type=ActorType.PERSON, country="ES", mentions=(make_span("Iraq"),))
    extracts(make_extraction(actors=(person,), quotes=(), events=(), positions=()))

    (shown,) = articles.preview(session, text=TEXT).appearances

    assert (shown.actor.id, shown.link) == (stored.actor, LinkReason.SPELLING)
    session.commit()
    assert queries.get_actor(reader, stored.actor).name == "Maria Ortega"


def test_record_forgets_what_a_deleted_article_said(tell, session, reader):
    (first,) = tell(("Maria Luz Ortega", "ES", "president"))
    tell(("Maria Ortega", None, "senator"))

    articles.delete(session, first.article)

    actor = queries.get_actor(reader, first.actor)
    assert (actor.name, actor.country, actor.role, actor.aliases) == ("Maria Ortega", None, "senator", ())
    assert [key.key for key in reader.query(ActorKey)] == ["person mr ortg"]


def test_text_that_comes_again_gets_the_record_it_left(tell, session, extracts):
    """Others have joined the record meanwhile, and none of three is closer to the name."""
    tell(("Maria K. Ortega", None, None), ("Maria T. Ortega", None, None))
    (doubtful,) = tell(("Maria Ortega", None, None))
    text = queries.get_article(session, doubtful.article).text
    tell(("Maria Luz Ortega", "ES", "senator"))
    articles.delete(session, doubtful.article)

    person = make_actor("Maria Ortega", type=ActorType.PERSON, country=None, mentions=(make_span("Iraq"),))
    extracts(make_extraction(actors=(person,), quotes=(), events=(), positions=()))
    article, created = articles.ingest(session, text=text)

    assert created
    assert [each.actor.id for each in article.appearances] == [doubtful.actor]


def test_evidence_of_deleted_articles_links_nobody(tell, session):
    (president,), (both,) = tell(("Ortega", "ES", "president")), tell(("Maria Ortega", "ES", "president"))
    (senator,) = tell(("Maria Ortega", "ES", "senator"))
    for told in (president, both):
        articles.delete(session, told.article)

    (again,) = tell(("Ortega", "ES", "president"))

    assert again.actor != senator.actor


def test_record_takes_the_type_of_the_first_that_is_left(session, extracts, reader):
    texts = []
    for number, kind in enumerate((ActorType.ORGANIZATION, ActorType.INTERGOVERNMENTAL)):
        body = make_actor("Arab League", type=kind, country=None, mentions=(make_span("Iraq"),))
        extracts(make_extraction(actors=(body,), quotes=(), events=(), positions=()))
        texts.append(articles.ingest(session, text=TEXT + str(number))[0])

    articles.delete(session, texts[0].id)

    (appearance,) = queries.get_brief(reader, texts[1].id).appearances
    assert appearance.actor.type == appearance.type == ActorType.INTERGOVERNMENTAL


def test_what_an_article_tells_of_one_actor_twice_is_kept(tell, session, reader):
    """The record had it from the article, and loses nothing of it when another article goes."""
    (first,) = tell(("Maria Ortega", None, None))
    told = tell(("Maria Ortega", None, None), ("Dr. María Ortega", "ES", "president"))

    articles.delete(session, first.article)

    assert [each.actor for each in told] == [first.actor]
    actor = queries.get_actor(reader, first.actor)
    assert (actor.country, actor.role, actor.aliases) == ("ES", "president", ("Dr. María Ortega",))
    assert "office ES president ortg" in [key.key for key in reader.query(ActorKey)]


def test_delete_reads_what_many_articles_say_alike_once(tell, session):
    tell(("Maria Luz Ortega", "ES", "senator"))
    told = [tell(("Maria Ortega", "ES", role))[0] for role in ("senator", "president", "senator")]

    ((actor, groups),) = queries.list_appearance_groups(session, [session.query(Actor.pk).scalar()])

    assert actor.id == told[0].actor
    assert [(each.name, each.role) for each in groups] == [
        ("Maria Luz Ortega", "senator"),
        ("Maria Ortega", "senator"),
        ("Maria Ortega", "president"),
    ]
    articles.delete(session, told[0].article)
    assert (actor.name, actor.role) == ("Maria Luz Ortega", "senator")


def test_record_of_a_state_goes_by_its_usual_name(session, extracts):
    america = make_actor("America", country="US", mentions=(make_span("Iraq"),))
    extracts(make_extraction(actors=(america,), quotes=(), events=(), positions=()))

    article, _ = articles.ingest(session, text=TEXT)

    assert (article.appearances[0].name, article.appearances[0].actor.name) == ("America", "United States")
