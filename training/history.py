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
import zlib
from pathlib import Path

import numpy as np

import weights
from category import FOLDS, found

# A sign must be seen in so many incidents.
LEAST_SEEN = 8
FREEDOM = 0.07


def examples(options):
    """(document id, signs, whether it is history) of every incident that was found."""
    for report, gold, told in found(options):
        yield report["id"], told["history"], gold["time_frame"] == "background"


def fit(rows):
    return weights.fit([(signs, right) for _, signs, right in rows], LEAST_SEEN, FREEDOM)


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
    weights.write(options.out, "# what speaks for an act being history\thow much; made by training/history.py", vectorizer, model)


if __name__ == "__main__":
    main()
