#!/usr/bin/env python3
"""How sure MUC-4's key is that an organisation did it: the weights of `data/muc4/confidence.tsv`.

  python3 training/muc4_confidence.py reports --data ../shared/data --out reports.jsonl
  cargo run -p dateline-cli --example confidence_signs -- reports.jsonl > signs.jsonl
  python3 training/muc4_confidence.py train --data ../shared/data --signs signs.jsonl --out data/muc4/confidence.tsv

Multinomial logistic regression over the claims that tie an organisation to an act (link, kind of source, certainty, cue) and whose
violence the template tells; the words of the sentences were no better. Learns from the training part of MUC-4: an organisation that the program tells takes the
confidence of the same one in the key, of several that of the same incident type, as `eval/muc4_confidence.py` matches them; where the key allows
several, each counts for its share. Prints how often the rules, the commonest answer and the model are right in five folds of documents.
Needs numpy and scikit-learn.
"""

import argparse
import json
import sys
import zlib
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "eval"))
from muc4_confidence import is_same, keyed  # noqa: E402

CONFIDENCES = ("REPORTED AS FACT", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "CLAIMED OR ADMITTED", "POSSIBLE")
# Who claims an act, or was acquitted of it, stays so (`crates/export/src/muc4/confidence.rs`).
STANDING = ("CLAIMED OR ADMITTED", "ACQUITTED")
# A sign must stand in so many of the documents: fewer say more of those documents than of the confidence.
LEAST_DOCUMENTS = 4
FREEDOM = 0.2
FOLDS = 5


def lines(path):
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def known(root):
    """[(document, its key)] of the training part where the key names an organisation."""
    muc = Path(root) / "muc4"
    keys = {key["docid"]: key for key in lines(muc / "gold" / "train.full.jsonl")}
    documents = lines(muc / "docs" / "train.jsonl")
    return [(d, keys[d["docid"]]) for d in documents if any(True for _ in keyed(keys[d["docid"]]))]


def write_reports(options):
    with options.out.open("w", encoding="utf-8") as out:
        for document, _ in known(options.data):
            print(json.dumps({"id": document["docid"], "text": document["raw"]}), file=out)


def examples(options):
    """(document, signs, confidence told, confidences that the key allows) of each organisation that is right."""
    documents = known(options.data)
    rows = set()
    for report in lines(options.signs):
        document, key = documents[report["report"] - 1]
        for one in report["organisations"]:
            same = [(kind != one["type"], frozenset(allowed)) for kind, refs, allowed in keyed(key) if is_same(one["names"], refs)]
            if same:
                signs = tuple(sign for sign in one["signs"] if not sign.startswith("CUE ") or sign.replace(" ", "").isalpha())
                rows.add((document["docid"], signs, one["told"], min(same, key=lambda pair: pair[0])[1]))
    return sorted(rows, key=lambda row: (row[0], row[1], row[2], sorted(row[3])))


def fit(rows):
    seen = defaultdict(set)
    for name, signs, *_ in rows:
        for sign in signs:
            seen[sign].add(name)
    taught = [(signs, answer, 1 / len(allowed)) for _, signs, _, allowed in rows for answer in sorted(allowed) if answer in CONFIDENCES]
    vectorizer = DictVectorizer()
    held = vectorizer.fit_transform([{sign: 1.0 for sign in signs if len(seen[sign]) >= LEAST_DOCUMENTS} for signs, *_ in taught])
    model = LogisticRegression(C=FREEDOM, max_iter=5000).fit(held, [answer for _, answer, _ in taught], sample_weight=[weight for *_, weight in taught])
    return vectorizer, model


def measure(rows):
    fold = {row[0]: zlib.crc32(("f" + row[0]).encode()) % FOLDS for row in rows}
    free = kept = 0
    for part in range(FOLDS):
        vectorizer, model = fit([row for row in rows if fold[row[0]] != part])
        left = [row for row in rows if fold[row[0]] == part]
        answers = model.predict(vectorizer.transform([dict.fromkeys(row[1], 1.0) for row in left]))
        free += sum(answer in row[3] for answer, row in zip(answers, left))
        kept += sum((row[2] if row[2] in STANDING else answer) in row[3] for answer, row in zip(answers, left))
    percent = lambda right: f"{100 * right / len(rows):.1f} %"  # noqa: E731
    print(f"{len(rows)} organisations; right: rules {percent(sum(row[2] in row[3] for row in rows))}, "
          f"always a fact {percent(sum(CONFIDENCES[0] in row[3] for row in rows))}, "
          f"model {percent(free)}, with what is claimed kept {percent(kept)}")


def train(options):
    rows = examples(options)
    measure(rows)
    vectorizer, model = fit(rows)
    order = [list(model.classes_).index(name) for name in CONFIDENCES]
    weights = model.coef_[order].copy()
    names = vectorizer.get_feature_names_out()
    # Every organisation has the sign ANY.
    weights[:, list(names).index("ANY")] += model.intercept_[order]
    with options.out.open("w", encoding="utf-8") as out:
        print("# sign of an organisation\tits weight for " + ", ".join(CONFIDENCES) + "; made by training/muc4_confidence.py", file=out)
        for name, row in zip(names, weights.T):
            if np.abs(row).max() >= 0.0005:
                print(name, *(f"{weight:.3f}" for weight in row), sep="\t", file=out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["reports", "train"])
    parser.add_argument("--data", default="../shared/data")
    for name in ("signs", "out"):
        parser.add_argument(f"--{name}", type=Path)
    options = parser.parse_args()
    write_reports(options) if options.step == "reports" else train(options)


if __name__ == "__main__":
    main()
