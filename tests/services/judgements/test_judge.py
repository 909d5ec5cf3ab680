"""Judgements against everything that links: other reviewers, imports, relinking, deletion."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ontology.enums import ActorType, FactStatus, JudgementKind, Subject
from services import articles, ids
from services.bulk import imports
from services.bulk.imports import Line
from services.errors import Conflict, Gone, Invalid, NotFound, ServiceError
from services.judgements import judge
from services.missing import missing
from services.relink import relink
from services.review import review
from services.review.review import FactRef
from store import queries
from tests.factories import TEXT, make_actor, make_event, make_extraction, make_position, make_quote, make_span

ASKED = {"note": None, "key_id": None}


@pytest.fixture
def tell(session, extracts):
    """A function that stores an article about some people and returns it."""

    def tell(*people, text=TEXT, labels=("Ceasefire in Gaza",), imported=False):
        words = [word.strip(",.") for word in TEXT.split()]
        found = tuple(
            make_actor(name, type=ActorType.PERSON, country=None, mentions=(make_span(word),))
            for word, name in zip(words, people, strict=False)
        )
        positions = tuple(
            make_position(holder=0, issue=label, quote=None, evidence=make_span(word))
            for word, label in zip(words, labels, strict=False)
        )
        quotes = (make_quote(speaker=None),)
        events = (make_event(actors=tuple(range(len(found))), recipients=()),)
        extracts(make_extraction(actors=found, quotes=quotes, events=events, positions=positions))
        if imported:
            list(imports.load(session, [Line(1, {"text": text})]))
            article = queries.get_brief(session, ids.article_id(articles.check(text).text_sha256))
        else:
            article, _ = articles.ingest(session, text=text)
        session.expunge_all()
        session.rollback()
        return article

    return tell


def actors_of(article):
    return [appearance.actor.id for appearance in article.appearances]


def issues_of(reader, article):
    found = [position.issue.id for position in queries.get_brief(reader, article.id).positions]
    reader.rollback()
    reader.expunge_all()
    return found


def test_two_reviewers_at_once_do_not_merge_in_a_circle(sessions, tell):
    one, other = actors_of(tell("Ann Lee", "Bo Lee"))
    both = threading.Barrier(2, timeout=10)

    def merge(pair):
        with sessions() as session:
            both.wait()
            try:
                return judge.merge(session, *pair, **ASKED)
            except ServiceError as error:
                return error

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(merge, [(one, other), (other, one)]))
    assert sorted(type(each).__name__ for each in done) in (["Invalid", "str"], ["NotFound", "str"])


def test_merge_into_an_actor_that_is_being_deleted(session, sessions, tell):
    (one,) = actors_of(tell("Ann Lee"))
    article = tell("Bo Lee", text=f"{TEXT} Again.")
    (other,) = actors_of(article)
    both = threading.Barrier(2, timeout=10)

    def merge():
        with sessions() as mine:
            both.wait()
            try:
                return judge.merge(mine, one, other, **ASKED)
            except Invalid as error:
                return error

    def delete():
        with sessions() as mine:
            both.wait()
            articles.delete(mine, article.id)

    with ThreadPoolExecutor(2) as pool:
        merged, deleted = pool.submit(merge), pool.submit(delete)
        deleted.result()
    there = [actor.id for actor in queries.list_actors(session, limit=10).items]
    if isinstance(merged.result(), str):
        assert there == [other]
        assert queries.get_standing(session, {one}) == {one: other}
    else:
        assert there == [one]
        assert isinstance(missing(session, "actor", other), Gone)


def test_first_merge_of_a_chain_is_revoked_alone(session, tell):
    texts = [TEXT, f"{TEXT} Again.", f"{TEXT} Further."]
    names = ["Ann Lee", "Bo Lee", "Cy Lee"]
    people = [actors_of(tell(name, text=text))[0] for name, text in zip(names, texts, strict=True)]
    first = judge.merge(session, people[0], people[1], **ASKED)
    judge.merge(session, people[1], people[2], **ASKED)
    assert queries.get_standing(session, people) == {people[0]: people[2], people[1]: people[2]}
    for into in people[:2]:
        with pytest.raises(Invalid):
            judge.merge(session, people[2], into, **ASKED)

    judge.revoke(session, first, key_id=None)

    assert queries.get_standing(session, people) == {people[1]: people[2]}
    assert queries.get_actor(session, people[0]).articles == 1
    assert queries.get_actor(session, people[2]).articles == 2


def test_split_by_an_article_that_is_given_twice(session, tell):
    (actor,) = actors_of(tell("Ann Lee"))
    second = tell("Ann Lee", text=f"{TEXT} Again.")
    made = judge.split(session, actor, [second.id, second.id], **ASKED)
    assert queries.get_judgement(session, made).other == ids.split_id(actor, [second.id])
    assert queries.get_judgement(session, made).articles == [second.id]


def test_an_article_stored_during_a_merge_obeys_it(sessions, tell, session):
    one, other = actors_of(tell("Ann Lee", "Bo Lee"))
    both = threading.Barrier(2, timeout=10)

    def merge():
        with sessions() as mine:
            both.wait()
            judge.merge(mine, one, other, **ASKED)

    def ingest():
        with sessions() as mine:
            both.wait()
            articles.ingest(mine, text=f"{TEXT} Again.")

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(merge), pool.submit(ingest)]:
            each.result()
    assert [actor.id for actor in queries.list_actors(session, limit=10).items] == [other]
    assert queries.get_actor(session, one) is None


@pytest.mark.parametrize("imported", [True, False])
def test_what_was_split_stays_so_when_its_text_comes_again(session, tell, imported):
    (actor,) = actors_of(tell("Ann Lee"))
    second = tell("Ann Lee", text=f"{TEXT} Again.")
    judge.split(session, actor, [second.id], **ASKED)
    articles.delete(session, second.id)
    again = actors_of(tell("Ann Lee", text=f"{TEXT} Again.", imported=imported))
    further = actors_of(tell("Ann Lee", text=f"{TEXT} Further.", imported=imported))
    assert again == [ids.split_id(actor, [second.id])]
    assert further == [actor]


def test_relink_leaves_what_people_have_joined_and_split(session, reader, tell):
    gaza = tell("Ann Lee")
    second = tell("Bo Lee", text=f"{TEXT} Again.")
    songs = tell("Cy Lee", text=f"{TEXT} Further.", labels=("Songs of Peru",))
    (one,), (other,) = issues_of(reader, gaza), issues_of(reader, songs)
    judge.merge(session, one, other, **ASKED)
    judge.split(session, other, [gaza.id], **ASKED)
    before = [issues_of(reader, each) for each in (gaza, second, songs)]
    assert before == [[ids.split_id(other, [gaza.id])], [other], [other]]

    assert relink(session).moved == 0

    assert [issues_of(reader, each) for each in (gaza, second, songs)] == before


def test_preview_shows_what_would_be_stored(session, tell, extracts):
    one, other = actors_of(tell("Ann Lee", "Bo Lee"))
    judge.merge(session, one, other, **ASKED)
    (shown,) = articles.preview(session, text=f"{TEXT} Again.").appearances
    assert (shown.actor.id, len(shown.mentions)) == (other, 2)
    assert extracts


def test_a_rejected_actor_does_not_stand_for_one_that_counts(session, tell):
    article = tell("Ann Lee", "Bo Lee", labels=())
    one, other = actors_of(article)
    event = FactRef(Subject.EVENT, article.events[0].id)
    review.correct(session, event, {"actors": [one]}, key_id=None)
    review.correct(session, FactRef(Subject.ACTOR, other, article.id), {"status": FactStatus.REJECTED}, key_id=None)
    with pytest.raises(Conflict, match=article.id):
        judge.merge(session, one, other, **ASKED)
    made = judge.merge(session, other, one, **ASKED)
    (shown,) = queries.get_brief(session, article.id).appearances
    assert [mention.exact for mention in shown.mentions] == ["Iraq"]
    judge.revoke(session, made, key_id=None)
    found = queries.list_appearances(session, article=[article.id], status=[FactStatus.REJECTED], limit=5).items
    assert [each.actor.id for each in found] == [other]


def test_what_a_person_has_changed_since_stays_when_a_merge_is_revoked(session, tell):
    article = tell("Ann Lee", "Bo Lee")
    one, other = actors_of(article)
    made = judge.merge(session, one, other, **ASKED)
    ref = FactRef(Subject.ACTOR, other, article.id)
    review.correct(session, ref, {"role": "poet"}, key_id=None)
    judge.revoke(session, made, key_id=None)
    session.expunge_all()
    found = {each.actor.id: each for each in queries.get_brief(session, article.id).appearances}
    assert [found[other].role, found[other].aliases, len(found[other].mentions)] == ["poet", (), 1]
    assert [found[one].role, len(found[one].mentions)] == [None, 1]


def test_unknown_records(session, tell):
    (actor,) = actors_of(tell("Ann Lee"))
    missing = "act_aaaaaaaaaaaaaaaa"
    for act in (
        lambda: judge.merge(session, missing, actor, **ASKED),
        lambda: judge.split(session, missing, ["x"], **ASKED),
        lambda: judge.correct(session, missing, {"name": "X"}, key_id=None),
        lambda: judge.revoke(session, "jdg_aaaaaaaaaaaaaaaa", key_id=None),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Invalid):
        judge.state(session, JudgementKind.UNSURE, actor, missing, **ASKED)
