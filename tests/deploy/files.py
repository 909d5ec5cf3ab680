"""Dockerfile, compose.yaml and nginx.conf, as those read them who run them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
NGINX = ROOT / "deploy" / "nginx.conf"

_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}")
_SECONDS = {"s": 1, "m": 60}


def compose(variables: Mapping[str, str]) -> dict[str, Any]:
    """compose.yaml with these variables; a KeyError when it needs one more."""

    def value(match: re.Match[str]) -> str:
        name, default = match.groups()
        return variables[name] if name in variables or default is None else default

    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    # In strings, so that a value is never read as YAML.
    return _each_string(yaml.safe_load(text), lambda string: _VARIABLE.sub(value, string))


def image() -> dict[str, list[str]]:
    """What the image runs (CMD) and asks whether that is well (HEALTHCHECK)."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = (re.fullmatch(r"(HEALTHCHECK .*)?CMD (\[.*\])", line) for line in lines)
    return {"HEALTHCHECK" if match[1] else "CMD": json.loads(match[2]) for match in found if match}


def seconds(duration: str) -> int:
    """A time as compose.yaml has it: 30s, 1m."""
    return int(duration[:-1]) * _SECONDS[duration[-1]]


def replaced(text: str, values: Mapping[str, str]) -> str:
    """The text with other values for these, each of which must be there."""
    for old, new in values.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def _each_string(value: Any, change: Any) -> Any:
    if isinstance(value, dict):
        return {name: _each_string(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [_each_string(each, change) for each in value]
    return change(value) if isinstance(value, str) else value
