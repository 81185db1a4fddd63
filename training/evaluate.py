"""Scores on the dev parts of prepared data.

    python evaluate.py --prepared prepared.pkl --checkpoint CHECKPOINT.pt

MUC-4 roles: sets of distinct normalised strings per document and role, micro-averaged. Syntax: UAS and LAS over BERT
words with gold sentence borders, greedy heads. Entities and attribution: F1 over tokens inside spans. Factuality: Pearson's r.
"""

import argparse
import json
import pickle
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

import batches
from labels import DOCUMENT, ENTITIES, IGNORE, ROLES

BUDGET = 8192


def predict(model, items):
    """Yield (window, {output: array over its T positions}) for each window."""
    model.eval()
    order = sorted(items, key=lambda w: len(w["ids"]))
    for group in batches.batches(order, 0, 0, BUDGET) if order else []:
        batch = batches.collate(group)
        with torch.no_grad():
            out = model(batch["input_ids"], batch["attention_mask"])
        for i, w in enumerate(group):
            n = len(w["ids"])
            yield w, {k: (v[i] if k == "document" else v[i, :n]).numpy() for k, v in out.items()}


def f1(tp, predicted, gold):
    p, r = tp / max(1, predicted), tp / max(1, gold)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / max(1e-9, p + r), 4)}


def normalise(string):
    string = re.sub(r"[^\w\s]", "", string.lower())
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", string).split())


def spans(labels):
    """BIO indices of successive words -> [(first, last + 1, class)]; an I without its B opens a span."""
    found, start, current = [], None, None
    for i, label in enumerate([*labels, 0]):
        kind = (label - 1) // 2 if label > 0 else None
        begins = label > 0 and (label - 1) % 2 == 0
        if start is not None and (kind != current or begins):
            found.append((start, i, current))
            start = None
        if kind is not None and start is None:
            start, current = i, kind
    return found


def role_scores(model, prepared):
    """Per role and together: precision, recall, F1 of string sets a document, gold being all strings marked in its text."""
    sets = {"gold": defaultdict(set), "predicted": defaultdict(set)}
    relevance = []
    for w, out in predict(model, prepared["parts"]["muc4_dev"]):
        text = prepared["texts"][("muc4_dev", w["name"])]
        positions = w["words"][:, 0]
        for kind, labels in (("gold", w["role"][positions]), ("predicted", out["role"][positions].argmax(-1))):
            for a, b, role in spans(labels):
                sets[kind][(w["name"], role)].add(normalise(text[w["words"][a, 1] : w["words"][b - 1, 2]]))
        relevance.append((w["document"], out["document"]))
    result = {}
    for name, roles in [("all", range(len(ROLES))), *[(r, [i]) for i, r in enumerate(ROLES)]]:
        counts = np.zeros(3)
        for key in {k for s in sets.values() for k in s if k[1] in roles}:
            p, g = sets["predicted"][key], sets["gold"][key]
            counts += len(p & g), len(p), len(g)
        result[name] = f1(*counts)
    return result, document_scores(relevance)


def document_scores(pairs):
    """Accuracy of each document logit at 0 over windows with a target."""
    gold, logits = (np.stack([p[i] for p in pairs]) for i in (0, 1))
    known = ~np.isnan(gold)
    right = (logits > 0) == (gold > 0.5)
    return {d: round(float(right[known[:, i], i].mean()), 4) for i, d in enumerate(DOCUMENT) if known[:, i].any()}


def syntax_scores(model, prepared):
    right = {"upos": 0, "uas": 0, "las": 0}
    total = 0
    for w, out in predict(model, prepared["parts"]["gum_dev"]):
        words = w["words"]
        for position, _, _, sentence in words:
            if w["head"][position] == IGNORE:
                continue
            same = [0, *words[words[:, 3] == sentence, 0]]
            head = same[int(out["arc"][position, same].argmax())]
            attached = head == w["head"][position]
            total += 1
            right["uas"] += attached
            right["las"] += attached and out["deprel"][position].argmax() == w["deprel"][position]
            right["upos"] += out["upos"][position].argmax() == w["upos"][position]
    return {k: round(float(v) / max(1, total), 4) for k, v in right.items()}


def attribution_scores(model, prepared):
    counts = {layer: np.zeros(3) for layer in ("source", "cue", "content")}
    for w, out in predict(model, prepared["parts"]["polnear_dev"]):
        positions = w["words"][:, 0]
        for i, layer in enumerate(counts):
            p = out["attribution"][positions, 3 * i : 3 * i + 3].argmax(-1) > 0
            g = w[layer][positions] > 0
            counts[layer] += (p & g).sum(), p.sum(), g.sum()
    return {layer: f1(*c) for layer, c in counts.items()}


def entity_scores(model, prepared):
    """Token F1 of each class that the part annotates, over tokens with a label."""
    counts = {}
    for w, out in predict(model, prepared["parts"]["re3d_dev"]):
        known = w["entity"] != IGNORE
        gold, guess = (w["entity"][known] + 1) // 2, (out["entity"].argmax(-1)[known] + 1) // 2
        for i in np.flatnonzero(w["entity_known"]):
            g, p = gold == i + 1, guess == i + 1
            counts.setdefault(ENTITIES[i], np.zeros(3))[:] += (p & g).sum(), p.sum(), g.sum()
    return {name: f1(*c) for name, c in counts.items()}


def factuality_score(model, prepared):
    gold, value = [], []
    for w, out in predict(model, prepared["parts"]["uds_dev"]):
        known = ~np.isnan(w["factuality"])
        gold += list(w["factuality"][known])
        value += list(out["factuality"][known])
    return round(float(np.corrcoef(gold, value)[0, 1]), 4)


def scores(model, prepared):
    roles, documents = role_scores(model, prepared)
    return {
        "role": roles,
        "entity": entity_scores(model, prepared),
        "document": documents,
        "syntax": syntax_scores(model, prepared),
        "attribution": attribution_scores(model, prepared),
        "factuality_r": factuality_score(model, prepared),
    }


def main():
    from export import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    args = parser.parse_args()
    with open(args.prepared, "rb") as source:
        prepared = pickle.load(source)
    print(json.dumps(scores(load(args.checkpoint)[0], prepared), indent=1))


if __name__ == "__main__":
    main()
