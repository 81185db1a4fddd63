"""Exported files -> a checkpoint that training can go on from.

    python restore.py --model ../models/minilm --out checkpoint.pt

The exported graphs name some weights anew and turn matrices round. A network of random weights is exported in the same way, and tells
by its values which of its parameters stands under which name. What comes back is what was shipped: large weights rounded to half precision,
and no state of the optimizer.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import table
from export import write_onnx
from incidents import export as incidents
from incidents.head import Head
from model import LAYERS, Encoder

PARTS = [("spans", "spans", incidents.SPANS), ("incidents", "incidents", incidents.INCIDENTS)]


def tensors(graph):
    """{name: array} of a graph's initializers, widened to f32."""
    return {t.name: numpy_helper.to_array(t).astype(np.float32) for t in graph.graph.initializer}


def random_weights(module):
    torch.manual_seed(0)
    with torch.no_grad():
        for p in module.parameters():
            p.normal_()


def found_as(parameter, exported):
    """(name, how to turn the shipped array back) of the exported array that holds a parameter, or None."""
    for name, array in exported.items():
        if array.shape == parameter.shape and np.array_equal(array, parameter):
            return name, lambda shipped: shipped
        if array.shape == parameter.T.shape and np.array_equal(array, parameter.T):
            return name, lambda shipped: shipped.T
        if array.shape == parameter.shape == (LAYERS,) and np.allclose(array, torch.softmax(torch.from_numpy(parameter), 0)):
            return name, np.log  # the mixing weights are exported as their softmax
    if parameter.ndim == 2 and len(rows := [found_as(row, exported) for row in parameter]) > 1 and all(rows):
        return [name for name, _ in rows], np.stack  # used row by row
    return None


def restore(module, random_graph, shipped_graph):
    """Fill `module`, whose random weights `random_graph` holds, with those of `shipped_graph`."""
    random, shipped = tensors(random_graph), tensors(shipped_graph)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            found = found_as(parameter.numpy(), random)
            if found is None:
                raise SystemExit(f"{name}: not among the exported weights; was the file exported by another version of model.py?")
            source, turn_back = found
            array = shipped[source] if isinstance(source, str) else [shipped[row] for row in source]
            parameter.copy_(torch.from_numpy(turn_back(array).copy()))


def encoder(folder, scratch):
    deprel = json.loads((folder / "labels.json").read_text())["deprel"]
    model = Encoder(len(deprel)).eval()
    random_weights(model)
    restore(model, write_onnx(model, scratch / "encoder.onnx"), table.together(folder))
    return model, deprel


def head(folder, scratch):
    made = Head().eval()
    random_weights(made)
    for stem, part, names in PARTS:
        module = getattr(made, part)
        graph = incidents.write(
            module if part == "spans" else incidents.LastReading(module), incidents.example(part == "spans"), names, scratch, stem
        )
        restore(module, onnx.load(str(graph)), onnx.load(str(folder / f"{stem}-f16.onnx")))
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of the exported files")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        model, deprel = encoder(args.model, Path(scratch))
        state = {"model": model.state_dict(), "head": head(args.model, Path(scratch)).state_dict(), "step": 0, "deprel": deprel}
    torch.save(state, args.out)


if __name__ == "__main__":
    main()
