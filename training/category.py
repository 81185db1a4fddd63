#!/usr/bin/env python3
"""Whether an act was political or criminal: the weights of `data/category.tsv`.

  python3 training/category.py reports --data ../shared/data --out reports.jsonl
  cargo run -p dateline-cli --example category_signs -- reports.jsonl > signs.jsonl
  python3 training/category.py train --signs signs.jsonl --reports reports.jsonl --out data/category.tsv

Multinomial logistic regression over the words of a report (names left out), the type of the incident and whether a party to a conflict took part.
Learns from our annotation of modern reports and the reports of our own writing (`incidents/marks.py`), one document in five left out for
measuring; an incident that the program finds takes the category of the annotated one that it shares most words with, as `eval/modern.py` matches
them. Prints how often it is right in five folds of documents, and on each corpus when the others taught it. Needs numpy and scikit-learn.
"""

import argparse
import json
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpora.modern import texts
from incidents.marks import OWN, annotations, is_dev

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "eval"))
from modern import marked  # noqa: E402

CATEGORIES = ("criminal", "political", "unclear")
# A word must stand in so many of the reports: fewer say more of those reports than of their kind.
LEAST_DOCUMENTS = 15
# How freely weights may grow; of .03 to .3 it made no difference.
FREEDOM = 0.1
FOLDS = 5


def known(root):
    """{document id: (text, record)} of what may teach."""
    modern, own = texts(root), annotations(path=OWN)
    records = {name: (modern[name], record) for name, record in annotations().items()}
    records |= {name: (record["text"], record) for name, record in own.items()}
    return {name: row for name, row in sorted(records.items()) if not is_dev(name)}


def write_reports(options):
    with options.out.open("w", encoding="utf-8") as out:
        for name, (text, record) in known(Path(options.data)).items():
            parents = {incident.get("part_of") for incident in record["incidents"]}
            gold = [{"category": i["category"], "type": i["type"], "time_frame": i["time_frame"], "spans": marked(i)} for i in record["incidents"] if i["id"] not in parents]
            print(json.dumps({"id": name, "text": text, "gold": gold}, ensure_ascii=False), file=out)


def matched(gold, made):
    """Greedy one-to-one pairs, the likest first."""
    scored = []
    for i, wanted in enumerate(gold):
        for j, told in enumerate(made):
            shared = sum(any(a < end and start < b for start, end in told["spans"]) for a, b in wanted["spans"])
            if shared:
                scored.append((-shared - 0.5 * (wanted["type"] == told["type"]), i, j))
    used_gold, used_made = set(), set()
    for _, i, j in sorted(scored):
        if i not in used_gold and j not in used_made:
            used_gold.add(i), used_made.add(j)
            yield gold[i], made[j]


def found(options):
    """(report, annotated incident, incident that the program told) of every incident that was found."""
    reports = list(map(json.loads, options.reports.open(encoding="utf-8")))
    made = defaultdict(list)
    for row in map(json.loads, options.signs.open(encoding="utf-8")):
        made[row["report"] - 1].append(row)
    for number, report in enumerate(reports):
        parents = {row["part_of"] for row in made[number]}
        leaves = [row for row in made[number] if row["incident"] not in parents]
        for gold, told in matched(report["gold"], leaves):
            yield report, gold, told


def examples(options):
    """(document id, signs in the report, category, signs in its own sentences) of every incident that was found."""
    for report, gold, told in found(options):
        yield report["id"], told["signs"], gold["category"], told["short"]


def fit(rows):
    """A vectorizer and a model, taught each incident twice: by its report, and by its own sentences as if they were a short one."""
    held = Counter(sign for _, signs in {(row[0], tuple(row[1])) for row in rows} for sign in set(signs))
    both = [row[1] for row in rows] + [row[3] for row in rows]
    signs = [{sign: 1.0 for sign in row if held[sign] >= LEAST_DOCUMENTS} for row in both]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=FREEDOM, max_iter=5000).fit(vectorizer.fit_transform(signs), [row[2] for row in rows] * 2)
    return vectorizer, model


def share_right(rows, part_of, signs):
    """{part: (right, all)} when the other parts teach; `signs`: 1 for those in the report, 3 for those in its own sentences."""
    told = {}
    for part in sorted({part_of(row[0]) for row in rows}):
        vectorizer, model = fit([row for row in rows if part_of(row[0]) != part])
        left = [row for row in rows if part_of(row[0]) == part]
        answers = model.predict(vectorizer.transform([dict.fromkeys(row[signs], 1.0) for row in left]))
        told[part] = (sum(answer == row[2] for answer, row in zip(answers, left)), len(left))
    return told


def train(options):
    rows = list(examples(options))
    print(f"{len(rows)} incidents:", dict(Counter(row[2] for row in rows)))
    for name, part_of in (("folds", lambda name: zlib.crc32(("f" + name).encode()) % FOLDS), ("corpora", lambda name: name.split("/")[0] if "/" in name else "own")):
        for words, signs in (("reports", 1), ("sentences", 3)):
            told = share_right(rows, part_of, signs)
            print(f"right by {name}, {words}: {100 * sum(r for r, _ in told.values()) / len(rows):.1f} %", told)
    vectorizer, model = fit(rows)
    assert tuple(model.classes_) == CATEGORIES
    weights = model.coef_.copy()
    names = vectorizer.get_feature_names_out()
    # Every report has the sign ANY.
    weights[:, list(names).index("ANY")] += model.intercept_
    with options.out.open("w", encoding="utf-8") as out:
        print("# sign of a report or incident\tits weight for " + ", ".join(CATEGORIES) + "; made by training/category.py", file=out)
        for name, row in zip(names, weights.T):
            if np.abs(row).max() >= 0.0005:
                print(name, *(f"{weight:.3f}" for weight in row), sep="\t", file=out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["reports", "train"])
    parser.add_argument("--data", default="../shared/data")
    for name in ("reports", "signs", "out"):
        parser.add_argument(f"--{name}", type=Path)
    options = parser.parse_args()
    write_reports(options) if options.step == "reports" else train(options)


if __name__ == "__main__":
    main()
