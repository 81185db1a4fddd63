"""Template scores on MUC-4 with the corpus's own scorer."""

import importlib.util
import sys
from collections import Counter

import numpy as np
import torch
from scipy.optimize import linear_sum_assignment

import batches
from evaluate import f1
from incidents import batches as whole
from incidents.decode import muc_templates, read
from incidents.documents import span_key
from incidents.labels import NONE

GRID = [(found, member) for found in (0.35, 0.5, 0.65) for member in (0.35, 0.5)]


def scorer(root):
    spec = importlib.util.spec_from_file_location("score_muc", root / "muc4" / "score_muc.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_muc"] = module
    spec.loader.exec_module(module)
    return module


def readings(model, head, documents):
    """Yield (document, what `decode.read` gives)."""
    model.eval(), head.eval()
    for group in whole.batches(documents, "score", 8192):
        batch = batches.collate([w for d in group for w in d.windows])
        with torch.no_grad():
            out = model(batch["input_ids"], batch["attention_mask"], batch["syntax_rows"])
            first = 0
            for document in group:
                window = torch.from_numpy(document.words[:, 0].astype("int64")) + first
                states = out["states"][window, torch.from_numpy(document.words[:, 1].astype("int64"))]
                yield document, read(head, document, states)
                first += len(document.windows)


def muc(model, head, documents, root, split="dev"):
    """Scores at the point of a small grid of thresholds with the best template F1, and the recall of its mentions."""
    module = scorer(root)
    gold = {k: module.load(root / "muc4" / "gold" / f"{split}.{k}.jsonl") for k in ("simple", "ree", "full")}
    read_all = list(readings(model, head, documents))
    best = {}
    for found, member in GRID:
        made = {d.name: {"docid": d.name, "templates": muc_templates(r, d, found, member)} for d, r in read_all}
        template = module.score_tf(gold["simple"], made)["micro"]
        if template[2] <= best.get("template", (0, 0, -1))[2]:
            continue
        best = {
            "found": found,
            "member": member,
            "template": template,
            "ree": module.score_ree(gold["ree"], made)["micro"],
            "phi3": module.score_rme(gold["simple"], made, "3", None, True)["micro"],
            "core": module.score_full(gold["full"], made, only=module.CORE)["ALL"],
            "templates": sum(len(o["templates"]) for o in made.values()),
        }
    rounded = {k: [round(100 * x, 1) for x in v] if isinstance(v, (tuple, list)) else v for k, v in best.items()}
    return rounded


def modern(model, head, documents, found=0.5, member=0.5):
    """Incidents of our own annotation: F1 of types alone and of (type, role, string) of incidents matched by type and strings."""
    hits, made, told, typed = 0, 0, 0, [0, 0, 0]
    for document, reading in readings(model, head, documents):
        gold = [as_set(document, incident) for incident in document.incidents]
        predicted = predicted_sets(document, reading, found, member)
        typed[0] += sum((Counter(t for t, _ in gold) & Counter(t for t, _ in predicted)).values())
        typed[1] += len(predicted)
        typed[2] += len(gold)
        made += sum(len(s) for _, s in predicted)
        told += sum(len(s) for _, s in gold)
        overlap = [[len(p & g) for _, p in predicted] for _, g in gold]
        if gold and predicted:
            hits += sum(overlap[g][p] for g, p in zip(*linear_sum_assignment(np.array(overlap), maximize=True)))
    return {"types": f1(*typed), "members": f1(hits, made, told)}


def as_set(document, incident):
    members = {(r, span_key(document, s)) for r, es in incident.members.items() for e in es for s in e}
    return incident.types[0], members


def predicted_sets(document, reading, found, member):
    if reading is None:
        return []
    nodes, queries, _ = reading
    sets = []
    for query in queries:
        if float(query.types[:NONE].sum()) >= found:
            at = torch.nonzero(query.members > member).tolist()
            sets.append((int(query.types[:NONE].argmax()), {(r, nodes.keys[v]) for v, r in at}))
    return sets


def scores(model, head, measured, root):
    """All figures of one checkpoint; `measured` as `train_incidents.corpora` gives it."""
    flat = {part: [variants[0] for variants in items] for part, items in measured.items()}
    return {"muc4": muc(model, head, flat["muc4"], root), "modern": modern(model, head, flat["modern"])}
