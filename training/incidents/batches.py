"""Annotated documents -> a repeatable stream of batches of whole documents."""

import random

from batches import packed

UNEVENTFUL = 0.5  # share of the documents without incidents that one pass reads
SHARES = {"modern": 1.5, "own": 2.0, "said": 2.0, "snippets": 0.4, "gun violence": 0.4, "uneventful": 0.5}  # how often a pass reads these parts
BUDGET = 2048  # sub-tokens of a batch
POOL = 40  # batches among which documents are sorted by length


def longest(document):
    return max(len(w["ids"]) for w in document.windows)


def size(documents):
    return sum(len(w["ids"]) for d in documents for w in d.windows)


def pass_documents(parts, number, seed):
    """Documents of one pass. `parts` are lists of alternatives: variants of one text, of which a pass reads one."""
    chosen = []
    for part, items in parts.items():
        pick = random.Random(f"{seed}-{part}-{number}")
        for variants in items:
            document = pick.choice(variants)
            share = SHARES.get(part, 1.0) * (1.0 if document.incidents else UNEVENTFUL)
            chosen += [document] * int(share + pick.random())
    random.Random(f"{seed}-incidents-{number}").shuffle(chosen)
    return chosen


def stream(parts, seed, start=0):
    """Endless batches (pass number, documents), from batch number `start` on."""
    number, count = 0, 0
    while True:
        for group in batches(pass_documents(parts, number, seed), f"{seed}-{number}"):
            if count >= start:
                yield number, group
            count += 1
        number += 1


def batches(documents, seed, budget=BUDGET):
    pool = POOL * max(1, budget // 512)
    return packed(documents, pool, longest, lambda group: size(group) <= budget, f"{seed}-order")
