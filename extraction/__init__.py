"""Extract facts from text: actors, quotes, events and positions, each grounded in spans of the text.

spaCy and the models are imported by the first call, so that a process which leaves extraction to others never has them.
"""

from extraction.model import Extraction, Header
from extraction.version import ENGINE

__all__ = ["ENGINE", "examine", "explain", "extract", "load"]


def load() -> None:
    """Load the models now, so that the first text does not have to wait for them.

    The process is forked after this, so nothing here may start a thread.
    """
    from extraction import encoder, engine, language, pipeline  # noqa: F401 the pipeline is the rest of the code

    engine.load()
    encoder.load()
    language.load()


def examine(text: str) -> tuple[Header, str]:
    """Return the title and date that a text gives itself, and its language: BCP 47, "und" where that is not clear."""
    from extraction.language import detect_language
    from extraction.text.header import infer_header

    return infer_header(text), detect_language(text)


def extract(text: str, published_at: str | None = None) -> Extraction:
    """Return the facts of an English text.

    `published_at` is the EDTF time, date, month or year of publication, against which relative dates are resolved;
    without it, a publication date given in the text is used.
    All offsets are code points into `text`. A fact that cannot be grounded is left out, with a warning.
    """
    from extraction import pipeline

    return pipeline.extract(text, published_at)


def explain(text: str, published_at: str | None = None) -> Extraction:
    """Return the facts of an English text as `extract` does, each with its explanation."""
    from extraction import pipeline

    return pipeline.extract(text, published_at, explain=True)
