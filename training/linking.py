#!/usr/bin/env python3
"""Weights of linking: `data/linking.tsv`, a logistic regression over pairs of tellings.

  dateline ingest gva.jsonl --ledger gva.ledger --no-gate          (eval/linking.py --keep FOLDER leaves such ledgers)
  cargo run --release -p dateline-ledger --example pairs -- gva.ledger > gva.tsv
  python3 training/linking.py --data ../shared/data --gva gva.tsv --ecb ecb.tsv --fakes fakes.tsv --isaf isaf.tsv --made-up TRUTH PAIRS --out data/linking.tsv

Learns from reports of two of three GVA incidents (chosen by a hash of the incident's id), from the training topics of ECB+, and from FA-KES,
where labels are inferred: one incident when day, governorate and deaths of the key agree, two when the days are more than five apart and the texts
unlike; the rest is left out; and from the press releases of ISAF, worded alike by one house, where two are two incidents when the key's days are
more than two apart or the provinces differ, and the rest is left out. Where days and places are read as well as a person would, they say more
than in these corpora: 10,000 synthetic reports of another seed than the one that is judged (`million fill --reports 10000 --seed 2`, its truth and
its pairs) stand for that. Only the first telling of each report is labelled. Needs numpy. Nothing is drawn by chance.
"""

import argparse
import ast
import json
import re
import zlib
from datetime import datetime
from pathlib import Path

import numpy as np

ECB_DEV = {"2", "5", "12", "18", "21", "23", "34", "35"}
# Pairs of different incidents that share keys are far more than pairs of one: each weighs as much as it says.
L2 = 2e-4
STEPS = 60
SHARE_OF_MADE_UP = 0.5
# Signs that a feature must have, whatever the pairs of these two corpora say by chance of their making.
SIGNS = {
    "date_same": 1, "place_same": 1, "type_same": 1, "killed_same": 1, "wounded_same": 1, "organisation_shared": 1, "weapon_shared": 1,
    "victim_shared": 1, "target_shared": 1, "figures_same": 1, "place_and_day": 1,
    "date_far": -1, "date_31": -1, "date_7": -1, "date_outside": -1, "place_far": -1, "place_country": -1, "place_division": -1,
    "place_unnamed": -1, "type_kin": -1, "type_other": -1, "killed_apart": -1, "wounded_apart": -1, "figures_other": -1,
    "organisation_other": -1, "weapon_other": -1, "victim_other": -1, "background_one": -1, "operation_one": -1, "stage_other": -1,
    "days_apart": -1, "places_apart": -1, "both_apart": -1, "days_apart_and_text": -1, "days_apart_and_rare": -1, "places_apart_and_text": -1, "both_apart_and_rare": -1,
    "after_publication": -1, "published_far": -1,
}
# Bounds that hold whatever the corpora say: a differing toll alone forbids nothing, since tolls rise (codebook section 7), and a copy tells the same.
LEAST = {"killed_rose": -0.5, "wounded_rose": -0.3, "killed_fell": -1.2, "wounded_fell": -0.8, "copy": 1.0, "place_same": 0.3, "date_same": 0.5}
# Bounds from above: what excludes one another keeps two reports apart though corpora that a machine read hold many wrong days and places.
MOST = {"date_7": -0.5, "date_31": -1.5, "date_far": -1.5, "date_outside": -0.5, "place_far": -1.0, "place_country": -1.0, "both_apart": -1.0,
        "type_other": -0.3}


def gva_gold(data):
    for line in (data / "linkage" / "gva" / "docs.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        yield row["id"], row["incident"], zlib.crc32(row["incident"].encode()) % 3 == 0


def ecb_gold(names):
    for name in names:
        topic, rest = name.split("_")
        yield name, topic + re.sub(r"^\d+", "", rest), topic in ECB_DEV


def pairs(path, gold, label=None):
    """Features, labels and whether both reports are of dev; pairs across the parts, and those that `label` gives none, are left out."""
    with path.open(encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")[4:]
        values, labels, dev = [], [], []
        for line in lines:
            one, number, other, other_number, *features = line.rstrip("\n").split("\t")
            if number != "0" or other_number != "0" or one not in gold or other not in gold:
                continue
            (incident, is_dev), (second, second_dev) = gold[one], gold[other]
            if is_dev != second_dev:
                continue
            features = [float(value) for value in features]
            same = incident == second if label is None else label(one, other, dict(zip(names, features)))
            if same is not None:
                values.append(features)
                labels.append(same)
                dev.append(is_dev)
    return names, np.array(values), np.array(labels, float), np.array(dev)


def fakes_pairs(path, data):
    """As `pairs`; a third of the articles is dev."""
    with (data / "conflict" / "fakes.jsonl").open(encoding="utf-8") as source:
        rows = {row["unit_id"]: row for row in map(json.loads, source)}
    gold = {name: (name, zlib.crc32(name.encode()) % 3 == 0) for name in rows}
    days = {name: datetime.strptime(row["date"], "%m/%d/%y").toordinal() for name, row in rows.items()}
    deaths = {name: float(row["nb_civilians"] or 0) + float(row["nb_noncivilians"] or 0) for name, row in rows.items()}

    def label(one, other, features):
        apart = abs(days[one] - days[other])
        if apart == 0 and rows[one]["location"] == rows[other]["location"] and deaths[one] == deaths[other]:
            return True
        return False if apart > 5 and features["text"] < 0.5 and not features["copy"] else None

    return pairs(path, gold, label)


def isaf_pairs(path, data):
    """As `pairs`; a third of the releases is dev."""
    lines = (data / "conflict" / "isaf.jsonl").open(encoding="utf-8")
    keys = {str(number): gold_of(json.loads(line)["gold"]) for number, line in enumerate(lines, 1)}
    gold = {name: (name, zlib.crc32(name.encode()) % 3 == 0) for name in keys}

    def label(one, other, features):
        (day, province), (second, other_province) = keys[one], keys[other]
        is_other = abs(day - second) > 2 or province != other_province
        return False if is_other and not features["copy"] else None

    return pairs(path, gold, label)


def made_up_pairs(truth, path):
    """As `pairs`, of the generator in eval/million; a third of the incidents is dev."""
    rows = [line.split("\t") for line in truth.open(encoding="utf-8")]
    column = rows[0].index("incident")
    gold = {row[0]: (row[column], zlib.crc32(row[column].encode()) % 3 == 0) for row in rows[1:]}
    return pairs(path, gold)


def gold_of(gold):
    """Day, as an ordinal, and province of a key."""
    gold = ast.literal_eval(gold) if isinstance(gold, str) else gold
    return datetime.fromisoformat(str(gold["start_date"])[:10]).toordinal(), gold["province"]


def fit(x, y, weight, names):
    """Newton's method with a ridge; a weight beyond its bounds is held there and the rest fitted again."""
    held = {}
    while True:
        w = np.zeros(len(names))
        w[list(held)] = list(held.values())
        free = np.array([at not in held for at in range(len(names))])
        for _ in range(STEPS):
            p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
            ridge = np.full(len(names), L2 * weight.sum())
            ridge[0] = 0
            gradient = x.T @ (weight * (p - y)) + ridge * w
            hessian = (x * (weight * p * (1 - p) + 1e-6)[:, None]).T @ x + np.diag(ridge + 1e-9)
            step = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
            w[free] -= step
            if np.abs(step).max() < 1e-6:
                break
        beyond = {}
        for at, name in enumerate(names):
            if at not in held and w[at] > MOST.get(name, np.inf):
                beyond[at] = MOST[name]
            elif at not in held and w[at] < LEAST.get(name, -np.inf):
                beyond[at] = LEAST[name]
            elif at not in held and w[at] * SIGNS.get(name, 0) < 0:
                beyond[at] = max(0.0, LEAST.get(name, 0.0))
        if not beyond:
            return w
        held.update(beyond)


def report(title, odds, y):
    for least in (0, 1, 2, 3):
        told = odds > least
        right = (told & (y > 0)).sum()
        print(f"{title}: odds > {least}: precision {right / max(told.sum(), 1):.3f} recall {right / max(y.sum(), 1):.3f} of {int(y.sum())} in {len(y)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gva", type=Path, required=True)
    parser.add_argument("--ecb", type=Path, required=True)
    parser.add_argument("--fakes", type=Path, required=True)
    parser.add_argument("--isaf", type=Path, required=True)
    parser.add_argument("--made-up", type=Path, nargs=2, required=True, metavar=("TRUTH", "PAIRS"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    gva = {name: (incident, is_dev) for name, incident, is_dev in gva_gold(options.data)}
    ecb_names = [path.stem for path in (options.data / "linkage" / "ecbplus").glob("*/*.xml")]
    ecb = {name: (incident, is_dev) for name, incident, is_dev in ecb_gold(ecb_names)}
    names, *first = pairs(options.gva, gva)
    _, *second = pairs(options.ecb, ecb)
    _, *third = fakes_pairs(options.fakes, options.data)
    _, *fourth = isaf_pairs(options.isaf, options.data)
    _, *fifth = made_up_pairs(*options.made_up)
    # ECB+ tells of all kinds of incidents, FA-KES and ISAF of a war, GVA of one kind: the smaller corpora count for half of the large one each.
    parts = [("GVA dev", 1.0, first), ("ECB+ dev", 0.5, second), ("FA-KES dev", 0.5, third), ("ISAF dev", 0.5, fourth),
             ("synthetic dev", SHARE_OF_MADE_UP, fifth)]
    x, y, dev = (np.concatenate([part[2][at] for part in parts]) for at in range(3))
    weight = np.concatenate([np.full(len(part[0]), share * len(first[0]) / len(part[0])) for _, share, part in parts])
    w = fit(x[~dev], y[~dev], weight[~dev], names)
    for title, _, (features, labels, is_dev) in parts:
        report(title, features[is_dev] @ w, labels[is_dev])
    with options.out.open("w", encoding="utf-8") as out:
        out.write("# What each feature of a pair of tellings adds to the log odds of one incident (crates/resolve/src/link/features.rs).\n")
        out.write("# Made by training/linking.py.\n# feature\tweight\n")
        for name, value in zip(names, w):
            out.write(f"{name}\t{value:.3f}\n")


if __name__ == "__main__":
    main()
