"""The history of a fact."""

from typing import Any

from marshmallow import fields

from schemas.base import Out, Timestamp, doc


def state(description: str, *, nullable: bool) -> fields.Raw:
    """The fields of a fact that can be corrected."""
    about: dict[str, Any] = {"description": description, "type": "object", "examples": [{"status": "machine"}]}
    return fields.Raw(allow_none=nullable, metadata=about)


class RevisionOut(Out):
    """A change of a fact. Revisions themselves never change."""

    number = fields.Integer(**doc("0 is the fact as it was first stored; each change adds 1.", 1))
    created_at = Timestamp(**doc("When it was made.", "2026-11-24T07:39:29Z"))
    by = fields.String(
        allow_none=True,
        **doc("The label of the reviewer's key; null for the machine, and if no key was needed.", "Ada, newsroom"),
    )
    note = fields.String(allow_none=True, **doc("The reason, in the words of the reviewer.", "The minister said it."))
    restores = fields.Integer(
        allow_none=True, **doc("The number of the revision whose value was restored; null for any other change.", 0)
    )
    before = state(
        "The previous `status` and values of the fields that can be corrected; null for revision 0.", nullable=True
    )
    after = state(
        "The new values of the same fields. For a contested fact it also has `found`, the finding of the machine.",
        nullable=False,
    )
