"""The training loop, which can be resumed after each epoch."""

import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from extraction.encoder.heads import HEADS
from training.examples import Example, batches
from training.labels import IGNORED
from training.model import Encoder
from training.schedule import EPOCHS, rate
from training.scores import Scores

_RATE, _HEAD_RATE = 1.5e-4, 1e-3
_WEIGHT_DECAY = 0.01
# The share of each head in the loss: the chances of few words count for modality, and few words are holders.
_SHARES = {"trigger": 1.0, "modality": 0.5, "quote": 1.0, "stance": 1.0, "holds": 0.3, "mention": 1.0}

logger = logging.getLogger(__name__)


def fit(encoder: Encoder, examples: Sequence[Example], checkpoint: Path) -> None:
    """Fine-tune an encoder; go on after the epoch of the checkpoint, a file that each epoch replaces."""
    optimizer = torch.optim.AdamW(
        [
            {"params": [encoder.places.weight, *encoder.norm.parameters(), *encoder.layers.parameters()]},
            {"params": [*encoder.heads.parameters(), *encoder.habits.parameters()], "lr": _HEAD_RATE},
        ],
        lr=_RATE,
        weight_decay=_WEIGHT_DECAY,
        fused=True,
    )
    each = sum(1 for _ in batches(examples, 0))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step / each))
    parts = {"encoder": encoder, "optimizer": optimizer, "schedule": schedule}
    for epoch in range(_resume(parts, checkpoint), EPOCHS):
        torch.manual_seed(epoch)
        start, losses = time.monotonic(), []
        encoder.train()
        for batch in batches(examples, epoch):
            loss = _loss(encoder, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        _save(parts, epoch + 1, checkpoint)
        mean, seconds = sum(losses) / len(losses), time.monotonic() - start
        logger.info("epoch %d of %d: loss %.3f, %.0f s", epoch + 1, EPOCHS, mean, seconds)


def evaluate(encoder: Encoder, examples: Sequence[Example], scores: Scores) -> None:
    """Add what the encoder finds in rows that it has not learnt from to the scores."""
    encoder.eval()
    with torch.inference_mode():
        for example in examples:
            ids, mask, _ = _tensors([example])
            found = encoder(ids, mask)
            places = torch.tensor(example.firsts)
            scores.add(example.labels, {head: found[head][0, places].argmax(-1).tolist() for head in HEADS})


def _loss(encoder: Encoder, batch: Sequence[Example]) -> Tensor:
    ids, mask, labels = _tensors(batch)
    # Processors that multiply in bfloat16 are several times as fast; others compute the same, no faster.
    with torch.autocast("cpu", torch.bfloat16):
        found = encoder(ids, mask, torch.tensor([float(example.marked) for example in batch]))
    loss = torch.zeros(())
    for head, share in _SHARES.items():
        known = labels[head] != IGNORED
        if known.any():
            loss = loss + share * functional.cross_entropy(found[head][known].float(), labels[head][known])
    return loss


def _tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
    """Return ids, mask and labels by head, each [rows, pieces]."""
    shape = len(batch), max(len(example.ids) for example in batch)
    ids, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    labels = {head: torch.full(shape, IGNORED) for head in HEADS}
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = 1
        places = torch.tensor(example.firsts)
        for head, of_words in example.labels.items():
            labels[head][row, places] = torch.tensor(of_words)
    return ids, mask, labels


def _resume(parts: dict[str, Any], checkpoint: Path) -> int:
    """Load a checkpoint if there is one; return how many epochs it has seen."""
    if not checkpoint.exists():
        return 0
    saved = torch.load(checkpoint, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(saved[name])
    return int(saved["epochs"])


def _save(parts: dict[str, Any], epochs: int, checkpoint: Path) -> None:
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    new = checkpoint.with_suffix(".new")
    states = {name: part.state_dict() for name, part in parts.items()}
    torch.save({**states, "epochs": epochs}, new)
    new.replace(checkpoint)
