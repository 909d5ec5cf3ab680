"""The filters of pages as form fields, and the box for an actor or an article."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from api.database import found, session
from api.reader.filters import in_words
from api.reader.filters import kind as kind_in_words
from ontology import searching
from ontology.countries import COUNTRIES
from ontology.enums import EventType, Modality, SuggestionKind, Topic
from store import queries

_READ, _OFFERED = 100, 8
_ACTORS = (SuggestionKind.ACTOR,)
PREFIXES = {"actors": "act_", "articles": "art_"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of a list as a form field: a menu of `options` or, without them, a text field with `size` characters."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    size: int = 12
    placeholder: str = ""


def options_of(kind: Iterable[StrEnum]) -> tuple[tuple[str, str], ...]:
    """Return the values of an enum as options, each with its name in words."""
    return tuple((each.value, in_words(each)) for each in kind)


def _countries(*, states: bool) -> tuple[tuple[str, str], ...]:
    some = ((each.code, each.name) for each in COUNTRIES.values() if each.is_state or not states)
    return tuple(sorted(some, key=lambda each: each[1]))


COUNTRY = Choice("country", "Country", _countries(states=False))
STATE = Choice("state", "State", _countries(states=True))
TOPIC = Choice("topic", "Topic", options_of(Topic))
TYPE = Choice("type", "Type", options_of(EventType))
MODALITY = Choice("modality", "Happened", options_of(Modality))


def window(name: str, since: str, until: str = "to") -> tuple[Choice, Choice]:
    """Return the two fields of a time window, such as `date_from` and `date_to`."""
    return (
        Choice(f"{name}_from", since, size=10, placeholder="2021-07"),
        Choice(f"{name}_to", until, size=10, placeholder="2021-12-31"),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or an article that can be chosen; `hint` distinguishes it from others of the same name."""

    id: str
    name: str
    hint: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box for an actor or an article, given by its id or by words; `offered` are the matches of the words."""

    name: str
    label: str
    kind: str
    words: str = ""
    chosen: Named | None = None
    offered: Sequence[Named] = ()

    @property
    def is_open(self) -> bool:
        """Return whether the given words do not identify one actor or article."""
        return bool(self.words) and self.chosen is None


def read_box(name: str, label: str, value: str | None, kind: str = "actors") -> Box:
    """Resolve the value of a box; raises NotFound for an id that is not stored."""
    words = (value or "").strip()
    if not words:
        return Box(name, label, kind)
    if words.startswith(PREFIXES[kind]):
        return Box(name, label, kind, words, _by_id(words, kind))
    offered = _actors(words) if kind == "actors" else _articles(words)
    exact = [each for each in offered if each.name.casefold() == words.casefold()]
    meant = exact if len(exact) == 1 else offered
    return Box(name, label, kind, words, meant[0] if len(meant) == 1 else None, offered[:_OFFERED])


def _by_id(public_id: str, kind: str) -> Named:
    if kind == "actors":
        actor = found(lambda session, each: queries.get_actors(session, [each]).get(each), "actor", public_id)
        return Named(actor.id, actor.name, "")
    article = found(queries.get_article, "article", public_id)
    return Named(article.id, article.title or article.id, article.publisher or "")


def _actors(words: str) -> list[Named]:
    return list(map(_actor, queries.list_suggestions(session(), words, kinds=_ACTORS, limit=_READ)))


def _actor(actor: queries.Suggestion) -> Named:
    hint = f"{kind_in_words(actor.type or actor.kind)} · {actor.articles} article{'s' * (actor.articles != 1)}"
    return Named(actor.id, actor.name, hint)


def _articles(words: str) -> list[Named]:
    for query in (f"{words}*", words):  # the last word may be the beginning of a longer one
        with suppress(ValueError):  # no searchable word, or one too short for a beginning
            if rows := queries.list_articles(
                session(), q=searching.parse(query), sort="relevance", limit=_OFFERED
            ).items:
                return [Named(row.id, row.title or row.id, row.publisher or "") for row in rows]
    return []
