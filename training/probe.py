"""Which pretrained encoder learns fastest to find who did what to whom, and do the other corpora help it? An experiment (NOTES.md),
no part of the shipped model.

    python probe.py --encoder DIR [--onnx FILE] --shipped MINILM --documents WORK/documents.pkl --steps 500
    python probe.py --encoder MINILM --shipped MINILM --documents WORK/documents.pkl --prepared prepared.pkl [--others 1]

DIR holds `config.json` and `vocab.txt` of a BERT or MPNet model and its `model.safetensors`, or FILE its weights as an ONNX file. Each encoder is
fine-tuned for the same documents, seeds and number of steps, with nothing but the span classifier of the incident head above it. Needs `transformers`.
With PREPARED the network is our own (`model.py`), and with `--others N` every N-th step reads a batch of the other corpora for its other heads.
Prints precision, recall and F1 of (span, role) pairs on the dev parts, at the best of nine thresholds, their average precision, and tokens per second.
"""

import argparse
import json
import pickle
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn
from transformers import AutoConfig, AutoModel

import batches
from evaluate import f1
from incidents import batches as whole
from incidents.head import Spans
from incidents.labels import ROLES
from incidents.loss import span_targets
from losses import losses, total
from model import HIDDEN, Encoder, load_minilm
from train_incidents import MIXED_OUT, MIXTURE

HEAD_RATE, WARM_UP = 5e-4, 0.1
THRESHOLDS = np.arange(1, 10) / 10
PARTS = ("muc4", "modern", "own")


class Probe(nn.Module):
    def __init__(self, folder, onnx_file):
        super().__init__()
        config = AutoConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0)
        self.encoder = AutoModel.from_config(config)
        weights = from_onnx(onnx_file) if onnx_file else load_file(folder / "model.safetensors")
        missing, _ = self.encoder.load_state_dict(weights, strict=False)
        print("not in the file:", [m for m in missing if "pooler" not in m and "position_ids" not in m])
        self.down = nn.Linear(config.hidden_size, HIDDEN) if config.hidden_size != HIDDEN else nn.Identity()
        self.spans = Spans(0.1)

    def forward(self, ids):
        return self.down(self.encoder(input_ids=ids[None]).last_hidden_state[0])


class Ours(nn.Module):
    """The shipped network from MiniLM's published weights, so that its other heads can be taught beside the probe."""

    def __init__(self, folder, deprel):
        super().__init__()
        self.encoder = Encoder(len(deprel))
        load_minilm(self.encoder, load_file(folder / "model.safetensors"))
        self.spans = Spans(0.1)

    def forward(self, ids):
        return self.encoder(ids[None], torch.ones_like(ids)[None])["states"][0]

    def others_loss(self, windows, step):
        batch = batches.collate(windows)
        return total(losses(self.encoder(batch["input_ids"], batch["attention_mask"], batch["syntax_rows"]), batch), step)


def from_onnx(path):
    """Initializers of a BERT exported by PyTorch; matrices of linear layers come turned round and named after their node's use."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    arrays = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    found = {name: a for name, a in arrays.items() if "." in name}
    for node in graph.node:  # x @ W followed by + bias: the bias keeps its name
        if node.op_type == "MatMul" and node.input[1] in arrays:
            for after in graph.node:
                if after.op_type == "Add" and node.output[0] in after.input:
                    bias = next((i for i in after.input if i.endswith(".bias")), None)
                    if bias:
                        found[bias[: -len("bias")] + "weight"] = arrays[node.input[1]].T.contiguous()
    return found


def vocabulary_map(folder, shipped):
    """Our word-piece ids -> those of the probed encoder; both vocabularies hold the same uncased pieces, under other numbers."""
    theirs = {piece: i for i, piece in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())}
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]"}
    ours = (shipped / "vocab.txt").read_text(encoding="utf-8").splitlines()
    unknown = theirs.get("[UNK]", 0)
    return torch.tensor([theirs.get(p, theirs.get(special.get(p, ""), unknown)) for p in ours])


def logits(probe, document, ids):
    states = []
    for i, window in enumerate(document.windows):
        words = document.words[document.words[:, 0] == i, 1].astype(np.int64)
        states.append(probe(ids[torch.from_numpy(np.asarray(window["ids"], dtype=np.int64))])[torch.from_numpy(words)])
    return probe.spans(torch.cat(states), *torch.from_numpy(document.spans).T)[0]


def update(probe, optimizer):
    torch.nn.utils.clip_grad_norm_(probe.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


def train(probe, parts, ids, steps, rate, seed, others=None, every=0):
    encoder = list(probe.encoder.parameters())
    mine = {id(p) for p in encoder}
    rates = [(encoder, rate), ([p for p in probe.parameters() if id(p) not in mine], HEAD_RATE)]
    optimizer = torch.optim.AdamW([{"params": ps, "rate": r} for ps, r in rates], lr=0.0, betas=(0.9, 0.98), weight_decay=0.01)
    probe.train()
    tokens, began = 0, time.time()
    for step, (_, group) in zip(range(steps), whole.stream(parts, seed)):
        torch.manual_seed(seed * 1_000_003 + step)
        factor = min((step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps))
        for g in optimizer.param_groups:
            g["lr"] = g["rate"] * factor
        for document in group:
            target = span_targets(document)[:, document.roles]
            loss = F.binary_cross_entropy_with_logits(logits(probe, document, ids)[:, document.roles], target, reduction="sum")
            (loss / (target.sum() + 3.0) / len(group)).backward()
        update(probe, optimizer)
        if every and step % every == every - 1:
            probe.others_loss(next(others), step).backward()
            update(probe, optimizer)
        tokens += whole.size(group)
        if (step + 1) % 20 == 0:
            print(f"step {step + 1}, {tokens / (time.time() - began):.0f} tokens/s", flush=True)


def scores(probe, documents, ids):
    """The best over THRESHOLDS of P, R, F1 over (span, role) pairs, and their average precision, which needs no threshold."""
    probe.eval()
    likely, gold = [], []
    with torch.no_grad():
        for document in documents:
            likely.append(torch.sigmoid(logits(probe, document, ids))[:, document.roles].numpy().ravel())
            gold.append(span_targets(document)[:, document.roles].numpy().ravel() > 0)
    likely, gold = np.concatenate(likely), np.concatenate(gold)
    made = [likely > threshold for threshold in THRESHOLDS]
    best = max((f1((m & gold).sum(), m.sum(), gold.sum()) for m in made), key=lambda s: s["f1"])
    return {**best, "ap": round(average_precision(likely, gold), 4)}


def average_precision(likely, gold):
    if not gold.any():
        return 0.0
    ranked = gold[np.argsort(-likely, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--onnx", type=Path)
    parser.add_argument("--shipped", type=Path, required=True, help="folder of MiniLM with its vocab.txt")
    parser.add_argument("--documents", type=Path, required=True, help="documents.pkl that train_incidents.py keeps in its work folder")
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--prepared", type=Path, help="file of prepare.py: probe our own network")
    parser.add_argument("--others", type=int, default=0, help="a batch of the other corpora every so many steps; 0 for none")
    parser.add_argument("--rate", type=float, default=1e-4, help="of the encoder; larger ones want a lower rate")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    with open(args.documents, "rb") as source:
        parts, measured = pickle.load(source)
    torch.manual_seed(args.seed)
    others = None
    if args.prepared:
        with open(args.prepared, "rb") as source:
            prepared = pickle.load(source)
        probe = Ours(args.encoder, prepared["deprel"])
        others = batches.stream({k: v for k, v in prepared["parts"].items() if k not in MIXED_OUT}, args.seed, mixture=MIXTURE)
    else:
        probe = Probe(args.encoder, args.onnx)
    ids = vocabulary_map(args.encoder, args.shipped)
    train(probe, {name: parts[name] for name in PARTS}, ids, args.steps, args.rate, args.seed, others, args.others)
    result = {name: scores(probe, [v[0] for v in items], ids) for name, items in measured.items()}
    print(json.dumps({"encoder": str(args.encoder), "steps": args.steps, "rate": args.rate, "others": args.others, "roles": len(ROLES), **result}))


if __name__ == "__main__":
    main()
