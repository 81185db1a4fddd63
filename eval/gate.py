#!/usr/bin/env python3
"""The gate: how many documents with incidents it loses, how many without it passes over, and what it costs.

  python3 eval/gate.py --scores SCORES.tsv [--data DIR] [--dateline BINARY] [--cost 100]

SCORES.tsv is written by training/gate.py --scores: each document's score by a model that did not see it (five folds). The
threshold is the shipped one. Bounds are the upper ends of two-sided Clopper-Pearson 95 % intervals. With --cost N, the processor time of
`dateline code` for the first N MUC-4 dev documents is taken with everything read (--no-gate) and with everything passed over
(--gate-threshold 1), less that of the same document alone; the second still reads files and prints, so that the gate's own
part is smaller. Needs numpy and scipy (training/requirements.txt).
"""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from coding import arguments
from false_alarms import gate, read_scores, shipped_threshold

CURVE = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5)
# A passed-over document costs so little that the documents are read this many times over.
MANY = 20
# Named by the corpora's makers or marked by the codebook; the others' incidents are mostly asides in news on other matters.
EVENTFUL = ("muc4", "isaf", "fakes", "gva", "gvdb", "wikinews", "re3d")


def passed_over(scores, threshold):
    """(below the threshold, all)"""
    return sum(score < threshold for score in scores), len(scores)


def share(wrong, total):
    if not total:
        return "-"
    return f"{100 * wrong / total:.2f} % ({wrong}/{total}, upper bound {100 * gate.upper_bound(wrong, total):.2f} %)"


def table(rows, threshold):
    corpora = sorted({name for name, _, _ in rows})
    groups = [(name, (name,)) for name in corpora] + [("eventful", EVENTFUL), ("all", corpora)]
    print(f"{'corpus':10} {'with incidents: lost':48} without: passed over")
    for title, members in groups:
        chosen = [row for row in rows if row[0] in members]
        lost, spared = (passed_over([score for _, label, score in chosen if label is wanted], threshold)
                        for wanted in (True, False))
        print(f"{title:10} {share(*lost):48} {share(*spared)}")


def curve(rows, shipped):
    print("\nthreshold  lost  passed over")
    for threshold in sorted({*CURVE, shipped}):
        lost, spared = (passed_over([score for _, label, score in rows if label is wanted], threshold)
                        for wanted in (True, False))
        mark = " (shipped)" if threshold == shipped else ""
        print(f"{threshold:.4f}  {share(*lost)}  {share(*spared)}{mark}")


def seconds(dateline, texts, options):
    """Processor time, which does not depend on who else uses the machine; least of two runs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        taken = []
        for _ in range(2):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([dateline, "code", str(path), "--format", "jsonl", "--quiet", *options], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def cost(options):
    path = Path(options.data) / "muc4" / "docs" / "dev.jsonl"
    texts = [row["raw"] for row in map(json.loads, path.open(encoding="utf-8"))][: options.cost]
    ways = {"full coding": (1, ["--no-gate"]), "all passed over": (MANY, ["--gate-threshold", "1"])}
    each = {}
    for way, (times, extra) in ways.items():
        several, one = seconds(options.dateline, texts * times, extra), seconds(options.dateline, texts[:1], extra)
        each[way] = 1000 * (several - one) / (len(texts) * times - 1)
        print(f"{way}: {each[way]:.2f} ms a document")
    print(f"the gate with reading and printing costs {100 * each['all passed over'] / each['full coding']:.2f} % of a full coding")


def main():
    parser = arguments(__doc__)
    parser.add_argument("--scores", type=Path, required=True, help="by training/gate.py --scores")
    parser.add_argument("--cost", type=int, default=0, help="time this many documents too")
    options = parser.parse_args()
    rows = [(gate.corpus(name), label, score) for name, (label, score) in read_scores(options.scores).items()]
    shipped = shipped_threshold()
    print(f"threshold {shipped:.4f}")
    table(rows, shipped)
    curve(rows, shipped)
    if options.cost:
        print()
        cost(options)


if __name__ == "__main__":
    main()
