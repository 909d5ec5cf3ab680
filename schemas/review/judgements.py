"""Judgements: what people say of actors and issues across articles."""

from marshmallow import fields, validate

from ontology.enums import ActorType, JudgementKind, LikenessReason, Record, Topic
from schemas.actors import ActorOut
from schemas.base import In, Out, Pattern, Timestamp, Value, doc, enum
from schemas.positions import ISSUE_ID, ISSUE_LABEL
from schemas.query.fields import check_country, enums, ids, several
from schemas.query.filters import CreatedFilter
from schemas.review.facts_in import Needing, note, short_text

ACTOR_ID = "act_h3x5w7q2m4n6tb2k"
OTHER_ID = "act_w7q2m4n6tb2kh3x5"
ARTICLE_ID = "art_qm5zk2h7xw3n4tb6"
JUDGEMENT_ID = "jdg_kh3x5w7q2m4n6tb2"
MAX_ARTICLES = 1000
_RECORD = "^(act|iss)_[a-z2-7]{16}$"


def _record_id(description: str, example: str) -> fields.String:
    wrong = f"Must be the id of an actor or an issue, such as {example}."
    return fields.String(validate=Pattern(_RECORD, error=wrong), **doc(description, example, pattern=_RECORD))


class MergeIn(Needing):
    """The record that replaces both."""

    needs = ("into",)

    into = _record_id("The id of the actor or issue that replaces both.", OTHER_ID)
    note = note()


class SplitIn(Needing):
    """The articles in which a record is a different one."""

    needs = ("appearances",)

    appearances = fields.List(
        fields.String(validate=Pattern("^art_[a-z2-7]{16}$", error=f"Must be an id such as {ARTICLE_ID}.")),
        validate=validate.Length(1, MAX_ARTICLES),
        **doc(
            "The ids of the articles that were linked wrongly: some of the articles of the record, not all.",
            [ARTICLE_ID],
        ),
    )
    note = note()


class JudgementIn(Needing):
    """A judgement about two records that were not joined."""

    needs = ("kind", "one", "other")

    kind = Value(
        JudgementKind,
        by_value=fields.String,
        validate=validate.OneOf(
            (JudgementKind.DIFFERENT, JudgementKind.UNSURE), error="Must be one of: different, unsure."
        ),
        metadata={
            "description": "different: they are two; unsure: it is unknown.",
            "enum": ["different", "unsure"],
            "examples": ["different"],
        },
    )
    one = _record_id("An actor or an issue.", ACTOR_ID)
    other = _record_id("Another one of the same kind.", OTHER_ID)
    note = note()


class ActorRecordPatchIn(In):
    """A change of an actor across articles, as a JSON Merge Patch (RFC 7396): omitted fields stay."""

    type = enum(ActorType, "The type of the actor.")
    name = short_text("The name to show.", "Mustafa al-Kazemi")
    country = fields.String(
        allow_none=True, validate=check_country, **doc("The country that it belongs to, ISO 3166-1 alpha-2.", "IQ")
    )
    note = note()


class IssuePatchIn(In):
    """A change of an issue, as a JSON Merge Patch (RFC 7396): omitted fields stay."""

    label = short_text("A short noun phrase, suitable for a heading.", ISSUE_LABEL)
    topic = enum(Topic, "The topic that it belongs to.")
    note = note()


class JudgementOut(Out):
    """A decision of a person about one or two records. It holds until it is revoked."""

    id = fields.String(**doc("The judgement's id.", JUDGEMENT_ID))
    kind = enum(
        JudgementKind,
        "same: merged; different: split, or known to be two; unsure: unknown; corrected: changed.",
    )
    record = enum(Record, "Whether it is about actors or issues.")
    one = fields.String(**doc("The record that was merged, split, compared or corrected.", ACTOR_ID))
    other = fields.String(
        allow_none=True,
        **doc("The record that replaced it, that was split off, or that it was compared with.", OTHER_ID),
    )
    appearances = fields.List(
        fields.String(),
        attribute="articles",
        **doc("The ids of the articles that were split off; otherwise empty.", [ARTICLE_ID]),
    )
    value = fields.Raw(
        allow_none=True,
        metadata={
            "description": "The new values of a correction; otherwise null.",
            "type": "object",
            "examples": [{"country": "IQ"}],
        },
    )
    note = fields.String(allow_none=True, **doc("The reason, in the words of the reviewer.", "Namesakes."))
    created_at = Timestamp(**doc("When it was made.", "2026-11-24T07:39:29Z"))
    by = fields.String(
        allow_none=True, **doc("The label of the reviewer's key; null if no key was needed.", "Ada, newsroom")
    )
    revoked_at = Timestamp(allow_none=True, **doc("When it was revoked; null while it holds.", "2026-11-25T07:39:29Z"))
    revoked_by = fields.String(
        allow_none=True, **doc("The label of the key with which it was revoked.", "Ben, newsroom")
    )


class JudgementFilter(CreatedFilter):
    """The filters of GET /v1/judgements."""

    kind = enums(JudgementKind, "Only judgements of this kind.")
    by = several("Only judgements made with a key of this label.", "Ada, newsroom")
    actor = ids("Only judgements of this actor, on either side.", ACTOR_ID)
    issue = ids("Only judgements of this issue, on either side.", ISSUE_ID)


class ActorCandidateOut(Out):
    """An actor that may be the same."""

    actor = fields.Nested(ActorOut, attribute="record", metadata={"description": "The other actor."})
    score = fields.Float(attribute="likeness.score", **doc("The similarity, from 0.5 to 1.", 0.8))
    reasons = fields.List(
        Value(LikenessReason, by_value=fields.String),
        attribute="likeness.reasons",
        **doc("How the names agree (name, spelling, acronym, part), and what else agrees.", ["spelling", "country"]),
    )


class ActorCandidatesOut(Out):
    """Actors that may be the same as one, the most similar first."""

    items = fields.List(fields.Nested(ActorCandidateOut), metadata={"description": "The candidates."})
