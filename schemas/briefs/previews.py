"""Ids in the brief of a text that is not stored. They contain `preview`, because they lead nowhere."""

from collections.abc import Collection
from typing import Any

_MARK = "preview_"
# The names of the fields of a brief with ids or lists of ids.
_IDS = frozenset(("id", "article_id", "actor_id", "holder", "quote_id", "actors", "recipients"))


def mark(brief: Any, stored: Collection[str]) -> Any:
    """Return a dumped brief with all ids marked except the stored ones: `act_...` becomes `act_preview_...`."""
    match brief:
        case dict():
            return {
                name: _marked(value, stored) if name in _IDS else mark(value, stored) for name, value in brief.items()
            }
        case list():
            return [mark(each, stored) for each in brief]
    return brief


def _marked(value: Any, stored: Collection[str]) -> Any:
    match value:
        case str():
            kind, _, rest = value.partition("_")
            return value if value in stored else f"{kind}_{_MARK}{rest}"
        case list():
            return [_marked(each, stored) for each in value]
    return mark(value, stored)


def unmarked(given: str) -> str:
    """Return an id without the mark of a preview."""
    kind, _, rest = given.partition("_")
    return f"{kind}_{rest.removeprefix(_MARK)}" if rest.startswith(_MARK) else given
