"""MUC-4: role fillers of terrorist incidents. The keys give strings, not offsets: every occurrence is marked."""

import json

from document import Document, find_all, split_sentences
from labels import DOCUMENT

SLOTS = [("PerpInd", "perp_ind"), ("PerpOrg", "perp_org"), ("Victim", "victim"), ("Target", "target"), ("Weapon", "weapon")]


def template_strings(template):
    """Yield (role, filler string) of one template; descriptions of unnamed victims are victims."""
    for slot, role in SLOTS:
        for entity in template[slot]:
            for mention in entity:
                yield role, mention
    for fill in template["slots"]["hum-tgt-desc"]:
        for alternative in fill["alts"]:
            yield "victim", alternative["v"]


def document_labels(templates):
    types = {t.strip().replace(" ", "_") for x in templates for t in x["incident_type"].split("/")}
    required = [t for t in templates if not t["optional"]]
    labels = {d: float(d in types) for d in DOCUMENT[1:]}
    if required or not templates:  # only optional templates: relevance is open
        labels["relevant"] = float(bool(required))
    return labels


def read(root, split, bodies=False):
    """Documents of one split. `bodies` drops dateline and header tags, as modern reports have none."""
    with open(root / "muc4/gold" / f"{split}.full.jsonl", encoding="utf-8") as lines:
        gold = {o["docid"]: o["templates"] for o in map(json.loads, lines)}
    with open(root / "muc4/docs" / f"{split}.jsonl", encoding="utf-8") as lines:
        for source in map(json.loads, lines):
            text = "\n".join(source["body" if bodies else "paragraphs"])
            yield annotate(source["docid"], text, gold[source["docid"]])


def annotate(name, text, templates):
    doc = Document("muc4", name, text, split_sentences(text), {"role"})
    doc.document = document_labels(templates)
    seen = set()
    for role, string in (pair for t in templates for pair in template_strings(t)):
        if (role, string) in seen:
            continue
        seen.add((role, string))
        for start, end in find_all(text, string):
            doc.add("role", start, end, role)
            doc.evidence.append((start, end))
    return doc
