from datetime import UTC, datetime

import pytest

import extraction
from extraction.model import Header
from ontology.enums import DateBasis, TitleBasis
from services.errors import Invalid, Problem, TooLarge, UnsupportedLanguage
from services.submission import MAX_BYTES, check
from tests.factories import TEXT

NOW = datetime(2021, 7, 26, 12, tzinfo=UTC)
GERMAN = "Der Ministerpräsident reist in der kommenden Woche zu Gesprächen in die Vereinigten Staaten."


@pytest.fixture(autouse=True)
def now(set_clock):
    set_clock(NOW)


def problems(text=TEXT, **metadata):
    with pytest.raises(Invalid) as caught:
        check(text, **metadata)
    return caught.value.problems


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_blank_text(text):
    assert problems(text) == [Problem("text", "The text is blank.")]


def test_text_without_a_letter():
    assert problems("1,2 – 3!") == [Problem("text", "The text has no letter in it.")]


def test_nul_and_half_a_surrogate_pair():
    assert problems("ab\0c\ud800") == [
        Problem("text", "There is a NUL character at 2."),
        Problem("text", "Contains an unpaired surrogate at 4."),
    ]


@pytest.mark.parametrize("field", ["title", "url", "publisher"])
def test_characters_of_the_metadata(field):
    assert [problem.field for problem in problems(**{field: "a\0"})] == [field]
    assert [problem.field for problem in problems(**{field: "\udfff"})] == [field]


def test_all_problems_are_told_at_once():
    found = problems("", published_at="soon", language="not a tag")

    assert [problem.field for problem in found] == ["text", "language", "published_at"]


def test_text_may_have_a_mebibyte_of_utf8():
    text = "peace in Iraq " + "é" * ((MAX_BYTES - 14) // 2)

    assert check(text, language="en").text == text
    with pytest.raises(TooLarge) as caught:
        check(text + "e")
    assert (caught.value.size, caught.value.limit) == (MAX_BYTES + 1, MAX_BYTES)


@pytest.mark.parametrize("date", ["July 2021", "2021-13", "2021-07-32", "2021-07/2021-08", "2021-21", ""])
def test_date_that_is_none(date):
    (problem,) = problems(published_at=date)

    assert problem.field == "published_at"


@pytest.mark.parametrize("date", ["2021", "2021-07", "2021-07-26", "2021-07-27", "2021-07-27T02:00:00Z"])
def test_date_that_may_have_begun_somewhere(date):
    assert check(TEXT, published_at=date).published_at == date


@pytest.mark.parametrize("date", ["2022", "2021-08", "2021-07-28", "2021-07-27T02:00:01Z"])
def test_date_in_the_future(date):
    assert problems(published_at=date) == [Problem("published_at", f"{date!r} is in the future")]


def test_publication_bounds():
    published = check(TEXT, published_at="2021-06").published

    assert (published.earliest, published.latest) == (
        datetime(2021, 6, 1, tzinfo=UTC),
        datetime(2021, 7, 1, tzinfo=UTC),
    )


HEADED = "Norway Closes Port\n\nOslo, 3 May 2021\n\nThe port of Oslo was closed on Monday."


def test_title_and_date_are_inferred_from_the_head_of_the_text():
    inferred = check(HEADED)
    assert (inferred.title, inferred.title_basis) == ("Norway Closes Port", TitleBasis.INFERRED)
    assert (inferred.published_at, inferred.published_at_basis) == ("2021-05-03", DateBasis.INFERRED)
    assert inferred.published
    assert inferred.published.earliest == datetime(2021, 5, 3, tzinfo=UTC)


def test_what_is_stated_is_not_inferred():
    stated = check(HEADED, title="The port", published_at="2021-05")
    assert (stated.title, stated.title_basis) == ("The port", TitleBasis.STATED)
    assert (stated.published_at, stated.published_at_basis) == ("2021-05", DateBasis.STATED)


def test_date_in_the_future_is_not_inferred():
    assert check(HEADED.replace("2021", "2199")).published_at is None


def test_basis_of_the_title():
    assert check(TEXT).title_basis is None
    assert check(TEXT, title="Talks", title_basis=TitleBasis.INFERRED).title_basis == TitleBasis.INFERRED
    assert problems(title_basis=TitleBasis.STATED)[0].field == "title_basis"


def test_basis_of_the_date():
    assert check(TEXT).published_at_basis is None
    assert check(TEXT, published_at="2021").published_at_basis == DateBasis.STATED
    inferred = check(TEXT, published_at="2021", published_at_basis=DateBasis.INFERRED)
    assert inferred.published_at_basis == DateBasis.INFERRED
    assert problems(published_at_basis=DateBasis.STATED)[0].field == "published_at_basis"


def test_language_of_the_text_is_told():
    with pytest.raises(UnsupportedLanguage) as caught:
        check(GERMAN)
    assert (caught.value.language, caught.value.field) == ("de", "text")


def test_stated_language_does_not_hide_that_of_the_text():
    with pytest.raises(UnsupportedLanguage) as caught:
        check(GERMAN, language="en")
    assert caught.value.language == "de"


def test_stated_language():
    with pytest.raises(UnsupportedLanguage) as caught:
        check(TEXT, language="FR-fr")
    assert (caught.value.language, caught.value.field) == ("fr-FR", "language")


@pytest.mark.parametrize(
    ("stated", "detected", "language"),
    [
        (None, "en", "en"),
        (None, "und", None),
        ("en", "und", "en"),
        ("EN-gb", "en", "en-GB"),
        ("en-latn-us", "en", "en-Latn-US"),
    ],
)
def test_language_that_is_kept(monkeypatch, stated, detected, language):
    monkeypatch.setattr(extraction, "examine", lambda _text: (Header(None, None), detected))

    assert check(TEXT, language=stated).language == language


def test_text_is_hashed_as_utf8():
    submission = check("é is a letter", language="en")

    assert submission.text_sha256 == "92035578ff5a6979d72be937a94bc18478a0016e9ae731835601cfa0e0eb1831"
