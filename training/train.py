"""Fine-tune the encoder, and write its weights: `make train`."""

import argparse
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from extraction.encoder.pieces import Vocabulary
from training import corpus, export, model
from training.examples import Example, find_examples, find_marked_examples
from training.fit import evaluate, fit
from training.scores import Scores

BUILD = Path("build/training")
BASE = BUILD / "base"
FOLDS = 5

logger = logging.getLogger(__name__)


def main() -> None:
    """Train on all texts and write the weights, or hold back one fold and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=Path("../shared/training"), help="folder of others' texts")
    parser.add_argument("--out", type=Path, default=Path("extraction/data/encoder"), help="folder for the weights")
    parser.add_argument("--folds", type=int, nargs="*", help=f"hold back these folds, of {FOLDS}, one after the other")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    model.unpack_base(BASE)
    try:
        annotated, marked = read_examples(options.texts)
    except corpus.MissingTextError as error:
        parser.exit(1, f"{error}\n")
    logger.info("%d rows of annotated texts, %d of short texts", len(annotated), len(marked))
    if options.folds is None:
        encoder = _train(annotated + marked, BUILD / "whole")
        _write(encoder, options.out)
        return
    scores = {"annotated texts": Scores(), "texts with marks": Scores()}
    for fold in options.folds:
        folder = BUILD / f"fold{fold}"
        encoder = _train([row for row in (*annotated, *marked) if corpus.fold_of(row.text, FOLDS) != fold], folder)
        _write(encoder, folder / "weights")
        for counted, rows in zip(scores.values(), (annotated, marked), strict=True):
            evaluate(encoder, [row for row in rows if corpus.fold_of(row.text, FOLDS) == fold], counted)
    for name, counted in scores.items():
        logger.info("%s\n%s", name, "\n".join(counted.lines()))


def read_examples(texts: Path) -> tuple[list[Example], list[Example]]:
    """Return the rows of the annotated texts and those of the short ones."""
    vocabulary = Vocabulary((BASE / model.VOCABULARY).read_text(encoding="utf-8"))
    annotated = list(find_examples(corpus.read_annotated(texts), vocabulary))
    return annotated, list(find_marked_examples(corpus.read_texts_with_marks(), vocabulary))


def _train(examples: Sequence[Example], folder: Path) -> model.Encoder:
    torch.manual_seed(0)
    encoder = model.load_pretrained(BASE / model.WEIGHTS)
    fit(encoder, examples, folder / "checkpoint.pt")
    return encoder.eval()


def _write(encoder: model.Encoder, folder: Path) -> None:
    weights = {name: value.numpy() for name, value in encoder.state_dict().items()}
    export.write(weights, folder / "encoder.onnx")
    shutil.copyfile(BASE / model.VOCABULARY, folder / model.VOCABULARY)
    (folder / "SOURCES.txt").write_text("\n".join(corpus.sources()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
