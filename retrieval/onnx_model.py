"""Writes a MiniLM sentence encoder as an ONNX graph, straight from its published weights.

No registry package carries an ONNX file of the model, and turning one out by the usual road needs
torch. The network is small and fixed (a BERT encoder, mean pooling, L2 norm), so it is written out
here, layer by layer, with standard ONNX operators; ONNX Runtime fuses them when it loads the file.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from pydantic import BaseModel, ConfigDict
from safetensors.numpy import load_file

OPSET = 20  # the first with Gelu as an operator of its own
MASKED = -3.4e38  # added to the attention score of padding, so that its weight becomes 0


class EncoderShape(BaseModel):
    """The part of the model's config.json that fixes the graph."""

    model_config = ConfigDict(frozen=True)

    hidden_size: int
    num_attention_heads: int
    num_hidden_layers: int
    layer_norm_eps: float


class _Graph:
    """Collects nodes and weights while the network is written down from input to output."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def op(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        output = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant once and return its name."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str, *, transpose: bool = False) -> str:
        """Add one of the model's weights and return its name."""
        value = self.weights[name]
        return self.constant(name, value.T if transpose else value)

    def linear(self, value: str, name: str) -> str:
        """A dense layer; published weights are stored output by input."""
        product = self.op("MatMul", value, self.weight(f"{name}.weight", transpose=True))
        return self.op("Add", product, self.weight(f"{name}.bias"))

    def norm(self, value: str, name: str, epsilon: float) -> str:
        """A layer norm over the last axis."""
        scale, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.op("LayerNormalization", value, scale, bias, axis=-1, epsilon=epsilon)


def _embeddings(graph: _Graph, shape: EncoderShape) -> str:
    words = graph.op("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    length = graph.op("Shape", "input_ids", start=1, end=2)
    zero, one = graph.constant("zero", np.array([0])), graph.constant("one", np.array([1]))
    table = graph.weight("embeddings.position_embeddings.weight")
    positions = graph.op("Slice", table, zero, length, zero, one)
    # Every text is a single segment: its type embedding is the table's first row.
    segment = graph.constant("segment", graph.weights["embeddings.token_type_embeddings.weight"][:1])
    total = graph.op("Add", graph.op("Add", words, positions), segment)
    return graph.norm(total, "embeddings.LayerNorm", shape.layer_norm_eps)


def _heads(graph: _Graph, value: str, shape: EncoderShape) -> str:
    size = shape.hidden_size // shape.num_attention_heads
    split = graph.constant("split_heads", np.array([0, 0, shape.num_attention_heads, size]))
    return graph.op("Transpose", graph.op("Reshape", value, split), perm=[0, 2, 1, 3])


def _attention(graph: _Graph, hidden: str, mask: str, layer: str, shape: EncoderShape) -> str:
    query, key, value = (
        _heads(graph, graph.linear(hidden, f"{layer}.attention.self.{part}"), shape)
        for part in ("query", "key", "value")
    )
    size = shape.hidden_size // shape.num_attention_heads
    scale = graph.constant("scale", np.array(1 / np.sqrt(size), dtype=np.float32))
    scores = graph.op("MatMul", query, graph.op("Transpose", key, perm=[0, 1, 3, 2]))
    scores = graph.op("Add", graph.op("Mul", scores, scale), mask)
    mixed = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), value)
    merge = graph.constant("merge_heads", np.array([0, 0, shape.hidden_size]))
    joined = graph.op("Reshape", graph.op("Transpose", mixed, perm=[0, 2, 1, 3]), merge)
    return graph.linear(joined, f"{layer}.attention.output.dense")


def _layer(graph: _Graph, hidden: str, mask: str, layer: str, shape: EncoderShape) -> str:
    epsilon = shape.layer_norm_eps
    attended = graph.op("Add", _attention(graph, hidden, mask, layer, shape), hidden)
    attended = graph.norm(attended, f"{layer}.attention.output.LayerNorm", epsilon)
    inner = graph.op("Gelu", graph.linear(attended, f"{layer}.intermediate.dense"))
    output = graph.op("Add", graph.linear(inner, f"{layer}.output.dense"), attended)
    return graph.norm(output, f"{layer}.output.LayerNorm", epsilon)


def _pool(graph: _Graph, hidden: str, float_mask: str) -> str:
    axis = graph.constant("axis_1", np.array([1]))
    last = graph.constant("axis_last", np.array([-1]))
    weights = graph.op("Unsqueeze", float_mask, last)
    total = graph.op("ReduceSum", graph.op("Mul", hidden, weights), axis, keepdims=0)
    count = graph.op("ReduceSum", weights, axis, keepdims=0)
    mean = graph.op("Div", total, count)
    return graph.op("Div", mean, graph.op("ReduceL2", mean, last, keepdims=1))


def write_onnx(
    weights_file: Path, shape: EncoderShape, target: Path, added: Mapping[str, NDArray[np.float32]] | None = None
) -> None:
    """Write the encoder as ``target``: ids and mask (batch, tokens) in, unit vectors (batch, size) out.

    ``added``: what is added to some of the weights, for an encoder that was tuned.
    """
    weights = load_file(weights_file)
    for name, change in (added or {}).items():
        weights[name] = (weights[name] + change).astype(np.float32)
    graph = _Graph(weights)
    float_mask = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
    ones = graph.constant("one_float", np.array(1, dtype=np.float32))
    masked = graph.constant("masked", np.array(MASKED, dtype=np.float32))
    padding = graph.op("Mul", graph.op("Sub", ones, float_mask), masked)
    mask = graph.op("Unsqueeze", padding, graph.constant("axes_1_2", np.array([1, 2])))
    hidden = _embeddings(graph, shape)
    for number in range(shape.num_hidden_layers):
        hidden = _layer(graph, hidden, mask, f"encoder.layer.{number}", shape)
    graph.nodes.append(helper.make_node("Identity", [_pool(graph, hidden, float_mask)], ["embedding"]))
    integers, dims = TensorProto.INT64, ["batch", "tokens"]
    onnx_graph = helper.make_graph(
        graph.nodes,
        "sentence_encoder",
        [helper.make_tensor_value_info(name, integers, dims) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", shape.hidden_size])],
        list(graph.constants.values()),
    )
    model = helper.make_model(onnx_graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 10
    onnx.checker.check_model(model)
    onnx.save_model(model, target)
