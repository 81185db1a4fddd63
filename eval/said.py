#!/usr/bin/env python3
"""Who said so, on our own passages and articles (`training/annotations/said_test.jsonl`, or `--part train`, `--part dev`).

  python3 eval/said.py [--part test] [--dateline BINARY] [--wrong N]

A claim of the key is found where Dateline has one of the same slot whose words overlap; of several the one with most in common.
Stance, certainty, distance, source and (for responsibility) link are counted over the claims found; superseding links over all, a
link being right where both of its ends are found. The part `dev` is the fifth of the training texts that taught nothing.
"""

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from coding import arguments, code, share  # noqa: E402
from corpora import said  # noqa: E402
from incidents.marks import is_dev  # noqa: E402

KINDS = ("stance", "certainty", "distance", "source", "link")


def records(part):
    if part == "test":
        return said.records(said.TEST)
    return [r for r in said.records() if is_dev(r["id"]) == (part == "dev")]


def made_claims(report):
    """Claims of all incidents, each once, with their spans."""
    claims = {c["id"]: c for incident in report["incidents"] for c in incident["claims"] if not c["inherited"]}
    return [{**c, "spans": [(s["start"], s["end"]) for s in c["evidence"]["spans"]]} for c in claims.values()]


def overlap(span, spans):
    return sum(max(0, min(span[1], b) - max(span[0], a)) for a, b in spans)


def match(record, made):
    """{index of a gold claim: claim of Dateline}, one to one, those with most in common first."""
    text = record["text"]
    pairs = []
    for i, gold in enumerate(record["claims"]):
        span = said.place(text, gold["words"])
        for j, claim in enumerate(made):
            shared = overlap(span, claim["spans"])
            if gold["slot"] == claim["slot"] and shared:
                alike = (gold["stance"] == claim["stance"]) + number(gold, claim)
                pairs.append((-number(gold, claim), -shared, -alike, i, j))
    found, used = {}, set()
    for *_, i, j in sorted(pairs):
        if i not in found and j not in used:
            found[i] = made[j]
            used.add(j)
    return found


def number(gold, claim):
    value = claim["value"]
    return isinstance(value, dict) and gold["number"] is not None and gold["number"] in (value.get("best"), value.get("low"), value.get("high"))


def words(string):
    return {w for w in "".join(c.lower() if c.isalnum() else " " for c in string).split() if w not in ("the", "a", "an", "of")}


def is_speaker(record, key, claim):
    """Whether the nearest speaker of a claim is the one of the key: a phrase that names it, or words mostly the same."""
    told = claim["source"]["chain"][0]
    if key == "publisher" or told["kind"] == "publisher":
        return key == "publisher" and told["kind"] == "publisher"
    speaker = record["speakers"][key]
    spans = [said.place(record["text"], speaker["text"])]
    spans += [s for a in record["attributions"] if a["speaker"] == key for s in said.places(record["text"], a.get("source"))]
    if told["span"] and overlap((told["span"]["start"], told["span"]["end"]), spans):
        return True
    ours = words(told["words"])
    return any(len(ours & words(name)) * 2 > len(ours) for name in (speaker["text"], speaker.get("name") or ""))


def link_of(claim):
    value = claim["value"]
    return value.get("link") if isinstance(value, dict) else None


def judged(record, gold, claim):
    """{kind: right?} of a claim that was found."""
    right = {
        "stance": gold["stance"] == claim["stance"],
        "certainty": gold["certainty"] == claim["certainty"],
        "distance": gold["distanced"] == claim["distanced"],
        "source": is_speaker(record, gold["speaker"], claim),
    }
    if gold["slot"] == "responsibility" and gold.get("link") and gold["stance"] != "questions":
        right["link"] = gold["link"] == link_of(claim)
    return right


def links(record, found, made):
    """(right, made, wanted) superseding links."""
    by_id = {c["id"]: c for c in made}
    index = {c["id"]: i for i, c in found.items()}
    wanted = {(i, c["supersedes"]) for i, c in enumerate(record["claims"]) if c["supersedes"] is not None}
    ours = [(index.get(c["id"]), index.get(c["supersedes"])) for c in made if c["supersedes"] in by_id]
    return len(wanted & set(ours)), len(ours), len(wanted)


def main():
    parser = arguments(__doc__)
    parser.add_argument("--part", default="test", choices=["test", "train", "dev"])
    options = parser.parse_args()
    chosen = records(options.part)[: options.limit]
    reports, seconds = code(
        ({"id": r["id"], "text": r["text"], "published": r["published"], "publisher": r["publisher"]} for r in chosen), options.dateline
    )
    right, counted, confused, superseding = Counter(), Counter(), Counter(), Counter()
    false = wrong = 0
    for record in chosen:
        made = made_claims(reports[record["id"]]) if record["id"] in reports else []
        found = match(record, made)
        counted["claims"] += len(record["claims"])
        right["claims"] += len(found)
        for i, claim in found.items():
            gold = record["claims"][i]
            answers = judged(record, gold, claim)
            for kind, answer in answers.items():
                counted[kind] += 1
                right[kind] += answer
            confused[gold["stance"], claim["stance"]] += 1
            if not all(answers.values()) and wrong < options.wrong:
                wrong += 1
                told = claim["source"]["chain"][0]["words"]
                print(f"  {record['id']} {gold['slot']} \"{gold['words']}\" wanted {gold['stance']} {gold.get('link') or ''} by {gold['speaker']}: "
                      f"wrong {[k for k, a in answers.items() if not a]}, told {claim['stance']} {link_of(claim) or ''} by {told}")
        for name, n in zip(("right", "made", "wanted"), links(record, found, made)):
            superseding[name] += n
        spans = [said.place(record["text"], words) for words in record["no_claim"]]
        counted["no claim"] += len(spans)
        false += sum(any(overlap(span, c["spans"]) for c in made) for span in spans)
    print(f"{len(chosen)} texts, {seconds:.1f} s; claims found {share(right['claims'], counted['claims'])}")
    for kind in KINDS:
        print(f"{kind}: {share(right[kind], counted[kind])}")
    told = {s: (sum(n for (g, m), n in confused.items() if g == s == m), sum(n for (_, m), n in confused.items() if m == s),
                sum(n for (g, _), n in confused.items() if g == s)) for s in sorted({s for pair in confused for s in pair})}
    print("stances (right, told, wanted):", json.dumps(told))
    r, m, w = superseding["right"], superseding["made"], superseding["wanted"]
    print(f"superseding links F1 {200 * r / max(1, m + w):.1f} (P {100 * r / max(1, m):.1f}, R {100 * r / max(1, w):.1f}): {m} made, {w} wanted")
    print(f"phrases that claim nothing, taken for a claim: {share(false, counted['no claim'])}")


if __name__ == "__main__":
    main()
