"""Brief across articles in any of its formats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.http.formats import JSON_LD, NDJSON
from api.renditions.cross_jsonld import Texts, jsonld
from api.renditions.cross_markdown import markdown
from api.renditions.rendition import Rendition
from schemas.briefs.crossbrief import CrossBriefOut, CrossRecordOut
from store.queries.crossbrief import CrossBrief

_BRIEF = CrossBriefOut()
_TOTALS = {"actors": "actors", "timeline": "events", "positions": "stances", "quotes": "quotes"}


@dataclass(frozen=True, slots=True)
class Found:
    """Brief found by a query; `texts` returns the texts of the source articles of its facts."""

    brief: CrossBrief
    query: Mapping[str, Sequence[str]]
    texts: Texts


class CrossRendition(Rendition):
    """Brief across articles."""

    name = "crossbrief"
    schema = CrossBriefOut
    record = CrossRecordOut()
    descriptions = {  # noqa: RUF012
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
