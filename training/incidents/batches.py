"""Annotated documents -> a repeatable stream of batches of whole documents."""

import random

UNEVENTFUL = 0.5  # share of the documents without incidents that one pass reads
BUDGET = 2560  # padded sub-tokens of a batch
POOL = 40  # batches among which documents are sorted by length


def longest(document):
    return max(len(w["ids"]) for w in document.windows)


def size(documents):
    return max(map(longest, documents)) * sum(len(d.windows) for d in documents)


def pass_documents(parts, number, seed):
    """Documents of one pass. `parts` are lists of alternatives: variants of one text, of which a pass reads one."""
    chosen = []
    for part, items in parts.items():
        pick = random.Random(f"{seed}-{part}-{number}")
        for variants in items:
            document = pick.choice(variants)
            if document.incidents or pick.random() < UNEVENTFUL:
                chosen.append(document)
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
    result = []
    per_pool = POOL * max(1, budget // 512)
    for at in range(0, len(documents), per_pool):
        current = []
        for document in sorted(documents[at : at + per_pool], key=longest):
            if current and size([*current, document]) > budget:
                result.append(current)
                current = []
            current.append(document)
        result.append(current)
    random.Random(f"{seed}-order").shuffle(result)
    return result
