"""The brief of a text that is not stored, whose facts may have explanations."""

from typing import Any

from marshmallow import fields

from schemas.actors import AppearanceOut
from schemas.base import In, Out, doc
from schemas.briefs.brief import BriefOut
from schemas.events import EventOut
from schemas.facts import span
from schemas.positions import PositionOut
from schemas.query.fields import switch
from schemas.quotes import QuoteOut


class ReadWordsOut(Out):
    """Words that a rule read."""

    span = span("The words.")
    scores = fields.Dict(
        keys=fields.String(),
        values=fields.Float(),
        **doc(
            "The encoder's chances, from 0 to 1, of the labels above 0.05, the highest first, and of none; the mean of "
            "several words. The labels of an event are event types, those of a position stances, those of a quote CUE, "
            "B (the first word of the content) and I (a later one). Empty for an actor.",
            {"ACCUSE": 0.987, "none": 0.004},
        ),
    )


class FindingOut(Out):
    """A rule that found a fact."""

    rule = fields.String(
        **doc(
            "The rule: for an event its class and the entry of the lexicon, for a quote its construction, for a "
            "position the attitude or judgement, for an actor the kind of mention and how it was recognised. encoder: "
            "no rule found it.",
            "accusation: verb blame",
        )
    )
    words = fields.List(
        fields.Nested(ReadWordsOut),
        metadata={
            "description": "The words that the rule read: the trigger of an event, the cue and the content of a quote, "
            "the word that shows a position and its evidence, the mentions of an actor."
        },
    )


class ExplanationOut(Out):
    """Why a fact was found."""

    findings = fields.List(
        fields.Nested(FindingOut), metadata={"description": "The rules, for an event those of each mention."}
    )
    confidence = fields.Dict(
        keys=fields.String(),
        values=fields.Float(),
        **doc(
            "The weights, in logits, of the signs that the fact shows; they add up to its confidence. Empty for quotes "
            "and actors, whose confidence is a measured share of the rule or the kind of name.",
            {"base": 0.96, "main": 0.41},
        ),
    )


class _Explained(Out):
    explanation = fields.Nested(
        ExplanationOut, metadata={"description": "Why the fact was found; only present if `explain` is true."}
    )

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        super().on_bind_field(field_name, field_obj)
        field_obj.required = field_name != "explanation"


class ExplainedAppearanceOut(AppearanceOut, _Explained):
    """An actor as a text presents it, with its explanation."""


class ExplainedQuoteOut(QuoteOut, _Explained):
    """A quote with its explanation."""


class ExplainedEventOut(EventOut, _Explained):
    """An event with its explanation."""


class ExplainedPositionOut(PositionOut, _Explained):
    """A position with its explanation."""


def _explained(name: str, kind: type[Out]) -> fields.List[Any]:
    """Return the field of a brief with facts of this kind."""
    plain = BriefOut._declared_fields[name]
    return fields.List(fields.Nested(kind), attribute=plain.attribute, metadata=plain.metadata)


class ExplainedBriefOut(BriefOut):
    """The facts of a text, each kind in text order."""

    actors = _explained("actors", ExplainedAppearanceOut)
    quotes = _explained("quotes", ExplainedQuoteOut)
    events = _explained("events", ExplainedEventOut)
    positions = _explained("positions", ExplainedPositionOut)


class ExtractionQuery(In):
    """The query of POST /v1/extractions."""

    explain = switch(
        "Whether each fact has its `explanation`: the rule that found it and what the encoder makes of its words. "
        "In JSON and NDJSON only."
    )


_PLAIN, _EXPLAINED = BriefOut(), ExplainedBriefOut()


def dump(article: Any) -> dict[str, Any]:
    """Return the brief of an article that is not stored, with the explanations that its facts have."""
    facts = (*article.appearances, *article.quotes, *article.events, *article.positions)
    dumped: dict[str, Any] = (_EXPLAINED if any(fact.explanation for fact in facts) else _PLAIN).dump(article)
    return dumped
