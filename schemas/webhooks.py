"""Webhooks and their deliveries."""

import re
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields, post_load, validate

from ontology.enums import ChangeKind, DeliveryStatus, Operation, WebhookStatus
from schemas.base import In, Out, Pattern, Timestamp, Value, doc, enum
from schemas.query.fields import enums, several
from schemas.query.filters import Filter

WEBHOOK_ID = "whk_w7q2m4n6tb2kh3x5"
DELIVERY_ID = "dlv_h3x5w7q2m4n6tb2k"
_ARTICLE_ID = "art_qm5zk2h7xw3n4tb6"
_URL = "https://hooks.example/communique"
_SECRET = "whsec_qUh2bXVzdCBiZSBhdCBsZWFzdCAyNCBieXRlcyBsb25nLg=="  # noqa: S105 (an example)
_MAX_URL_LENGTH = 2000
_MAX_ARTICLES = 100
_MAX_DESCRIPTION_LENGTH = 500
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}")
_NO_NUL = validate.ContainsNoneOf("\0", error="Must not contain the character NUL.")
_WRONG_URL = f"Must be an http or https URL in ASCII, without a user name or a fragment, such as {_URL}."


def _check_url(value: str) -> None:
    try:
        parts = urlsplit(value)
        is_usable = parts.scheme in ("http", "https") and parts.port != 0 and "@" not in parts.netloc
    except ValueError:  # the port is not a number, or the address is malformed
        is_usable = False
    if (
        not is_usable
        or not _HOST.fullmatch(parts.hostname or "")
        or not re.fullmatch(r'[^\0-\x20"#<>\\\x7f-\uffff]+', value)
    ):
        raise ValidationError(_WRONG_URL)


def _is_id(example: str) -> Pattern:
    return Pattern(rf"^{example[:4]}[a-z2-7]{{16}}$", error=f"Must be an id such as {example}.")


def _url(**options: Any) -> fields.String:
    length = validate.Length(max=_MAX_URL_LENGTH, error=f"Must have at most {_MAX_URL_LENGTH} characters.")
    return fields.String(
        validate=[length, _check_url],
        **options,
        **doc("The URL to which the changes are posted. Its host must not be inside the service's own network.", _URL),
    )


class WebhookPatchIn(In):
    """Changes of a webhook; omitted fields stay."""

    url = _url()
    description = fields.String(
        allow_none=True,
        validate=[validate.Length(max=_MAX_DESCRIPTION_LENGTH), _NO_NUL],
        **doc("What the webhook is for.", "The newsroom's copy"),
    )
    kinds = fields.List(
        Value(ChangeKind, by_value=fields.String),
        **doc("Only changes of objects of these kinds; empty for all kinds.", ["quote", "event"]),
    )
    articles = fields.List(
        fields.String(validate=_is_id(_ARTICLE_ID)),
        validate=validate.Length(max=_MAX_ARTICLES),
        **doc("Only changes of these articles and their facts; empty for all changes.", [_ARTICLE_ID]),
    )
    status = fields.String(
        validate=validate.OneOf(["active", "paused"], error="Must be one of: {choices}."),
        **doc("paused: nothing is sent; active: the webhook continues where it stopped.", "paused"),
    )

    @post_load
    def with_status(self, values: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return values | {"status": WebhookStatus(values["status"])} if "status" in values else values


class WebhookIn(WebhookPatchIn):
    """A new webhook."""

    url = _url(required=True)

    class Meta:
        exclude = ("status",)


class RedeliverIn(In):
    """The deliveries to send again."""

    deliveries = fields.List(
        fields.String(validate=_is_id(DELIVERY_ID)),
        validate=validate.Length(min=1, max=500),
        **doc("The ids of deliveries; without them, all that are parked or wait for another attempt.", [DELIVERY_ID]),
    )


class RedeliverOut(Out):
    """The outcome of a redelivery."""

    deliveries = fields.Integer(**doc("The number of deliveries that are sent again.", 12))


class WebhookOut(Out):
    """A receiver of changes."""

    id = fields.String(**doc("A random id.", WEBHOOK_ID))
    url = fields.String(**doc("The URL to which the changes are posted.", _URL))
    description = fields.String(allow_none=True, **doc("What the webhook is for.", "The newsroom's copy"))
    kinds = fields.List(
        fields.String(), **doc("Only changes of objects of these kinds; empty for all kinds.", ["quote", "event"])
    )
    articles = fields.List(
        fields.String(), **doc("Only changes of these articles and their facts; empty for all changes.", [_ARTICLE_ID])
    )
    status = enum(
        WebhookStatus,
        "active; paused: nothing is sent until it is active again; disabled: the service has stopped it for `reason`.",
    )
    reason = fields.String(
        allow_none=True,
        **doc("Why the service has disabled it; otherwise null.", "The receiver has answered 410 Gone."),
    )
    failures = fields.Integer(**doc("How many attempts have failed since the last success.", 0))
    attempted_at = Timestamp(allow_none=True, **doc("When the last attempt ended.", "2026-11-24T07:39:31Z"))
    old_secret_until = Timestamp(
        allow_none=True,
        **doc("Until when the secret before the last rotation signs, too; null before the first rotation.", None),
    )
    created_at = Timestamp(**doc("When the webhook was created.", "2026-11-24T07:39:29Z"))
    updated_at = Timestamp(**doc("When its settings last changed.", "2026-11-24T07:39:29Z"))


class WebhookWithSecretOut(WebhookOut):
    """A webhook with its new secret, which is shown only once."""

    secret = fields.String(**doc("The secret that signs, in base64 after whsec_.", _SECRET))


class AnswerOut(Out):
    """The answer of a receiver to a test."""

    status = fields.Integer(allow_none=True, **doc("The HTTP status; null without an answer.", 200))
    body = fields.String(allow_none=True, **doc("The first 1,024 bytes of the body; null without an answer.", "ok"))
    error = fields.String(
        allow_none=True, **doc("Why the attempt has failed; null if it has succeeded.", "The answer is 500.")
    )


class DeliveryOut(Out):
    """A change that a webhook sends, with its last attempt."""

    id = fields.String(**doc("The id, which each attempt has in the header webhook-id.", DELIVERY_ID))
    webhook_id = fields.String(**doc("The webhook.", WEBHOOK_ID))
    kind = enum(ChangeKind, "The kind of the changed object.")
    object_id = fields.String(**doc("The id of the changed object.", "quo_w7q2m4n6tb2kh3x5"))
    operation = enum(Operation, "The operation, as in the feed.")
    at = Timestamp(**doc("When the change was stored.", "2026-11-24T07:39:29Z"))
    status = enum(
        DeliveryStatus,
        "waiting: an attempt follows at `next_at`, or after an earlier change of the same object; delivered; parked: "
        "the last attempt has failed, and only a redelivery sends it again.",
    )
    attempts = fields.Integer(**doc("The attempts so far, or since the last redelivery.", 1))
    next_at = Timestamp(allow_none=True, **doc("When the next attempt is due; null unless it waits.", None))
    attempted_at = Timestamp(allow_none=True, **doc("When the last attempt ended.", "2026-11-24T07:39:31Z"))
    response_status = fields.Integer(
        allow_none=True, **doc("The HTTP status of the last answer; null without an answer.", 200)
    )
    response_body = fields.String(
        allow_none=True, **doc("The first 1,024 bytes of the last answer; null without an answer.", "ok")
    )
    error = fields.String(
        allow_none=True, **doc("Why the last attempt has failed; null if it has succeeded.", "The answer is 500.")
    )


class WebhookFilter(Filter):
    """The filters of GET /v1/webhooks."""

    status = enums(WebhookStatus, "Only webhooks with this status.")


class DeliveryFilter(Filter):
    """The filters of GET /v1/webhooks/{id}/deliveries."""

    status = enums(DeliveryStatus, "Only deliveries with this status.")
    object = several("Only deliveries of the object with this id.", "quo_w7q2m4n6tb2kh3x5")
