"""An article's brief as Markdown that reads well as it stands."""

from api.renditions.article_markdown import markdown
from tests.api.renditions.briefs import make_brief

GOLDEN = """\
# Peace \\[in\\] Iraq

- Publisher: Example News
- URL: <https://example.org/a>
- Published: 2021-07 (stated)
- Language: en
- Article: {id}
- Engine: test

## Actors

- **Iraq**: state, IQ; 1 mention
- **the minister**: person, minister; 1 mention

## Quotes

- **the minister** (indirect):
  “Iraq wants peace”

## Events

- **Iraq wants peace** (REQUEST, occurred)
  - When: 2021 (“peace”)
  - Where: Baghdad, IQ
  - By: Iraq
  - To or with: the minister
  - Figures: “wants” killed; “peace”

## Positions

- **Iraq**
  - supports **Peace in Iraq** (stated):
    “wants peace”

## Dates

- 2021: “peace”
- P2D: “wants”
- unknown: “said”

## Warnings

- Warning: odd
"""


def test_golden():
    brief = make_brief(
        title="Peace [in] Iraq", publisher="Example News", url="https://example.org/a", published_at="2021-07"
    )

    assert markdown(brief) == GOLDEN.format(id=brief["article"]["id"])


def test_unknown_is_left_out_and_empty_sections_say_so():
    brief = make_brief()
    brief["quotes"] = brief["warnings"] = []
    brief["events"][0] |= {"when": None, "where": {"country": "IQ", "place": None}, "recipients": [], "figures": []}

    text = markdown(brief)

    assert text.startswith("# Untitled article\n\n- Language: en\n")
    assert "## Quotes\n\nNone.\n" in text
    assert text.endswith("## Warnings\n\nNone.\n")
    assert "(REQUEST, occurred)\n  - Where: IQ\n  - By: Iraq\n\n" in text


def test_speaker_is_named_as_well_as_can_be():
    brief = make_brief()
    quote = brief["quotes"][0]
    mention = quote["speaker"]["mention"] | {"exact": "he"}

    for speaker, expected in (
        ({"actor_id": brief["actors"][0]["id"], "mention": mention}, "**Iraq**, “he” (indirect)"),
        ({"actor_id": None, "mention": mention}, "**he** (indirect)"),
        (None, "Unnamed speaker (indirect)"),
    ):
        quote["speaker"] = speaker
        assert f"- {expected}:\n  “Iraq wants peace”" in markdown(brief)


def test_pieces_of_a_quote_and_names_of_an_actor_stand_in_one_line():
    brief = make_brief()
    brief["quotes"][0]["content"] *= 2
    brief["actors"][0] |= {"aliases": ["Baghdad", "the country"], "mentions": brief["actors"][0]["mentions"] * 2}

    assert "“Iraq wants peace … Iraq wants peace”" in markdown(brief)
    assert "- **Iraq**: state, IQ; also Baghdad, the country; 2 mentions\n" in markdown(brief)


def test_participant_that_is_no_actor_of_the_brief_has_its_id():
    brief = make_brief()
    brief["actors"] = []

    assert f"By: {brief['events'][0]['actors'][0]}\n" in markdown(brief)
    assert f"- **{brief['positions'][0]['holder']}**\n" in markdown(brief)
