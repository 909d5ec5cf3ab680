"""What schemathesis is told of this service: what only the service can make, and the rules that no schema states."""

import re
from itertools import count
from typing import Any

import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import JsonSchemaError, RejectedPositiveData

# Why a request may fit the document and be refused all the same, by the detail of the problem.
_UNSTATED = re.compile(
    "|".join(
        (
            "is in the future",  # which day it is
            "is not on the calendar",  # which months have a 31st, which years a 29 February
            "At least one of actor, country, issue, (topic, )?from and to must be given",  # one of several
            "Must not be earlier than (published_|date_)?from",  # the order of two parameters
            "Must not be less than [a-z_]+_min",
            "Must be a country code of ISO 3166-1",  # which codes there are
            "Must be the code of a currency, ISO 4217",
            "Requires an external_id|Only a list with q can be sorted",  # the rule of two members
            "Must not be empty",  # an empty filter is taken for a mistake
            "Must contain a word|The text has no letter in it|The text is blank",  # what a letter is
            "There is no main text in the page|The page has no article",  # what is one
            "Must not be blank|Must not contain the character NUL|unpaired surrogate",
            "Must have start and end, or exact|And [0-9,]+ more",  # one of two forms of a span
            "Must be one of: (confirmed, rejected, machine|different, unsure)",
            "is not an EDTF date|is an interval without a date|ends before it starts",
            "It does not ground|The article has no|There is no issue",  # what is in the article
            "Required with a|is not a unit of|A figure needs min or max|overlap",
            "machine undoes all changes|A note explains a change|A person added the fact",
            "Must be the id of an|There is no (actor|record)|is (act|iss)_[a-z2-7]+ already|does not have (act|iss)_",
            "Must be an http or https URL|is not on the public internet|has no address",  # which hosts there are
            "The webhook has no delivery",
            r"only English \(en\) can be read",  # what English is
        )
    )
)
_keys = count()

schemathesis.serializer.alias("application/x-ndjson", "text/plain")


@schemathesis.hook
def before_load_schema(_context: Any, document: dict[str, Any]) -> None:
    for item in document["paths"].values():
        for method in item.keys() - {"parameters"}:
            operation = item[method]
            # With a default response every status would be a documented one; here each must be by itself.
            del operation["responses"]["default"]
            # Only the service makes a cursor: with an invented one nothing else of the request would be tried.
            operation["parameters"] = [each for each in operation.get("parameters", ()) if each["name"] != "cursor"]


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    if case.operation.path == "/v1/changes" and case.query:
        case.query.pop("wait", None)  # nothing comes meanwhile
    if not case.meta.generation.mode.is_positive:
        return
    if case.media_type == "application/json":
        case.query = {}  # it goes with the other media types
    if "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"key-{next(_keys)}"  # a second request needs a second one
    if "If-Match" in case.headers:
        case.headers["If-Match"] = "*"  # only the service makes an ETag


@schemathesis.hook
def filter_failure(_context: Any, failure: Failure, case: Any, response: Any) -> bool:
    """Whether it is one."""
    if isinstance(failure, JsonSchemaError) and "fields" in case.query:
        return False  # items have the fields that were asked for, which tests/api/http/test_formats.py holds
    if isinstance(failure, RejectedPositiveData):
        problem = response.json()
        if case.media_type == "application/x-ndjson":
            return False  # its lines are JSON, which no schema says of a text
        wrong = [item["detail"] for item in problem.get("errors", [problem])]
        return not all(map(_UNSTATED.search, wrong))
    return True
