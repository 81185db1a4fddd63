#!/usr/bin/env python3
"""CASE 2021 task 3: types of incidents told in short modern snippets.

  python3 eval/case2021.py [--data DIR] [--dateline BINARY] [--json]

A snippet has one ACLED-like label; `case2021_types.json` says which of Dateline's types are right for it. Snippets have no
published day. The answer is the type of the current incident; of several, the one whose words of act or effect stand first
in the text (a protest and the force used against it are two; a part of an operation has its parent's type); without an
incident, `no_incident`. A snippet that was quarantined counts as `no_incident`. Labels that map to nothing are left out.
Rules were developed on snippets with even ids; those with odd ids were only measured.
"""

import collections
import json
from pathlib import Path

from coding import arguments, code, current, share, value


def snippets(path):
    """Rows {"id", "text", "label"} of the corpus file."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        number, text, label = line.split("\t")
        yield {"id": number, "text": text, "label": label}


def position(incident):
    """Offset of the first words that tell of the act or its effect; its setting may stand anywhere."""
    told = [claim for claim in incident["claims"] if claim["slot"] not in ("date", "place") and not claim.get("inherited")]
    return min((span["start"] for claim in told for span in claim["evidence"]["spans"]), default=0)


def answer(report):
    """Type of the incident that a report is coded as, or `no_incident`."""
    found = current(report["incidents"]) if report else []
    return min(found, key=position)["type"] if found else "no_incident"


def groups(rows):
    """(name, rows) for all, and for the halves looked at and only measured."""
    yield "all", rows
    yield "even ids (looked at)", [row for row in rows if int(row["id"]) % 2 == 0]
    yield "odd ids (measured)", [row for row in rows if int(row["id"]) % 2]


def labels(rows):
    """One {"label", "right", "total", "answers"} per label, the most frequent first."""
    by_label = collections.defaultdict(list)
    for row in rows:
        by_label[row["label"]].append(row)
    for label, told in sorted(by_label.items(), key=lambda item: (-len(item[1]), item[0])):
        answers = collections.Counter(row["answer"] for row in told)
        yield {"label": label, "right": sum(row["right"] for row in told), "total": len(told), "answers": dict(answers.most_common())}


def main():
    parser = arguments(__doc__)
    parser.add_argument("--json", action="store_true", help="print scores, confusion and answers as JSON")
    options = parser.parse_args()
    types = json.loads((Path(__file__).parent / "case2021_types.json").read_text(encoding="utf-8"))["labels"]
    rows = [row for row in snippets(Path(options.data) / "conflict" / "case2021_types.tsv") if types[row["label"]]["types"]]
    rows = rows[: options.limit]
    reports, seconds = code(({"id": row["id"], "text": row["text"]} for row in rows), options.dateline, "text")
    for row in rows:
        row["answer"] = answer(reports.get(row["id"]))
        row["right"] = row["answer"] in types[row["label"]]["types"]
    scores = {name: (sum(row["right"] for row in part), len(part)) for name, part in groups(rows)}
    if options.json:
        answers = {row["id"]: row["answer"] for row in rows}
        print(json.dumps({"scores": scores, "labels": list(labels(rows)), "answers": answers}, indent=1))
        return
    for row in [row for row in rows if not row["right"]][: options.wrong]:
        print(row["id"], row["label"], row["answer"])
    print(f"{len(rows)} snippets in {seconds:.1f} s")
    for name, (right, total) in scores.items():
        print(f"{name}: {share(right, total)}")
    for row in labels(rows):
        answers = ", ".join(f"{name} {count}" for name, count in row["answers"].items())
        print(f"{row['label']:30} {row['right']:3}/{row['total']:3}   {answers}")


if __name__ == "__main__":
    main()
