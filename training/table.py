"""The table of word embeddings apart from the graph that uses it: encoder-f16.onnx and tokens-f16.bin.

    python table.py FOLDER      parts the encoder-f16.onnx of a folder that still holds its table

A reader of ONNX widens the whole table to f32 (47 MB), of which a window needs a few hundred rows. Apart, the rows of a
window are widened when they are needed, and the graph takes them as its input `tokens` [B,T,384].
"""

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

TABLE = "encoder.tokens.weight"
ROWS = "tokens"
GRAPH_FILE, TABLE_FILE = "encoder-f16.onnx", "tokens-f16.bin"


def apart(model):
    """The model without its table, and the table: a row of f16, little-endian, for each sub-token of the vocabulary."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    graph = model.graph
    (tensor,) = [tensor for tensor in graph.initializer if tensor.name == TABLE]
    (lookup,) = [node for node in graph.node if node.op_type == "Gather" and node.input[0] == TABLE]
    table = numpy_helper.to_array(tensor).astype("<f2")
    for node in graph.node:
        node.input[:] = [ROWS if name == lookup.output[0] else name for name in node.input]
    graph.node.remove(lookup)
    graph.initializer.remove(tensor)
    graph.input.append(helper.make_tensor_value_info(ROWS, TensorProto.FLOAT, ["batch", "length", table.shape[1]]))
    return model, table


def together(folder):
    """The model of a folder with its table in the graph."""
    model = onnx.load(str(folder / GRAPH_FILE))
    graph = model.graph
    (rows,) = [given for given in graph.input if given.name == ROWS]
    width = rows.type.tensor_type.shape.dim[-1].dim_value
    table = np.fromfile(folder / TABLE_FILE, "<f2").reshape(-1, width)
    graph.input.remove(rows)
    graph.initializer.append(numpy_helper.from_array(table, TABLE))
    graph.node.insert(0, helper.make_node("Gather", [TABLE, "input_ids"], [ROWS]))
    return model


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    graph, table = apart(onnx.load(str(folder / GRAPH_FILE)))
    table.tofile(folder / TABLE_FILE)
    onnx.save(graph, str(folder / GRAPH_FILE))
