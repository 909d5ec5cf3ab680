"""What to review next, decisions on many facts at once, and how often the machine was right."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any

from sqlalchemy.orm import Session

from ontology.enums import FactStatus, Subject
from ontology.span import Grounder, Span
from services.errors import ServiceError, Stale
from services.missing import missing
from services.review import review
from services.review.review import FactRef
from store import queries
from store.queries import Page, QueuedFact

# The end of a sentence, as far as a reader needs to see; facts of one sentence are shown together.
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+|\n")
_Z = 1.96  # of an interval of 95 per cent


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A fact to review, the sentence in which it begins, and the other facts of that sentence to review."""

    fact: QueuedFact
    sentence: Span
    together: Sequence[QueuedFact]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a decision: the status that the fact has, or the reason why it was not taken."""

    ref: FactRef
    fact_status: FactStatus | None
    error: ServiceError | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts on facts of one group. `right` is the share of those that were confirmed, with its Wilson interval."""

    of: str | None
    confirmed: int
    corrected: int
    rejected: int

    @property
    def reviewed(self) -> int:
        return self.confirmed + self.corrected + self.rejected

    @property
    def right(self) -> float:
        return round(self.confirmed / self.reviewed, 4)

    @property
    def low(self) -> float:
        return wilson(self.confirmed, self.reviewed)[0]

    @property
    def high(self) -> float:
        return wilson(self.confirmed, self.reviewed)[1]


@dataclass(frozen=True, slots=True)
class Summary:
    """Tallies by kind, tenth of confidence, publisher and reviewer; the facts that several have judged."""

    kinds: list[Tally]
    confidences: list[Tally]
    publishers: list[Tally]
    reviewers: list[Tally]
    judged_by_several: int
    agreed: int


def list_queue(session: Session, **asked: Any) -> Page[QueueItem]:
    """List what to review next; the arguments are those of `queries.list_unreviewed`."""
    page = queries.list_unreviewed(session, **asked)
    articles = {fact.article_id: fact.article_pk for fact in page.items}
    around: defaultdict[str, list[QueuedFact]] = defaultdict(list)
    for fact in queries.list_unreviewed_of(session, sorted(articles.values())):
        around[fact.article_id].append(fact)
    items: dict[tuple[Subject, int], QueueItem] = {}
    of_article: defaultdict[str, list[QueuedFact]] = defaultdict(list)
    for fact in page.items:
        of_article[fact.article_id].append(fact)
    for article_id, text in queries.list_texts(session, list(articles)):
        grounder = Grounder(text)
        for fact in of_article[article_id]:
            sentence = _sentence(grounder, fact.start)
            inside = [other for other in around[article_id] if sentence.start <= other.start < sentence.end]
            items[fact.kind, fact.pk] = QueueItem(fact, sentence, [other for other in inside if other != fact])
    return Page([items[fact.kind, fact.pk] for fact in page.items], page.next, page.total)


def _sentence(grounder: Grounder, place: int) -> Span:
    text = grounder.text
    start, end = 0, len(text)
    for found in _SENTENCE_END.finditer(text):
        if found.end() <= place:
            start = found.end()
        elif found.start() > place:
            end = found.start() + len(found[0].rstrip())
            break
    return grounder.span(start, max(end, place + 1))


def decide(session: Session, decisions: Iterable[Mapping[str, Any]], *, key_id: str | None) -> Iterator[Outcome]:
    """Take decisions, each in a transaction of its own, and yield their outcomes in order."""
    for decision in decisions:
        ref = FactRef(decision["kind"], decision["id"], decision.get("article_id"))
        given = {name: decision[name] for name in ("status", "note") if decision.get(name) is not None}
        seen = decision.get("updated_at")

        def check(ref: FactRef = ref, seen: datetime | None = seen) -> None:
            fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id)
            if fact is None:
                raise missing(session, ref.subject.value, ref.id, article_id=ref.article_id)
            if seen is not None and fact.updated_at != seen:
                raise Stale(ref.id)

        try:
            review.correct(session, ref, given, key_id=key_id, check=check)
        except ServiceError as error:
            yield Outcome(ref, None, error)
        else:
            yield Outcome(ref, decision["status"])


def summarise(session: Session) -> Summary:
    """Return how often the machine was right, as far as people have said so."""
    kinds: dict[Any, Counter[str]] = {}
    tenths: dict[Any, Counter[str]] = {}
    publishers: dict[Any, Counter[str]] = {}
    reviewers: dict[Any, Counter[str]] = {}
    for subject, row in queries.tally_reviews(session):
        tenth = min(int(row.confidence * 10), 9)
        groups = (kinds, subject.value), (tenths, tenth), (publishers, row.publisher), (reviewers, row.reviewed_by)
        for group, key in groups:
            group.setdefault(key, Counter())[str(row.verdict)] += row.facts
    named = {f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}": counts for tenth, counts in sorted(tenths.items())}
    several, agreed = queries.count_agreement(session)
    return Summary(
        _tallies(kinds), [_tally(*each) for each in named.items()], _tallies(publishers), _tallies(reviewers),
        several, agreed,
    )  # fmt: skip


def _tallies(groups: Mapping[Any, Counter[str]]) -> list[Tally]:
    """Those with the most facts first."""
    return sorted((_tally(*each) for each in groups.items()), key=lambda tally: (-tally.reviewed, tally.of or ""))


def _tally(of: str | None, counts: Counter[str]) -> Tally:
    return Tally(of, counts["confirmed"], counts["corrected"], counts["rejected"])


def wilson(right: int, all_of_them: int) -> tuple[float, float]:
    """Return the Wilson interval (95 per cent) of a share."""
    n, share, z = all_of_them, right / all_of_them, _Z
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
