"""The heads of the encoder: what it says of each word."""

from ontology.enums import ActorType, EventType, Modality, Stance

HEADS: dict[str, tuple[str, ...]] = {
    "trigger": ("O", *EventType),
    "modality": tuple(Modality),
    "quote": ("O", "CUE", "B", "I"),
    "stance": ("O", *Stance),
    "holds": ("O", "HOLDER"),
    "mention": ("O", *(f"{place}-{kind}" for kind in ActorType for place in "BI")),
}
"""The labels of each head, in the order of the encoder's outputs."""
