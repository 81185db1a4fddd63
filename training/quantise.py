"""Eight-bit matrix products for the layers of an exported encoder.

    python quantise.py FOLDER/encoder.onnx OUT.onnx TEXT...

Weights become int8 with a scale for each column, activations uint8 with a scale for each window, found when the window is
run; KEPT, the heads and attention stay at f32. Seven bits of the weights are used, so that sums do not saturate on
processors without VNNI. A few columns of the inputs of `up` and `down` are much larger than the rest and would coarsen
all others; they are divided by a constant and the rows of the weight multiplied by it (SmoothQuant, Xiao et al. 2023). The
constants come from the largest activations over TEXT: any few pages of news do.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

SMOOTHED = ("/up/", "/down/")
KEPT = ("/layers.0/down/", "/layers.1/down/")  # a third of the whole error for a ninth of the arithmetic
STRENGTH = 0.75  # 1: inputs become even; 0: weights do
LEAST = 1e-3
LONGEST = 512


def products(graph):
    """MatMul nodes of the layers with a weight, KEPT left out."""
    weights = {tensor.name for tensor in graph.graph.initializer}
    nodes = [node for node in graph.graph.node if node.op_type == "MatMul" and node.input[1] in weights]
    return [node for node in nodes if "/layers." in node.name and not any(kept in node.name for kept in KEPT)]


def largest(graph, names, windows):
    """Largest magnitude in each column of the named values over all windows: {name: [columns]}."""
    probe = onnx.ModelProto()
    probe.CopyFrom(graph)
    del probe.graph.output[:]
    probe.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(probe.SerializeToString(), providers=["CPUExecutionProvider"])
    found = {name: np.full(1, LEAST, dtype=np.float32) for name in names}
    for ids in windows:
        row = np.array([ids], dtype=np.int64)
        values = session.run(names, {"input_ids": row, "attention_mask": np.ones_like(row)})
        for name, value in zip(names, values):
            columns = np.abs(value).reshape(-1, value.shape[-1]).max(0)
            found[name] = np.maximum(found[name], columns)
    return found


def smooth(graph, windows):
    """Divides the inputs of SMOOTHED by constants, in place."""
    nodes = [node for node in products(graph) if any(kind in node.name for kind in SMOOTHED)]
    inputs = largest(graph, sorted({node.input[0] for node in nodes}), windows)
    weights = {tensor.name: tensor for tensor in graph.graph.initializer}
    for node in nodes:
        weight = numpy_helper.to_array(weights[node.input[1]])
        rows = np.maximum(np.abs(weight).max(1), LEAST)
        scale = inputs[node.input[0]] ** STRENGTH / rows ** (1 - STRENGTH)
        scale = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
        weights[node.input[1]].CopyFrom(numpy_helper.from_array(weight * scale[:, None], node.input[1]))
        factor, output = node.name + "/factor", node.name + "/smooth"
        graph.graph.initializer.append(numpy_helper.from_array(1 / scale, factor))
        at = list(graph.graph.node).index(node)
        product = helper.make_node("Mul", [node.input[0], factor], [output], name=output)
        graph.graph.node.insert(at, product)
        node.input[0] = output


def quantise(graph, windows, path):
    """Writes the graph, a ModelProto that is changed on the way, with eight-bit products to `path`.

    windows: lists of sub-tokens, [CLS] and [SEP] included.
    """
    smooth(graph, windows)
    quantize_dynamic(
        graph,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_quantize=[node.name for node in products(graph)],
    )


def main():
    from tokenizers import Tokenizer

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.encoder.parent / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    windows = [tokenizer.encode(path.read_text(encoding="utf-8")).ids for path in args.texts]
    quantise(onnx.load(str(args.encoder)), windows, args.out)


if __name__ == "__main__":
    main()
