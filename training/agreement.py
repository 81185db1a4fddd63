"""How far two independent readers agree on the documents of `annotations/` that were annotated twice.

    python3 agreement.py

Incidents are matched one to one, type against type, by what they share; then F1 of incidents (matched and of one type), of the
strings of each role (one shared word of an overlapping span counts), and of figures (slot and numbers). Of the texts on who
said so the second reader was given the claims' words and filled in how each stands.
"""

import argparse
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from corpora import said
from incidents.annotated import SLOTS
from incidents.marks import ANNOTATIONS, OWN, annotations

ROLES = [*SLOTS, "victim"]


def spans(incident, role):
    values = incident.get(role, [])
    return [v for entity in values for v in entity] if role not in ("trigger", "date", "place") else values


def overlapping(left, right):
    """Number of spans of `left` that overlap one of `right`."""
    return sum(any(a[0] < b[1] and b[0] < a[1] for b in right) for a in left)


def likeness(a, b):
    shared = sum(bool(overlapping(spans(a, r), spans(b, r))) for r in ROLES)
    return shared + 0.5 * (a["type"] == b["type"]) if shared else 0.0


def pairs(first, second):
    if not first or not second:
        return []
    score = np.array([[likeness(a, b) for b in second] for a in first])
    return [(first[i], second[j]) for i, j in zip(*linear_sum_assignment(score, maximize=True)) if score[i, j] > 0]


def figures(incident):
    return [(f["slot"], f.get("low"), f.get("best"), f.get("high")) for f in incident.get("figures", [])]


def f1(hits, one, other):
    return 200 * hits / max(1, one + other)


def show(first, second):
    incidents, types, told = np.zeros(3), 0, np.zeros(3)
    roles = {r: np.zeros(3) for r in ROLES}
    eventful = 0
    for name, record in second.items():
        a, b = first[name]["incidents"], record["incidents"]
        eventful += bool(a) == bool(b)
        matched = pairs(a, b)
        incidents += len(matched), len(a), len(b)
        types += sum(x["type"] == y["type"] for x, y in matched)
        for x, y in matched:
            for role in ROLES:
                left, right = spans(x, role), spans(y, role)
                hits = (overlapping(left, right) + overlapping(right, left)) / 2
                roles[role] += hits, len(left), len(right)
            left, right = figures(x), figures(y)
            told += len([f for f in left if f in right]), len(left), len(right)
    print(f"{len(second)} documents read twice; whether there is an incident: {100 * eventful / len(second):.1f} % agree")
    print(f"incidents F1 {f1(*incidents):.1f}; of the matched, type agrees in {100 * types / incidents[0]:.1f} %")
    print("in matched incidents: " + ", ".join(f"{r} {f1(*c):.1f}" for r, c in roles.items()) + f", figures {f1(*told):.1f}")


def show_said():
    """How far the blind second reading of the test texts on who said so agrees, claim by claim."""
    second = {r["id"]: {c["n"]: c for c in r["claims"]} for r in said.records(said.SECOND)}
    kinds = {kind: np.zeros(2) for kind in ("stance", "certainty", "distanced", "link")}
    links = np.zeros(3)
    for record in said.records(said.TEST):
        for n, first in enumerate(record["claims"]):
            other = second[record["id"]][n]
            for kind, count in kinds.items():
                if kind != "link" or first.get("link"):
                    count += first.get(kind) == other.get(kind), 1
            pair = first["supersedes"], other["supersedes"]
            links += pair[0] is not None and pair[0] == pair[1], pair[0] is not None, pair[1] is not None
    agreed = ", ".join(f"{kind} {100 * right / total:.1f} % of {total:.0f}" for kind, (right, total) in kinds.items())
    print(f"{said.TEST.name}: {agreed}, superseding links F1 {f1(*links):.1f}")


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    for path in (ANNOTATIONS, OWN):
        print(f"{path.name}: ", end="")
        show(annotations(path=path), annotations(True, path))
    show_said()


if __name__ == "__main__":
    main()
