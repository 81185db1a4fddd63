#!/usr/bin/env python3
"""False alarms of the whole program: documents that tell of no incident, for which `dateline code` prints one all the same.

  python3 eval/false_alarms.py --scores SCORES.tsv [--kept] [--data DIR] [--dateline BINARY] [--wrong N]

Documents are those marked by hand as telling of none (training/annotations). They are coded with --no-gate; whether the gate
would have passed a document over is read from SCORES.tsv, which training/gate.py --scores writes: each score there is by a
model that did not see the document, while the shipped one saw them all. Needs numpy and scipy (training/requirements.txt).
Half of them also taught the incident head what tells of nothing; a second table counts only those that taught it nothing, and
--kept codes only those. `current` counts only documents with an incident that is not background: what a list shows first.
"""

import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from coding import arguments

sys.path.insert(0, str(Path(__file__).parent / "../training"))
import gate  # noqa: E402
from incidents.marks import annotations, is_dev  # noqa: E402
from incidents.weak import is_kept  # noqa: E402

BUNDLED = Path(__file__).parent / "../models/gate/gate.bin"
CHUNK = 100


def shipped_threshold():
    return gate.read_threshold(BUNDLED)


def read_scores(path):
    """{id: (label, score)}"""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {name: (label == "1", float(score)) for name, label, score in rows}


def is_untaught(name, ours):
    """Whether the incident head was taught nothing by a document without incident; `ours`: those of modern.jsonl."""
    if name in ours:
        return is_dev(name)
    return is_kept(name) and not name.startswith("muc4/")


def code(documents, dateline):
    """{id: report} by `dateline code --no-gate`; a refused document (too short, not English) is missing.

    Names are asked for, so that --wrong can show what was taken for an incident.
    """
    found = {}
    for start in range(0, len(documents), CHUNK):
        chunk = documents[start:start + CHUNK]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "documents.jsonl"
            path.write_text("".join(json.dumps({"text": text}) + "\n" for _, text in chunk), encoding="utf-8")
            run = subprocess.run([dateline, "code", str(path), "--no-gate", "--format", "jsonl", "--names", "--sensitive", "--quiet"],
                                 capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1):
            raise SystemExit(f"dateline failed ({run.returncode}): {run.stderr[-800:]}")
        for report in map(json.loads, run.stdout.splitlines()):
            found[chunk[report["document"]["origin"]["record"] - 1][0]] = report
    return found


def share(wrong, total):
    bound = f"upper bound {100 * gate.upper_bound(wrong, total):.2f} %"
    return f"{100 * wrong / max(total, 1):.2f} % ({wrong}/{total}; {bound})"


def is_current(incident):
    return incident["time_frame"] != "background"


def print_table(names, reports, passed):
    """Per corpus and in all: false alarms without the gate, with it, and with it of current incidents."""
    kinds = {"no gate": lambda name: reports[name]["incidents"],
             "gate": lambda name: passed(name) and reports[name]["incidents"],
             "gate, current": lambda name: passed(name) and any(map(is_current, reports[name]["incidents"]))}
    groups = collections.defaultdict(list)
    for name in names:
        groups[gate.corpus(name)].append(name)
    for group, members in [*sorted(groups.items()), ("all", names)]:
        for kind, alarmed in kinds.items():
            print(f"{group:10} {kind:14} {share(sum(bool(alarmed(name)) for name in members), len(members))}")


def causes(reports, passed):
    """Types of the incidents of false alarms that the gate lets through, with the words of the claim that gives the type."""
    types, words = collections.Counter(), collections.Counter()
    for name, report in reports.items():
        for incident in report["incidents"] if passed(name) else []:
            types[incident["type"], incident["time_frame"]] += 1
            for claim in incident["claims"]:
                if claim["slot"] == "type":
                    words[incident["type"], claim["evidence"]["text"].lower()] += 1
    return types, words


def main():
    parser = arguments(__doc__)
    parser.add_argument("--scores", type=Path, required=True, help="by training/gate.py --scores")
    parser.add_argument("--cache", type=Path, help="keep the reports here, and read them from here if they are there")
    parser.add_argument("--kept", action="store_true", help="only documents that taught the incident head nothing")
    options = parser.parse_args()
    scores, threshold = read_scores(options.scores), shipped_threshold()
    quiet = [(name, text) for name, _, text, label in gate.documents(Path(options.data)) if not label]
    documents = [row for row in quiet if row[0] in scores]
    if len(documents) < len(quiet):
        print(f"{len(quiet) - len(documents)} documents that {options.scores} does not hold are left out")
    ours = annotations()
    untaught = {name for name, _ in documents if is_untaught(name, ours)}
    documents = [row for row in documents if row[0] in untaught or not options.kept][: options.limit]
    if options.cache and options.cache.exists():
        reports = json.loads(options.cache.read_text(encoding="utf-8"))
    else:
        reports = code(documents, options.dateline)
        if options.cache:
            options.cache.write_text(json.dumps(reports), encoding="utf-8")

    def passed(name):
        return scores[name][1] >= threshold

    names = [name for name, _ in documents if name in reports]
    print(f"{len(documents)} documents without incident, {len(names)} coded; threshold {threshold:.4f}")
    if not options.kept:
        print_table(names, reports, passed)
    print("untaught:")
    print_table([name for name in names if name in untaught], reports, passed)
    types, words = causes(reports, passed)
    print("types:", ", ".join(f"{kind} ({frame}) {count}" for (kind, frame), count in types.most_common()))
    for (kind, phrase), count in words.most_common(options.wrong):
        print(f"{count:4} {kind}: {phrase}")


if __name__ == "__main__":
    main()
