"""The verbs of the lexicons, by what they do."""

from functools import cache

from extraction.lexicon import rows


@cache
def event_verbs() -> frozenset[str]:
    """Return the verbs that name an event."""
    verbs = {row[0].partition("+")[0] for row in rows("events/verbs.tsv")}
    verbs |= {word.partition("+")[0] for row in rows("events/frames.tsv") for word in row[0].split()}
    return frozenset(verbs)


@cache
def saying() -> frozenset[str]:
    """Return the verbs that attribute words."""
    return frozenset(row[0] for row in rows("quotes/verbs.tsv"))
