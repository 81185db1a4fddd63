"""Second stage: the incident head, trained together with the encoder and all its other heads.

    python train_incidents.py --prepared prepared.pkl --data ../../shared/data --minilm DIR --start CHECKPOINT.pt --work WORK

Every step reads whole documents with their incidents; every OTHERS-th also a batch of the other corpora, so that the other
heads keep what they know. The head is new and small beside the encoder, so it reads some documents again from the encoder's
remembered states. Repeatable: fixed seeds, schedules by step. `--resume` goes on from WORK/checkpoint.pt.
"""

import argparse
import json
import pickle
import random
import time
from collections import Counter, deque
from pathlib import Path

import numpy as np
import torch

import batches
import train
from corpora import muc4
from incidents import batches as whole
from incidents import annotated, documents, score, weak
from incidents.crops import crops
from incidents.head import Head
from incidents.loss import document_loss
from losses import losses, total
from model import Encoder
from prepare import load_tokenizer

ENCODER_RATE, HEAD_RATE = 8e-5, 4e-4
OTHERS = 3
REMEMBERED = 300  # documents read last, of which the head alone reads some again
ALIKE = 0.75  # share of the longest window's length
FROZEN = 2  # lowest layers, left as the first stage trained them: a fifth less work
MIXED_OUT = ("muc4", "muc4_body")  # their windows are read as whole documents
# Here who said what is learnt most; the rest is only to be kept.
MIXTURE = {
    "polnear": 0.5, "said": 6.0, "m2e2": 0.5, "re3d": 0.5, "gvdb": 0.1, "gum": 0.5, "ewt": 0.5, "uds": 0.1, "meantime": 0.5,
}  # fmt: skip


def alike(windows):
    """Indices of windows in lists of similar length, so that little of a batch is padding: a report's last window is short."""
    lists = []
    for i in sorted(range(len(windows)), key=lambda i: -len(windows[i]["ids"])):
        if not lists or len(windows[i]["ids"]) < ALIKE * len(windows[lists[-1][0]]["ids"]):
            lists.append([])
        lists[-1].append(i)
    return lists


def encoded(model, windows):
    """(hidden states [T,HIDDEN] of each window, {name: loss} of the other heads)."""
    states, found = [None] * len(windows), Counter()
    for chosen in alike(windows):
        batch = batches.collate([windows[i] for i in chosen])
        out = model(batch["input_ids"], batch["attention_mask"], batch["syntax_rows"])
        for row, i in enumerate(chosen):
            states[i] = out["states"][row]
        for name, loss in losses(out, batch).items():
            found[name] = found[name] + loss * (len(chosen) / len(windows))
    return states, dict(found)


def incident_step(model, head, group, memory):
    """{name: loss} of a batch of whole documents; their states join `memory`."""
    rows, found = encoded(model, [w for d in group for w in d.windows])
    lost, first = [], 0
    for document in group:
        words = torch.from_numpy(document.words.astype(np.int64))
        states = torch.cat([rows[first + i][words[words[:, 0] == i, 1]] for i in range(len(document.windows))])
        memory.append((document, states.detach()))
        lost.append(document_loss(head, document, states))
        first += len(document.windows)
    return {**found, "incident": sum(lost) / len(group)}


def lowest(model):
    return [model.tokens, model.norm, *model.layers[:FROZEN]]


def set_training(model, head):
    model.train(), head.train()
    for module in lowest(model):
        module.eval()


def optimizer_for(model, head):
    for p in [model.positions, *(p for module in lowest(model) for p in module.parameters())]:
        p.requires_grad_(False)
    named = [*model.named_parameters(), *((f"incident.{n}", p) for n, p in head.named_parameters())]
    return train.grouped_optimizer(named, ENCODER_RATE, HEAD_RATE)


def update(optimizer, model, head, loss, factor):
    for g in optimizer.param_groups:
        g["lr"] = g["rate"] * factor
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
    optimizer.step()


def muc_parts(root, tokenizer, split):
    """[[variants of one document]]: with header and without."""
    pairs = []
    for bodies in (False, True):
        labelled = {d.name: d for d in muc4.read(root, split, bodies)}
        pairs.append([documents.prepare(t, tokenizer, labelled[t.name]) for t in documents.muc(root, split, bodies)])
    return [[v for v in variants if v is not None] for variants in zip(*pairs)]


def corpora(root, tokenizer):
    """({part: [[variants of one document]]} to train on, the same to measure with)."""
    def prepared(reports):
        return [[p] for told in reports if (p := documents.prepare(told, tokenizer))]

    trained = {
        "muc4": muc_parts(root, tokenizer, "train"),
        "modern": prepared(annotated.modern(root, False)),
        "own": prepared(annotated.own()),
        "said": prepared(annotated.said()),
        "snippets": snippets(root, tokenizer),
        "gun violence": prepared(weak.gun_violence(root)),
        "uneventful": prepared(weak.uneventful(root)),
    }
    return trained, {
        "muc4": [v[:1] for v in muc_parts(root, tokenizer, "dev")],
        "modern": prepared(annotated.modern(root, True)),
    }


def snippets(root, tokenizer):
    """[[snippets of one report]] of whatever is trained on in full."""
    reports = [*documents.muc(root, "train", True), *annotated.modern(root, False), *annotated.own(), *weak.uneventful(root)]
    cut = ([p for c in crops(told) if (p := documents.prepare(c, tokenizer))] for told in reports)
    return [variants for variants in cut if variants]


def cached(path, make):
    """What `make` gives, kept in a file: a resumed run need not read the corpora again."""
    if not path.exists():
        with open(path, "wb") as out:
            pickle.dump(make(), out)
    with open(path, "rb") as source:
        return pickle.load(source)


def save(path, model, head, optimizer, step, deprel):
    state = {"model": model.state_dict(), "head": head.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "deprel": deprel}
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    temporary.replace(path)


def run(model, head, prepared, parts, measured, work, knots, args):
    optimizer = optimizer_for(model, head)
    first = 0
    if args.resume:
        state = torch.load(work / "checkpoint.pt", weights_only=True)
        model.load_state_dict(state["model"])
        head.load_state_dict(state["head"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["step"]
    others = {k: v for k, v in prepared["parts"].items() if k not in MIXED_OUT}
    other, own = batches.stream(others, args.seed, first // OTHERS, mixture=MIXTURE), whole.stream(parts, args.seed, first)
    recent, tokens, began = [], 0, time.time()
    memory = deque(maxlen=REMEMBERED)
    for step in range(first, knots[-1][0]):
        set_training(model, head)
        torch.manual_seed(args.seed * 1_000_003 + step)  # dropout of a step is the same however the run was cut up
        factor = float(np.interp(step + 1, *zip(*knots)))
        number, group = next(own)
        found = incident_step(model, head, group, memory)
        incident = found.pop("incident")
        update(optimizer, model, head, incident + total(found, step), factor)
        tokens += sum(len(w["ids"]) for d in group for w in d.windows)
        recent.append({"incident": float(incident.detach()), **{k: float(v.detach()) for k, v in found.items()}})
        if args.replayed:
            again = random.Random(step).sample(memory, min(args.replayed, len(memory)))
            replayed = sum(document_loss(head, document, states) for document, states in again) / len(again)
            update(optimizer, model, head, replayed, factor)
        if step % OTHERS == OTHERS - 1:
            windows = next(other)
            batch = batches.collate(windows)
            rest = losses(model(batch["input_ids"], batch["attention_mask"], batch["syntax_rows"]), batch)
            update(optimizer, model, head, total(rest, step), factor)
            tokens += sum(len(w["ids"]) for w in windows)
            recent.append({k: float(v.detach()) for k, v in rest.items()})
        if (step + 1) % 25 == 0:
            train.report(work, step + 1, recent, tokens / (time.time() - began))
            recent, tokens, began = [], 0, time.time()
        if (step + 1) % args.every == 0 or step + 1 == knots[-1][0]:
            save(work / "checkpoint.pt", model, head, optimizer, step + 1, prepared["deprel"])
            scores = {"step": step + 1, "pass": number, **score.scores(model, head, measured, args.data)}
            with open(work / "incidents.jsonl", "a") as log:
                log.write(json.dumps(scores) + "\n")
            print(json.dumps(scores), flush=True)
            tokens, began = 0, time.time()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of train.py, or of this script with its head")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--knots", type=train.parse_knots, default=train.default_knots(3000), help="learning rate as step:factor,...")
    parser.add_argument("--every", type=int, default=400, help="steps between checkpoints with scores")
    parser.add_argument("--replayed", type=int, default=4, help="documents that the head alone reads again each step")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    with open(args.prepared, "rb") as source:
        prepared = pickle.load(source)
    tokenizer = load_tokenizer(args.minilm / "tokenizer.json")
    parts, measured = cached(args.work / "documents.pkl", lambda: corpora(args.data, tokenizer))
    torch.manual_seed(args.seed)
    model, head = Encoder(len(prepared["deprel"])), Head()
    state = torch.load(args.start, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    if "head" in state:
        head.load_state_dict(state["head"])
    run(model, head, prepared, parts, measured, args.work, args.knots, args)


if __name__ == "__main__":
    main()
