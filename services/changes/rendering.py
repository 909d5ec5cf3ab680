"""The function that renders objects as they are served. The API provides it, as the services know no schemas."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ontology.enums import ChangeKind

Render = Callable[[Session, ChangeKind, Sequence[str]], dict[str, dict[str, Any]]]
"""Returns the JSON objects of these ids of a kind, by id."""

_renderers: list[Render] = []


def use(render: Render) -> None:
    """Use this function for all rendering, in this process and its forks."""
    _renderers[:] = [render]


def render(session: Session, kind: ChangeKind, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the rendered objects of some ids, by id; empty in a process without a renderer."""
    return _renderers[0](session, kind, ids) if _renderers and ids else {}
