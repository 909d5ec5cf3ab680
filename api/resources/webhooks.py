"""Webhooks: signed deliveries of the feed of changes."""

from typing import Any

from flask import Response, jsonify, url_for

from api.database import found, session
from api.http.blueprint import Blueprint
from api.http.formats import JSON
from api.http.parsing import MERGE_PATCH
from api.middleware.request_log import request_info
from schemas.webhooks import (
    AnswerOut,
    DeliveryFilter,
    DeliveryOut,
    RedeliverIn,
    RedeliverOut,
    WebhookFilter,
    WebhookIn,
    WebhookOut,
    WebhookPatchIn,
    WebhookWithSecretOut,
)
from services.errors import NotFound
from services.webhooks import webhooks
from store import queries
from store.queries import Page

blueprint = Blueprint("webhooks", __name__, url_prefix="/v1", description="Signed deliveries of the feed of changes")

_OUT, _WITH_SECRET = WebhookOut(), WebhookWithSecretOut()
_PATH = "/webhooks/<id(whk):webhook_id>"
_LOCATION = {"Location": {"description": "The webhook.", "schema": {"type": "string"}}}


@blueprint.route("/webhooks")
@blueprint.page(WebhookOut, WebhookFilter())
def list_webhooks(filters: dict[str, Any], page: dict[str, Any]) -> Page[Any]:
    """List webhooks, the newest first

    The webhooks do not include their secrets.
    """
    return queries.list_webhooks(session(), **filters, **page)


@blueprint.route("/webhooks", methods=["POST"])
@blueprint.alt_response(201, schema=WebhookWithSecretOut, description="The webhook", headers=_LOCATION)
@blueprint.body(WebhookIn)
def create_webhook(given: dict[str, Any]) -> Response:
    """Create a webhook

    It starts with the next change. The answer has the secret, which no later answer has.
    """
    webhook = webhooks.create(session(), **given)
    answer = jsonify(_WITH_SECRET.dump(webhook))
    answer.status_code = 201
    answer.headers["Location"] = url_for("webhooks.get_webhook", webhook_id=webhook.id)
    return answer


@blueprint.route(_PATH)
@blueprint.response(200, WebhookOut)
def get_webhook(webhook_id: str) -> Any:
    """Get a webhook, without its secret"""
    return found(queries.get_webhook, "webhook", webhook_id)


@blueprint.route(_PATH, methods=["PATCH"])
@blueprint.alt_response(200, schema=WebhookOut, description="The webhook as it is now")
@blueprint.body(WebhookPatchIn, media_types=(JSON, MERGE_PATCH))
def change_webhook(given: dict[str, Any], webhook_id: str) -> Response:
    """Pause, resume or change a webhook

    The body is a JSON Merge Patch (RFC 7396): omitted fields stay. A webhook that is active again continues where it
    stopped; if the feed no longer has all changes since then, it starts with the next change. New filters apply to
    changes that are not deliveries yet.
    """
    return jsonify(_OUT.dump(webhooks.change(session(), webhook_id, **given)))


@blueprint.route(_PATH, methods=["DELETE"])
@blueprint.alt_response(204)
def delete_webhook(webhook_id: str) -> Response:
    """Delete a webhook with its deliveries"""
    webhooks.delete(session(), webhook_id, by=request_info().label)
    return Response(status=204)


@blueprint.route(f"{_PATH}/secret", methods=["POST"])
@blueprint.response(200, WebhookWithSecretOut)
def rotate_secret(webhook_id: str) -> Any:
    """Give a webhook a new secret

    For 24 hours the old secret signs, too: each delivery then has two signatures. The answer has the new secret, which
    no later answer has.
    """
    return webhooks.rotate(session(), webhook_id)


@blueprint.route(f"{_PATH}/test", methods=["POST"])
@blueprint.response(200, AnswerOut)
def send_test(webhook_id: str) -> Any:
    """Send a test message now, and get the receiver's answer

    Its type is `webhook.test`. Paused and disabled webhooks can be tested, too. A test has no delivery and is not sent
    again.
    """
    return webhooks.test(session(), webhook_id)


@blueprint.route(f"{_PATH}/redeliver", methods=["POST"])
@blueprint.alt_response(200, schema=RedeliverOut, description="The number of deliveries that are sent again")
@blueprint.body(RedeliverIn, optional=True)
def redeliver(given: dict[str, Any], webhook_id: str) -> Response:
    """Send deliveries again

    They are due now and have all their attempts again. Without a body these are all that are parked or wait for another
    attempt. Each has the object as it is when it is sent.
    """
    number = webhooks.redeliver(session(), webhook_id, given.get("deliveries"))
    return jsonify({"deliveries": number})


@blueprint.route(f"{_PATH}/deliveries")
@blueprint.page(DeliveryOut, DeliveryFilter())
def list_deliveries(filters: dict[str, Any], page: dict[str, Any], webhook_id: str) -> Page[Any]:
    """List the deliveries of a webhook, the last change first

    A change becomes a delivery shortly before its first attempt. Deliveries are kept as long as the feed keeps their
    changes.
    """
    found(queries.get_webhook, "webhook", webhook_id)
    return queries.list_deliveries(session(), **filters, **page, webhook=webhook_id)


@blueprint.route(f"{_PATH}/deliveries/<id(dlv):delivery_id>")
@blueprint.response(200, DeliveryOut)
def get_delivery(webhook_id: str, delivery_id: str) -> Any:
    """Get a delivery, with the last answer of the receiver"""
    found(queries.get_webhook, "webhook", webhook_id)
    delivery = queries.get_delivery(session(), webhook_id, delivery_id)
    if delivery is None:
        raise NotFound("delivery", delivery_id)
    return delivery
