"""Fine-tune the encoder, and write its weights: `make train`."""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import torch

from training import corpus, export, model
from training.examples import Example, find_examples, find_marked_examples
from training.fit import evaluate, fit
from training.scores import Scores
from training.stretches import load_tokenizer

BUILD = Path("build/training")
BASE = BUILD / "base"
FOLDS = 5

logger = logging.getLogger(__name__)


def main() -> None:
    """Train on all texts and write the weights, or hold back one fold and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=Path("../shared/training"), help="folder of others' texts")
    parser.add_argument("--out", type=Path, default=Path("build/encoder"), help="folder for the weights")
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
    scores = Scores()
    for fold in options.folds:
        held = [example for example in annotated if corpus.fold_of(example.text, FOLDS) == fold]
        rest = [example for example in annotated if corpus.fold_of(example.text, FOLDS) != fold]
        folder = BUILD / f"fold{fold}"
        encoder = _train(rest + marked, folder)
        _write(encoder, folder / "weights")
        evaluate(encoder, held, scores)
    logger.info("%s", "\n".join(scores.lines()))


def read_examples(texts: Path) -> tuple[list[Example], list[Example]]:
    """Return the rows of the annotated texts and those of the short ones."""
    tokenizer = load_tokenizer(BASE / model.TOKENIZER)
    annotated = list(find_examples(corpus.read_annotated(texts), tokenizer))
    return annotated, list(find_marked_examples(corpus.read_texts_with_marks(), tokenizer))


def _train(examples: Sequence[Example], folder: Path) -> model.Encoder:
    torch.manual_seed(0)
    encoder = model.load_pretrained(BASE / model.WEIGHTS)
    fit(encoder, examples, folder / "checkpoint.pt")
    return encoder.eval()


def _write(encoder: model.Encoder, folder: Path) -> None:
    weights = {name: value.numpy() for name, value in encoder.state_dict().items()}
    export.write(weights, BASE / model.TOKENIZER, folder)
    (folder / "SOURCES.txt").write_text("\n".join(corpus.sources()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
