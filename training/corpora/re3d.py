"""re3d: entities in documents on Syria and Iraq. The BBC part (CC BY-NC) is left out of the shipped weights."""

import json
import re

from document import Document, split_sentences

NON_COMMERCIAL = {"BBC Online"}
CLASSES = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Temporal": "time",
    "Quantity": "quantity",
    "Weapon": "weapon",
    "Vehicle": "vehicle",
    "MilitaryPlatform": "vehicle",
    "Nationality": "nationality",
}
KNOWN = set(CLASSES.values())
NAMED = {"person", "organisation", "place"}
# Nationalities were added by a gazetteer and carry confidence 0 throughout; they are right.
TRUSTED = 0.9
PRONOUN = re.compile(r"^(?:I|we|you|he|she|it|they|this|that|these|those|my|our|your|his|her|its|their)\b", re.IGNORECASE)
DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def read(root, non_commercial=False):
    """The parts free to train on, or with `non_commercial` the others, which serve to measure."""
    for folder in sorted((root / "conflict/re3d").iterdir()):
        if (folder.name in NON_COMMERCIAL) != non_commercial:
            continue
        docs = {}
        for row in rows(folder / "documents.jsonl"):
            text = row["text"]
            docs[row["_id"]] = Document("re3d", row["_id"], text, split_sentences(text), {"entity"}, entity_classes=set(KNOWN))
        for row in rows(folder / "entities.jsonl"):
            annotate(docs[row["documentId"]], row)
        yield from docs.values()


def rows(path):
    with open(path, encoding="utf-8-sig") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def annotate(doc, row):
    """Names become spans; pronouns and descriptions are no names; doubtful rows carry no loss."""
    start, end = row["begin"], row["end"]
    value = doc.text[start:end]
    label = CLASSES.get(row["type"])
    if label is None or value != row["value"]:
        return
    if label != "nationality" and row["confidence"] < TRUSTED:
        doc.ignore("entity", start, end)
        return
    article = DETERMINER.match(value)
    if article:
        start, value = start + article.end(), value[article.end() :]
    if not value or (label == "weapon" and value.lower() in ("strike", "strikes")):
        return
    if label in NAMED:
        words = value.split()
        if PRONOUN.match(value) or not any(w[:1].isupper() for w in words):
            return
        if len(words) > 6 or (label == "person" and any(w[:1].islower() and len(w) > 3 for w in words)):
            doc.ignore("entity", start, end)
            return
    if value[:1].isalnum() and (start == 0 or not doc.text[start - 1].isalnum()):
        doc.add("entity", start, end, label)
