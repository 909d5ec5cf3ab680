"""History of a fact, as a reader follows it: who changed which fields, and which change is taken back next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.reader.review.forms import FORMS, Fields
from ontology.enums import Subject
from store.models import Revision


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a revision changed, with what it was and what it is since."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A revision with the fields that it changed."""

    revision: Revision
    differences: tuple[Difference, ...]


def changes(revisions: Sequence[Revision], subject: Subject, names: dict[str, str]) -> list[Change]:
    """Return revisions with what each of them changed; `names` are those of actors, by id."""
    return [Change(each, tuple(_differences(each, subject, names))) for each in revisions]


def _differences(revision: Revision, subject: Subject, names: dict[str, str]) -> Iterator[Difference]:
    if revision.before is None:
        return
    flat = FORMS[subject].flat
    yield from _between(flat(revision.before), flat(revision.after), subject, names)


def _between(before: Fields, after: Fields, subject: Subject, names: dict[str, str]) -> Iterator[Difference]:
    for field in FORMS[subject].fields:
        was, is_ = (_in_words(each[field.name], names) for each in (before, after))
        moved = before.get(f"{field.name}.at") != after.get(f"{field.name}.at")
        if was != is_ or moved:
            yield Difference(field.label, was, is_ if was != is_ else f"{is_} (elsewhere in the text)")


def found_now(
    found: Mapping[str, Any] | None, current: Fields, subject: Subject, names: dict[str, str]
) -> list[Difference]:
    """Return how what the machine finds now differs from the fields of a contested fact."""
    return list(_between(current, FORMS[subject].flat(found), subject, names)) if found else []


def _in_words(values: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(each, each) for each in values if each) or "nothing"


def previous(revisions: Sequence[Revision]) -> int | None:
    """Return the number of the revision to which undoing leads, None where nothing is left to undo.

    `revisions` are all of a fact, the newest first. To undo is to restore the state before; to undo again goes further
    back, so a restored revision counts as where it leads to.
    """
    at = 0
    for revision in reversed(revisions):
        is_undone = revision.restores is not None and revision.restores == at - 1
        at = at - 1 if is_undone else revision.number
    return at - 1 if at else None
