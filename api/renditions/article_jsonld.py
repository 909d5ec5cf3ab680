"""Brief of an article as JSON-LD; see api.renditions.jsonld."""

from collections.abc import Iterator
from typing import Any

from api.renditions.jsonld import Annotations, Fact, known, page, reference, typed, urn, words

_TERMS = {
    "Software": "as:Application",
    "generator": reference("as:generator"),
    "identifying": "oa:identifying",
    "language": "dc:language",
    "Position": "cq:Position",
    "Date": "cq:Date",
    "article": reference("cq:article"),
    "published_at_basis": words("cq:published_at_basis", "urn:communique:ns:date_basis:"),
    "title_basis": words("cq:title_basis", "urn:communique:ns:title_basis:"),
    "text_sha256": "cq:text_sha256",
    "warnings": {"@id": "cq:warnings", "@container": "@set"},
    "link": words("cq:link", "urn:communique:ns:link_reason:"),
    "aliases": {"@id": "cq:aliases", "@container": "@set"},
    "basis": words("cq:basis", "urn:communique:ns:basis:"),
    "quote": reference("cq:quote"),
    "edtf": typed("cq:edtf", "edtf_level_1"),
    "duration": typed("cq:duration", "xsd:duration"),
}


def jsonld(brief: Fact, text: str) -> dict[str, Any]:
    """Return the JSON-LD document of a brief dumped by `BriefOut`, with the text of its article."""
    article = brief["article"]
    taken = (
        "title", "title_basis", "url", "publisher", "language", "published_at", "published_at_basis", "text_sha256",
    )  # fmt: skip
    about = {"id": urn(article["id"]), "type": "Article"} | {name: article[name] for name in taken}
    annotations = _Annotations()
    items = list(annotations.of(brief))
    annotations.complete([(article["id"], text)])
    return page(
        f"{urn(article['id'])}:brief",
        _TERMS,
        items,
        generator={"type": "Software", "name": article["engine"]},
        created=article["created_at"],
        modified=article["updated_at"],
        article=known(**about),
        warnings=brief["warnings"],
    )


class _Annotations(Annotations):
    def of(self, brief: Fact) -> Iterator[dict[str, Any]]:
        yield from map(self._actor, brief["actors"])
        yield from map(self.quote, brief["quotes"])
        yield from map(self.event, brief["events"])
        yield from map(self._position, brief["positions"])
        for date in brief["dates"]:
            yield self._date(brief["article"]["id"], date)

    def _actor(self, actor: Fact) -> dict[str, Any]:
        own = {name: actor[name] for name in ("name", "country", "role", "aliases")}
        body = known(type="Actor", actor_type=actor["type"], **own)
        return self.fact(actor, body, actor["mentions"], motivation="identifying", link=actor["link"])

    def _position(self, position: Fact) -> dict[str, Any]:
        issue = position["issue"]
        body = known(
            type="Position",
            holder=urn(position["holder"]),
            issue={"id": urn(issue["id"]), "type": "Issue", "label": issue["label"]},
            label=position["label"],
            stance=position["stance"],
            basis=position["basis"],
            quote=urn(position["quote_id"]),
        )
        return self.fact(position, body, [position["evidence"]])

    def _date(self, article_id: str, date: Fact) -> dict[str, Any]:
        span = date["span"]
        body = known(type="Date", edtf=date["edtf"], duration=date["duration"])
        return self.annotation(article_id, f"date:{span['start']}-{span['end']}", body, [span])
