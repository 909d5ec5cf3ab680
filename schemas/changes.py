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
    """A change of one thing."""

    cursor = fields.String(**doc("The place of the change: `since` with it lists what comes after.", CURSOR))
    kind = enum(ChangeKind, "What has changed.")
    id = fields.String(**doc("Its id.", "quo_w7q2m4n6tb2kh3x5"))
    operation = enum(
        Operation,
        "create: it is served from now on; update: fields of it have changed; delete: its id answers 410 or 404; "
        "merge: its id leads to `into`; split: a part of it is `into` from now on.",
    )
    changed = fields.List(
        fields.String(),
        **doc(
            "The names of the fields that an update has changed. `appearance`: the actor as the article presents it.",
            ["status", "updated_at"],
        ),
    )
    at = Timestamp(**doc("When it was stored.", "2026-11-24T07:39:29Z"))
    by = fields.String(
        allow_none=True,
        **doc(
            "The label of the key whose request changed it; null for the engine, and without a key.", "Ada, newsroom"
        ),
    )
    article_id = fields.String(allow_none=True, **doc("The article that it is of; null for records.", _ARTICLE_ID))
    into = fields.String(
        allow_none=True, **doc("The record that stands for it, or that was split off.", "act_h3x5w7q2m4n6tb2k")
    )
    object = fields.Raw(
        allow_none=True,
        metadata={
            "description": "With `include=object`: what is served now under its id, an article without its text; of a "
            "delete, what was served before. Null without it, and where there is nothing now.",
            "type": "object",
            "examples": [None],
        },
    )


class ChangesOut(Out):
    """Changes in the order in which they were stored."""

    items = fields.List(fields.Nested(FeedEntryOut), metadata={"description": "The changes, the first one first."})
    cursor = fields.String(**doc("Give it as `since` to go on; it is always there, also at the end.", CURSOR))
    next = fields.String(
        **doc("The same request from there on, relative to this server.", f"/v1/changes?since={CURSOR}")
    )


class ChangesQuery(Schema):
    """The query of GET /v1/changes."""

    error_messages = {"unknown": "Unknown name."}  # noqa: RUF012

    since = fields.String(
        validate=Pattern(_CURSOR, error=f"Must be a cursor of the feed such as {CURSOR}, or now."),
        **doc(
            "Only changes after this cursor, of the feed or of the Feed-Cursor header of a list; `now` is the last "
            "change. Without it, from the first one that is kept.",
            CURSOR,
        ),
    )
    kind = enums(ChangeKind, "Only changes of this kind of thing.")
    article = ids("Only changes of this article and its facts.", _ARTICLE_ID)
    include = fields.String(
        validate=validate.OneOf(["object"], error="Must be: object."),
        **doc("`object` adds what is served under each id.", "object"),
    )
    limit = Number(1, MAX_CHANGES, load_default=100, **doc("How many changes there are at most.", 100))
    wait = Number(
        0,
        MAX_WAIT_S,
        load_default=0,
        **doc("Seconds to wait for a change when there is none yet; the answer comes with the first one.", 30),
    )
