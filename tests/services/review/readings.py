"""What three engines find in the same text, and what a person adds to it."""

from ontology.enums import ActorType, EventType, Modality, QuoteKind
from ontology.span import SpanRef
from tests.factories import make_actor, make_event, make_extraction, make_position, make_quote, make_span

# Apart from all other words, so that facts are found again by their ids.
ADDED_WORDS = (make_span("said"),)
ADDED = {"kind": QuoteKind.DIRECT, "content": [SpanRef(exact="said")]}
# What three engines find; a fact of two of them has one id.
MINISTER = {"type": ActorType.PERSON, "named": False, "country": None}
CROWD = make_actor("peace", type=ActorType.GROUP, named=False, country=None)
READINGS = (
    make_extraction(),
    make_extraction(
        engine="second",
        quotes=(make_quote(kind=QuoteKind.MIXED), make_quote(content=ADDED_WORDS, speaker=None, cue=None)),
        events=(make_event(modality=Modality.DENIED),),
        positions=(),
    ),
    make_extraction(
        engine="third",
        actors=(make_actor(), make_actor("the minister", role="envoy", **MINISTER), CROWD),
        quotes=(),
        events=(make_event(), make_event(type=EventType.AGREE, triggers=ADDED_WORDS, actors=(2,), recipients=())),
        positions=(make_position(quote=None), make_position(holder=2, evidence=ADDED_WORDS[0], quote=None)),
    ),
)
