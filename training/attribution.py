#!/usr/bin/env python3
"""What is an attribution, and where what is said begins and ends: the weights of `data/attribution.tsv`.

  python3 training/attribution.py articles --data ../shared/data --out articles.jsonl
  cargo run --release -p dateline-cli --example attribution_signs -- articles.jsonl > signs.jsonl
  python3 training/attribution.py train --data ../shared/data --signs signs.jsonl --out data/attribution.tsv

Learns from the training articles of PolNeAR that one person annotated. Whether words are an attribution: logistic regression, each one found taken
twice, as one whose content and as one whose cue an annotated attribution has. Borders: of all tokens of the sentence, the one where the annotated
content of that attribution begins (ends) is the likeliest (conditional logit). Articles whose text the program cleans otherwise than we do are left
out. Prints, for every fifth article when the others taught, the F1 of cues and contents by the log odds from which on an attribution is shown
(`SHOWN` in `crates/extract/src/attribution/likely.rs`), and how many borders are right. Needs numpy, scipy and scikit-learn.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "eval"))
from attribution import Places, annotated, joined, pairs, shared, text_of  # noqa: E402
from corpora import polnear  # noqa: E402

# A sign must be seen so often: rarer ones say more of those articles than of news.
LEAST_SEEN = {"start": 30, "end": 30, "attribution": 8}
# How strongly the weights of borders are held back, and how freely those of attributions may grow.
RESTRAINT, FREEDOM = 5.0, 0.3
LEAST_WEIGHT = 0.03
FOLDS = 5


def known(root):
    """{article: its annotation}, those that one person annotated."""
    return {name: paths[0] for name, paths in sorted(polnear.articles(root, "train").items()) if len(paths) == 1}


def write_articles(options):
    with options.out.open("w", encoding="utf-8") as out:
        for name in known(Path(options.data)):
            print(json.dumps({"id": name, "text": text_of(Path(options.data), "train", name)}, ensure_ascii=False), file=out)


def led_back(found, places, text):
    """An attribution found, in the form of `annotated`."""
    def piece(span):
        return places[span["start"]], places[span["end"] - 1] + 1
    return {"content": joined([piece(span) for span in found["content"]], text), "cue": [piece(found["cue"])],
            "source": [piece(found["mention"])] if found["mention"] else []}


def borders(found, gold, places):
    """(question, signs of all candidates, the right one) of each border of a content whose annotation is known."""
    for span, starts, ends in zip(found["content"], found["starts"], found["ends"]):
        piece = [(places[span["start"]], places[span["end"] - 1] + 1)]
        start, end = max(gold["content"], key=lambda own: shared([own], piece))
        if not shared([(start, end)], piece):
            continue
        for question, candidates, right in (("start", [(places[at], signs) for at, signs in starts], start),
                                            ("end", [(places[at - 1] + 1, signs) for at, signs in ends], end)):
            at = [place for place, _ in candidates]
            if right in at and len(at) > 1:
                yield question, [signs for _, signs in candidates], at.index(right)


def examples(options):
    """({question: [(fold, candidates' signs, right one)]}, [(fold, signs, cue is right, content is right)], wanted attributions by fold)."""
    root = Path(options.data)
    articles = list(known(root).items())
    chosen, told, wanted = defaultdict(list), [], Counter()
    for line in options.signs.open(encoding="utf-8"):
        row = json.loads(line)
        name, path = articles[row["article"] - 1]
        text = text_of(root, "train", name)
        places = Places(text)
        if places.text != row["text"]:
            continue
        fold, gold = row["article"] % FOLDS, annotated(path, text)
        ours = [led_back(found, places.places, text) for found in row["found"]]
        contents, cues = pairs(gold, ours, "content"), pairs(gold, ours, "cue")
        wanted[fold] += len(gold)
        for number, found in enumerate(row["found"]):
            told.append((fold, [sys.intern(sign) for sign in found["signs"]], number in cues.values(), number in contents.values()))
        for i, j in contents.items():
            for question, signs, right in borders(row["found"][j], gold[i], places.places):
                chosen[question].append((fold, [[sys.intern(sign) for sign in own] for own in signs], right))
    return chosen, told, wanted


def columns(rows, question):
    seen = Counter(sign for signs in rows for sign in set(signs))
    return {sign: number for number, sign in enumerate(sorted(sign for sign, count in seen.items() if count >= LEAST_SEEN[question]))}


def matrix(rows, column):
    held = [sorted(column[sign] for sign in set(signs) if sign in column) for signs in rows]
    first = np.concatenate([[0], np.cumsum([len(own) for own in held])])
    cells = np.fromiter((cell for own in held for cell in own), dtype=np.int64, count=first[-1])
    return csr_matrix((np.ones(len(cells)), cells, first), shape=(len(rows), len(column)))


def fit_border(cases, question):
    """{sign: weight} by which the right candidate of each case is the likeliest."""
    rows = [signs for _, candidates, _ in cases for signs in candidates]
    column = columns(rows, question)
    held = matrix(rows, column)
    sizes = np.array([len(candidates) for _, candidates, _ in cases])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    case = np.repeat(np.arange(len(cases)), sizes)
    right = first + np.array([right for _, _, right in cases])
    told = np.asarray(held[right].sum(0)).ravel()

    def loss(weights):
        scores = held @ weights
        scores -= np.maximum.reduceat(scores, first)[case]
        odds = np.exp(scores)
        sums = np.add.reduceat(odds, first)
        value = np.log(sums).sum() - scores[right].sum() + RESTRAINT / 2 * weights @ weights
        return value, held.T @ (odds / sums[case]) - told + RESTRAINT * weights
    found = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return dict(zip(column, found.x))


def fit_attribution(told):
    rows = [signs for _, signs, _, _ in told]
    column = columns(rows, "attribution")
    held = matrix(rows * 2, column)
    right = [cue for _, _, cue, _ in told] + [content for _, _, _, content in told]
    model = LogisticRegression(C=FREEDOM, max_iter=3000).fit(held, right)
    weights = dict(zip(column, model.coef_[0]))
    # All have the sign ANY.
    weights["ANY"] += model.intercept_[0]
    return weights


def score(signs, weights):
    return sum(weights.get(sign, 0.0) for sign in set(signs))


def measure(chosen, told, wanted):
    for question, cases in sorted(chosen.items()):
        weights = fit_border([case for case in cases if case[0]], question)
        left = [case for case in cases if not case[0]]
        right = sum(int(np.argmax([score(signs, weights) for signs in candidates])) == answer for _, candidates, answer in left)
        print(f"{question}: {100 * right / len(left):.1f} % of {len(left)} right")
    weights = fit_attribution([row for row in told if row[0]])
    left = [(score(signs, weights), cue, content) for fold, signs, cue, content in told if not fold]
    for least in np.arange(-2.0, 0.6, 0.2):
        kept = [row for row in left if row[0] > least]
        figures = [200 * sum(row[column] for row in kept) / (len(kept) + wanted[0]) for column in (1, 2)]
        print(f"shown from {least:.1f} on: cue F1 {figures[0]:.1f}, content F1 {figures[1]:.1f}")


def train(options):
    chosen, told, wanted = examples(options)
    measure(chosen, told, wanted)
    weights = {question: fit_border(cases, question) for question, cases in chosen.items()}
    weights["attribution"] = fit_attribution(told)
    with options.out.open("w", encoding="utf-8") as out:
        print("# question\tsign\thow much it speaks for a start there, an end there, an attribution; made by training/attribution.py", file=out)
        for question in ("start", "end", "attribution"):
            for sign, weight in sorted(weights[question].items()):
                if abs(weight) >= LEAST_WEIGHT:
                    print(question, sign, f"{weight:.3f}", sep="\t", file=out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["articles", "train"])
    parser.add_argument("--data", default="../shared/data")
    for name in ("signs", "out"):
        parser.add_argument(f"--{name}", type=Path)
    options = parser.parse_args()
    write_articles(options) if options.step == "articles" else train(options)


if __name__ == "__main__":
    main()
