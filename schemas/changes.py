"""The feed of changes."""

from marshmallow import Schema, fields, validate

from ontology.enums import ChangeKind, Operation
from schemas.base import Out, Pattern, Timestamp, doc, enum
from schemas.query.fields import Number, enums, ids

MAX_CHANGES = 1000
MAX_WAIT_S = 60
CURSOR = "1048-5f3a9c21"
_CURSOR = "^(now|[0-9]{1,18}-[0-9a-f]{8})$"
_ARTICLE_ID = "art_qm5zk2h7xw3n4tb6"


class FeedEntryOut(Out):
    """A change of one object."""

    cursor = fields.String(**doc("The cursor of the change; as `since` it lists the later changes.", CURSOR))
    kind = enum(ChangeKind, "The kind of the object that changed.")
    id = fields.String(**doc("Its id.", "quo_w7q2m4n6tb2kh3x5"))
    operation = enum(
        Operation,
        "create: the object is new; update: some of its fields changed; delete: its id now answers 410 or 404; "
        "merge: its id now leads to `into`; split: a part of it is now the record `into`.",
    )
    changed = fields.List(
        fields.String(),
        **doc(
            "The names of the fields that an update changed. `appearance`: the actor as the article presents it.",
            ["status", "updated_at"],
        ),
    )
    at = Timestamp(**doc("The time at which the change was stored.", "2026-11-24T07:39:29Z"))
    by = fields.String(
        allow_none=True,
        **doc(
            "The label of the key that made the change; null for the engine and for requests without a key.",
            "Ada, newsroom",
        ),
    )
    article_id = fields.String(
        allow_none=True, **doc("The id of the article of a fact; null for records.", _ARTICLE_ID)
    )
    into = fields.String(
        allow_none=True,
        **doc(
            "The id of the record into which it was merged, or of the record split off from it.",
            "act_h3x5w7q2m4n6tb2k",
        ),
    )
    object = fields.Raw(
        allow_none=True,
        metadata={
            "description": "With `include=object`: the current object under this id, for an article without its text; "
            "for a delete, the last object served. Otherwise null, as when the id no longer has an object.",
            "type": "object",
            "examples": [None],
        },
    )


class ChangesOut(Out):
    """Changes in the order in which they were stored."""

    items = fields.List(fields.Nested(FeedEntryOut), metadata={"description": "The changes, the earliest first."})
    cursor = fields.String(**doc("The cursor to send as `since` to continue; always present, even at the end.", CURSOR))
    next = fields.String(**doc("The URL of the next page, relative to this server.", f"/v1/changes?since={CURSOR}"))


class ChangesQuery(Schema):
    """The query of GET /v1/changes."""

    error_messages = {"unknown": "Unknown name."}  # noqa: RUF012

    since = fields.String(
        validate=Pattern(_CURSOR, error=f"Must be a cursor of the feed such as {CURSOR}, or now."),
        **doc(
            "Only changes after this cursor, which comes from the feed or from the Feed-Cursor header of a list; `now` "
            "is the last change. The default is all changes that the feed keeps.",
            CURSOR,
        ),
    )
    kind = enums(ChangeKind, "Only changes of objects of this kind.")
    article = ids("Only changes of this article and its facts.", _ARTICLE_ID)
    include = fields.String(
        validate=validate.OneOf(["object"], error="Must be: object."),
        **doc("`object` adds the current object of each id.", "object"),
    )
    limit = Number(1, MAX_CHANGES, load_default=100, **doc("The maximum number of changes.", 100))
    wait = Number(
        0,
        MAX_WAIT_S,
        load_default=0,
        **doc("The number of seconds to wait if the feed has no new change; the first change ends the wait.", 30),
    )
