"""Windows -> a repeatable stream of padded batches."""

import random

import numpy as np
import torch

from labels import IGNORE

TOKENS = ["role", "entity", "trigger", "source", "cue", "content", "upos", "deprel", "head"]
# Share of each part that one pass reads; above 1: read that often.
MIXTURE = {
    "muc4": 1.0,
    "muc4_body": 1.0,
    "polnear": 0.3,
    "gum": 1.0,
    "ewt": 1.0,
    "m2e2": 1.0,
    "re3d": 1.0,
    "gvdb": 0.3,
    "uds": 0.25,
    "meantime": 1.0,
}
# From the second pass on: syntax is the slowest head to learn and its treebanks are small.
LATER = {"gum": 2.0, "ewt": 2.0}
BATCH_TOKENS = 2048
POOL = 60  # batches among which windows are sorted by length


def pass_windows(parts, number, seed, mixture=MIXTURE):
    """Windows of pass `number`. Parts read in fractions are dealt out so that successive passes see all of them."""
    chosen = []
    for part, share in mixture.items():
        items = parts.get(part, [])
        order = list(range(len(items)))
        random.Random(f"{seed}-{part}").shuffle(order)
        first = number * round(share * len(items))
        take = round((LATER.get(part, share) if number else share) * len(items))
        chosen += [items[order[(first + i) % len(items)]] for i in range(take)]
    random.Random(f"{seed}-pass-{number}").shuffle(chosen)
    return chosen


def batches(items, number, seed, budget=BATCH_TOKENS):
    """Lists of windows of similar length, at most `budget` padded sub-tokens each."""
    average = sum(len(w["ids"]) for w in items) / max(1, len(items))
    pool = max(1, int(POOL * budget / max(1, average)))
    length = lambda w: len(w["ids"])  # noqa: E731
    return packed(items, pool, length, lambda group: length(group[-1]) * len(group) <= budget, f"{seed}-batches-{number}")


def packed(items, pool, length, fits, seed):
    """Lists of items of similar length, each as long as `fits` says of it; sorted among `pool` items at a time, then shuffled."""
    result = []
    for at in range(0, len(items), pool):
        current = []
        for item in sorted(items[at : at + pool], key=length):
            if current and not fits([*current, item]):
                result.append(current)
                current = []
            current.append(item)
        result.append(current)
    random.Random(seed).shuffle(result)
    return result


def stream(parts, seed, start=0, budget=BATCH_TOKENS, mixture=MIXTURE):
    """Endless batches, from batch number `start` on."""
    number, count = 0, 0
    while True:
        for group in batches(pass_windows(parts, number, seed, mixture), number, seed, budget):
            if count >= start:
                yield group
            count += 1
        number += 1


def collate(group):
    """Windows -> tensors [B,T]; see `windows.window` for the fields."""
    b, t = len(group), max(len(w["ids"]) for w in group)
    out = {
        "input_ids": np.zeros((b, t), dtype=np.int64),
        "attention_mask": np.zeros((b, t), dtype=np.int64),
        "sentence": np.full((b, t), -1, dtype=np.int64),
        "factuality": np.full((b, t), np.nan, dtype=np.float32),
        "document": np.stack([w["document"] for w in group]),
        "entity_known": np.stack([w["entity_known"] for w in group]),
        "syntax_rows": np.array([i for i, w in enumerate(group) if "head" in w], dtype=np.int64),
    }
    for name in TOKENS:
        out[name] = np.full((b, t), IGNORE, dtype=np.int64)
    for i, w in enumerate(group):
        n = len(w["ids"])
        out["input_ids"][i, :n] = w["ids"]
        out["attention_mask"][i, :n] = 1
        out["sentence"][i, w["words"][:, 0]] = w["words"][:, 3]
        for name in (*TOKENS, "factuality"):
            if name in w:
                out[name][i, :n] = w[name]
    return {k: torch.from_numpy(v) for k, v in out.items()}
