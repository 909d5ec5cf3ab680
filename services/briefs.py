"""Rows of a brief, built from an extraction. A fact that does not ground in the text becomes a warning instead."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from extraction import matters, model, occurrences
from extraction.matters import Held, Joined
from extraction.model import Extraction
from ontology.date_expression import DateExpression
from ontology.edtf import Edtf
from ontology.enums import ArticleStatus, FactOrigin, FactStatus, Topic
from ontology.span import Grounder, Span
from services import ids
from services.judgements import judged
from services.links import Known, Link, Linker
from services.submission import Submission
from store.models import (
    Actor,
    ActorKey,
    Appearance,
    Article,
    Event,
    EventParticipant,
    Issue,
    Mention,
    ParticipantRole,
    Position,
    Quote,
)

_ELLIPSIS = " … "
_Fact = model.Actor | model.Quote | model.Event | model.Position


def issue_ids_and_slugs(found: Iterable[tuple[Submission, Extraction]]) -> tuple[list[str], list[str]]:
    """Return the ids and the slugs that the issues of the extractions of articles have when they are stored."""
    named = dict.fromkeys(
        (position.issue, submission.article_id, joined.key)
        for submission, each in found
        for position, joined in zip(each.positions, join(submission.text, each), strict=True)
    )
    return [ids.issue_id(*each) for each in named], [ids.issue_slug(*each) for each in named]


def join(text: str, found: Extraction) -> list[Joined]:
    """Return what joins the positions of the extraction of a text with those of other articles, in their order."""
    held = [Held(p.issue, p.evidence.exact, found.actors[p.holder].country) for p in found.positions]
    return matters.join(held, text)


def build(
    submission: Submission,
    found: Extraction,
    known: Known,
    stored_at: datetime | None = None,
    position_ids: Sequence[str] | None = None,
    links: Mapping[int, Link] | None = None,
) -> tuple[Article, list[ActorKey]]:
    """Return the rows of a brief and the new keys of its actors, in no session.

    `known` are the stored actors and issues that the text may mean; `stored_at` goes into all times. `position_ids` are
    the ids of all positions where they are known, as they are in a brief that was made before. `links` are those of
    actors of the extraction, by their index, that were linked before.
    """
    builder = _Builder(submission, known, stored_at, links or {})
    return builder.build(found, position_ids), builder.linker.new_keys


class _Builder:
    def __init__(
        self,
        submission: Submission,
        known: Known,
        stored_at: datetime | None,
        links: Mapping[int, Link],
    ) -> None:
        self.submission = submission
        self.article_id = submission.article_id
        self.grounder = Grounder(submission.text)
        self.links = links
        self.linker = Linker(submission.article_id, known, stored_at, taken=[link.actor for link in links.values()])
        self.issues, self.shown = known.issues, known.shown
        self.corrected = known.judged.corrected
        self.times = {"created_at": stored_at, "updated_at": stored_at}
        self.warnings: list[str] = []
        self.used: set[str] = set()

    def build(self, found: Extraction, position_ids: Sequence[str] | None) -> Article:
        self.warnings += found.warnings
        appearances: dict[Actor, Appearance] = {}
        # By their index in the extraction; None for those that are left out.
        actors = [self._appearance(*each, appearances) for each in enumerate(found.actors)]
        quotes = [self._quote(quote, actors) for quote in found.quotes]
        events = [self._event(event, actors, found.actors) for event in found.events]
        keys = position_ids or [self._position_id(p, found.actors[p.holder]) for p in found.positions]
        joined = join(self.submission.text, found)
        positions = [self._position(*each, actors, quotes) for each in zip(found.positions, keys, joined, strict=True)]
        dates = tuple(date for date in found.dates if self._grounds("date", (date.span,)))
        article = self._article(found.engine, dates)
        article.appearances = list(appearances.values())
        article.quotes = [quote for quote in quotes if quote]
        article.events = [event for event in events if event]
        article.positions = [position for position in positions if position]
        return article

    def _article(self, engine: str, dates: tuple[DateExpression, ...]) -> Article:
        submission = self.submission
        return Article(
            id=self.article_id,
            text=submission.text,
            text_sha256=submission.text_sha256,
            title=submission.title,
            title_basis=submission.title_basis,
            url=submission.url,
            publisher=submission.publisher,
            language=submission.language,
            published_at=submission.published_at,
            published_at_basis=submission.published_at_basis,
            published_from=submission.published and submission.published.earliest,
            published_to=submission.published and submission.published.latest,
            status=ArticleStatus.READY,
            engine=engine,
            dates=dates,
            warnings=tuple(self.warnings),
            copies=0,
            **self.times,
        )

    def _appearance(self, number: int, actor: model.Actor, appearances: dict[Actor, Appearance]) -> Actor | None:
        """Add the actor to the appearances; an actor that has one already gets more mentions."""
        spans = [span for span in actor.mentions if self._grounds("mention", (span,))]
        if not spans:
            self._warn("actor", actor.mentions, "nothing in the text shows it")
            return None
        mentions = [
            Mention(
                start=span.start,
                end=span.end,
                exact=span.exact,
                utf16_start=span.utf16_start,
                utf16_end=span.utf16_end,
            )
            for span in spans
        ]
        link = self.links.get(number) or self.linker.link(actor)
        stored = self.shown.get(link.actor.id, link.actor)
        if stored in appearances:
            self._warn("actor", actor.mentions, "it is another record of the same actor")
            _merge(appearances[stored], actor, mentions)
            return stored
        appearances[stored] = Appearance(
            actor=stored,
            type=actor.type,
            name=actor.name,
            country=actor.country,
            role=actor.role,
            aliases=actor.aliases,
            folded=folded(actor.name, actor.aliases),
            keys=actor.keys,
            link=link.reason,
            mentions=mentions,
            **self._origin(actor),
        )
        return stored

    def _quote(self, quote: model.Quote, actors: list[Actor | None]) -> Quote | None:
        speaker = quote.speaker
        key = ids.quote_id(self.article_id, quote.content)
        if not self._keeps("quote", key, quote.content, quote.cue, speaker.mention if speaker else None):
            return None
        return Quote(
            id=key,
            kind=quote.kind,
            speaker=actors[speaker.actor] if speaker and speaker.actor is not None else None,
            speaker_mention=speaker.mention if speaker else None,
            cue=quote.cue,
            content=quote.content,
            start=quote.content[0].start,
            text=text_of(quote.content),
            **self._origin(quote),
        )

    def _event(self, event: model.Event, actors: list[Actor | None], found: tuple[model.Actor, ...]) -> Event | None:
        when, where = event.when, event.where
        key = ids.event_id(self.article_id, event.type, event.triggers)
        if not self._keeps("event", key, event.triggers, when.span if when else None):
            return None
        bounds = Edtf.parse(when.edtf) if when else None
        figures = tuple(figure for figure in event.figures if self._grounds("figure", (figure.span,)))
        report = occurrences.read(event, found, self.submission.text, self.submission.published)
        return Event(
            id=key,
            type=event.type,
            title=event.title,
            triggers=event.triggers,
            start=event.triggers[0].start,
            when_edtf=when.edtf if when else None,
            when_from=bounds.earliest if bounds else None,
            when_to=bounds.latest if bounds else None,
            when_span=when.span if when else None,
            country=where.country if where else None,
            place=where.place if where else None,
            modality=event.modality,
            figures=figures,
            report=report and report.dump(),
            participants=[
                EventParticipant(actor=actor, role=role)
                for role, indexes in (
                    (ParticipantRole.ACTOR, event.actors),
                    (ParticipantRole.RECIPIENT, event.recipients),
                )
                for actor in dict.fromkeys(actors[index] for index in indexes)
                if actor
            ],
            **self._origin(event),
        )

    def _position(
        self,
        position: model.Position,
        key: str,
        joined: Joined,
        actors: list[Actor | None],
        quotes: list[Quote | None],
    ) -> Position | None:
        holder = actors[position.holder]
        if holder is None:
            self._warn("position", (position.evidence,), "its holder was left out")
            return None
        if not self._keeps("position", key, (position.evidence,)):
            return None
        return Position(
            id=key,
            holder=holder,
            issue=self._issue(position.issue, joined),
            own_label=position.issue,
            link=joined.link,
            stance=position.stance,
            evidence=position.evidence,
            start=position.evidence.start,
            basis=position.basis,
            quote=quotes[position.quote] if position.quote is not None else None,
            **self._origin(position),
        )

    def _position_id(self, position: model.Position, holder: model.Actor) -> str:
        # From this article only: other articles must not change the id.
        local = ids.local_actor_id(self.article_id, holder.type, holder.name)
        issue = ids.words_id(position.issue)
        return ids.position_id(self.article_id, local, issue, position.stance, position.evidence)

    def _issue(self, label: str, joined: Joined) -> Issue:
        """Return the issue of a label; an older issue may have another id, and then it has the same slug."""
        named = (label, self.article_id, joined.key)
        key, slug = ids.issue_id(*named), ids.issue_slug(*named)
        issue = self.issues.get(key) or self.issues.get(slug)
        if issue is None:
            issue = new_issue(key, slug, label, joined.topic, self.times["created_at"])
            judged.correct(issue, self.corrected.get(key, {}))
            self.issues[key] = self.issues[slug] = issue
        return issue

    def _origin(self, fact: _Fact) -> dict[str, Any]:
        return {
            "confidence": fact.confidence,
            "explanation": fact.explanation,
            "status": FactStatus.MACHINE,
            "origin": FactOrigin.MACHINE,
            "reviewed_by": None,
            "found": None,
            **self.times,
        }

    def _keeps(self, kind: str, key: str, spans: tuple[Span, ...], *others: Span | None) -> bool:
        """Return whether the fact grounds and is the first with its id; add a warning if not."""
        if not spans:
            self._warn(kind, spans, "nothing in the text shows it")
            return False
        if not self._grounds(kind, (*spans, *filter(None, others))):
            return False
        if key in self.used:
            self._warn(kind, spans, "the article already has it")
            return False
        self.used.add(key)
        return True

    def _grounds(self, kind: str, spans: tuple[Span, ...]) -> bool:
        for span in spans:
            try:
                grounded = self.grounder.span(span.start, span.end) == span
            except ValueError:
                grounded = False
            if not grounded:
                self._warn(kind, (span,), "its characters are not those of the text")
                return False
        return True

    def _warn(self, kind: str, spans: tuple[Span, ...], reason: str) -> None:
        where = ", ".join(f"{span.start}:{span.end}" for span in spans) or "no place"
        self.warnings.append(f"Left out: {kind} at {where}: {reason}.")


def _merge(appearance: Appearance, actor: model.Actor, mentions: list[Mention]) -> None:
    """Add to an appearance what the article says of its actor under another name."""
    appearance.mentions = sorted([*appearance.mentions, *mentions], key=lambda mention: mention.start)
    changed = union(appearance, actor)
    if appearance.explanation and actor.explanation:
        findings = (*appearance.explanation.findings, *actor.explanation.findings)
        changed["explanation"] = appearance.explanation._replace(findings=findings)
    for name, value in changed.items():
        setattr(appearance, name, value)
    appearance.folded = folded(appearance.name, appearance.aliases)
    appearance.keys = tuple(dict.fromkeys((*appearance.keys, *actor.keys)))


def union(one: Appearance, other: Appearance | model.Actor) -> dict[str, Any]:
    """Return what an article says of an actor under two names, where that differs from the first."""
    names = dict.fromkeys((*one.aliases, other.name, *other.aliases))
    return {
        "aliases": tuple(name for name in names if name != one.name),
        "country": one.country or other.country,
        "role": other.role or one.role,
    }


def folded(name: str, aliases: tuple[str, ...]) -> str:
    """Return the text in which an actor of an article is found by its names."""
    return "\n".join((name, *aliases)).casefold()


def text_of(content: Sequence[Span]) -> str:
    """Return the words of a quote, for searches."""
    return _ELLIPSIS.join(span.exact for span in content)


def new_issue(issue_id: str, slug: str, label: str, topic: Topic, created_at: datetime | None) -> Issue:
    """Return a new issue of a label, in no session."""
    return Issue(id=issue_id, slug=slug, label=label, folded=label.casefold(), topic=topic, created_at=created_at)
