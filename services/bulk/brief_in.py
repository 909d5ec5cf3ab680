"""Briefs that were made before: read back into extractions, and refused when they do not fit their text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from extraction import linking, model
from extraction.linking import Identity
from ontology.date_expression import DateExpression
from ontology.enums import ActorType
from ontology.figure import Figure
from ontology.span import Grounder, Span
from services import ids
from services.errors import Invalid, Problem
from services.submission import Submission
from store.models.articles import NO_DATE

Fact = TypeVar("Fact")

_MAX_QUOTED_LENGTH = 100  # characters of a span in a message


@dataclass(frozen=True, slots=True)
class ExtractedBrief:
    """The extraction of a text, and the ids of its positions where they are known.

    They cannot always be derived: they depend on the name that the holder had when they were made.
    """

    found: model.Extraction
    position_ids: tuple[str, ...] | None = None


def read(submission: Submission, brief: Mapping[str, Any]) -> ExtractedBrief:
    """Read a brief of a text, as `schemas.briefs.brief_in` loads it; raises Invalid with the place of what is wrong.

    The ids of its facts must be the ids that they get here. Ids of actors and issues depend on what else was stored
    where the brief was made, and are used as references within it only.
    """
    return _Reader(submission, brief).read()


class _Reader:
    def __init__(self, submission: Submission, brief: Mapping[str, Any]) -> None:
        self.submission, self.brief = submission, brief
        self.article_id = submission.article_id
        self.grounder = Grounder(submission.text)
        self.actors: dict[str, int] = {}
        self.quotes: dict[str, int] = {}
        self.ids: set[str] = set()

    def read(self) -> ExtractedBrief:
        self._check_article()
        brief = self.brief
        found = model.Extraction(
            engine=brief["article"]["engine"],
            actors=self._each("actors", self._actor),
            quotes=self._each("quotes", self._quote),
            events=self._each("events", self._event),
            positions=self._each("positions", self._position),
            dates=self._each("dates", self._date),
            warnings=tuple(warning for warning in brief["warnings"] if warning != NO_DATE),
        )
        return ExtractedBrief(found, tuple(position["id"] for position in brief["positions"]))

    def _check_article(self) -> None:
        given, article = self.brief["article"], self.submission
        if given["text_sha256"] != article.text_sha256:
            raise Invalid([Problem("brief.article.text_sha256", "The brief belongs to another text.")])
        expected = {"id": article.article_id}
        for name in ("title", "title_basis", "url", "publisher", "language", "published_at", "published_at_basis"):
            expected[name] = getattr(article, name)
        for name, value in expected.items():
            if given[name] != value:
                raise Invalid([Problem(f"brief.article.{name}", f"Must be {value!r}, as in the article next to it.")])

    def _each(self, kind: str, read: Callable[[Mapping[str, Any]], Fact]) -> tuple[Fact, ...]:
        facts = []
        for number, fact in enumerate(self.brief[kind]):
            try:
                facts.append(read(fact))
            except ValueError as error:
                raise Invalid([Problem(f"brief.{kind}.{number}", str(error))]) from error
        return tuple(facts)

    def _actor(self, given: Mapping[str, Any]) -> model.Actor:
        self._check_fact(given)
        identity = Identity(given["type"], given["name"], given["country"], given["role"])
        for key in given["keys"]:
            if not linking.fits(key, identity, given["aliases"]):
                raise ValueError(f"The actor does not give the key {key!r}.")
        self.actors[given["id"]] = len(self.actors)
        return model.Actor(
            type=given["type"],
            name=given["name"],
            country=given["country"],
            role=given["role"],
            aliases=tuple(given["aliases"]),
            keys=tuple(given["keys"]),
            mentions=self._grounded(given["mentions"]),
            confidence=given["confidence"],
        )

    def _quote(self, given: Mapping[str, Any]) -> model.Quote:
        speaker, cue = given["speaker"], given["cue"]
        content = self._grounded(given["content"])
        self._check_fact(given, [ids.quote_id(self.article_id, content)])
        self.quotes[given["id"]] = len(self.quotes)
        self._grounded([cue] if cue else [])
        return model.Quote(
            kind=given["kind"],
            speaker=speaker and self._speaker(speaker),
            cue=cue,
            content=content,
            confidence=given["confidence"],
        )

    def _speaker(self, given: Mapping[str, Any]) -> model.Speaker:
        (mention,) = self._grounded([given["mention"]])
        return model.Speaker(None if given["actor_id"] is None else self._actor_of(given["actor_id"]), mention)

    def _event(self, given: Mapping[str, Any]) -> model.Event:
        when, where = given["when"], given["where"]
        triggers = self._grounded(given["triggers"])
        self._check_fact(given, [ids.event_id(self.article_id, given["type"], triggers)])
        self._grounded([when["span"]] if when else [])
        return model.Event(
            type=given["type"],
            title=given["title"],
            triggers=triggers,
            actors=tuple(map(self._actor_of, given["actors"])),
            recipients=tuple(map(self._actor_of, given["recipients"])),
            when=when and model.When(**when),
            where=where and model.Where(**where),
            modality=given["modality"],
            figures=tuple(map(self._figure, given["figures"])),
            confidence=given["confidence"],
        )

    def _figure(self, given: Mapping[str, Any]) -> Figure:
        self._grounded([given["span"]])
        return Figure(**given)

    def _position(self, given: Mapping[str, Any]) -> model.Position:
        (evidence,) = self._grounded([given["evidence"]])
        holder, label = self._actor_of(given["holder"]), given["label"]
        self._check_fact(given, self._position_ids(given, self.brief["actors"][holder], ids.words_id(label)))
        if given["published_at"] != self.submission.published_at:
            raise ValueError(f"published_at must be {self.submission.published_at!r}, as in the article.")
        quote = given["quote_id"]
        if quote is not None and quote not in self.quotes:
            raise ValueError(f"There is no quote {quote!r} in the brief.")
        return model.Position(
            holder=holder,
            issue=label,
            stance=given["stance"],
            evidence=evidence,
            basis=given["basis"],
            quote=None if quote is None else self.quotes[quote],
            confidence=given["confidence"],
        )

    def _position_ids(self, given: Mapping[str, Any], holder: Mapping[str, Any], issue: str) -> Iterator[str]:
        """Yield the ids that the position may have, first that of the holder's name, then those of its other names."""
        for kind in (holder["type"], *ActorType):
            for name in (holder["name"], *holder["aliases"]):
                local = ids.local_actor_id(self.article_id, kind, name)
                yield ids.position_id(self.article_id, local, issue, given["stance"], given["evidence"])

    def _date(self, given: Mapping[str, Any]) -> DateExpression:
        self._grounded([given["span"]])
        return DateExpression(**given)

    def _actor_of(self, actor_id: str) -> int:
        if actor_id not in self.actors:
            raise ValueError(f"There is no actor {actor_id!r} in the brief.")
        return self.actors[actor_id]

    def _grounded(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        for span in spans:
            try:
                right = self.grounder.span(span.start, span.end)
            except ValueError as error:
                raise ValueError(f"It does not ground: {error}.") from error
            if span != right:
                place = f"{span.start}:{span.end} (in UTF-16 {right.utf16_start}:{right.utf16_end})"
                raise ValueError(f"It does not ground: the text has {right.exact[:_MAX_QUOTED_LENGTH]!r} at {place}.")
        return tuple(spans)

    def _check_fact(self, given: Mapping[str, Any], possible: Iterable[str] | None = None) -> None:
        """Check that the fact is of this article and that its id is unique and one of those that are possible."""
        if given["article_id"] != self.article_id:
            raise ValueError(f"article_id must be {self.article_id!r}.")
        if given["id"] in self.ids:
            raise ValueError(f"The id {given['id']!r} is also the id of another fact.")
        if possible is not None and given["id"] not in possible:
            raise ValueError(f"The id {given['id']!r} is not the id of these contents.")
        self.ids.add(given["id"])
