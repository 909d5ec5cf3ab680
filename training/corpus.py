"""The annotated texts that the encoder learns from: `data` has whole texts, `texts` has short ones with marks."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.marked import MarkedText, documents, read_marked

ROOT = Path(__file__).parent
FOREIGN = {"wikinews": "Wikinews contributors, CC BY 2.5", "readouts": "kremlin.ru, CC BY 4.0"}
"""Files of `data` that have the annotations of others' texts, but not the texts; whose they are, and their licence."""
OWN = ("statements",)

# Letters of a document that name it.
_NAMED = 60

Annotation = Mapping[str, Any]
"""A text's actors, quotes, events and positions. A span is a list of two code-point offsets [start, end)."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with its annotation."""

    id: str
    text: str
    annotation: Annotation


class MissingTextError(Exception):
    """An annotated text is not in the folder of others' texts, or is another version of it."""


def read_annotated(texts: Path) -> Iterator[AnnotatedText]:
    """Yield all annotated texts.

    `texts` is a folder with `NAME/articles.jsonl` for each name in FOREIGN: a JSON object a line, with `id` and `text`.
    Raise MissingTextError where one of them is missing or its hash differs.
    """
    for name in FOREIGN:
        path = texts / name / "articles.jsonl"
        known = {article["id"]: article["text"] for article in _lines(path)} if path.exists() else {}
        for annotation in _lines(ROOT / "data" / f"{name}.jsonl"):
            text = known.get(annotation["id"])
            if text is None or hashlib.sha256(text.encode()).hexdigest() != annotation["sha256"]:
                state = "is missing" if text is None else f"has another hash than {annotation['sha256']}"
                raise MissingTextError(f"{annotation['id']} {state} in {path}. It was taken from {annotation['url']}")
            yield AnnotatedText(annotation["id"], text, annotation)
    for name in OWN:
        for annotation in _lines(ROOT / "data" / f"{name}.jsonl"):
            yield AnnotatedText(annotation["id"], annotation["text"], annotation)


def read_texts_with_marks() -> Iterator[tuple[str, MarkedText]]:
    """Yield the texts with marks, each document with the name of its file and its first words."""
    for path in sorted((ROOT / "texts").glob("*.txt")):
        for document in documents(read_marked(path.read_text(encoding="utf-8"))):
            yield f"{path.stem}: {document.text.strip()[:_NAMED]}", document


def sources() -> list[str]:
    """Return the attribution of others' texts, a line for each."""
    return [
        f"{licence}: {annotation['url']}"
        for name, licence in FOREIGN.items()
        for annotation in _lines(ROOT / "data" / f"{name}.jsonl")
    ]


def fold_of(identifier: str, folds: int) -> int:
    """Return the fold in which a text is held back."""
    return hashlib.sha256(identifier.encode()).digest()[0] % folds


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
