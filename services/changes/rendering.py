"""The function that renders things as they are served, which the services are handed: they know no schema."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ontology.enums import ChangeKind

Render = Callable[[Session, ChangeKind, Sequence[str]], dict[str, dict[str, Any]]]
"""Returns the JSON objects of what is stored under these ids of a kind, by id."""

_renderers: list[Render] = []


def use(render: Render) -> None:
    """Let this function render everything from now on, in this process and those that it forks."""
    _renderers[:] = [render]


def render(session: Session, kind: ChangeKind, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Render what is stored under some ids, by id; nothing in a process that has no function for it."""
    return _renderers[0](session, kind, ids) if _renderers and ids else {}
