#!/usr/bin/env python3
"""The gate: does a document tell of any incident at all? Hashed word n-grams in a logistic regression.

  python3 gate.py --data ../../shared/data --out ../models/gate [--scores scores.tsv]

Trains, cross-validates in five folds (reports of one incident and copies of one text stay in one fold), writes `gate.bin`
and, with --scores, each document's score by a model that did not see it, for eval/gate.py and eval/false_alarms.py.
Nothing is drawn by chance: the same libraries give the same file. The reader in crates/gate must count features as this file does.
"""

import argparse
import hashlib
import json
import struct
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.stats import beta

from corpora import modern, ud
from document import join_tokens

HERE = Path(__file__).parent
FOLDS = 5
# 2^17 one-byte weights are 128 KB; the corpora hold about 750,000 different n-grams, of which few that matter collide.
BITS = 17
# Words of a window. A report tells its incident in a paragraph or two: over a whole long speech its words would drown.
WINDOW = 150
STRIDE = 75
L2 = 3e-5
STEPS = 60
# Sharpness of the soft maximum over windows.
SHARPNESS = 4.0
MOST_LOST = 0.005
EVENTS = {"Conflict:Attack", "Life:Die", "Conflict:Demonstrate", "Justice:Arrest-Jail"}
# Sources that are left out together by --strangers: they are alike.
STRANGERS = (("fakes",), ("isaf",), ("muc4",), ("gva", "gvdb"), ("wikinews",), ("lgl",), ("polnear",))
# How much a sentence counts beside a document.
SENTENCE = 0.3


# ---------------------------------------------------------------- features

def words(text):
    """Runs of Latin letters, lower-cased; every run of digits is "0". Case and numbers must not decide."""
    found, run, digits = [], [], False
    for letter in text:
        if "0" <= letter <= "9":
            if run:
                found.append("".join(run))
                run = []
            if not digits:
                found.append("0")
            digits = True
            continue
        digits = False
        if is_letter(letter):
            run.append(letter.lower())
        elif run:
            found.append("".join(run))
            run = []
    if run:
        found.append("".join(run))
    return found


def is_letter(letter):
    return "a" <= letter <= "z" or "A" <= letter <= "Z" or ("\u00c0" <= letter <= "\u024f" and letter not in "\u00d7\u00f7")


_hashes = {}


def word_hash(word):
    """32-bit FNV-1a of the UTF-8 bytes."""
    known = _hashes.get(word)
    if known is None:
        known = 0x811C9DC5
        for byte in word.encode("utf-8"):
            known = ((known ^ byte) * 0x01000193) & 0xFFFFFFFF
        _hashes[word] = known
    return known


def bucket(hashes):
    """The upper BITS bits of the hash after multiplication: the lower ones of FNV are the weaker ones."""
    return ((hashes.astype(np.uint64) * 0x9E3779B1) & 0xFFFFFFFF) >> (32 - BITS)


def buckets(hashes):
    """Different buckets of one window's words and pairs of neighbours."""
    pairs = ((hashes[:-1].astype(np.uint64) * 0x85EBCA6B) & 0xFFFFFFFF) ^ hashes[1:]
    return np.unique(np.concatenate([bucket(hashes), bucket(pairs)]))


def windows(text):
    """For each window of a document its buckets."""
    hashes = np.array([word_hash(word) for word in words(text)], dtype=np.uint64)
    starts = range(0, max(1, len(hashes) - WINDOW + STRIDE), STRIDE)
    return [buckets(hashes[start:start + WINDOW]) for start in starts]


# ---------------------------------------------------------------- documents

def lines(path):
    with path.open(encoding="utf-8") as source:
        return [json.loads(line) for line in source if line.strip()]


def muc4(root):
    """Documents with a template that is not optional; whether the others tell of an incident as we define it is unknown."""
    gold = {row["docid"]: row["templates"] for row in lines(root / "muc4/gold/train.full.jsonl")}
    for row in lines(root / "muc4/docs/train.jsonl"):
        if any(not template["optional"] for template in gold[row["docid"]]):
            name = "muc4/" + row["docid"]
            yield name, name, row["raw"]


def gva(root):
    """Reports that name a participant of their incident: many pages hold a menu instead. Accidents are no incidents."""
    records = {row["incident_uri"]: row for row in lines(root / "linkage/gva/incidents.jsonl")}
    for row in lines(root / "linkage/gva/docs.jsonl"):
        record = records.get(row["incident"])
        text = (row["title"] or "") + "\n\n" + row["text"]
        if record and len(text) > 600 and not accidental(record, text) and names_someone(record, text.lower()):
            yield "gva/" + row["id"], "gva-incident/" + row["incident"], text


def accidental(record, text):
    return any("accident" in name or "suicide" in name for name in record.get("_lists", [])) or "accident" in text.lower()


def names_someone(record, text):
    names = [person["Name"].lower().split() for person in record["participants"] if person.get("Name", "").strip()]
    return any(name[0] in text and name[-1] in text for name in names if len(name) > 1)


def gvdb(root):
    for split in ("dev", "test"):
        for row in lines(root / f"casualties/gvdb/{split}.json"):
            if any(span[2] in ("VIC-NAME", "SHO-NAME") for span in row["spans"]):
                name = f"gvdb/{row['doc_key']}"
                yield name, name, join_tokens([word for sentence in row["full_text"] for word in sentence])[0]


def marked(root):
    """{id: text} of the corpora that `annotations/uneventful.tsv` marks."""
    texts = {"muc4/" + row["docid"]: row["raw"] for row in lines(root / "muc4/docs/train.jsonl")}
    texts.update((f"gum/{document.name}", document.text) for document in ud.read_gum(root))
    texts.update([*modern.lgl(root), *modern.polnear(root)])
    return texts


def by_hand(root):
    """(id, text, label) of all documents that we marked: ours by the codebook, and uneventful.tsv."""
    texts = modern.texts(root)
    rows = lines(HERE / "annotations/modern.jsonl")
    # Some were marked by two people: one that only one of them found an incident in tells of one.
    told = {row["doc"] for row in rows if row["incidents"]}
    for name in dict.fromkeys(row["doc"] for row in rows):
        yield name, texts[name], name in told
    texts = marked(root)
    for line in (HERE / "annotations/uneventful.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line != "document\tlabel":
            name, label = line.split("\t")
            if label != "unclear":
                yield name, texts[name], label == "incident"


def sentences(root):
    """Single sentences of Voice of America, to train on alone: what one sentence about an event says, and what does not."""
    for row in json.loads((root / "conflict/m2e2/text_only_event.json").read_text(encoding="utf-8")):
        name = f"m2e2/{row['sentence_id']}"
        label = any(event["event_type"] in EVENTS for event in row["golden-event-mentions"])
        yield name, name.rsplit("_", 1)[0], row["sentence"], label


def documents(root):
    """[(id, group, text, label)]; a mark by hand goes before a corpus's own say."""
    found = {name: (name, copies(text), text, label) for name, text, label in by_hand(root)}
    texts = modern.texts(root)
    told = [(name, name, text) for name, text in texts.items() if name.startswith(("fakes/", "isaf/"))]
    for name, group, text in [*muc4(root), *told, *gvdb(root), *gva(root)]:
        label = found[name][3] if name in found else True
        found[name] = (name, group if group != name else copies(text), text, label)
    return list(found.values())


def copies(text):
    """A name that is the same for texts that differ in their headline or numbers only."""
    return "copy/" + hashlib.md5(" ".join(words(text)[20:80]).encode()).hexdigest()


# ---------------------------------------------------------------- model

class Windows:
    """The windows of documents as rows of a sparse matrix; `owner` says whose each row is."""

    def __init__(self, texts):
        found = [(owner, row) for owner, text in enumerate(texts) for row in windows(text)]
        self.owner = np.array([owner for owner, _ in found])
        ends = np.cumsum([0] + [len(row) for _, row in found])
        values = np.concatenate([np.full(len(row), 1 / max(len(row), 1) ** 0.5, np.float32) for _, row in found])
        columns = np.concatenate([row for _, row in found]).astype(np.int32)
        self.matrix = csr_matrix((values, columns, ends), shape=(len(found), 1 << BITS))

    def of(self, chosen):
        """Matrix and owners of some documents, which are numbered anew; `chosen` is a mask."""
        rows = chosen[self.owner]
        return self.matrix[rows], (np.cumsum(chosen) - 1)[self.owner[rows]]


def soft_maximum(logits, owner, count):
    """Of each document's windows, and each window's share in its gradient."""
    highest = np.full(count, -np.inf)
    np.maximum.at(highest, owner, logits)
    powers = np.exp(SHARPNESS * (logits - highest[owner]))
    sums = np.bincount(owner, powers, count)
    return highest + np.log(sums) / SHARPNESS, powers / sums[owner]


def train(found, labels, weights, chosen):
    """(weight of each bucket, bias), rounded as they are stored."""
    matrix, owner = found.of(chosen)
    turned = matrix.T.tocsr()
    sign = np.where(labels[chosen], -1.0, 1.0)
    weight = weights[chosen].copy()
    for label in (True, False):
        weight[labels[chosen] == label] /= weight[labels[chosen] == label].sum()

    def loss(point):
        logits, share = soft_maximum(matrix @ point[:-1] + point[-1], owner, len(sign))
        slope = (weight * sign / (1 + np.exp(-sign * logits)))[owner] * share
        value = (weight * np.logaddexp(0, sign * logits)).sum() + L2 / 2 * (point[:-1] ** 2).sum()
        return value, np.concatenate([turned @ slope + L2 * point[:-1], [slope.sum()]])

    start = np.zeros((1 << BITS) + 1)
    point = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return rounded(point[:-1]), float(np.float32(point[-1]))


def rounded(weights):
    """(signed bytes, scale). The few largest weights are cut, so that the many small ones keep their differences."""
    scale = float(np.float32(np.quantile(np.abs(weights[weights != 0]), 0.9999) / 127))
    return np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale


def score(found, chosen, model):
    """Probabilities of some documents."""
    (weights, scale), bias = model
    matrix, owner = found.of(chosen)
    logits, _ = soft_maximum(matrix @ (weights * scale) + bias, owner, int(chosen.sum()))
    return 1 / (1 + np.exp(-logits))


def upper_bound(wrong, total):
    """Upper end of the two-sided Clopper-Pearson 95 % interval of a share."""
    return 1.0 if wrong >= total else float(beta.ppf(0.975, wrong + 1, total - wrong))


def threshold(scores):
    """The highest threshold at which the share of lost documents with incidents is under MOST_LOST with its upper bound."""
    ordered = np.sort(scores)
    lost = 0
    while upper_bound(lost + 1, len(ordered)) < MOST_LOST:
        lost += 1
    return float(np.float32((ordered[lost - 1] + ordered[lost]) / 2))


def corpus(name):
    return name.split("/")[0]


def weights_of(rows):
    """Each corpus counts by the root of its size, so that the largest does not decide alone."""
    kinds = [(corpus(name), label) for name, _, _, label in rows]
    sizes = Counter(kinds)
    # Accidental shootings differ from the others in a word or two: to learn from them would cost incidents.
    factor = {("gva", False): 0.0, ("m2e2", False): SENTENCE, ("m2e2", True): SENTENCE}
    return np.array([factor.get(kind, 1.0) * sizes[kind] ** -0.5 for kind in kinds])


def fold(group):
    return int(hashlib.md5(group.encode()).hexdigest(), 16) % FOLDS


def cross_validated(rows, found, labels, weights):
    """A score of each document by a model that did not see it."""
    folds = np.array([fold(group) for _, group, _, _ in rows])
    scores = np.zeros(len(rows))
    for held in range(FOLDS):
        scores[folds == held] = score(found, folds == held, train(found, labels, weights, folds != held))
    return scores


def outcome(scores, labels, limit):
    lost, spared = (scores[labels] < limit).sum(), (scores[~labels] < limit).sum()
    return (f"loses {lost} of {labels.sum()} documents with incidents (upper bound "
            f"{100 * upper_bound(lost, labels.sum()):.2f} %), passes over {spared} of {(~labels).sum()} without")


def strangers(rows, found, labels, weights, limit):
    """Prints what a model loses and passes over of sources that it never saw: closer to what a user's own source will meet."""
    names = np.array([corpus(name) for name, *_ in rows])
    for held in STRANGERS:
        away = np.isin(names, held)
        scores = score(found, away, train(found, labels, weights, ~away))
        print(f"without {' and '.join(held)}: " + outcome(scores, labels[away], limit))


def write(path, model, limit):
    (weights, scale), bias = model
    head = struct.pack("<3I4f", BITS, WINDOW, STRIDE, SHARPNESS, limit, bias, scale)
    path.write_bytes(b"dateline gate 1\n" + head + weights.tobytes())


def read_threshold(path):
    """The threshold of a model file."""
    return struct.unpack_from("<f", path.read_bytes(), 16 + 4 * 4)[0]


def write_parity(path, model):
    texts = (HERE / "gate_parity.txt").read_text(encoding="utf-8").splitlines()
    scores = score(Windows(texts), np.ones(len(texts), bool), model)
    cases = [{"text": text, "score": round(float(value), 6)} for text, value in zip(texts, scores)]
    path.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_scores(path, rows, scores):
    text = [f"{name}\t{int(label)}\t{value:.6f}\n" for (name, _, _, label), value in zip(rows, scores)]
    path.write_text("document\tincident\tscore\n" + "".join(text), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE / "../../shared/data")
    parser.add_argument("--out", type=Path, default=HERE / "../models/gate")
    parser.add_argument("--scores", type=Path, help="write id, corpus, label and cross-validated score here")
    parser.add_argument("--strangers", action="store_true", help="leave out one source after another too")
    options = parser.parse_args()
    rows = documents(options.data)
    whole = len(rows)
    rows += sentences(options.data)
    found, labels, weights = Windows([text for _, _, text, _ in rows]), np.array([label for *_, label in rows]), weights_of(rows)
    scores = cross_validated(rows, found, labels, weights)[:whole]
    limit = threshold(scores[labels[:whole]])
    model = train(found, labels, weights, np.ones(len(rows), bool))
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out / "gate.bin", model, limit)
    write_parity(options.out / "parity.json", model)
    if options.scores:
        write_scores(options.scores, rows, scores)
    print(f"threshold {limit:.4f}: " + outcome(scores, labels[:whole], limit))
    if options.strangers:
        strangers(rows, found, labels, weights, limit)


if __name__ == "__main__":
    main()
