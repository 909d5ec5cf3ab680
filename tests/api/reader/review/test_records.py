"""Pages on which actors are merged and split: what will move, and that it does."""

import pytest

from ontology.enums import ActorType, Scope
from services import api_keys
from store import queries
from tests.api.reader.review.conftest import said, section
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_event,
    create_position,
    create_quote,
)

PERSON = {"type": ActorType.PERSON, "country": "NI"}


@pytest.fixture
def ortega(session):
    """An actor of two articles, with a quote in the first and a position in the second."""
    actor = create_actor(session, name="Daniel Ortega", **PERSON)
    for title, fact in (("First", create_quote), ("Second", create_position)):
        article = create_article(session, title=title)
        create_appearance(session, article, actor)
        fact(session, article, **{"speaker" if fact is create_quote else "holder": actor})
    return actor.id


@pytest.fixture
def saavedra(session):
    """Another one of one article, with an event."""
    actor = create_actor(session, name="Daniel José Ortega", **PERSON)
    article = create_article(session, title="Third")
    create_appearance(session, article, actor)
    create_event(session, article, actors=(actor,))
    return actor.id


def test_merging_says_before_what_moves_and_can_be_undone(browse, merge_and_undo, ortega, saavedra):
    page = browse(f"/review/actors/{ortega}").page
    assert "Daniel José Ortega" in section(page, "candidates")
    (link,) = page.xpath(f"//a[contains(@href, 'into={saavedra}')]/@href")
    preview = browse(link).page
    assert section(preview, "moves").startswith(
        "What moves to Daniel José Ortega 2 articles 1 quote 0 events 1 position Names: Daniel Ortega"
    )
    assert "1 article 0 quotes 1 event 0 positions" in section(preview, "there")
    merged, undone = merge_and_undo(ortega, saavedra, note="One man.")
    assert merged["articles"] == 3
    assert undone["articles"] == 2


def test_article_of_both_is_named(session, browse, ortega, saavedra):
    article = create_article(session)
    for actor_id in (ortega, saavedra):
        create_appearance(session, article, queries.get_actors(session, [actor_id])[actor_id])
    preview = browse(f"/review/actors/{ortega}/merge?into={saavedra}").page
    assert "1 article has both" in section(preview, "moves")


def test_splitting_says_before_what_moves(browse, client, send, ortega):
    page = browse(f"/review/actors/{ortega}").page
    assert "First No publisher" in section(page, "split")
    chosen = page.xpath("//input[@name='appearances']/@value")[0]
    preview = browse(f"/review/actors/{ortega}/split?appearances={chosen}").page
    assert section(preview, "moves").startswith("What moves to a new actor 1 article")
    assert "1 article" in section(preview, "stays")
    assert (
        send(ortega, act="split", appearances=preview.xpath("//input[@name='appearances']/@value")).status_code == 303
    )
    assert client.get(f"/v1/actors/{ortega}").json["articles"] == 1
    page = browse(f"/review/actors/{ortega}").page
    assert "was split; the other one is" in section(page, "judgements")


def test_different_is_no_candidate_any_more(browse, send, ortega, saavedra):
    assert send(ortega, act="different", other=saavedra).status_code == 303
    page = browse(f"/review/actors/{ortega}").page
    assert "José" not in section(page, "candidates")
    answer = send(ortega, act="merge", other=saavedra)
    assert answer.status_code == 409
    assert "says that they are different; revoke it first" in said(answer.page.xpath("//*[@role='alert']")[0])


def test_another_actor_is_found_by_name(browse, session, ortega):
    create_actor(session, name="Rosario Murillo", **PERSON)
    create_appearance(session, create_article(session), create_actor(session, name="Rosario Murillo", **PERSON))
    assert "Rosario Murillo" in section(browse(f"/review/actors/{ortega}?name=murillo").page, "candidates")
    assert "No other actor has “ nobody ”" in section(browse(f"/review/actors/{ortega}?name=nobody").page, "candidates")


@pytest.mark.parametrize("chosen", [(), (0, 1)])
def test_not_all_and_not_none_are_split_off(browse, send, ortega, chosen):
    articles = browse(f"/review/actors/{ortega}").page.xpath("//input[@name='appearances']/@value")
    if not chosen:
        assert browse(f"/review/actors/{ortega}/split").status_code == 422
    answer = send(ortega, act="split", appearances=[articles[i] for i in chosen])
    assert answer.status_code == 422
    assert answer.page.xpath("//*[@role='alert']")


@pytest.mark.parametrize(
    "path",
    ["/review/actors/act_aaaaaaaaaaaaaaaa", "/review/actors/act_aaaaaaaaaaaaaaaa/merge?into=act_aaaaaaaaaaaaaaaa"],
)
def test_unknown_actor(browse, path):
    assert browse(path).status_code == 404


def test_actor_page_leads_there_for_reviewers_only(browse, session, ortega):
    link = f"//a[@href='/review/actors/{ortega}']"
    assert browse(f"/actors/{ortega}").page.xpath(link)
    key = api_keys.create(session, label="Reader", scopes=[Scope.READ])[1]
    browse("/sign-in", method="POST", data={"key": key})
    assert not browse(f"/actors/{ortega}").page.xpath(link)
    assert browse(f"/review/actors/{ortega}").status_code == 403


def test_query_count_does_not_grow(browse, session, queries_sent, ortega, saavedra):
    counts = []
    for _ in range(3):  # the first one looks for what the next ones remember
        with queries_sent:
            browse(f"/review/actors/{ortega}/merge?into={saavedra}")
        counts.append(len(queries_sent))
        for _ in range(5):
            create_appearance(session, create_article(session), queries.get_actors(session, [ortega])[ortega])
    assert counts[1] == counts[2]


@pytest.mark.parametrize(
    "given",
    [
        {"act": "merge", "other": "\0"},
        {"act": "different", "other": "\0"},
        {"act": "split", "appearances": "\0"},
        {"act": "revoke", "judgement": "\0"},
        {"act": "merge", "other": "{saavedra}", "note": "a\0b"},
        {"act": "merge", "other": "{saavedra}", "note": "{long}"},
        {"act": "merge", "other": "iss_aaaaaaaaaaaaaaaa"},
    ],
)
def test_form_that_no_page_sends(send, ortega, saavedra, given):
    answer = send(ortega, **{name: value.format(saavedra=saavedra, long="a" * 501) for name, value in given.items()})
    assert answer.status_code == 422
