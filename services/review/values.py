"""Values of facts: what a person can correct of one, as it is served. Revisions keep them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from extraction import linking, matters, model
from extraction.linking import Identity
from extraction.matters import Held
from ontology.edtf import Edtf
from ontology.enums import (
    ActorType,
    Basis,
    EventType,
    FactStatus,
    FigureKind,
    IssueLink,
    Modality,
    QuoteKind,
    Stance,
    Subject,
)
from ontology.figure import Figure
from ontology.span import Grounder, Span, SpanRef
from services import briefs, ids
from services.errors import Invalid, Problem
from services.judgements import issues as judged_issues
from services.judgements import judged
from store import queries
from store.models import Actor, Appearance, Article, Event, Issue, ParticipantRole, Position, Quote
from store.queries import FactEntity
from store.types import FiguresType

Value = dict[str, Any]
Enumerated = TypeVar("Enumerated")

_FIGURES = FiguresType()


# --- from facts -------------------------------------------------------------------------------------------------------


def read(fact: FactEntity) -> Value:
    """Return the value of a fact that `queries.get_fact` has loaded."""
    return _READERS[type(fact)](fact)


def _read_quote(quote: Quote) -> Value:
    mention = quote.speaker_mention
    return {
        "kind": quote.kind.value,
        "speaker": {"actor_id": quote.speaker_id, "mention": mention._asdict()} if mention else None,
        "cue": quote.cue._asdict() if quote.cue else None,
        "content": _spans(quote.content),
    }


def _read_event(event: Event) -> Value:
    when = event.when_span
    return {
        "type": event.type.value,
        "title": event.title,
        "triggers": _spans(event.triggers),
        "actors": event.actor_ids,
        "recipients": event.recipient_ids,
        "when": {"edtf": event.when_edtf, "span": when._asdict()} if when else None,
        "where": {"country": event.country, "place": event.place} if event.country or event.place else None,
        "modality": event.modality.value,
        "figures": [figure | {"kind": str(figure["kind"])} for figure in _FIGURES.to_json(event.figures)],
    }


def _read_position(position: Position) -> Value:
    return {
        "holder": position.holder_id,
        "issue": {"id": position.issue_id, "label": position.issue_label},
        "label": position.own_label,
        "link": position.link.value if position.link else None,
        "stance": position.stance.value,
        "evidence": position.evidence._asdict(),
        "basis": position.basis.value,
        "quote_id": position.quote_id,
    }


def _read_actor(appearance: Appearance) -> Value:
    return {
        "type": appearance.type.value,
        "name": appearance.name,
        "country": appearance.country,
        "role": appearance.role,
        "aliases": list(appearance.aliases),
        "keys": list(appearance.keys),
        "mentions": _spans([mention.span for mention in appearance.mentions]),
    }


def of_actor(actor: model.Actor) -> Value:
    """Return the value of an actor that the machine finds."""
    return {
        "type": str(actor.type),
        "name": actor.name,
        "country": actor.country,
        "role": actor.role,
        "aliases": list(actor.aliases),
        "keys": list(actor.keys),
        "mentions": _spans(actor.mentions),
    }


def _spans(spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [span._asdict() for span in spans]


_READERS: dict[type[Any], Callable[[Any], Value]] = {
    Quote: _read_quote,
    Event: _read_event,
    Position: _read_position,
    Appearance: _read_actor,
}


def actor_ids(value: Value) -> set[str]:
    """Return the ids of the actors to which a value refers."""
    speaker = (value.get("speaker") or {}).get("actor_id")
    found = {speaker, value.get("holder"), *value.get("actors", ()), *value.get("recipients", ())}
    return {each for each in found if each is not None}


def with_actors(value: Value, shown: Mapping[str, str]) -> Value:
    """Return a value that refers to other actors, by the ids of its own."""
    value = dict(value)
    if value.get("speaker"):
        speaker = value["speaker"]["actor_id"]
        value["speaker"] = value["speaker"] | {"actor_id": shown.get(speaker, speaker)}
    if "holder" in value:
        value["holder"] = shown.get(value["holder"], value["holder"])
    for name in {"actors", "recipients"} & value.keys():
        value[name] = list(dict.fromkeys(shown.get(each, each) for each in value[name]))
    return value


def issue_as_of_now(session: Session, article_id: str, issue: Mapping[str, str]) -> dict[str, str]:
    """Return the issue that judgements have put in the place of one, with its label."""
    place = judged.load(session, [issue["id"]], articles=[article_id]).place(article_id, issue["id"])
    found = next(iter(queries.list_issues_by_id_or_slug(session, [place], [])), None)
    return {"id": found.id, "label": found.label} if found else dict(issue)


# --- from people ------------------------------------------------------------------------------------------------------


def merged(subject: Subject, value: Value, given: Mapping[str, Any], text: str) -> Value:
    """Return a value with what a person gives, as a JSON Merge Patch in which spans are whole; raises Invalid."""
    problems: list[Problem] = []
    grounded = _grounded(given, Grounder(text), "", problems)
    if problems:
        raise Invalid(problems)
    after = dict(value)
    for name, new in grounded.items():
        old = after.get(name)
        if name == "issue" and old is not None and new.items() <= old.items():
            continue
        if name == "issue":  # how the article calls it, and what joins it, are those of another issue
            after = {each: value for each, value in after.items() if each not in ("label", "link")}
        after[name] = old | new if name in _NESTED and isinstance(old, dict) and isinstance(new, dict) else new
    problems = list(_incomplete(after))
    if problems:
        raise Invalid(problems)
    if subject is Subject.ACTOR and any(after[name] != value.get(name) for name in _IDENTITY):
        identity = Identity(ActorType(after["type"]), after["name"], after["country"], after["role"])
        after["keys"] = list(linking.keys(identity, after["aliases"], named=True))
    return after


def differ(one: Value, other: Value) -> bool:
    """Return whether two states of a fact have other values."""
    return any(one.get(name) != other.get(name) for name in one.keys() | other.keys() if name != "status")


_NESTED = ("speaker", "when", "where")
_IDENTITY = ("type", "name", "country", "role", "aliases")


def _grounded(given: Any, grounder: Grounder, path: str, problems: list[Problem]) -> Any:
    """Return what is given in plain JSON, with whole spans; add a problem for each that the text does not have."""
    match given:
        case SpanRef():
            try:
                return grounder.find(given)._asdict()
            except ValueError as error:
                problems.append(Problem(path, f"It does not ground: {error}."))
                return None
        case dict():
            return {name: _grounded(each, grounder, _step(path, name), problems) for name, each in given.items()}
        case list():
            found = [_grounded(each, grounder, _step(path, i), problems) for i, each in enumerate(given)]
            return _in_order(found, path, problems) if given and isinstance(given[0], SpanRef) else found
        case str():
            return str(given)  # the value of an enum
    return given


def _in_order(spans: list[Any], path: str, problems: list[Problem]) -> list[Any]:
    if None in spans:
        return spans
    ordered = sorted(spans, key=lambda span: (span["start"], span["end"]))
    for one, other in pairwise(ordered):
        if other["start"] < one["end"]:
            problems.append(Problem(path, f"The spans {_place(one)} and {_place(other)} overlap."))
    return ordered


def _place(span: Mapping[str, Any]) -> str:
    return f"{span['start']}:{span['end']}"


def _step(path: str, step: str | int) -> str:
    return f"{path}.{step}" if path else str(step)


def _incomplete(value: Value) -> Iterator[Problem]:
    """Yield what is wrong with the parts of a value that a patch has put together."""
    speaker, when, where = (value.get(name) for name in _NESTED)
    if speaker is not None:
        speaker.setdefault("actor_id", None)
        if "mention" not in speaker:
            yield Problem("speaker.mention", "Required with a speaker: the words of the text that name the speaker.")
    if when is not None:
        for name in {"edtf", "span"} - when.keys():
            yield Problem(f"when.{name}", "Required with a date.")
    if where is not None:
        value["where"] = {"country": where.get("country"), "place": where.get("place")}
        if not any(value["where"].values()):
            value["where"] = None
    for i, figure in enumerate(value.get("figures", ())):
        figure |= {"min": figure.get("min"), "max": figure.get("max")}
        try:
            _figure(figure)
        except ValueError as error:
            yield Problem(f"figures.{i}", str(error))


# --- to facts ---------------------------------------------------------------------------------------------------------


@dataclass
class Writer:
    """Sets facts of one article to values."""

    session: Session
    article: Article
    now: datetime
    is_live: bool
    """The fact is not rejected; then neither is what it refers to."""
    _problems: list[Problem] = field(default_factory=list)

    def write(self, fact: FactEntity, value: Value) -> None:
        """Set a fact that is in the session to a value, in all columns and rows that repeat parts of it.

        Raises Invalid for references to what the article does not have.
        """
        with self.session.no_autoflush:  # a new fact is incomplete until all of it is set
            match fact:
                case Quote():
                    self._write_quote(fact, value)
                case Event():
                    self._write_event(fact, value)
                case Position():
                    self._write_position(fact, value)
                case Appearance():
                    self._write_actor(fact, value)
        if self._problems:
            raise Invalid(self._problems)
        self.session.flush()

    def _write_quote(self, quote: Quote, value: Value) -> None:
        speaker = value["speaker"]
        content = tuple(Span(**span) for span in value["content"])
        quote.kind = QuoteKind(value["kind"])
        quote.speaker = None
        if speaker and speaker["actor_id"] is not None:
            quote.speaker = next(iter(self._actors({"speaker.actor_id": speaker["actor_id"]})), None)
        quote.speaker_mention = Span(**speaker["mention"]) if speaker else None
        quote.cue = Span(**value["cue"]) if value["cue"] else None
        quote.content, quote.start, quote.text = content, content[0].start, briefs.text_of(content)

    def _write_event(self, event: Event, value: Value) -> None:
        when, where = value["when"], value["where"] or {"country": None, "place": None}
        bounds = Edtf.parse(when["edtf"]) if when else None
        triggers = tuple(Span(**span) for span in value["triggers"])
        event.type, event.title = EventType(value["type"]), value["title"]
        event.triggers, event.start = triggers, triggers[0].start
        event.when_edtf = when["edtf"] if when else None
        event.when_from = bounds.earliest if bounds else None
        event.when_to = bounds.latest if bounds else None
        event.when_span = Span(**when["span"]) if when else None
        event.country, event.place = where["country"], where["place"]
        event.modality = Modality(value["modality"])
        event.figures = tuple(map(_figure, value["figures"]))
        self.session.flush()  # a new event has no key before
        parts = [
            (role, actor)
            for role, name in ((ParticipantRole.ACTOR, "actors"), (ParticipantRole.RECIPIENT, "recipients"))
            for actor in self._actors({f"{name}.{i}": each for i, each in enumerate(value[name])})
        ]
        queries.set_participants(self.session, event.pk, [(role, actor.pk) for role, actor in dict.fromkeys(parts)])
        queries.set_figures(self.session, event, event.figures)

    def _write_position(self, position: Position, value: Value) -> None:
        evidence = Span(**value["evidence"])
        holders, quote_id = self._actors({"holder": value["holder"]}), value["quote_id"]
        issue, link = self._issue(value["issue"], evidence, holders[0] if holders else None)
        quote = None if quote_id is None else queries.get_quote_of(self.session, self.article.pk, quote_id)
        if quote_id is not None and quote is None:
            self._problems.append(Problem("quote_id", f"The article has no quote {quote_id}."))
        if not holders or issue is None:
            return
        if "link" in value:
            position.own_label, position.link = value["label"], IssueLink(value["link"]) if value["link"] else None
        else:
            label = None if "id" in value["issue"] else value["issue"].get("label")
            position.own_label, position.link = label, link
        position.holder, position.issue, position.quote = holders[0], issue, quote
        position.stance, position.basis = Stance(value["stance"]), Basis(value["basis"])
        position.evidence, position.start = evidence, evidence.start
        self.session.flush()
        position.issue, position.linked_pk = self._shown(issue)

    def _shown(self, issue: Issue) -> tuple[Issue, int | None]:
        """Return the issue where judgements want a position on one, and the primary key of its own if that differs."""
        rules = judged.load(self.session, [issue.id], articles=[self.article.id])
        place = rules.place(self.article.id, issue.id)
        if place == issue.id:
            return issue, None
        return judged_issues.get_or_add(self.session, issue, place, rules, self.now, label=issue.label), issue.pk

    def _write_actor(self, appearance: Appearance, value: Value) -> None:
        appearance.type, appearance.name = ActorType(value["type"]), value["name"]
        appearance.country, appearance.role = value["country"], value["role"]
        appearance.aliases, appearance.keys = tuple(value["aliases"]), tuple(value["keys"])
        appearance.folded = briefs.folded(appearance.name, appearance.aliases)
        self.session.flush()
        queries.set_mentions(self.session, appearance, [Span(**span) for span in value["mentions"]])

    def _actors(self, wanted: Mapping[str, str]) -> list[Actor]:
        """Return actors of the article, given by their ids with the places where they are referred to."""
        found = queries.get_appearances_of(self.session, self.article.pk, wanted.values()) if wanted else {}
        actors = []
        for path, actor_id in wanted.items():
            appearance = found.get(actor_id)
            if appearance is None:
                reason = f"The article has no actor {actor_id}; POST /v1/articles/{self.article.id}/actors adds one."
                self._problems.append(Problem(path, reason))
            elif self.is_live and appearance.status is FactStatus.REJECTED:
                self._problems.append(Problem(path, f"The actor {actor_id} is rejected in the article."))
            else:
                actors.append(appearance.actor)
        return actors

    def _issue(
        self, given: Mapping[str, str], evidence: Span, holder: Actor | None
    ) -> tuple[Issue | None, IssueLink | None]:
        """Return the issue with an id, or the one of a label, which is added if need be, and what joins it."""
        label, issue_id = given.get("label"), given.get("id")
        known = queries.list_issues_by_id_or_slug(self.session, [issue_id], []) if issue_id is not None else []
        if issue_id is not None and not known and label is None:
            reason = f"There is no issue {issue_id}; give a label for a new one."
            self._problems.append(Problem("issue", reason))
            return None, None
        issue = next(iter(known), None)
        held = Held(issue.label if issue else label or "", evidence.exact, holder.country if holder else None)
        (joined,) = matters.join([held], self.article.text)
        named = (held.heading, self.article.id, joined.key)
        key, slug = ids.issue_id(*named), ids.issue_slug(*named)
        if issue is not None:
            return issue, joined.link if issue.id == key else None
        issue = next(iter(queries.list_issues_by_id_or_slug(self.session, [key], [slug])), None)
        if issue is None:
            issue = briefs.new_issue(key, slug, held.heading, joined.topic, self.now)
            self.session.add(issue)
        return issue, joined.link


def _figure(value: Mapping[str, Any]) -> Figure:
    return Figure(**{**value, "kind": FigureKind(value["kind"]), "span": Span(**value["span"])})
