#!/usr/bin/env python3
"""One act told as if it were two: the weights of `data/same_act.tsv`.

  python3 training/category.py reports --data ../shared/data --out reports.jsonl
  cargo run --release -p dateline-cli --example pairs_of_acts -- reports.jsonl > pairs.jsonl
  python3 training/same_act.py --pairs pairs.jsonl --reports reports.jsonl --out data/same_act.tsv

Logistic regression over what two incidents of a report have in common. Learns from our annotation of modern reports and the reports of our own writing,
one document in five left out for measuring: an incident that the program tells is the annotated one whose words it shares most; a pair is one act where
both are the same. Prints, in five folds of documents, how many joins would be right by the log odds from which on two are joined (`JOINED` in
`crates/extract/src/drafts/same_act.rs`). Needs numpy and scikit-learn.
"""

import argparse
import json
import zlib
from pathlib import Path

import numpy as np

import weights

# A sign must be seen in so many pairs.
LEAST_SEEN = 10
FREEDOM = 0.3
FOLDS = 5


def annotated_as(words, kind, gold):
    """Number of the annotated incident whose words are shared most; None where none are."""
    shared = [sum(any(a < span["end"] and span["start"] < b for span in words) for a, b in one["spans"]) for one in gold]
    scored = [(count + 0.5 * (kind == one["type"]), -number) for number, (count, one) in enumerate(zip(shared, gold)) if count]
    return -max(scored)[1] if scored else None


def examples(options):
    """(document id, signs, whether they are one act) of every pair of which both are annotated."""
    reports = list(map(json.loads, options.reports.open(encoding="utf-8")))
    for row in map(json.loads, options.pairs.open(encoding="utf-8")):
        report = reports[row["report"] - 1]
        known = [annotated_as(words, kind, report["gold"]) for kind, words in row["incidents"]]
        for earlier, later, signs in row["pairs"]:
            if known[earlier] is not None and known[later] is not None:
                yield report["id"], dict.fromkeys(signs, 1.0), known[earlier] == known[later]


def fit(rows):
    return weights.fit([(signs, right) for _, signs, right in rows], LEAST_SEEN, FREEDOM)


def measure(rows):
    odds = np.zeros(len(rows))
    fold = np.array([zlib.crc32(("f" + name).encode()) % FOLDS for name, *_ in rows])
    for part in range(FOLDS):
        vectorizer, model = fit([row for row, own in zip(rows, fold) if own != part])
        left = np.flatnonzero(fold == part)
        odds[left] = model.decision_function(vectorizer.transform(rows[at][1] for at in left))
    right = np.array([label for *_, label in rows])
    for least in np.arange(-1.5, 2.1, 0.5):
        joined = odds > least
        print(f"joined from {least:.1f} on: {joined.sum()} pairs, {100 * right[joined].mean():.0f} % right, {100 * (right & joined).sum() / right.sum():.0f} % of those to be joined")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("pairs", "reports", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    rows = list(examples(options))
    print(f"{len(rows)} pairs, {sum(label for *_, label in rows)} of one act")
    measure(rows)
    vectorizer, model = fit(rows)
    weights.write(options.out, "# what speaks for two incidents of a report being one act\thow much; made by training/same_act.py", vectorizer, model)


if __name__ == "__main__":
    main()
