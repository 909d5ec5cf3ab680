"""Submitted articles, and their checks."""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TypedDict, Unpack

from ontology.edtf import Edtf
from ontology.enums import DateBasis, TitleBasis
from services import clock, extracting, ids
from services.errors import BlankText, Invalid, Problem, TooLarge, UnsupportedLanguage

MAX_BYTES = 1024 * 1024

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# Of the time zone furthest ahead of UTC.
_MAX_UTC_OFFSET = timedelta(hours=14)


class Metadata(TypedDict, total=False):
    """The metadata of a text; null where unknown. `published_at` is EDTF, `language` BCP 47."""

    title: str | None
    title_basis: TitleBasis | None
    url: str | None
    publisher: str | None
    language: str | None
    published_at: str | None
    published_at_basis: DateBasis | None


@dataclass(frozen=True)
class Submission:
    """A text that can become an article, with its metadata."""

    text: str
    title: str | None
    title_basis: TitleBasis | None
    url: str | None
    publisher: str | None
    language: str | None
    published_at: str | None
    published_at_basis: DateBasis | None
    published: Edtf | None

    @cached_property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def article_id(self) -> str:
        return ids.article_id(self.text_sha256)


def check(text: str, **metadata: Unpack[Metadata]) -> Submission:
    """Check a text and its metadata; raises TooLarge, Invalid, Unreadable or UnsupportedLanguage."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise TooLarge(size, MAX_BYTES)
    problems = [*_text_problems(text), *_metadata_problems(metadata)]
    published_at = metadata.get("published_at")
    published = None
    if published_at is not None:
        try:
            published = _published(published_at)
        except ValueError as error:
            problems.append(Problem("published_at", str(error)))
    if problems:
        raise Invalid(problems) if any(map(str.isalpha, text)) else BlankText(problems)
    return _submission(text, metadata, published)


def _submission(text: str, metadata: Metadata, published: Edtf | None) -> Submission:
    """The submission of checked metadata; a title or a date of publication that nobody gave is taken from the text."""
    title, title_basis = metadata.get("title"), metadata.get("title_basis") or TitleBasis.STATED
    published_at_basis = metadata.get("published_at_basis") or DateBasis.STATED
    stated_language = _stated_language(metadata.get("language"))
    header, detected = extracting.examine(text)
    if title is None:
        title, title_basis = header.title, TitleBasis.INFERRED
    if published is None and header.published_at is not None:
        published, published_at_basis = _past(header.published_at), DateBasis.INFERRED
    if detected not in ("en", "und"):
        raise UnsupportedLanguage(detected, "text")
    return Submission(
        text=text,
        title=title,
        title_basis=title_basis if title is not None else None,
        url=metadata.get("url"),
        publisher=metadata.get("publisher"),
        language=stated_language or (detected if detected != "und" else None),
        published_at=published.value if published else None,
        published_at_basis=published_at_basis if published else None,
        published=published,
    )


def _text_problems(text: str) -> list[Problem]:
    if not text.strip():
        return [Problem("text", "The text is blank.")]
    problems = _character_problems("text", text)
    if not any(map(str.isalpha, text)):
        problems.append(Problem("text", "The text has no letter in it."))
    return problems


def _metadata_problems(metadata: Metadata) -> list[Problem]:
    problems = [
        *_character_problems("title", metadata.get("title") or ""),
        *_character_problems("url", metadata.get("url") or ""),
        *_character_problems("publisher", metadata.get("publisher") or ""),
    ]
    language = metadata.get("language")
    if language is not None and not _LANGUAGE_TAG.fullmatch(language):
        problems.append(Problem("language", f"{language!r} is not a BCP 47 language tag."))
    if metadata.get("title_basis") and not metadata.get("title"):
        problems.append(Problem("title_basis", "Needs a title."))
    if metadata.get("published_at_basis") and not metadata.get("published_at"):
        problems.append(Problem("published_at_basis", "Needs a published_at."))
    return problems


def _character_problems(field: str, value: str) -> list[Problem]:
    problems = []
    if "\0" in value:
        problems.append(Problem(field, f"There is a NUL character at {value.index(chr(0))}."))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        problems.append(Problem(field, f"Contains an unpaired surrogate at {error.start}."))
    return problems


def _published(value: str) -> Edtf:
    bounds = Edtf.point(value)
    if bounds.earliest > clock.now() + _MAX_UTC_OFFSET:
        raise ValueError(f"{value!r} is in the future")
    return bounds


def _past(value: str) -> Edtf | None:
    """The date, unless it is in the future: such a one is of something else."""
    try:
        return _published(value)
    except ValueError:
        return None


def _stated_language(stated: str | None) -> str | None:
    """Return a stated language as BCP 47."""
    if stated is not None:
        stated = _canonical(stated)
        if stated.partition("-")[0] != "en":
            raise UnsupportedLanguage(stated, "language")
    return stated


def _canonical(tag: str) -> str:
    """Return a language tag in the case that BCP 47 recommends: regions upper, scripts title, all else lower."""
    language, *others = tag.lower().split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([language, *(cases.get(len(part), str.lower)(part) for part in others)])
