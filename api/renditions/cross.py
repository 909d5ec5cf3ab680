"""The brief across articles in any of its formats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.http.formats import JSON_LD, NDJSON
from api.renditions.articles import TEXT
from api.renditions.cross_jsonld import Texts, jsonld
from api.renditions.cross_markdown import markdown
from api.renditions.rendition import Rendition
from schemas.briefs.crossbrief import CrossBriefOut, CrossRecordOut
from services import articles
from store.models import Appearance, Article, Issue
from store.queries.crossbrief import CrossBrief, IssueStances, KeyActor, Part, ShownStance

_BRIEF = CrossBriefOut()
_TOTALS = {"actors": "actors", "timeline": "events", "positions": "stances", "quotes": "quotes"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a query has found; `texts` gives those of the articles that the facts come from."""

    brief: CrossBrief
    query: Mapping[str, Sequence[str]]
    texts: Texts


class CrossRendition(Rendition):
    """The brief across articles."""

    name = "crossbrief"
    schema = CrossBriefOut
    record = CrossRecordOut()
    told = {  # noqa: RUF012
        JSON_LD: "A page of W3C Web Annotations: each event, stance and quote is a body, its target selects its words "
        "in the article it comes from by position and by quote. The key actors and the articles stand beside them. "
        "The context is all inline; what is not known is left out.",
        NDJSON: "First the totals, then a key actor, event, stance or quote a line, as in JSON, a stance with its "
        "`issue`; `record` says which it is: totals, actor, event, stance or quote.",
    }

    def __init__(self, found: Found) -> None:
        self.brief = _BRIEF.dump(found.brief)
        self._found = found

    def markdown(self) -> str:
        return markdown(self.brief, self._found.query)

    def jsonld(self) -> dict[str, Any]:
        return jsonld(self.brief, self._found.query, self._found.texts)

    def records(self) -> Iterator[dict[str, Any]]:
        yield {"record": "totals", "totals": {name: self.brief[part]["total"] for part, name in _TOTALS.items()}}
        for actor in self.brief["actors"]["items"]:
            yield {"record": "actor", **actor}
        for event in self.brief["timeline"]["items"]:
            yield {"record": "event", **event}
        for part in self.brief["positions"]["items"]:
            for stance in part["stances"]:
                yield {"record": "stance", "issue": part["issue"], **stance}
        for quote in self.brief["quotes"]["items"]:
            yield {"record": "quote", **quote}

    @classmethod
    def example(cls) -> "CrossRendition":
        article = articles.preview(None, text=TEXT, title="Iraq and the US meet", published_at="2021-07")
        return cls(Found(told_by(article), {"from": ["2021-07"]}, lambda _: [(article.id, article.text)]))


def told_by(article: Article) -> CrossBrief:
    """The brief of one article's facts, as the store gives that of many."""
    actors = [_key_actor(appearance) for appearance in article.appearances]
    stances: dict[Issue, list[ShownStance]] = {}
    for position in article.positions:
        stances.setdefault(position.issue, []).append(ShownStance(position, 1, article.published_at))
    return CrossBrief(
        actors=Part(len(actors), actors),
        timeline=Part(len(article.events), article.events),
        positions=Part(len(article.positions), [IssueStances(*each) for each in stances.items()]),
        quotes=Part(len(article.quotes), article.quotes),
    )


def _key_actor(found: Appearance) -> KeyActor:
    article, actor = found.article, found.actor
    return KeyActor(
        *(actor.id, found.type, found.name, found.country, found.role),
        quotes=sum(quote.speaker is actor for quote in article.quotes),
        events=sum(actor in (*event.actors, *event.recipients) for event in article.events),
        positions=sum(position.holder is actor for position in article.positions),
        articles=1,
    )
