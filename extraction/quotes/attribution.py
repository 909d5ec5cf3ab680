"""An attribution while it is being put together."""

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """Who says what by which word; offsets in characters."""

    rule: str
    cue: Span | None
    speaker: Span | None
    content: list[Span] = field(default_factory=list)
