"""Posted forms of review, whose fields may come several times, and the status that refuses one."""

from flask import request
from marshmallow import ValidationError

from api.http.bodies import read_body
from api.http.problems import STATUSES, ProblemError
from api.reader.review.forms import Fields
from services.errors import ServiceError

_MAX_BYTES, _MAX_FIELDS = 256 * 1024, 5000


def read_fields() -> Fields:
    """Return the fields of the posted form; raises a 400, 411 or 413."""
    if read_body(_MAX_BYTES).count(b"&") >= _MAX_FIELDS:
        raise ProblemError(400, f"The form has more than {_MAX_FIELDS} fields.")
    return {name: [each.replace("\r\n", "\n") for each in several] for name, several in request.form.lists()}


def status_of(error: ServiceError | ValidationError) -> int:
    """Return the HTTP status of an error."""
    return STATUSES[type(error)] if isinstance(error, ServiceError) else 422
