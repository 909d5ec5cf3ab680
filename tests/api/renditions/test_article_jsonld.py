"""JSON-LD that pyld understands to the last key, with selectors that find the words in the text."""

import json

import pytest
from pyld import jsonld as pyld

from api.renditions.article_jsonld import jsonld
from tests.api.renditions.annotations import OA, expand, refuse, selectors_in, unused_terms
from tests.api.renditions.briefs import make_brief
from tests.factories import NOW, TEXT, make_span

NS = "urn:communique:ns:"


@pytest.fixture
def brief():
    metadata = {"title": "Peace", "publisher": "Example News", "url": "https://example.org/a"}
    brief = make_brief(now=NOW, published_at="2021-07", **metadata)
    brief["events"][0]["occurrence_id"] = "occ_aaaaaaaaaaaaaaaa"
    brief["actors"][0] |= {"aliases": ["Baghdad"], "link": "iso_code"}
    return brief


@pytest.fixture
def document(brief):
    return json.loads(json.dumps(jsonld(brief, TEXT)))


def bodies(document):
    return {item["body"]["type"]: item["body"] for item in document["items"]}


def test_every_key_has_a_meaning_and_nothing_is_fetched(document):
    compacted = pyld.compact(expand(document), document["@context"], {"documentLoader": refuse})

    assert compacted == document


def test_context_has_no_term_that_is_not_used(document):
    assert unused_terms(document) == set()


def test_fact_is_the_body_of_an_annotation(brief, document):
    article, quote = brief["article"]["id"], brief["quotes"][0]

    (page,) = expand(document)
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    annotation = next(item for item in items if item["@id"] == f"urn:communique:{article}:{quote['id']}")

    assert annotation["@type"] == [f"{OA}Annotation"]
    (body,), (target,) = annotation[f"{OA}hasBody"], annotation[f"{OA}hasTarget"]
    assert body["@id"] == f"urn:communique:{quote['id']}"
    assert body[f"{NS}kind"] == [{"@id": f"{NS}quote_kind:indirect"}]
    assert body[f"{NS}speaker"] == [{"@id": f"urn:communique:{quote['speaker']['actor_id']}"}]
    assert target[f"{OA}hasSource"] == [{"@id": f"urn:communique:{article}"}]
    position, words = target[f"{OA}hasSelector"]
    assert position["@type"] == [f"{OA}TextPositionSelector"]
    assert position[f"{OA}end"][0]["@value"] == 16
    assert words[f"{OA}exact"] == [{"@value": "Iraq wants peace"}]


def test_page_tells_of_the_article(brief, document):
    assert document["type"] == "AnnotationPage"
    assert document["article"] == {
        "id": f"urn:communique:{brief['article']['id']}",
        "type": "Article",
        "title": "Peace",
        "title_basis": "stated",
        "url": "https://example.org/a",
        "publisher": "Example News",
        "language": "en",
        "published_at": "2021-07",
        "published_at_basis": "stated",
        "text_sha256": brief["article"]["text_sha256"],
    }
    assert (document["generator"]["name"], document["warnings"]) == ("test", ["odd"])


def test_facts_have_what_they_have_in_json(brief, document):
    found, urn = bodies(document), "urn:communique:"
    iraq, minister = (urn + actor["id"] for actor in brief["actors"])
    event, position = found["Event"], found["Position"]

    assert (found["Actor"]["id"], found["Actor"]["actor_type"], found["Actor"]["role"]) == (
        minister,
        "person",
        "minister",
    )
    assert found["Quote"]["cue"]["selector"][1]["exact"] == "said"
    assert found["Quote"]["speaker_mention"]["selector"][1]["exact"] == "the minister"
    assert (event["event_type"], event["when"], event["country"], event["place"]) == (
        "REQUEST",
        "2021",
        "IQ",
        "Baghdad",
    )
    assert (event["actors"], event["recipients"], event["modality"]) == ([iraq], [minister], "occurred")
    assert event["occurrence"] == f"{urn}occ_aaaaaaaaaaaaaaaa"
    assert event["when_words"]["selector"][1]["exact"] == "peace"
    killed, money = event["figures"]
    assert (killed["figure_kind"], killed["min"], "max" in killed, killed["unit"]) == ("killed", 12, False, "persons")
    assert (money["figure_kind"], money["max"], money["approximate"]) == ("money", 2500000, True)
    assert killed["words"]["selector"][1] == {
        "type": "TextQuoteSelector", "exact": "wants", "prefix": "Iraq ", "suffix": " peace, the minister said.",
    }  # fmt: skip
    assert (position["holder"], position["stance"], position["basis"]) == (iraq, "supports", "stated")
    assert (position["issue"]["label"], position["quote"]) == ("Peace in Iraq", found["Quote"]["id"])
    dates = [item["body"] for item in document["items"] if item["body"]["type"] == "Date"]
    assert dates == [{"type": "Date", "edtf": "2021"}, {"type": "Date", "duration": "P2D"}, {"type": "Date"}]


def test_annotation_tells_where_the_fact_comes_from(document):
    annotation = document["items"][0]

    assert annotation["motivation"] == "identifying"
    assert annotation["created"] == annotation["modified"] == "2026-01-02T03:04:05Z"
    assert (annotation["confidence"], annotation["status"]) == (0.9, "machine")


def test_words_of_the_vocabularies_are_those_of_plover_and_of_ours(document):
    expanded = json.dumps(expand(document))

    for word in (
        "plover:REQUEST",
        "stance:supports",
        "actor_type:person",
        "modality:occurred",
        "figure_kind:killed",
        "fact_status:machine",
    ):
        assert f'"@id": "{NS}{word}"' in expanded
    assert '{"@type": "http://id.loc.gov/datatypes/edtf/EDTF-level1", "@value": "2021-07"}' in expanded


def test_what_is_not_known_is_left_out():
    brief = make_brief()
    brief["quotes"][0] |= {"speaker": None, "cue": None}
    brief["events"][0] |= {"when": None, "where": None, "actors": [], "figures": []}
    brief["positions"][0]["quote_id"] = None

    document = jsonld(brief, TEXT)
    found = bodies(document)

    assert document["article"].keys() == {"id", "type", "language", "text_sha256"}
    assert found["Quote"].keys() == {"id", "type", "kind"}
    assert found["Event"].keys() == {"id", "type", "event_type", "title", "recipients", "modality"}
    assert "quote" not in found["Position"]
    assert "created" not in document["items"][0]
    expand(document)


def test_selectors_count_code_points_and_show_what_is_around(brief):
    text = "🕊" * 40 + TEXT
    span = make_span("peace", text)
    brief["positions"][0]["evidence"] |= {name: getattr(span, name) for name in ("start", "end", "exact")}

    annotation = next(item for item in jsonld(brief, text)["items"] if item["body"]["type"] == "Position")

    assert annotation["target"][0]["selector"] == [
        {"type": "TextPositionSelector", "start": 51, "end": 56},
        {
            "type": "TextQuoteSelector",
            "exact": "peace",
            "prefix": "🕊" * 21 + "Iraq wants ",
            "suffix": ", the minister said.",
        },
    ]


def test_every_selector_finds_its_words(document):
    found = list(selectors_in(document["items"]))

    assert len(found) == 13
    for _, position, words in found:
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == words["exact"]
        assert TEXT[:start].endswith(words["prefix"])
        assert TEXT[end:].startswith(words["suffix"])
