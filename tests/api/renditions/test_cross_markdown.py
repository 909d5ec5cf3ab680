"""The brief across articles as Markdown that reads well as it stands."""

import pytest

from api.renditions.cross_markdown import markdown
from tests.api.renditions.briefs import actors_of, make_cross_brief

GOLDEN = """\
# Brief: Iraq; Peace in Iraq; since 2021

## Key actors

- **Iraq**: state, IQ; 1 event, 1 position in 1 article
- **the minister**: person, minister; 1 quote, 1 event in 1 article

## Timeline

- 2021: **Iraq wants peace** (REQUEST, occurred) [1]
  - Where: Baghdad, IQ
  - By: Iraq
  - To or with: the minister
  - Figures: “wants” killed; “peace”

## Positions

- **Peace in Iraq**
  - **Iraq** supports (2021-07) [1]:
    “wants peace”

## Quotes

- **the minister** (indirect) [1]:
  “Iraq wants peace”

## Sources

- [1] **Peace \\[in\\] Iraq**, Example News, 2021-07, {id}, <https://example.org/a>
"""


@pytest.fixture
def brief():
    metadata = {"title": "Peace [in] Iraq", "publisher": "Example News", "url": "https://example.org/a"}
    return make_cross_brief(published_at="2021-07", **metadata)


def test_golden(brief):
    query = {"country": ["IQ"], "issue": ["peace-in-iraq"], "from": ["2021"]}

    assert markdown(brief, query, actors_of(brief)) == GOLDEN.format(id=brief["quotes"]["items"][0]["article_id"])


def test_subject_is_named_by_what_the_brief_has(brief):
    iraq, other = brief["actors"]["items"][0]["id"], "act_aaaaaaaaaaaaaaaa"
    issue = brief["positions"]["items"][0]["issue"]["id"]

    for query, subject in (
        ({"actor": [iraq, other]}, f"Iraq or {other}"),
        ({"country": ["IQ", "ZZ"], "to": ["2021-07"]}, "Iraq or ZZ; until 2021-07"),
        ({"issue": [issue], "from": ["2021"], "to": ["2022"], "limit": ["5"]}, "Peace in Iraq; 2021 to 2022"),
        ({"issue": ["another"]}, "another"),
    ):
        assert markdown(brief, query, actors_of(brief)).startswith(f"# Brief: {subject}\n")


def test_what_the_limit_leaves_out_is_told(brief):
    for part in brief.values():
        part["total"] = 9

    text = markdown(brief, {}, actors_of(brief))

    for heading in ("Key actors (2 of 9)", "Timeline (1 of 9)", "Positions (1 of 9)", "Quotes (1 of 9)", "Sources"):
        assert f"## {heading}\n" in text


def test_each_source_has_its_number_and_stands_once(brief):
    other = {"id": "art_bbbbbbbbbbbbbbbb", "title": None, "publisher": None, "url": None, "published_at": None}
    quote = brief["quotes"]["items"][0]
    brief["quotes"]["items"] += [quote | {"source": other}, quote | {"source": other}]

    text = markdown(brief, {}, actors_of(brief))

    assert [text.count(f"(indirect) [{number}]:") for number in (1, 2)] == [1, 2]
    assert text.endswith("\n- [2] **Untitled article**, art_bbbbbbbbbbbbbbbb\n")


def test_unknown_is_left_out(brief):
    brief["timeline"]["items"][0] |= {"when": None, "where": None, "recipients": [], "figures": []}
    brief["quotes"]["items"][0]["speaker"]["actor_id"] = None
    brief["positions"]["items"][0]["stances"][0] |= {"since": None, "latest": None}
    named = actors_of(brief)
    brief["actors"] = {"total": 0, "items": []}

    text = markdown(brief, {}, named)

    assert "## Key actors\n\nNone.\n" in text
    assert "- Undated: **Iraq wants peace** (REQUEST, occurred) [1]\n  - By: Iraq\n\n" in text
    assert "- **the minister** (indirect) [1]:" in text
    assert "  - **Iraq** supports [1]:" in text


def test_stance_tells_how_often_and_from_when_to_when(brief):
    brief["positions"]["items"][0]["stances"][0] |= {"positions": 3, "latest": "2021-10"}

    assert "  - **Iraq** supports (3 positions, 2021-07 to 2021-10) [1]:" in markdown(brief, {}, actors_of(brief))
