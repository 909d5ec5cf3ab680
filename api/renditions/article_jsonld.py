"""A brief as JSON-LD: each fact the body of a W3C Web Annotation, whose target selects its words in the article.

The selectors count as the article's spans do: the Web Annotation Data Model, too, means code points by characters.
What is not known is left out, as RDF has no null. Ids are URNs, the same on every server: urn:communique:quo_... is at
/v1/quotes/quo_... The context is all inline, so that no reader fetches anything; what the standard defines it defines
as http://www.w3.org/ns/anno.jsonld does.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_Fact = Mapping[str, Any]

_AROUND = 32
"""Characters before and behind the words that are given to find them by."""


def _id(iri: str) -> dict[str, Any]:
    return {"@id": iri, "@type": "@id"}


def _ids(iri: str) -> dict[str, Any]:
    return {"@id": iri, "@type": "@id", "@container": "@set"}


def _typed(iri: str, datatype: str) -> dict[str, Any]:
    return {"@id": iri, "@type": datatype}


def _words(iri: str, vocabulary: str) -> dict[str, Any]:
    """A term whose values are words of an enum, which are terms of their own."""
    return {"@id": iri, "@type": "@vocab", "@context": {"@vocab": vocabulary}}


_STANDARD = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "Software": "as:Application",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "generator": _id("as:generator"),
    "body": _id("oa:hasBody"),
    "target": _ids("oa:hasTarget"),
    "source": _id("oa:hasSource"),
    "selector": _ids("oa:hasSelector"),
    "motivation": _typed("oa:motivatedBy", "@vocab"),
    "identifying": "oa:identifying",
    "describing": "oa:describing",
    "start": _typed("oa:start", "xsd:nonNegativeInteger"),
    "end": _typed("oa:end", "xsd:nonNegativeInteger"),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "created": _typed("dcterms:created", "xsd:dateTime"),
    "modified": _typed("dcterms:modified", "xsd:dateTime"),
    "name": "foaf:name",
    "title": "dc:title",
    "publisher": "dc:publisher",
    "language": "dc:language",
    "label": "rdfs:label",
}
_OWN = {
    "cq": "urn:communique:ns:",
    "edtf_level_1": "http://id.loc.gov/datatypes/edtf/EDTF-level1",
    **{name: f"cq:{name}" for name in ("Article", "Actor", "Quote", "Event", "Position", "Issue", "Date")},
    "article": _id("cq:article"),
    "url": _typed("cq:url", "xsd:anyURI"),
    "published_at": _typed("dcterms:issued", "edtf_level_1"),
    "published_at_basis": _words("cq:published_at_basis", "urn:communique:ns:date_basis:"),
    "text_sha256": "cq:text_sha256",
    "warnings": {"@id": "cq:warnings", "@container": "@set"},
    "confidence": _typed("cq:confidence", "xsd:double"),
    "status": _words("cq:status", "urn:communique:ns:fact_status:"),
    "link": _words("cq:link", "urn:communique:ns:link_reason:"),
    "actor_type": _words("cq:actor_type", "urn:communique:ns:actor_type:"),
    "country": "cq:country",
    "role": "cq:role",
    "aliases": {"@id": "cq:aliases", "@container": "@set"},
    "kind": _words("cq:kind", "urn:communique:ns:quote_kind:"),
    "speaker": _id("cq:speaker"),
    "speaker_mention": _id("cq:speaker_mention"),
    "cue": _id("cq:cue"),
    "event_type": _words("cq:event_type", "urn:communique:ns:plover:"),
    "actors": _ids("cq:actors"),
    "recipients": _ids("cq:recipients"),
    "when": _typed("cq:when", "edtf_level_1"),
    "when_words": _id("cq:when_words"),
    "place": "cq:place",
    "modality": _words("cq:modality", "urn:communique:ns:modality:"),
    "holder": _id("cq:holder"),
    "issue": _id("cq:issue"),
    "stance": _words("cq:stance", "urn:communique:ns:stance:"),
    "basis": _words("cq:basis", "urn:communique:ns:basis:"),
    "quote": _id("cq:quote"),
    "edtf": _typed("cq:edtf", "edtf_level_1"),
    "duration": _typed("cq:duration", "xsd:duration"),
}


def jsonld(brief: _Fact, text: str) -> dict[str, Any]:
    """The document of a brief that `BriefOut` has dumped, with the text of its article."""
    article = brief["article"]
    taken = ("title", "url", "publisher", "language", "published_at", "published_at_basis", "text_sha256")
    about = {"id": _urn(article["id"]), "type": "Article"} | {name: article[name] for name in taken}
    return {"@context": _STANDARD | _OWN} | _known(
        id=f"{_urn(article['id'])}:brief",
        type="AnnotationPage",
        generator={"type": "Software", "name": article["engine"]},
        created=article["created_at"],
        modified=article["updated_at"],
        article=_known(**about),
        warnings=brief["warnings"],
        items=list(_Annotations(article["id"], text).of(brief)),
    )


class _Annotations:
    def __init__(self, article_id: str, text: str) -> None:
        self.source = _urn(article_id)
        self.text = text

    def of(self, brief: _Fact) -> Iterator[dict[str, Any]]:
        for actor in brief["actors"]:
            yield self._fact(actor, self._actor(actor), actor["mentions"], motivation="identifying", link=actor["link"])
        for quote in brief["quotes"]:
            yield self._fact(quote, self._quote(quote), quote["content"])
        for event in brief["events"]:
            yield self._fact(event, self._event(event), event["triggers"])
        for position in brief["positions"]:
            yield self._fact(position, self._position(position), [position["evidence"]])
        for date in brief["dates"]:
            yield self._date(date)

    def _fact(
        self, fact: _Fact, body: _Fact, spans: Iterable[_Fact], *, motivation: str = "describing", link: Any = None
    ) -> dict[str, Any]:
        """What is told of the fact as this article has it; the fact itself, an actor above all, may be in others."""
        return _known(
            id=f"{self.source}:{fact['id']}",
            type="Annotation",
            motivation=motivation,
            created=fact["created_at"],
            modified=fact["updated_at"],
            confidence=fact["confidence"],
            status=fact["status"],
            link=link,
            body={"id": _urn(fact["id"]), **body},
            target=[self._target(span) for span in spans],
        )

    def _date(self, date: _Fact) -> dict[str, Any]:
        span = date["span"]
        return {
            "id": f"{self.source}:date:{span['start']}-{span['end']}",
            "type": "Annotation",
            "motivation": "describing",
            "body": _known(type="Date", edtf=date["edtf"], duration=date["duration"]),
            "target": [self._target(span)],
        }

    def _actor(self, actor: _Fact) -> dict[str, Any]:
        own = {name: actor[name] for name in ("name", "country", "role", "aliases")}
        return _known(type="Actor", actor_type=actor["type"], **own)

    def _quote(self, quote: _Fact) -> dict[str, Any]:
        speaker = quote["speaker"] or {"actor_id": None, "mention": None}
        return _known(
            type="Quote",
            kind=quote["kind"],
            speaker=_urn(speaker["actor_id"]),
            speaker_mention=self._target(speaker["mention"]),
            cue=self._target(quote["cue"]),
        )

    def _event(self, event: _Fact) -> dict[str, Any]:
        when = event["when"] or {"edtf": None, "span": None}
        where = event["where"] or {"country": None, "place": None}
        return _known(
            type="Event",
            event_type=event["type"],
            title=event["title"],
            actors=[_urn(actor) for actor in event["actors"]],
            recipients=[_urn(actor) for actor in event["recipients"]],
            when=when["edtf"],
            when_words=self._target(when["span"]),
            country=where["country"],
            place=where["place"],
            modality=event["modality"],
        )

    def _position(self, position: _Fact) -> dict[str, Any]:
        issue = position["issue"]
        return _known(
            type="Position",
            holder=_urn(position["holder"]),
            issue={"id": _urn(issue["id"]), "type": "Issue", "label": issue["label"]},
            stance=position["stance"],
            basis=position["basis"],
            quote=_urn(position["quote_id"]),
        )

    def _target(self, span: _Fact | None) -> dict[str, Any] | None:
        if span is None:
            return None
        start, end = span["start"], span["end"]
        return {
            "type": "SpecificResource",
            "source": self.source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span["exact"],
                    "prefix": self.text[max(0, start - _AROUND) : start],
                    "suffix": self.text[end : end + _AROUND],
                },
            ],
        }


def _urn(public_id: str | None) -> str | None:
    return None if public_id is None else f"urn:communique:{public_id}"


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [])}
