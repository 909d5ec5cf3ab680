"""Brief across articles in any of its formats."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.http.expansion import schemas_of
from api.http.formats import JSON_LD, NDJSON
from api.renditions.cross_jsonld import Texts, jsonld
from api.renditions.cross_markdown import markdown
from api.renditions.rendition import Rendition
from schemas.briefs.crossbrief import CrossBriefOut, CrossRecordOut
from store.models import Actor
from store.queries.crossbrief import CrossBrief

_BRIEF = CrossBriefOut()
_TOTALS = {"actors": "actors", "timeline": "events", "positions": "stances", "quotes": "quotes"}


@dataclass(frozen=True, slots=True)
class Found:
    """Brief found by a query.

    `texts` returns the texts of the source articles of its facts; `expand` adds the objects with some names that the
    rows refer to.
    """

    brief: CrossBrief
    query: Mapping[str, Sequence[str]]
    texts: Texts
    names: Sequence[str]
    expand: Callable[[Iterable[str], Sequence[Any], Sequence[dict[str, Any]]], None]


class CrossRendition(Rendition):
    """Brief across articles."""

    name = "crossbrief"
    schema = CrossBriefOut
    record = CrossRecordOut()
    descriptions = {  # noqa: RUF012
        JSON_LD: "A page of W3C Web Annotations: each event, stance and quote is a body, whose target selects "
        "its words in its article by position and by quote. The page also has the key actors and the "
        "articles. The whole context is inline; unknown values are omitted.",
        NDJSON: "First the totals, then one key actor, event, stance or quote per line, as in JSON, a stance "
        "with its `issue`; `record` names the kind: totals, actor, event, stance or quote.",
    }

    def __init__(self, found: Found) -> None:
        self.brief = _BRIEF.dump(found.brief)
        self.actors = {actor.id: _named(actor) for actor in _actors(found.brief)}
        self.articles = {fact["source"]["id"]: fact["source"] for _, facts, _ in self._facts(found) for fact in facts}
        self.expanded = schemas_of(found.names)
        self._found = found
        for rows, facts, references in self._facts(found):
            found.expand([name for name in found.names if name in references], rows, facts)

    def markdown(self) -> str:
        return markdown(self.brief, self._found.query, self.actors)

    def jsonld(self) -> dict[str, Any]:
        return jsonld(self.brief, self._found.query, self._found.texts, self.actors)

    def _facts(self, found: Found) -> Iterator[tuple[Sequence[Any], list[dict[str, Any]], tuple[str, ...]]]:
        """Yield rows, their dumped items, and the names of the objects that they refer to, for each kind of fact."""
        brief = found.brief
        yield brief.timeline.items, self.brief["timeline"]["items"], ("article", "actors", "recipients")
        rows = [stance.first for issue in brief.positions.items for stance in issue.stances]
        stances = [stance for issue in self.brief["positions"]["items"] for stance in issue["stances"]]
        yield rows, stances, ("article", "holder")
        yield brief.quotes.items, self.brief["quotes"]["items"], ("article", "speaker")

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


def _actors(brief: CrossBrief) -> Iterator[Actor]:
    """Return the actors that the facts of the brief refer to."""
    for event in brief.timeline.items:
        yield from (*event.actors, *event.recipients)
    for issue in brief.positions.items:
        yield from (stance.first.holder for stance in issue.stances)
    yield from (quote.speaker for quote in brief.quotes.items if quote.speaker)


def _named(actor: Actor) -> dict[str, str | None]:
    return {"id": actor.id, "name": actor.name, "country": actor.country}
