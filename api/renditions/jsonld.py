"""Facts as JSON-LD: each is the body of a W3C Web Annotation, whose target selects its words in its article.

The selectors count as the article's spans do: the Web Annotation Data Model, too, means code points by characters.
Unknown values are left out, as RDF has no null. Ids are URNs, the same on every server: urn:communique:quo_... is at
/v1/quotes/quo_... The context is all inline, so that no reader fetches anything; the terms of the standard are
defined as in http://www.w3.org/ns/anno.jsonld.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

Fact = Mapping[str, Any]

_AROUND = 32
"""Characters before and after the words that are given to find them by."""


def reference(iri: str) -> dict[str, Any]:
    """Define a term whose value is something with an id."""
    return {"@id": iri, "@type": "@id"}


def references(iri: str) -> dict[str, Any]:
    """Define a term whose values are things with an id, unordered."""
    return {"@id": iri, "@type": "@id", "@container": "@set"}


def sequence(iri: str) -> dict[str, Any]:
    """Define a term whose values are things with an id, ordered."""
    return {"@id": iri, "@type": "@id", "@container": "@list"}


def typed(iri: str, datatype: str) -> dict[str, Any]:
    """Define a term whose value has a datatype."""
    return {"@id": iri, "@type": datatype}


def words(iri: str, vocabulary: str) -> dict[str, Any]:
    """Define a term whose values are words of an enum, which are terms of their own."""
    return {"@id": iri, "@type": "@vocab", "@context": {"@vocab": vocabulary}}


_STANDARD: dict[str, Any] = {
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
    "items": sequence("as:items"),
    "body": reference("oa:hasBody"),
    "target": references("oa:hasTarget"),
    "source": reference("oa:hasSource"),
    "selector": references("oa:hasSelector"),
    "motivation": typed("oa:motivatedBy", "@vocab"),
    "describing": "oa:describing",
    "start": typed("oa:start", "xsd:nonNegativeInteger"),
    "end": typed("oa:end", "xsd:nonNegativeInteger"),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "created": typed("dcterms:created", "xsd:dateTime"),
    "modified": typed("dcterms:modified", "xsd:dateTime"),
    "name": "foaf:name",
    "title": "dc:title",
    "publisher": "dc:publisher",
    "label": "rdfs:label",
}
_OWN: dict[str, Any] = {
    "cq": "urn:communique:ns:",
    "edtf_level_1": "http://id.loc.gov/datatypes/edtf/EDTF-level1",
    **{name: f"cq:{name}" for name in ("Article", "Actor", "Quote", "Event", "Issue")},
    "url": typed("cq:url", "xsd:anyURI"),
    "published_at": typed("dcterms:issued", "edtf_level_1"),
    "confidence": typed("cq:confidence", "xsd:double"),
    "status": words("cq:status", "urn:communique:ns:fact_status:"),
    "actor_type": words("cq:actor_type", "urn:communique:ns:actor_type:"),
    "country": "cq:country",
    "role": "cq:role",
    "kind": words("cq:kind", "urn:communique:ns:quote_kind:"),
    "speaker": reference("cq:speaker"),
    "speaker_mention": reference("cq:speaker_mention"),
    "cue": reference("cq:cue"),
    "event_type": words("cq:event_type", "urn:communique:ns:plover:"),
    "actors": references("cq:actors"),
    "recipients": references("cq:recipients"),
    "when": typed("cq:when", "edtf_level_1"),
    "when_words": reference("cq:when_words"),
    "place": "cq:place",
    "modality": words("cq:modality", "urn:communique:ns:modality:"),
    "occurrence": reference("cq:occurrence"),
    "figures": sequence("cq:figures"),
    "Figure": "cq:Figure",
    "figure_kind": words("cq:figure_kind", "urn:communique:ns:figure_kind:"),
    "min": "cq:min",
    "max": "cq:max",
    "approximate": "cq:approximate",
    "unit": "cq:unit",
    "words": reference("cq:words"),
    "holder": reference("cq:holder"),
    "issue": reference("cq:issue"),
    "stance": words("cq:stance", "urn:communique:ns:stance:"),
}


def page(page_id: str, terms: Mapping[str, Any], annotations: list[dict[str, Any]], **about: Any) -> dict[str, Any]:
    """Return the document; `terms` are additional terms of this kind of brief."""
    head = {"@context": {**_STANDARD, **_OWN, **terms}, "id": page_id, "type": "AnnotationPage"}
    return head | known(**about) | {"items": annotations}


class Annotations:
    """Builder of annotations, whose selectors lack their context until `complete` adds it.

    An actor has its name if `actors` has its id, and otherwise the id only.
    """

    def __init__(self, actors: Mapping[str, Fact] = MappingProxyType({})) -> None:
        self._actors = actors
        self.quoted: defaultdict[str, list[tuple[Fact, dict[str, Any]]]] = defaultdict(list)
        """The spans by the article they are in, each with its selector."""

    def complete(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add the context of each selector, article by article, each given by its id and its text."""
        for article_id, text in texts:
            for span, selector in self.quoted[article_id]:
                selector["prefix"] = text[max(0, span["start"] - _AROUND) : span["start"]]
                selector["suffix"] = text[span["end"] : span["end"] + _AROUND]

    def fact(self, fact: Fact, body: Fact, spans: Iterable[Fact], **more: Any) -> dict[str, Any]:
        """Return metadata of the fact in this article; the fact itself, especially an actor, may be in others."""
        more |= {name: fact[name] for name in ("confidence", "status")}
        times = {"created": fact["created_at"], "modified": fact["updated_at"]}
        body = {"id": urn(fact["id"]), **body}
        return self.annotation(fact["article_id"], fact["id"], body, spans, **times, **more)

    def annotation(
        self,
        article_id: str,
        key: str,
        body: Fact,
        spans: Iterable[Fact],
        *,
        motivation: str = "describing",
        **more: Any,
    ) -> dict[str, Any]:
        """Return an annotation of these spans of an article, unique by its key."""
        return known(
            id=f"{urn(article_id)}:{key}",
            type="Annotation",
            motivation=motivation,
            **more,
            body=body,
            target=[self.target(article_id, span) for span in spans],
        )

    def quote(self, quote: Fact) -> dict[str, Any]:
        """Return a quote of any brief."""
        speaker = quote["speaker"] or {"actor_id": None, "mention": None}
        article_id = quote["article_id"]
        body = known(
            type="Quote",
            kind=quote["kind"],
            speaker=self.actor(speaker["actor_id"]),
            speaker_mention=self.target(article_id, speaker["mention"]),
            cue=self.target(article_id, quote["cue"]),
        )
        return self.fact(quote, body, quote["content"])

    def event(self, event: Fact) -> dict[str, Any]:
        """Return an event of any brief."""
        when = event["when"] or {"edtf": None, "span": None}
        where = event["where"] or {"country": None, "place": None}
        occurrence = event["occurrence_id"]
        body = known(
            type="Event",
            event_type=event["type"],
            title=event["title"],
            actors=[self.actor(each) for each in event["actors"]],
            recipients=[self.actor(each) for each in event["recipients"]],
            when=when["edtf"],
            when_words=self.target(event["article_id"], when["span"]),
            country=where["country"],
            place=where["place"],
            modality=event["modality"],
            occurrence=urn(occurrence) if occurrence else None,
            figures=[self._figure(event["article_id"], each) for each in event["figures"]],
        )
        return self.fact(event, body, event["triggers"])

    def actor(self, actor_id: str | None) -> str | dict[str, Any] | None:
        """Return an actor with its name and its country if they are known, and otherwise its id only."""
        named = self._actors.get(actor_id) if actor_id else None
        return known(**{**named, "id": urn(actor_id), "type": "Actor"}) if named else urn(actor_id)

    def _figure(self, article_id: str, figure: Fact) -> dict[str, Any]:
        own = {name: figure[name] for name in ("min", "max", "approximate", "unit")}
        span = self.target(article_id, figure["span"])
        return known(type="Figure", figure_kind=figure["kind"], **own, words=span)

    def target(self, article_id: str, span: Fact | None) -> dict[str, Any] | None:
        """Return the target words in the article, selected by position and by text."""
        if span is None:
            return None
        start, end = span["start"], span["end"]
        selector = {"type": "TextQuoteSelector", "exact": span["exact"]}
        self.quoted[article_id].append((span, selector))
        return {
            "type": "SpecificResource",
            "source": urn(article_id),
            "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, selector],
        }


def urn(public_id: str | None) -> str | None:
    """Return the URN for an id of the API."""
    return None if public_id is None else f"urn:communique:{public_id}"


def known(**values: Any) -> dict[str, Any]:
    """Return the values without null and empty ones."""
    return {name: value for name, value in values.items() if value not in (None, [])}
