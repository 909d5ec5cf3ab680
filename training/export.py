"""Write the encoder for onnxruntime: weights in int8, one scale a channel, arithmetic in float32.

The weights are turned back into float32 inside the graph, so that no result depends on the processor's instructions for
int8. onnxruntime does this once, when it loads the graph.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from extraction.encoder import Scores
from extraction.encoder.heads import HEADS
from training.model import ATTENTION_HEADS, LAYERS, WIDTH

Array = NDArray[np.float32]
OPSET = 20


class _Graph:
    """Nodes and weights of a graph as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, op: str, *inputs: str, **attributes: object) -> str:
        """Add a node, and return the name of its output."""
        name = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [name], **attributes))
        return name

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a weight as it is, and return its name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def packed(self, name: str, values: Array, axis: int) -> tuple[str, str]:
        """Add a matrix in int8 with one scale for each index of the axis; return the names of both."""
        whole, scales = quantize(values, axis)
        return self.constant(f"{name}.int8", whole), self.constant(f"{name}.scale", scales)

    def linear(self, states: str, name: str, weight: Array, bias: Array) -> str:
        """Add a linear layer, whose weight is [outputs, inputs] as in torch."""
        whole, scales = self.packed(name, weight.T, axis=1)
        matrix = self.add("Mul", self.add("Cast", whole, to=TensorProto.FLOAT), scales)
        return self.add("Add", self.add("MatMul", states, matrix), self.constant(f"{name}.bias", bias))

    def norm(self, states: str, name: str, weight: Array, bias: Array) -> str:
        """Add a layer norm over the last axis."""
        scale, shift = self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)
        return self.add("LayerNormalization", states, scale, shift, axis=-1, epsilon=1e-12)


def quantize(values: Array, axis: int) -> tuple[NDArray[np.int8], Array]:
    """Return a matrix in int8, and the scales by which it is multiplied, one for each index of the axis."""
    most = np.abs(values).max(axis=1 - axis, keepdims=True)
    scales = np.where(most > 0, most / 127, 1).astype(np.float32)
    return np.round(values / scales).astype(np.int8), scales


def build(weights: dict[str, Array]) -> onnx.ModelProto:
    """Return the graph for the state dict of an encoder: ids [rows, pieces] in, the heads of `Scores` out.

    It has no mask, since rows are as long as each other.
    """
    graph = _Graph()
    states = _embed(graph, weights)
    for i in range(LAYERS):
        states = _layer(graph, states, f"layers.{i}", weights)
    for head in Scores._fields:
        scores = graph.linear(states, f"heads.{head}", weights[f"heads.{head}.weight"], weights[f"heads.{head}.bias"])
        graph.nodes.append(helper.make_node("Identity", [scores], [head]))
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "pieces"])]
    outputs = [
        helper.make_tensor_value_info(head, TensorProto.FLOAT, ["rows", "pieces", len(HEADS[head])])
        for head in Scores._fields
    ]
    whole = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.weights)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="")
    onnx.checker.check_model(model, full_check=True)
    return model


def _embed(graph: _Graph, weights: dict[str, Array]) -> str:
    whole, scales = graph.packed("words", weights["words.weight"], axis=0)
    words = graph.add("Cast", graph.add("Gather", whole, "ids"), to=TensorProto.FLOAT)
    words = graph.add("Mul", words, graph.add("Gather", scales, "ids"))
    places = graph.constant("places", weights["places.weight"])
    zero, one = graph.constant("start", np.array([0])), graph.constant("second", np.array([1]))
    pieces = graph.add("Slice", graph.add("Shape", "ids"), one, graph.constant("third", np.array([2])))
    seen = graph.add("Slice", places, zero, pieces, zero)
    return graph.norm(graph.add("Add", words, seen), "norm", weights["norm.weight"], weights["norm.bias"])


def _layer(graph: _Graph, states: str, name: str, weights: dict[str, Array]) -> str:
    def of(part: str) -> tuple[str, Array, Array]:
        return f"{name}.{part}", weights[f"{name}.{part}.weight"], weights[f"{name}.{part}.bias"]

    queries, keys, values = _attended(graph, states, *of("attention_in"))
    size = graph.constant(f"{name}.size", np.array([(WIDTH // ATTENTION_HEADS) ** -0.5], np.float32))
    likeness = graph.add("MatMul", graph.add("Mul", queries, size), graph.add("Transpose", keys, perm=[0, 1, 3, 2]))
    shares = graph.add("Softmax", likeness, axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", shares, values), perm=[0, 2, 1, 3])
    mixed = graph.add("Reshape", mixed, graph.constant(f"{name}.flat", np.array([0, 0, WIDTH])))
    states = graph.norm(graph.add("Add", states, graph.linear(mixed, *of("attention_out"))), *of("attention_norm"))
    wide = graph.add("Gelu", graph.linear(states, *of("wide")))
    return graph.norm(graph.add("Add", states, graph.linear(wide, *of("narrow"))), *of("norm"))


def _attended(graph: _Graph, states: str, name: str, weight: Array, bias: Array) -> list[str]:
    """Return queries, keys and values [batch, heads, pieces, width of a head]."""
    shape = graph.constant(f"{name}.shape", np.array([0, 0, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS]))
    found = []
    for i, part in enumerate(("queries", "keys", "values")):
        rows = slice(i * WIDTH, (i + 1) * WIDTH)
        flat = graph.linear(states, f"{name}.{part}", weight[rows], bias[rows])
        found.append(graph.add("Transpose", graph.add("Reshape", flat, shape), perm=[0, 2, 1, 3]))
    return found


def write(weights: dict[str, Array], file: Path) -> None:
    """Write the graph of an encoder's state dict into a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(build(weights).SerializeToString())
