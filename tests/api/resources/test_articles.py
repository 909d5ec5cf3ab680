import re

import pytest

from schemas.briefs.previews import mark
from tests.factories import create_article, create_brief

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."

ANY = {"If-Match": "*"}


@pytest.fixture
def posted(client):
    return client.post("/v1/articles", json={"text": TEXT, "published_at": "2021-07-26", "title": "A meeting"})


def spans_in(value):
    if isinstance(value, dict) and "exact" in value:
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def test_posted_article_answers_with_its_brief(posted):
    assert posted.status_code == 201
    assert posted.json["article"]["published_at"] == "2021-07-26"
    assert posted.json["article"]["title"] == "A meeting"
    assert [quote["content"][0]["exact"] for quote in posted.json["quotes"]] == ["We will help,"]
    assert {"Joe Biden", "Mustafa al-Kazemi"} <= {actor["name"] for actor in posted.json["actors"]}


def test_location_leads_to_the_article_with_its_text(client, posted):
    article = client.get(posted.headers["Location"])
    assert article.status_code == 200
    assert article.json == posted.json["article"] | {"text": TEXT}


def test_brief_is_served_as_it_was_answered(client, posted):
    brief = client.get(posted.headers["Location"] + "/brief")
    assert brief.status_code == 200
    assert brief.data == posted.data


def test_seed_is_grounded_in_code_points_and_in_utf16(client, seed_text):
    text = "🕊 " + seed_text
    brief = client.post("/v1/articles", json={"text": text, "published_at": "2021-07"}).json
    spans = list(spans_in(brief))
    assert len(spans) > 100
    utf16 = text.encode("utf-16-le")
    for span in spans:
        assert text[span["start"] : span["end"]] == span["exact"]
        assert utf16[2 * span["utf16_start"] : 2 * span["utf16_end"]].decode("utf-16-le") == span["exact"]


def test_text_body_takes_its_metadata_from_the_query(client, posted):
    url = "/v1/extractions?published_at=2021-07-26&title=A%20meeting&publisher=Ex%26mple&url=https://example.org/a"
    brief = client.post(url, data=TEXT.encode(), content_type="text/plain")
    assert brief.status_code == 200
    article = brief.json["article"]
    assert article["publisher"] == "Ex&mple"
    assert article["url"] == "https://example.org/a"
    assert article["id"] == posted.json["article"]["id"].replace("art_", "art_preview_")
    assert article["published_at"] == "2021-07-26"
    assert article["title"] == "A meeting"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), "text/plain; charset=UTF-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/plain"),  # a byte order mark is not part of the text
    ],
)
def test_text_is_read_as_utf8(client, posted, body, content_type):
    brief = client.post("/v1/extractions", data=body, content_type=content_type)
    assert brief.json["article"]["text_sha256"] == posted.json["article"]["text_sha256"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_body_without_a_type_is_json(client, mark):
    response = client.post("/v1/articles", data=mark + b'{"text": "Biden met Putin."}')
    assert response.status_code == 201


def test_same_text_again_is_the_first_article(client, posted):
    again = client.post("/v1/articles?title=Another", data=TEXT.encode(), content_type="text/plain")
    assert again.status_code == 200
    assert again.headers["Location"] == posted.headers["Location"]
    assert again.json == posted.json | {"warnings": ["Not changed: title is 'A meeting', not 'Another'."]}
    assert len(client.get("/v1/articles").json["items"]) == 1


def test_extraction_is_the_brief_with_nothing_stored(client):
    posted = {"text": TEXT, "published_at": "2021-07-26", "title": "A meeting"}
    extraction = client.post("/v1/extractions", json=posted)
    assert extraction.status_code == 200
    assert client.get("/v1/articles").json["items"] == []
    assert client.get("/v1/actors").json["items"] == []
    assert extraction.json == mark(without_times(client.post("/v1/articles", json=posted).json), ())


def test_ids_of_a_preview_lead_nowhere_but_those_of_what_is_stored(client, posted):
    stored = posted.json
    preview = client.post("/v1/extractions", json={"text": f"{TEXT} Again.", "published_at": "2021-07-26"}).json
    known = {actor["id"] for actor in stored["actors"]}

    assert {actor["id"] for actor in preview["actors"]} & known
    facts = [*preview["quotes"], *preview["events"], *preview["positions"], preview["article"]]
    assert facts
    assert all(re.fullmatch("[a-z]{3}_preview_[a-z2-7]{16}", fact["id"]) for fact in facts)
    refused = client.get(f"/v1/quotes/{preview['quotes'][0]['id']}")
    assert refused.status_code == 404
    assert refused.json["detail"].endswith("An id with preview in it belongs to a text that was not stored.")
    actors = {actor["id"] for actor in preview["actors"]}
    assert {quote["speaker"]["actor_id"] for quote in preview["quotes"] if quote["speaker"]} <= actors | {None}
    assert {holder for event in preview["events"] for holder in event["actors"]} <= actors
    assert {position["holder"] for position in preview["positions"]} <= actors
    assert {position["quote_id"] for position in preview["positions"]} <= {
        None, *(quote["id"] for quote in preview["quotes"]),
    }  # fmt: skip


def test_stored_article_has_the_tag_for_its_first_change(client, posted):
    assert posted.status_code == 201
    assert posted.headers["ETag"] == client.get(posted.headers["Location"]).headers["ETag"]
    changed = client.patch(
        posted.headers["Location"], json={"title": "Other"}, headers={"If-Match": posted.headers["ETag"]}
    )
    assert changed.status_code == 200


def test_missing_date_of_publication_is_a_warning_until_there_is_one(client):
    warned = client.post("/v1/articles", json={"text": "Biden met Putin in Geneva on Monday."})
    (warning,) = warned.json["warnings"]
    assert warning.startswith("The date of publication is not known")
    client.patch(warned.headers["Location"], json={"published_at": "2021-06-18"}, headers={"If-Match": "*"})
    assert client.get(f"{warned.headers['Location']}/brief").json["warnings"] == []


def without_times(brief):
    records = [brief["article"], *brief["actors"], *brief["quotes"], *brief["events"], *brief["positions"]]
    for record in records:
        assert record["created_at"].endswith("Z")
        record.update(created_at=None, updated_at=None)
    return brief


def test_deleted_article_takes_everything_with_it(client, posted):
    url = posted.headers["Location"]
    deleted = client.delete(url, headers=ANY)
    assert deleted.status_code == 204
    assert deleted.data == b""
    assert client.get(url).status_code == 410
    assert client.get(url + "/brief").status_code == 410
    for name in ("articles", "actors", "quotes", "events", "positions", "issues"):
        assert client.get(f"/v1/{name}").json["items"] == []
    assert client.delete(url, headers=ANY).status_code == 410


def test_delete_leaves_other_articles_alone(client, session):
    gone, kept = create_brief(session), create_brief(session)
    assert client.delete(f"/v1/articles/{gone.id}", headers=ANY).status_code == 204
    assert len(client.get(f"/v1/articles/{kept.id}/brief").json["quotes"]) == 1


def test_brief_takes_the_same_queries_however_long(client, session, queries_sent):
    counts = set()
    for size in (1, 5):
        article = create_brief(session, size)
        with queries_sent:
            brief = client.get(f"/v1/articles/{article.id}/brief").json
        assert len(brief["positions"]) == size
        counts.add(len(queries_sent))
    assert counts == {7}


def test_brief_ties_its_facts_together(client, session):
    brief = client.get(f"/v1/articles/{create_brief(session).id}/brief").json
    (actor,), (quote,), (event,), (position,) = (brief[k] for k in ("actors", "quotes", "events", "positions"))
    assert quote["speaker"]["actor_id"] == actor["id"]
    assert quote["speaker"]["mention"]["exact"] == "the minister"
    assert event["actors"] == event["recipients"] == [actor["id"]]
    assert event["when"] is None
    assert event["where"] is None
    assert position["holder"] == actor["id"]
    assert position["quote_id"] == quote["id"]
    assert {fact["article_id"] for fact in (actor, quote, event, position)} == {brief["article"]["id"]}


@pytest.mark.parametrize("path", ["", "/brief"])
def test_unknown_article_is_named(client, path):
    response = client.get(f"/v1/articles/art_aaaaaaaaaaaaaaaa{path}")
    assert response.status_code == 404
    assert response.json["detail"] == "There is no article art_aaaaaaaaaaaaaaaa."


def test_head_and_options(client, session):
    create_article(session)
    head = client.head("/v1/articles")
    assert head.status_code == 200
    assert head.data == b""
    assert int(head.headers["Content-Length"]) == len(client.get("/v1/articles").data)
    assert set(client.options("/v1/articles").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
