"""What answers have in them, when they are made of rows."""

import csv
import io
import json
from typing import Any

from werkzeug.test import TestResponse


def lines_of(response: TestResponse) -> list[dict[str, Any]]:
    """The objects of NDJSON."""
    assert response.mimetype == "application/x-ndjson"
    return [json.loads(line) for line in response.data.splitlines()]


def rows_of(response: TestResponse) -> list[dict[str, str]]:
    """The rows of CSV, by the names in its header."""
    assert response.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(response.data.decode(), newline="")))
