#!/usr/bin/env python3
"""News, or history told beside it: the weights of `data/history.tsv`.

  python3 training/category.py reports --data ../shared/data --out reports.jsonl
  cargo run -p dateline-cli --example category_signs -- reports.jsonl > signs.jsonl
  python3 training/history.py --signs signs.jsonl --reports reports.jsonl --out data/history.tsv

Logistic regression over how the days of an incident are told and how old they are, where in the report it stands, how much of the report tells of acts, and
the words of its sentences (names left out). Learns from our annotation of modern reports and the reports of our own writing, one document in five left out
for measuring; an incident that the program finds takes the time frame of the annotated one that it shares most words with. Prints how many incidents that
its day leaves as news are rightly and wrongly told as history by the log odds from which on they are (`HISTORY` in
`crates/extract/src/drafts/history.rs`): in five folds of documents, and on each corpus when the others taught it. Needs numpy and scikit-learn.
"""

import argparse
import json
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from category import FOLDS, matched

# A sign must be seen in so many incidents.
LEAST_SEEN = 8
FREEDOM = 0.07


def examples(options):
    """(document id, signs, whether it is history) of every incident that was found."""
    reports = list(map(json.loads, options.reports.open(encoding="utf-8")))
    made = defaultdict(list)
    for row in map(json.loads, options.signs.open(encoding="utf-8")):
        made[row["report"] - 1].append(row)
    for number, report in enumerate(reports):
        parents = {row["part_of"] for row in made[number]}
        leaves = [row for row in made[number] if row["incident"] not in parents]
        for gold, told in matched(report["gold"], leaves):
            yield report["id"], told["history"], gold["time_frame"] == "background"


def fit(rows):
    seen = Counter(sign for _, signs, *_ in rows for sign in set(signs))
    vectorizer = DictVectorizer()
    held = vectorizer.fit_transform({sign: 1.0 for sign in signs if seen[sign] >= LEAST_SEEN} for _, signs, *_ in rows)
    return vectorizer, LogisticRegression(C=FREEDOM, max_iter=5000).fit(held, [row[2] for row in rows])


def odds_by_part(rows, part_of):
    """Log odds of each row when the rows of other parts teach."""
    parts = np.array([str(part_of(row[0])) for row in rows])
    odds = np.zeros(len(rows))
    for part in sorted(set(parts)):
        vectorizer, model = fit([row for row, own in zip(rows, parts) if own != part])
        left = np.flatnonzero(parts == part)
        odds[left] = model.decision_function(vectorizer.transform(dict.fromkeys(rows[at][1], 1.0) for at in left))
    return odds


def measure(rows):
    right = np.array([row[2] for row in rows])
    print(f"{len(rows)} incidents, {right.sum()} of them history")
    for name, part_of in (("folds", lambda name: zlib.crc32(("f" + name).encode()) % FOLDS), ("corpora", lambda name: name.split("/")[0] if "/" in name else "own")):
        odds = odds_by_part(rows, part_of)
        for least in (-0.25, 0.0, 0.25, 0.5):
            told = odds > least
            print(f"by {name}, from {least}: {(told & right).sum()} rightly told as history, {(told & ~right).sum()} wrongly")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("signs", "reports", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    rows = list(examples(options))
    measure(rows)
    vectorizer, model = fit(rows)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0]))
    # All have the sign ANY.
    weights["ANY"] += model.intercept_[0]
    with options.out.open("w", encoding="utf-8") as out:
        print("# what speaks for an act being history\thow much; made by training/history.py", file=out)
        for sign, weight in sorted(weights.items()):
            if abs(weight) >= 0.0005:
                print(sign, f"{weight:.3f}", sep="\t", file=out)


if __name__ == "__main__":
    main()
