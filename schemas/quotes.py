"""Quotes: words attributed to a speaker."""

from marshmallow import fields

from ontology.enums import FactStatus, QuoteKind
from schemas.base import Embedded, Out, doc, enum
from schemas.facts import FactOut, span, spans
from schemas.query.fields import countries, enums, ids, under
from schemas.query.filters import FactFilter
from schemas.query.paging import Paging, expansion, order
from schemas.search import words


class SpeakerOut(Out):
    """The speaker of a quote."""

    actor_id = fields.String(
        attribute="speaker_id",
        allow_none=True,
        **doc(
            "The id of the actor who speaks; null if the text does not identify the speaker.", "act_h3x5w7q2m4n6tb2k"
        ),
    )
    mention = span("The words of the text that name the speaker.", attribute="speaker_mention")


class QuoteOut(FactOut):
    """A quote."""

    id = fields.String(**doc("The quote's id.", "quo_w7q2m4n6tb2kh3x5"))
    kind = enum(QuoteKind, "direct: in quotation marks; indirect: reported; mixed: reported, with quoted fragments.")
    speaker = Embedded(
        SpeakerOut,
        "speaker_mention",
        metadata={"description": "The speaker; null if the text names none."},
    )
    cue = span("The verb or phrase that attributes the words, such as: said.", allow_none=True)
    content = spans("The words, in pieces, without quotation marks, cue and speaker.")


class QuoteFilter(FactFilter):
    """The filters of GET /v1/quotes."""

    id = ids("Only the quotes with these ids.", "quo_w7q2m4n6tb2kh3x5")
    q = words("Only quotes with this in their words")
    speaker = ids("Only quotes of this actor.", "act_h3x5w7q2m4n6tb2k")
    under = under("Only quotes of this state, and of its organs, forces and officials.")
    speaker_country = countries("Only quotes of actors of this country, ISO 3166-1 alpha-2.")
    kind = enums(QuoteKind, "Only quotes of this kind.")
    status = enums(FactStatus, "Only quotes with this status.")


class QuotePaging(Paging):
    """The pages of GET /v1/quotes."""

    sort = order("created_at", "updated_at", "published_at", "confidence", searched=True)
    expand = expansion("article", "speaker")
