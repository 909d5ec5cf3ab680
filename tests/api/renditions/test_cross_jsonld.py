"""The brief across articles as JSON-LD, with selectors into the article that each fact comes from."""

import json

import pytest
from pyld import jsonld as pyld

from tests.api.renditions.annotations import OA, expand, refuse, selectors_in, unused_terms
from tests.factories import (
    create_actor,
    create_article,
    create_event,
    create_occurrence,
    create_position,
    create_quote,
    make_figure,
    make_publication,
    make_span,
    make_when,
)

AS = "http://www.w3.org/ns/activitystreams#"
NS = "urn:communique:ns:"
TEXTS = ["Iraq wants peace, the minister said.", "🕊🕊 They said that Iraq wants peace, the minister. 🕊"]


@pytest.fixture
def articles(session):
    """Two articles with the same words at different places, and a fact of each kind in each."""
    source = {"publisher": "Example News", "url": "https://example.org/a"}
    found = [
        create_article(session, text=text, title="Peace", **source, **make_publication("2021-07")) for text in TEXTS
    ]
    iraq = create_actor(session, role="state")
    for article, text in zip(found, TEXTS, strict=True):
        words = make_span("Iraq wants peace", text)
        who = {"speaker": iraq, "speaker_mention": make_span("the minister", text), "cue": make_span("said", text)}
        create_quote(session, article, content=(words,), **who)
        when = make_when("2021") | {"when_span": make_span("peace", text), "country": "IQ", "place": "Baghdad"}
        when["figures"] = (make_figure(span=make_span("peace", text)),)
        event = create_event(
            session, article, triggers=(make_span("wants", text),), actors=(iraq,), recipients=(iraq,), **when
        )
        create_occurrence(session, event)
        create_position(session, article, holder=iraq, evidence=words)
    return found


@pytest.fixture
def document(client, articles):
    document = json.loads(client.get("/v1/brief.jsonld?country=IQ&from=2021").data)
    assert len(document["sources"]) == len(articles)
    return document


def test_every_key_has_a_meaning_and_nothing_is_fetched(document):
    compacted = pyld.compact(expand(document), document["@context"], {"documentLoader": refuse})

    assert compacted == document


def test_context_has_no_term_that_is_not_used(document):
    assert unused_terms(document) == set()


def test_selectors_find_their_words_in_the_article_that_they_come_from(articles, document):
    texts = {f"urn:communique:{article.id}": article.text for article in articles}

    found = list(selectors_in(document["items"]))

    assert len(found) == 14
    assert {source for source, _, _ in found} == texts.keys()
    for source, position, words in found:
        start, end = position["start"], position["end"]
        assert texts[source][start:end] == words["exact"]
        assert (words["prefix"], words["suffix"]) == (
            texts[source][max(0, start - 32) : start],
            texts[source][end:][:32],
        )


def test_facts_are_the_bodies_of_annotations_in_the_order_of_the_brief(client, document):
    brief = client.get("/v1/brief?country=IQ&from=2021").json
    stances = [stance for part in brief["positions"]["items"] for stance in part["stances"]]
    ids = [f"{event['article_id']}:{event['id']}" for event in brief["timeline"]["items"]]
    ids += [f"{stance['source']['id']}:{stance['position_id']}:stance" for stance in stances]
    ids += [f"{quote['article_id']}:{quote['id']}" for quote in brief["quotes"]["items"]]

    (page,) = expand(document)
    items = page[f"{AS}items"][0]["@list"]

    assert [item["@id"] for item in items] == [f"urn:communique:{each}" for each in ids]
    assert all(item["@type"] == [f"{OA}Annotation"] for item in items)
    types = [item[f"{OA}hasBody"][0]["@type"][0].rpartition(":")[2] for item in items]
    assert types == ["Event"] * 2 + ["Stance"] * 2 + ["Quote"] * 2


def test_facts_have_what_they_have_in_json(client, document):
    brief = client.get("/v1/brief?country=IQ&from=2021").json
    (part, _), iraq = brief["positions"]["items"], {"name": "Iraq", "country": "IQ"}
    actor = {"id": f"urn:communique:{brief['actors']['items'][0]['id']}", "type": "Actor"}
    bodies = {item["body"]["type"]: item["body"] for item in reversed(document["items"])}

    assert bodies["Stance"] == {
        "type": "Stance",
        "holder": actor | iraq,
        "issue": {**part["issue"], "id": f"urn:communique:{part['issue']['id']}", "type": "Issue"},
        "stance": "supports",
        "positions": 1,
        "since": "2021-07",
        "latest": "2021-07",
        "position": {"id": f"urn:communique:{part['stances'][0]['position_id']}", "type": "Position"},
    }
    assert bodies["Event"]["actors"] == bodies["Event"]["recipients"] == [actor | iraq]
    assert (bodies["Event"]["when"], bodies["Event"]["place"]) == ("2021", "Baghdad")
    assert bodies["Quote"]["speaker"] == actor | iraq
    assert document["items"][0]["created"] == brief["timeline"]["items"][0]["created_at"]


def test_page_tells_of_actors_articles_and_totals(articles, document):
    assert (document["id"], document["type"]) == ("urn:communique:brief:country=IQ&from=2021", "AnnotationPage")
    (actor,) = document["key_actors"]
    assert (actor["name"], actor["actor_type"], actor["quotes"], actor["articles"]) == ("Iraq", "state", 2, 2)
    assert sorted(source["id"] for source in document["sources"]) == [f"urn:communique:{each.id}" for each in articles]
    assert document["sources"][0].items() >= {"type": "Article", "title": "Peace", "published_at": "2021-07"}.items()
    assert [document[f"total_{name}"] for name in ("actors", "events", "stances", "quotes")] == [1, 2, 2, 2]


def test_brief_of_nothing_is_a_page_without_items(client):
    document = client.get("/v1/brief.jsonld", query_string={"issue": "no such: <issue>"}).json

    assert (document["id"], document["items"]) == ("urn:communique:brief:issue=no+such%3A+%3Cissue%3E", [])
    expand(document)
