#!/usr/bin/env python3
"""Modern reports annotated by CODEBOOK.md (`training/annotations/modern.jsonl`): incidents, their types, stages, time frames and figures.

  python3 eval/modern.py [--data DIR] [--dateline BINARY] [--part dev|train|own-dev|own-train] [--wrong N]

Incidents are matched one to one by the annotated words that their evidence overlaps; operations count by their parts. The dev
part (one document in five) is no training data; the rest was read by the shipped weights. The parts `own-` are reports of our own
writing (`own.jsonl`), worded as wires seldom are.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from coding import arguments, code, figure, leaves, share  # noqa: E402
from corpora.modern import texts  # noqa: E402
from incidents.marks import OWN, annotations, is_dev  # noqa: E402

FIGURES = ("killed", "wounded", "abducted", "captured", "arrested", "escaped", "freed", "displaced")
SINGLE = ("trigger", "date", "place")
KINDS = ("type", "stage", "category", "time_frame")
ENTITIES = ("victim", "perp_ind", "perp_org", "target", "weapon")


def marked(incident):
    """Annotated spans that tell an incident apart."""
    spans = [span for slot in SINGLE for span in incident.get(slot, [])]
    return spans + [span for slot in ENTITIES for entity in incident.get(slot, []) for span in entity]


def evidence(incident):
    return [(span["start"], span["end"]) for claim in incident["claims"] for span in claim["evidence"]["spans"]]


def likeness(gold, made):
    spans = evidence(made)
    shared = sum(any(a < end and start < b for start, end in spans) for a, b in marked(gold))
    return shared + (0.5 if gold["type"] == made["type"] and shared else 0.0)


def matched(gold, made):
    """Greedy one-to-one pairs, the likest first."""
    scored = [(likeness(g, m), i, j) for i, g in enumerate(gold) for j, m in enumerate(made)]
    pairs, used_gold, used_made = [], set(), set()
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score > 0 and i not in used_gold and j not in used_made:
            used_gold.add(i), used_made.add(j)
            pairs.append((gold[i], made[j]))
    return pairs


def told(incident):
    """Annotated totals: {slot: number}; a `total`, else the sum of the parts."""
    totals = {}
    for slot in FIGURES:
        figures = [f for f in incident.get("figures", []) if f["slot"] == slot]
        numbers = {r: [f.get("best", f.get("low", f.get("high"))) for f in figures if f["relation"] == r] for r in ("total", "part")}
        chosen = [n for n in numbers["total"][:1] or numbers["part"] if n is not None]
        if chosen:
            totals[slot] = sum(chosen)
    return totals


def main():
    parser = arguments(__doc__)
    parser.add_argument("--part", default="dev", choices=["dev", "train", "own-dev", "own-train"])
    options = parser.parse_args()
    if options.part.startswith("own-"):
        records = annotations(path=OWN)
        known = {name: record["text"] for name, record in records.items()}
    else:
        known, records = texts(Path(options.data)), annotations()
    chosen = [name for name in sorted(records) if is_dev(name) == options.part.endswith("dev")][: options.limit]
    reports, seconds = code(({"id": n, "text": known[n]} for n in chosen), options.dateline, "text")
    right = wanted = given = figures = figures_wanted = figures_given = alarms = quiet = shown = 0
    kinds = dict.fromkeys(KINDS, 0)
    for name in chosen:
        incidents = records[name]["incidents"]
        parents = {i.get("part_of") for i in incidents}
        gold = [i for i in incidents if i["id"] not in parents]
        made = leaves(reports[name]) if name in reports else []
        wanted, given = wanted + len(gold), given + len(made)
        if not gold:
            quiet, alarms = quiet + 1, alarms + bool(made)
        pairs = matched(gold, made)
        right += len(pairs)
        for kind in KINDS:
            kinds[kind] += sum(g[kind] == m[kind] for g, m in pairs)
        for g in gold:
            figures_wanted += len(told(g))
        for m in made:
            figures_given += sum(figure(m, slot) is not None for slot in FIGURES)
        for g, m in pairs:
            figures += sum(figure(m, slot) == number for slot, number in told(g).items())
        if len(pairs) < max(len(gold), len(made)) and shown < options.wrong:
            shown += 1
            print(f"  {name}: wanted {[i['type'] for i in gold]}, given {[i['type'] for i in made]}")
    print(f"{len(chosen)} documents, {len(reports)} coded, {seconds:.1f} s")
    score = lambda hits, a, b: f"F1 {200 * hits / max(1, a + b):.1f} (P {100 * hits / max(1, a):.1f}, R {100 * hits / max(1, b):.1f})"  # noqa: E731
    print(f"incidents {score(right, given, wanted)}: {given} given, {wanted} wanted")
    print(f"incidents of the right type {score(kinds['type'], given, wanted)}; of matched incidents right:")
    for kind in KINDS:
        print(f"  {kind}: {share(kinds[kind], right)}")
    print(f"figures of matched incidents {score(figures, figures_given, figures_wanted)}")
    print(f"documents without incident that get one: {share(alarms, quiet)}")


if __name__ == "__main__":
    main()
