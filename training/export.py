"""Checkpoint -> encoder.onnx, encoder-f16.onnx, tokens-f16.bin, labels.json, tokenizer.json, parity.json.

    python export.py --checkpoint CHECKPOINT.pt --minilm DIR --out FOLDER

`encoder-f16.onnx` stores the large initializers at half precision, and the table of word embeddings apart in `tokens-f16.bin`
(`table.py`): a reader must widen them to f32 before it runs the graph. Both hold the same numbers as `encoder.onnx`.
"""

import argparse
import json
import os
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import table
from labels import label_sets
from model import OUTPUTS, Encoder
from prepare import load_tokenizer

LARGE = 1000  # elements; what is smaller stays f32
OPSET = 17
SENTENCES = [
    "Two gunmen on a motorcycle shot dead a village councillor outside the market in Orvale on Monday, police said.",
    "The governor denied that his guards had opened fire, but a doctor counted at least 14 wounded.",
    "A parcel bomb damaged the office of the fishermen's union last night; nobody was hurt.",
]


class Outputs(torch.nn.Module):
    """The encoder with its outputs as a tuple, in the order of OUTPUTS."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids, attention_mask):
        out = self.encoder(input_ids, attention_mask)
        return tuple(out[name] for name in OUTPUTS)


def round_to_half(model):
    """Large weights rounded to what f16 can hold, so that both files agree."""
    for tensor in model.state_dict().values():
        if tensor.numel() > LARGE:
            tensor.copy_(tensor.half().float())


def write_onnx(model, path):
    axes = {"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"}}
    for name in OUTPUTS:
        axes[name] = {0: "batch"} if name == "document" else {0: "batch", 1: "length"}
    axes["arc"][2] = "length"
    ids = torch.randint(1000, 2000, (2, 7))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Outputs(model).eval(),
            (ids, torch.ones_like(ids)),
            str(path),
            dynamo=False,
            opset_version=OPSET,
            input_names=["input_ids", "attention_mask"],
            output_names=OUTPUTS,
            dynamic_axes=axes,
        )
    graph = onnx.load(str(path))
    onnx.checker.check_model(graph)
    return graph


def to_half(graph):
    """A copy of the graph whose large FLOAT initializers are stored as FLOAT16."""
    half = onnx.ModelProto()
    half.CopyFrom(graph)
    for tensor in half.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and int(np.prod(tensor.dims)) > LARGE:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name))
    return half


def parity(model, tokenizer):
    """Invented sentences with their ids and the first and last logits of every output, for readers to compare with."""
    cases = []
    for text in SENTENCES:
        ids = tokenizer.encode(text).ids
        batch = torch.tensor([ids])
        with torch.no_grad():
            out = model(batch, torch.ones_like(batch))
        logits = {}
        for name in OUTPUTS:
            flat = out[name].flatten()
            picked = sorted({*range(min(16, len(flat))), *range(max(0, len(flat) - 16), len(flat))})
            logits[name] = {
                "shape": list(out[name].shape),
                "flat_index": picked,
                "value": [round(float(flat[i]), 6) for i in picked],
            }
        cases.append({"text": text, "input_ids": ids, "logits": logits})
    return {"tolerance": 1e-3, "cases": cases}


def check(path, model, tokenizer):
    """Largest difference between onnxruntime and PyTorch on a padded batch of the sentences."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    encoded = [tokenizer.encode(s).ids for s in SENTENCES]
    length = max(map(len, encoded))
    ids = torch.tensor([e + [0] * (length - len(e)) for e in encoded])
    mask = torch.tensor([[1] * len(e) + [0] * (length - len(e)) for e in encoded])
    with torch.no_grad():
        ours = model(ids, mask)
    theirs = session.run(OUTPUTS, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
    return max(float(np.abs(ours[n].numpy() - t).max()) for n, t in zip(OUTPUTS, theirs))


def replace(path, write):
    """Write to a temporary name and rename, so that a reader never sees half a file."""
    temporary = path.with_name("." + path.name)
    write(temporary)
    os.replace(temporary, path)


def export(model, deprel, tokenizer, folder):
    """Write all files of one model; returns the difference from onnxruntime."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    round_to_half(model)
    temporary = folder / ".graph.onnx"
    graph = write_onnx(model, temporary)
    difference = check(temporary, model, tokenizer)
    half, tokens = table.apart(to_half(graph))
    replace(folder / table.GRAPH_FILE, lambda p: onnx.save(half, str(p)))
    replace(folder / table.TABLE_FILE, lambda p: tokens.tofile(p))
    replace(folder / "labels.json", lambda p: p.write_text(json.dumps(label_sets(deprel), indent=1) + "\n"))
    replace(folder / "tokenizer.json", lambda p: tokenizer.save(str(p), pretty=False))
    replace(folder / "parity.json", lambda p: p.write_text(json.dumps(parity(model, tokenizer)) + "\n"))
    os.replace(temporary, folder / "encoder.onnx")
    return difference


def load(checkpoint):
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    model = Encoder(len(state["deprel"]))
    model.load_state_dict(state["model"])
    return model, state["deprel"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model, deprel = load(args.checkpoint)
    tokenizer = load_tokenizer(args.minilm / "tokenizer.json")
    difference = export(model, deprel, tokenizer, args.out)
    print(f"onnxruntime differs by at most {difference:.2e}")
    state = torch.load(args.checkpoint, map_location="cpu", weights_only=True)
    if "head" in state:
        from incidents import export as incidents
        from incidents.head import Head

        head = Head()
        head.load_state_dict(state["head"])
        print(f"incidents: by at most {incidents.export(model, head, tokenizer, args.out):.2e}")


if __name__ == "__main__":
    main()
