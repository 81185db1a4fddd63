#!/usr/bin/env python3
"""The town that a report is about: the weights of `data/towns.tsv`.

  python3 training/towns.py reports --data ../shared/data --out reports.jsonl
  cargo run -p dateline-cli --example towns -- reports.jsonl > towns.tsv
  python3 training/towns.py train --reports reports.jsonl --towns towns.tsv --out data/towns.tsv

A conditional logit: of the towns that a report names, and of "none of them", the city of its GVA record is the answer. Learns from GVA reports whose
incident is neither in the sample of `eval/gva.py` nor in its `--others`; those of every fifth incident (by a hash of its id) are kept back to choose how
much the weights are held down, and to say how often the likeliest town is right. Then all are learnt from. Needs numpy. Nothing is drawn by chance.
"""

import argparse
import csv
import json
import sys
import zlib
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "eval"))
from gva import cities, is_deliberate, spelt_out

SAMPLE = 400
PENALTIES = (0.3, 1.0, 3.0, 10.0)
# What can only speak for a town, or only against it.
FOR = {"forces", "forces_in", "has_force", "county_force", "headline", "headline_in", "filed", "placing", "bearing", "act", "first_act", "lead", "only"}
AGAINST = {"within"}


def outside(folder):
    """Reports of incidents that the measurements do not use, as (report, record)."""
    records = {row["incident_uri"]: row for row in map(json.loads, (folder / "incidents.jsonl").open(encoding="utf-8"))}
    documents = sorted(map(json.loads, (folder / "docs.jsonl").open(encoding="utf-8")), key=lambda row: row["id"])
    documents = [row for row in documents if row["incident"] in records and len(row["text"]) > 200]
    step = max(1, len(documents) // SAMPLE)
    measured = {row["incident"] for row in documents[0::step][:SAMPLE] + documents[step // 2::step][:SAMPLE]}
    left = [(row, records[row["incident"]]) for row in documents if row["incident"] not in measured]
    return [(row, record) for row, record in left if is_deliberate(record, f"{row['title']} {row['text']}")]


def write_reports(options):
    with options.out.open("w", encoding="utf-8") as out:
        for row, record in outside(Path(options.data) / "linkage" / "gva"):
            print(json.dumps({"text": (row["title"] or "") + "\n\n" + row["text"], "published": row["dct"], "incident": row["incident"],
                              "cities": cities(record), "state": record["state"]}, ensure_ascii=False), file=out)


def cases(options):
    """Signs of the towns of each report, with the last row "none", the right row, and whether the incident is kept back."""
    reports = list(map(json.loads, options.reports.open(encoding="utf-8")))
    named = defaultdict(list)
    with options.towns.open(encoding="utf-8") as rows:
        reader = csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        signs = next(reader)[3:]
        for row in reader:
            named[int(row[0]) - 1].append((row[1], row[2], [float(cell) for cell in row[3:]]))
    told = []
    for at, towns in named.items():
        report = reports[at]
        right = [number for number, (name, division, _) in enumerate(towns)
                 if any(city in spelt_out(name) for city in report["cities"]) and (division in ("", report["state"]) or report["state"].startswith("District"))]
        # Of several that bear the name the one that is told most.
        answer = max(right, key=lambda number: sum(towns[number][2]), default=len(towns))
        matrix = np.zeros((len(towns) + 1, len(signs) + 1))
        matrix[:-1, :-1] = [numbers for _, _, numbers in towns]
        matrix[-1, -1] = 1
        told.append((matrix, answer, zlib.crc32(report["incident"].encode()) % 5 == 0))
    return signs + ["none"], told


def fit(told, signs, penalty):
    """Gradient ascent with a quadratic penalty; signs that may point one way only are kept to it."""
    size = len(signs)
    weights, speed = np.zeros(size), np.zeros(size)
    scale = np.array([max(1e-6, np.abs(np.concatenate([matrix[:, at] for matrix, _, _ in told])).max()) for at in range(size)])
    scaled = [(matrix / scale, answer) for matrix, answer, _ in told]
    low = np.array([0.0 if sign in FOR else -np.inf for sign in signs])
    high = np.array([0.0 if sign in AGAINST else np.inf for sign in signs])
    for _ in range(1500):
        gradient = -2 * penalty * weights
        for matrix, answer in scaled:
            odds = matrix @ weights
            shares = np.exp(odds - odds.max())
            shares /= shares.sum()
            gradient += matrix[answer] - shares @ matrix
        speed = 0.9 * speed + gradient / len(scaled)
        weights = np.clip(weights + 0.5 * speed, low, high)
    return weights / scale


def judge(told, weights):
    right = sure = sure_right = wanted = 0
    for matrix, answer, _ in told:
        odds = matrix @ weights
        shares = np.exp(odds - odds.max())
        shares /= shares.sum()
        best = int(shares.argmax())
        right += best == answer
        wanted += answer < len(matrix) - 1
        if best < len(matrix) - 1 and shares[best] >= 0.5:
            sure += 1
            sure_right += best == answer
    return f"likeliest right {right / len(told):.3f}; a town named and told {wanted / len(told):.3f}; likely ones {sure / len(told):.3f}, of them right {sure_right / max(1, sure):.3f}"


def likelihood(told, weights):
    total = 0.0
    for matrix, answer, _ in told:
        odds = matrix @ weights
        total += odds[answer] - odds.max() - np.log(np.exp(odds - odds.max()).sum())
    return total / len(told)


def train(options):
    signs, told = cases(options)
    kept = [case for case in told if case[2]]
    learnt = [case for case in told if not case[2]]
    trials = []
    for penalty in PENALTIES:
        weights = fit(learnt, signs, penalty)
        trials.append((likelihood(kept, weights), penalty))
        print(f"penalty {penalty}: log likelihood {trials[-1][0]:.4f} of {len(kept)} kept back; {judge(kept, weights)}")
    weights = fit(told, signs, max(trials)[1])
    with options.out.open("w", encoding="utf-8") as out:
        print("# what speaks for a town's being the one that a report is about\tits weight, made by training/towns.py; none: for its being about no town", file=out)
        for sign, weight in zip(signs, weights):
            print(f"{sign}\t{weight:.3f}", file=out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    reports = commands.add_parser("reports")
    reports.add_argument("--data", default="../shared/data")
    reports.add_argument("--out", type=Path, required=True)
    reports.set_defaults(run=write_reports)
    learn = commands.add_parser("train")
    learn.add_argument("--reports", type=Path, required=True)
    learn.add_argument("--towns", type=Path, required=True)
    learn.add_argument("--out", type=Path, default=Path("data/towns.tsv"))
    learn.set_defaults(run=train)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
