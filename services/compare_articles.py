"""Two articles side by side: the facts of both, whether they agree, and the facts of only one of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, TypeVar

from ontology.enums import Modality
from ontology.stances import Agreement
from services.compare_actors import SharedIssue, compare_issues
from services.compare_reports import acting, dates_differ, figures_differ
from store.models import Actor, Article, Event, Position, Quote

T = TypeVar("T")

_MAX_DAYS_APART = timedelta(days=7)  # of the dates of one event
_MIN_COMMON_WORDS = 5  # for a quote to be part of another
_SEVERITY = (Agreement.CONTRADICT, Agreement.DIFFER, Agreement.AGREE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact in both articles, and the matters in which they do not say the same of it."""

    sides: tuple[Any, Any]
    matters: Mapping[str, Agreement]

    @property
    def agreement(self) -> Agreement:
        return min(self.matters.values(), key=_SEVERITY.index, default=Agreement.AGREE)


@dataclass(frozen=True, slots=True)
class Only:
    """The facts of one article that the other does not have."""

    positions: list[Position]
    events: list[Event]
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class ArticleComparison:
    """Stances by holder and issue, events and quotes of both articles, contradictions first; and the rest of each."""

    stances: list[SharedIssue]
    events: list[Pair]
    quotes: list[Pair]
    actors: list[Actor]
    only: tuple[Only, Only]

    @property
    def counts(self) -> Counter[Agreement]:
        """The number of shared facts by agreement."""
        return Counter(each.agreement for part in (self.stances, self.events, self.quotes) for each in part)


def compare_articles(a: Article, b: Article) -> ArticleComparison:
    """Compare two articles, which are loaded with their briefs."""
    of_a, of_b = _grouped(a.positions, _stance), _grouped(b.positions, _stance)
    names = {key: f"{found[0].holder.name} on {found[0].issue.label}" for key, found in of_a.items()}
    events = list(_pair(a.events, b.events, lambda event: event.occurrence_pk, _matters))
    told = {id(side) for pair in events for side in pair.sides}
    of_a_only, of_b_only = ([event for event in article.events if id(event) not in told] for article in (a, b))
    events += _pair(of_a_only, of_b_only, _what, _same_event)
    quotes = list(_pair(a.quotes, b.quotes, lambda quote: quote.speaker_pk, _same_words))
    in_b = {appearance.actor_pk for appearance in b.appearances}
    paired = {id(side) for pair in (*events, *quotes) for side in pair.sides}

    def only(article: Article, stances: Mapping[Hashable, Any]) -> Only:
        return Only(
            [position for position in article.positions if _stance(position) not in stances],
            [event for event in article.events if id(event) not in paired],
            [quote for quote in article.quotes if id(quote) not in paired],
        )

    return ArticleComparison(
        stances=compare_issues((key[1], names[key], of_a[key], of_b[key]) for key in of_a if key in of_b),
        events=sorted(events, key=lambda pair: _SEVERITY.index(pair.agreement)),
        quotes=quotes,
        actors=[each.actor for each in a.appearances if each.actor_pk in in_b],
        only=(only(a, of_b), only(b, of_a)),
    )


def _stance(position: Position) -> tuple[str, str]:
    return position.holder_id, position.issue_id


def _what(event: Event) -> Hashable | None:
    return (event.type, frozenset(part.actor_pk for part in event.participants)) if event.participants else None


def _grouped(facts: Sequence[T], key: Callable[[T], Any]) -> dict[Any, list[T]]:
    groups = defaultdict(list)
    for fact in facts:
        groups[key(fact)].append(fact)
    return dict(groups)


def _pair(
    of_a: Sequence[T],
    of_b: Sequence[T],
    key: Callable[[T], Hashable | None],
    same: Callable[[T, T], Mapping[str, Agreement] | None],
) -> Iterator[Pair]:
    """Pair each fact of one article with the fact of the same key in the other that agrees with it the most."""
    left = _grouped(of_b, key)
    for one in of_a:
        others = left.get(key(one), []) if key(one) is not None else []
        pairs = [Pair((one, other), matters) for other in others if (matters := same(one, other)) is not None]
        if pairs:
            best = max(pairs, key=lambda pair: (_SEVERITY.index(pair.agreement), -len(pair.matters)))
            others.remove(best.sides[1])
            yield best


def _same_event(a: Event, b: Event) -> Mapping[str, Agreement] | None:
    """Return the matters of two events of one type and the same participants; None where their dates are far apart."""
    if a.when_from and a.when_to and b.when_from and b.when_to:
        apart = max(a.when_from - b.when_to, b.when_from - a.when_to)
        return None if apart > _MAX_DAYS_APART else _matters(a, b)
    return _matters(a, b)


def _matters(a: Event, b: Event) -> Mapping[str, Agreement]:
    """Return the matters in which two reports of one event disagree."""
    matters = {}
    if dates_differ(a, b):
        matters["date"] = Agreement.CONTRADICT
    if _other(a.country, b.country):
        matters["place"] = Agreement.CONTRADICT
    elif _other(a.place, b.place):  # the one may lie in the other
        matters["place"] = Agreement.DIFFER
    if a.modality != b.modality:
        said = {a.modality, b.modality}
        differ = Modality.PLANNED in said and Modality.DENIED not in said
        matters["whether it happened"] = Agreement.DIFFER if differ else Agreement.CONTRADICT
    if a.actor_ids and b.actor_ids and acting(a).isdisjoint(acting(b)):
        is_reversed = set(a.actor_ids) & set(b.recipient_ids) or set(b.actor_ids) & set(a.recipient_ids)
        matters["who does it to whom"] = Agreement.CONTRADICT if is_reversed else Agreement.DIFFER
    if figures_differ(a, b):
        matters["figures"] = Agreement.CONTRADICT
    return matters


def _other(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _same_words(a: Quote, b: Quote) -> Mapping[str, Agreement] | None:
    """Return no matters for the same words; None where neither quote contains the words of the other."""
    short, long = sorted((_words(a.text), _words(b.text)), key=len)
    within = short.count(" ") >= _MIN_COMMON_WORDS and short in long
    return {} if within or short == long else None


@lru_cache(maxsize=2048)
def _words(text: str) -> str:
    """Return the words of a text in lower case, each between spaces."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
