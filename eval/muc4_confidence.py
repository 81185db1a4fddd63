#!/usr/bin/env python3
"""MUC-4 dev: how surely an organisation is said to have done it, where the organisation is right.

  python3 eval/muc4_confidence.py [--data DIR] [--dateline BINARY] [--split dev]

The key's slot "organisation confidence" (reported as fact, claimed or admitted, accused, possible, denied ...). An organisation of a prediction is
right where a template of the key for the same document names it (either name inside the other, articles and marks aside); of several such
templates the one of the same incident type comes first. Its confidence is right where the key allows it; a slot that the key leaves empty is not counted.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path

from coding import arguments, share
from muc4 import templates


def names(string):
    return " ".join("".join(c if c.isalnum() else " " for c in string.lower()).split())


def is_same(one, other):
    return any(names(a) and (names(a) in names(b) or names(b) in names(a)) for a in one for b in other)


def keyed(document):
    """(incident type, names of an organisation, confidences that the key allows) of each organisation of a key."""
    for template in document["templates"]:
        for fill in template["slots"].get("perp-org-conf", []):
            refs = [name for alternative in fill["alts"] for name in alternative["ref"] or []]
            yield template["incident_type"], refs, {alternative["v"] for alternative in fill["alts"]}


def told(document):
    for template in document["templates"]:
        for fill in template.get("org_confidence", []):
            yield template["incident_type"], fill["ref"], fill["value"]


def judged(gold, made):
    """(confidence told, confidences allowed) of each organisation that is right."""
    for kind, refs, confidence in told(made):
        same = [(key_kind != kind, allowed) for key_kind, key_refs, allowed in keyed(gold) if is_same(refs, key_refs)]
        if same:
            yield confidence, min(same, key=lambda pair: pair[0])[1]


def main():
    parser = arguments(__doc__)
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    muc = Path(options.data) / "muc4"
    lines = lambda path: [json.loads(line) for line in path.open(encoding="utf-8")]  # noqa: E731
    documents = lines(muc / "docs" / f"{options.split}.jsonl")[: options.limit]
    gold = {document["docid"]: document for document in lines(muc / "gold" / f"{options.split}.full.jsonl")}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.jsonl"
        templates(documents, options.dateline, out)
        made = {document["docid"]: document for document in lines(out)}
    pairs = [pair for name, document in made.items() for pair in judged(gold[name], document)]
    wanted = sum(1 for document in documents for _ in keyed(gold[document["docid"]]))
    print(f"organisations in the key: {wanted}; right ones told: {len(pairs)}")
    print(f"confidence right: {share(sum(value in allowed for value, allowed in pairs), len(pairs))}")
    wrong = Counter((value, " / ".join(sorted(allowed))) for value, allowed in pairs if value not in allowed)
    for (value, allowed), count in wrong.most_common():
        print(f"  {count} told as {value}, in the key {allowed}")


if __name__ == "__main__":
    main()
