"""What documents of JSON-LD have in them."""

import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

from pyld import jsonld as pyld

OA = "http://www.w3.org/ns/oa#"


def refuse(url: str, _options: Any) -> None:
    """A loader of documents that are never to be loaded."""
    raise AssertionError(f"{url} is fetched")


def expand(document: dict[str, Any]) -> Any:
    """The document expanded, which drops nothing and warns of nothing."""
    dropped = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        expanded = pyld.expand(document, {"documentLoader": refuse}, on_property_dropped=dropped.append)
    assert dropped == []
    return expanded


def unused_terms(document: dict[str, Any]) -> set[str]:
    """The terms of the context that neither the document nor another term has."""
    rest = {key: value for key, value in document.items() if key != "@context"}
    context = document["@context"]
    used = set(re.findall(r'"(\w+)[":]', json.dumps(rest) + json.dumps(list(context.values()))))
    return context.keys() - used


def selectors_in(value: Any) -> Iterator[tuple[str, Any, Any]]:
    """The source and both selectors of each target."""
    if isinstance(value, dict):
        if "selector" in value:
            yield (value["source"], *value["selector"])
        for each in value.values():
            yield from selectors_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from selectors_in(each)
