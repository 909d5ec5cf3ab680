"""Brief across articles as JSON-LD; see api.renditions.jsonld.

The key actors and the articles stand beside the annotations, as they have no selected words.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from api.renditions.jsonld import Annotations, Fact, known, page, reference, references, sequence, typed, urn

Texts = Callable[[Collection[str]], Iterable[tuple[str, str]]]
"""Gives of articles the id and the text of each, one after the other."""

_TOTALS = {
    "actors": "total_actors",
    "timeline": "total_events",
    "positions": "total_stances",
    "quotes": "total_quotes",
}
_COUNTS = ("quotes", "events", "positions", "articles")
_TERMS = {
    "Stance": "cq:Stance",
    "Position": "cq:Position",
    "key_actors": sequence("cq:key_actors"),
    "sources": references("cq:sources"),
    "slug": "cq:slug",
    "position": reference("cq:position"),
    "since": typed("cq:since", "edtf_level_1"),
    "latest": typed("cq:latest", "edtf_level_1"),
    **{name: f"cq:{name}" for name in (*_TOTALS.values(), *_COUNTS)},
}


def jsonld(brief: Fact, query: Mapping[str, Sequence[str]], texts: Texts, actors: Mapping[str, Fact]) -> dict[str, Any]:
    """Return the JSON-LD document of a brief dumped by `CrossBriefOut`, with its query and the actors that it names."""
    annotations = _Annotations(actors)
    items = list(annotations.of(brief))
    annotations.complete(texts(annotations.quoted.keys()))
    return page(
        f"urn:communique:brief:{urlencode(query, doseq=True)}",
        _TERMS,
        items,
        **{term: brief[part]["total"] for part, term in _TOTALS.items()},
        key_actors=[_key_actor(each) for each in brief["actors"]["items"]],
        sources=[known(**{**each, "id": urn(each["id"]), "type": "Article"}) for each in annotations.sources.values()],
    )


class _Annotations(Annotations):
    def __init__(self, actors: Mapping[str, Fact]) -> None:
        super().__init__(actors)
        self.sources: dict[str, Fact] = {}
        """The articles that the facts come from, by their ids."""

    def of(self, brief: Fact) -> Iterator[dict[str, Any]]:
        for event in brief["timeline"]["items"]:
            yield self._sourced(event, self.event(event))
        for part in brief["positions"]["items"]:
            for stance in part["stances"]:
                yield self._sourced(stance, self._stance(part["issue"], stance))
        for quote in brief["quotes"]["items"]:
            yield self._sourced(quote, self.quote(quote))

    def _sourced(self, fact: Fact, annotation: dict[str, Any]) -> dict[str, Any]:
        self.sources[fact["source"]["id"]] = fact["source"]
        return annotation

    def _stance(self, issue: Fact, stance: Fact) -> dict[str, Any]:
        body = known(
            type="Stance",
            holder=self.actor(stance["holder"]),
            issue={**issue, "id": urn(issue["id"]), "type": "Issue"},
            stance=stance["stance"],
            positions=stance["positions"],
            since=stance["since"],
            latest=stance["latest"],
            position={"id": urn(stance["position_id"]), "type": "Position"},
        )
        return self.annotation(stance["source"]["id"], f"{stance['position_id']}:stance", body, [stance["evidence"]])


def _key_actor(found: Fact) -> dict[str, Any]:
    return known(**{**found, "id": urn(found["id"]), "type": "Actor", "actor_type": found["type"]})
