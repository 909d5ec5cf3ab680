"""A brief that was made before: read back into what was extracted, and refused when it is not of its text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from extraction import linking, model
from extraction.linking import Identity
from ontology.date_expression import DateExpression
from ontology.enums import ActorType
from ontology.span import Grounder, Span
from services import ids
from services.errors import Invalid, Problem
from services.submission import Submission

Fact = TypeVar("Fact")

_SHOWN = 100  # characters of a span in a message


@dataclass(frozen=True, slots=True)
class Ready:
    """What was found in a text, and the ids of its positions where they are known.

    An actor may have had another name when they were made: it is put together of several.
    """

    found: model.Extraction
    position_ids: tuple[str, ...] | None = None


def read(submission: Submission, brief: Mapping[str, Any]) -> Ready:
    """What a brief, as `schemas.briefs.brief_in` loads it, tells of a text; raises Invalid, saying what is wrong where.

    The ids of its facts must be those that they get here. Those of actors and issues depend on what else is stored
    where it was made, and only tie the brief together.
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

    def read(self) -> Ready:
        self._check_article()
        brief = self.brief
        found = model.Extraction(
            engine=brief["article"]["engine"],
            actors=self._each("actors", self._actor),
            quotes=self._each("quotes", self._quote),
            events=self._each("events", self._event),
            positions=self._each("positions", self._position),
            dates=self._each("dates", self._date),
            warnings=tuple(brief["warnings"]),
        )
        return Ready(found, tuple(position["id"] for position in brief["positions"]))

    def _check_article(self) -> None:
        told, article = self.brief["article"], self.submission
        if told["text_sha256"] != article.text_sha256:
            raise Invalid([Problem("brief.article.text_sha256", "The brief is of another text.")])
        expected = {"id": article.article_id}
        for name in ("title", "url", "publisher", "language", "published_at", "published_at_basis"):
            expected[name] = getattr(article, name)
        for name, value in expected.items():
            if told[name] != value:
                raise Invalid([Problem(f"brief.article.{name}", f"Must be {value!r}, as of the article beside it.")])

    def _each(self, kind: str, read: Callable[[Mapping[str, Any]], Fact]) -> tuple[Fact, ...]:
        facts = []
        for number, told in enumerate(self.brief[kind]):
            try:
                facts.append(read(told))
            except ValueError as error:
                raise Invalid([Problem(f"brief.{kind}.{number}", str(error))]) from error
        return tuple(facts)

    def _actor(self, told: Mapping[str, Any]) -> model.Actor:
        self._check_fact(told)
        identity = Identity(told["type"], told["name"], told["country"], told["role"])
        for key in told["keys"]:
            if not linking.fits(key, identity, told["aliases"]):
                raise ValueError(f"Nothing that it tells of the actor gives the key {key!r}.")
        self.actors[told["id"]] = len(self.actors)
        return model.Actor(
            type=told["type"],
            name=told["name"],
            country=told["country"],
            role=told["role"],
            aliases=tuple(told["aliases"]),
            keys=tuple(told["keys"]),
            mentions=self._grounded(told["mentions"]),
            confidence=told["confidence"],
        )

    def _quote(self, told: Mapping[str, Any]) -> model.Quote:
        speaker, cue = told["speaker"], told["cue"]
        content = self._grounded(told["content"])
        self._check_fact(told, [ids.quote_id(self.article_id, content)])
        self.quotes[told["id"]] = len(self.quotes)
        self._grounded([cue] if cue else [])
        return model.Quote(
            kind=told["kind"],
            speaker=speaker and self._speaker(speaker),
            cue=cue,
            content=content,
            confidence=told["confidence"],
        )

    def _speaker(self, told: Mapping[str, Any]) -> model.Speaker:
        (mention,) = self._grounded([told["mention"]])
        return model.Speaker(None if told["actor_id"] is None else self._actor_of(told["actor_id"]), mention)

    def _event(self, told: Mapping[str, Any]) -> model.Event:
        when, where = told["when"], told["where"]
        triggers = self._grounded(told["triggers"])
        self._check_fact(told, [ids.event_id(self.article_id, told["type"], triggers)])
        self._grounded([when["span"]] if when else [])
        return model.Event(
            type=told["type"],
            title=told["title"],
            triggers=triggers,
            actors=tuple(map(self._actor_of, told["actors"])),
            recipients=tuple(map(self._actor_of, told["recipients"])),
            when=when and model.When(**when),
            where=where and model.Where(**where),
            modality=told["modality"],
            confidence=told["confidence"],
        )

    def _position(self, told: Mapping[str, Any]) -> model.Position:
        (evidence,) = self._grounded([told["evidence"]])
        holder, label = self._actor_of(told["holder"]), told["issue"]["label"]
        self._check_fact(told, self._position_ids(told, self.brief["actors"][holder], ids.issue_id(label)))
        if told["published_at"] != self.submission.published_at:
            raise ValueError(f"published_at must be {self.submission.published_at!r}, as of the article.")
        quote = told["quote_id"]
        if quote is not None and quote not in self.quotes:
            raise ValueError(f"There is no quote {quote!r} in the brief.")
        return model.Position(
            holder=holder,
            issue=label,
            stance=told["stance"],
            evidence=evidence,
            basis=told["basis"],
            quote=None if quote is None else self.quotes[quote],
            confidence=told["confidence"],
        )

    def _position_ids(self, told: Mapping[str, Any], holder: Mapping[str, Any], issue: str) -> Iterator[str]:
        """The ids that the position may have: that of the holder's name, then those of all it may have been before."""
        for kind in (holder["type"], *ActorType):
            for name in (holder["name"], *holder["aliases"]):
                local = ids.local_actor_id(self.article_id, kind, name)
                yield ids.position_id(self.article_id, local, issue, told["stance"], told["evidence"])

    def _date(self, told: Mapping[str, Any]) -> DateExpression:
        self._grounded([told["span"]])
        return DateExpression(**told)

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
                raise ValueError(f"It does not ground: the text has {right.exact[:_SHOWN]!r} at {place}.")
        return tuple(spans)

    def _check_fact(self, told: Mapping[str, Any], possible: Iterable[str] | None = None) -> None:
        """Whether the fact is of this article and has an id of its own, one of those that are possible."""
        if told["article_id"] != self.article_id:
            raise ValueError(f"article_id must be {self.article_id!r}.")
        if told["id"] in self.ids:
            raise ValueError(f"The id {told['id']!r} is that of another fact, too.")
        if possible is not None and told["id"] not in possible:
            raise ValueError(f"The id {told['id']!r} is not that of what it tells.")
        self.ids.add(told["id"])
