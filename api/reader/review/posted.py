"""Posted forms of review, whose fields may come several times, and the status of an error in one."""

from flask import request
from marshmallow import ValidationError

from api.http.bodies import read_body
from api.http.problems import CODES, ProblemError
from api.reader.review.forms import Fields
from schemas.review.facts_in import note
from services.errors import Invalid, Problem, ServiceError

_MAX_BYTES, _MAX_FIELDS = 256 * 1024, 5000
_NOTE = note()


def read_fields() -> Fields:
    """Return the fields of the posted form; raises a 400, 411, 413 or 422."""
    if read_body(_MAX_BYTES).count(b"&") >= _MAX_FIELDS:
        raise ProblemError(400, f"The form has more than {_MAX_FIELDS} fields.")
    fields = {name: [each.replace("\r\n", "\n") for each in several] for name, several in request.form.lists()}
    for name, several in fields.items():
        if "\0" in "".join(several):
            raise ProblemError(422, f"{name}: Must not contain the character NUL.")
    return fields


def note_of(fields: Fields) -> str | None:
    """Return the note of a form, None when it is blank; raises Invalid when it is too long."""
    words: str | None = fields.get("note", [""])[0].strip() or None
    try:
        _NOTE.deserialize(words)
    except ValidationError as error:
        raise Invalid([Problem("note", str(detail)) for detail in error.messages]) from error
    return words


def status_of(error: ServiceError | ValidationError) -> int:
    """Return the HTTP status of an error."""
    return CODES[type(error)].value.status if isinstance(error, ServiceError) else 422
