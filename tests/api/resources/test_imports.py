"""POST /v1/imports: what becomes of each line."""

import gc
import gzip
import json

import orjson
import pytest

from api import jsonl
from api.cli import bulk
from api.resources import imports
from schemas.briefs.previews import mark, unmarked
from tests.factories import TEXT

NDJSON = "application/x-ndjson"


@pytest.fixture
def post(client):
    """Posts lines: bytes as they are, all else as JSON."""

    def post(*lines, **options):
        body = b"\n".join(line if isinstance(line, bytes) else orjson.dumps(line) for line in lines)
        return client.post("/v1/imports", data=body, content_type=NDJSON, **options)

    return post


def counts(response):
    """Return an answer without its lines."""
    return {name: value for name, value in response.json.items() if name != "lines"}


@pytest.fixture
def ready(client):
    """Makes the line of an article with its brief, as the service answers it."""

    def ready(**article):
        return {"article": article, "brief": client.post("/v1/extractions", json=article).json}

    return ready


def test_articles_with_and_without_briefs_are_stored(client, post, ready):
    response = post(ready(text=TEXT, title="Peace"), b"", {"text": f"{TEXT} Again.", "published_at": "2021-07"})

    assert response.status_code == 200
    assert counts(response) == {"stored": 2, "there_already": 0, "refused": []}
    second, first = client.get("/v1/articles").json["items"]
    assert (first["title"], second["published_at"]) == ("Peace", "2021-07")


def test_ready_brief_is_served_as_if_its_text_had_been_posted(client, post, ready):
    line = ready(text=TEXT, published_at="2021-07")
    post(line)
    brief = client.get(f"/v1/articles/{unmarked(line['brief']['article']['id'])}/brief").json

    for facts in (brief["actors"], brief["quotes"], brief["events"], brief["positions"], [brief["article"]]):
        for fact in facts:
            assert fact.pop("created_at") == fact.pop("updated_at") is not None
    for facts in ("actors", "quotes", "events", "positions"):
        for fact in line["brief"][facts]:
            del fact["created_at"], fact["updated_at"]
    del line["brief"]["article"]["created_at"], line["brief"]["article"]["updated_at"]
    assert mark(brief, ()) == line["brief"]


def test_what_is_there_already_is_told(post):
    post({"text": TEXT})
    assert counts(post({"text": TEXT}, {"text": TEXT})) == {"stored": 0, "there_already": 2, "refused": []}


REFUSED = [
    (b"{", "The line is not JSON: "),
    (b'{"text": "\xff"}', "The line is not UTF-8: byte 0xff at offset 10."),
    (b'{"text": "a", "text": "b"}', "The line has the name 'text' more than once in an object."),
    (b"[" * 5000 + b"]" * 5000, "The line is not JSON: "),
    ([], "line: Must be a JSON object."),
    ({}, "text: Missing data for required field."),
    ({"text": TEXT, "colour": "red"}, "colour: Unknown name."),
    ({"text": TEXT, "x" * 2000: 1}, "xxxx"),
    ({"text": " "}, "text: The text is blank."),
    ({"text": TEXT, "published_at": "soon"}, "published_at: 'soon' is not a time, a date, a month or a year"),
    ({"text": "Le président a déclaré hier que la France soutiendra l’accord."}, "The language is fr"),
    ({"article": {"text": TEXT}}, "brief: Missing data for required field."),
    ({"article": {"text": TEXT}, "brief": {}}, "brief.article: Missing data for required field.; brief.actors: "),
    ({"article": {"text": TEXT}, "brief": None}, "brief: Field may not be null."),
]


@pytest.mark.parametrize(("line", "detail"), REFUSED)
def test_refused_line_keeps_no_other_from_being_stored(post, line, detail):
    response = post(line, {"text": TEXT})

    assert response.status_code == 200
    assert response.json["stored"] == 1
    (refused,) = response.json["refused"]
    assert refused["line"] == 1
    assert refused["detail"].startswith(detail)
    assert len(refused["detail"]) <= 1001


@pytest.mark.parametrize(
    ("path", "value", "detail"),
    [
        ("actors.0.name", "a\0b", "brief.actors.0.name: Must not contain the character NUL."),
        ("actors.0.name", "x" * 501, "brief.actors.0.name: Length must be between 1 and 500."),
        ("actors.0.type", "robot", "brief.actors.0.type: Must be one of: person"),
        ("actors.0.country", "Iraq", "brief.actors.0.country: Must be two capital letters"),
        ("actors.0.mentions", [], "brief.actors.0.mentions: Must have a span."),
        ("actors.0.colour", "red", "brief.actors.0.colour: Unknown name."),
        ("quotes.0.status", "corrected", "brief.quotes.0.status: Must be machine"),
        ("quotes.0.created_at", "2021-07-26T00:00:00Z", "brief.quotes.0.created_at: Must be null: an imported"),
        ("quotes.0.confidence", 2, "brief.quotes.0.confidence: Must be greater than or equal to 0"),
        ("quotes.0.confidence", True, "brief.quotes.0.confidence: Not a valid number."),
        ("quotes.0.cue", {"start": 1}, "brief.quotes.0.cue: Must be an object with start, end, exact"),
        ("quotes.0.cue.start", 1.5, "brief.quotes.0.cue: Offsets must be whole numbers."),
        (
            "quotes.0.content.0.exact",
            "Peace",
            "brief.quotes.0: It does not ground: the text has 'Iraq wants peace' at 0:16",
        ),
        ("dates.0.edtf", "soon", "brief.dates.0.edtf: "),
        ("article.engine", "", "brief.article.engine: Length must be between 1 and 500."),
        ("warnings", ["\0"], "brief.warnings.0: Must not contain the character NUL."),
    ],
)
def test_wrong_brief_is_refused(client, post, ready, path, value, detail):
    line = ready(text=f"{TEXT.rstrip('.')} on Monday.", published_at="2021-07")
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    inner = line["brief"]
    for step in steps:
        inner = inner[step]
    inner[last] = value

    response = post(line)

    assert response.status_code == 422
    assert response.json["detail"] == "Nothing was stored: every line was refused."
    (error,) = response.json["errors"]
    assert error["line"] == 1
    assert error["detail"].startswith(detail)
    assert client.get("/v1/articles").json["items"] == []


def test_body_may_be_packed(client):
    body = gzip.compress(orjson.dumps({"text": TEXT}))
    response = client.post("/v1/imports", data=body, content_type=NDJSON, headers={"Content-Encoding": "gzip"})
    assert response.json["stored"] == 1


@pytest.mark.parametrize(
    ("body", "content_type", "status", "detail"),
    [
        (b" \n\n", NDJSON, 400, "The body is empty; it must be lines of JSON."),
        (b"{}", "application/json", 415, "application/json cannot be read, only application/x-ndjson."),
        (b"{}", None, 415, "A body without a type cannot be read, only application/x-ndjson."),
        (b"x\n" * 1001, NDJSON, 413, "The body has more than 1000 lines."),
        (b"x\n" * 1000 + b"x", NDJSON, 413, "The body has more than 1000 lines."),
    ],
)
def test_what_are_no_lines_is_refused(client, body, content_type, status, detail):
    response = client.post("/v1/imports", data=body, content_type=content_type)
    assert (response.status_code, response.json["detail"]) == (status, detail)
    if status == 415:
        assert response.headers["Accept"] == NDJSON


def test_so_many_lines_as_are_allowed_are_read(client):
    response = client.post("/v1/imports", data=b"x\n" * imports.MAX_LINES, content_type=NDJSON)
    assert response.json["errors"][-1]["detail"] == f"And {imports.MAX_LINES - 100} more."


def test_lines_that_are_too_long_are_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 40)
    lines = [b'{"text": "short"}\n', b"x" * 41 + b"\n", b"x" * 200 + b"\n", b'{"text": "short"}\n', b"x" * 90]
    (tmp_path / "lines").write_bytes(b"".join(lines))
    with (tmp_path / "lines").open("rb") as file:
        read = list(jsonl.read_lines(enumerate(jsonl.lines(file), 1)))

    too_long = "The line is longer than 40 bytes."
    assert [(record.number, record.refusal) for record in read] == [
        (1, None), (2, too_long), (3, too_long), (4, None), (5, too_long)
    ]  # fmt: skip


def test_garbage_is_collected_as_before_an_import():
    before = gc.get_threshold(), gc.get_freeze_count()
    with bulk.collecting_less():
        assert gc.get_threshold() != before[0]
        assert gc.get_freeze_count() > before[1]
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_facts_are_counted(client, post, ready):
    def count():
        return [line for line in client.get("/metrics").text.splitlines() if line.startswith("communique_facts_stored")]

    before = count()
    post(ready(text=TEXT))
    assert count() != before


def test_posted_example_is_real(client):
    document = client.get("/openapi.json").json
    content = document["paths"]["/v1/imports"]["post"]["requestBody"]["content"][NDJSON]
    (example,) = content["schema"]["examples"]
    assert len(list(map(json.loads, example.splitlines()))) == 2
    response = client.post("/v1/imports", data=example, content_type=NDJSON)
    assert (response.json["stored"], response.json["there_already"]) == (1, 1)


def test_line_of_too_many_values_is_not_parsed(client):
    lines = b'{"text": "a"}\n' + b"[" + b"[]," * 300_000
    response = client.post("/v1/imports", data=lines, content_type="application/x-ndjson")
    assert response.status_code == 413
    assert response.json["detail"] == "Line 2 has more than 300,000 values."


def test_each_line_is_answered_with_its_id_or_its_error(client, post):
    stored = client.post("/v1/articles", json={"text": f"{TEXT} First.", "external_id": "1"}).json["article"]["id"]

    lines = post(
        {"text": TEXT, "external_id": "2"},
        b"",
        {"text": f"{TEXT} First."},
        {"text": "  "},
        b"{",
        {"text": f"{TEXT} Third.", "external_id": "1"},
        {"text": f"{TEXT} Fourth.", "external_id": "2"},
        {"text": f"{TEXT} First.", "external_id": "3"},
    ).json["lines"]

    assert [(each["line"], each["outcome"], each["code"], each["external_id"]) for each in lines] == [
        (1, "stored", None, "2"),
        (3, "there_already", None, None),
        (4, "refused", "blank_text", None),
        (5, "refused", "invalid_body", None),
        (6, "refused", "external_id_in_use", "1"),
        (7, "refused", "external_id_in_use", "2"),
        (8, "there_already", None, "3"),
    ]
    (new,) = client.get("/v1/articles?external_id=2").json["items"]
    assert [each["id"] for each in lines] == [new["id"], stored, None, None, None, None, stored]
    assert [each["external_id"] for each in client.get(f"/v1/articles/{stored}").json["external_ids"]] == ["1", "3"]
    assert lines[4]["detail"] == f"The external_id '1' belongs to {stored}, which has another text."


def test_import_of_refused_lines_only_has_their_codes(post):
    refused = post({"text": " "}, b"[]")

    assert (refused.status_code, refused.json["code"]) == (422, "nothing_imported")
    assert [(each["line"], each["code"]) for each in refused.json["errors"]] == [(1, "blank_text"), (2, "invalid_body")]
