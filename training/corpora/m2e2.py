"""M2E2: Voice of America sentences with ACE-style events, arguments and entity mentions."""

import json
import re
from collections import Counter, defaultdict

from document import Document

KNOWN = {"person", "organisation", "place", "facility", "weapon", "vehicle", "nationality", "title"}
TRIGGER = {"Attack": "attack", "Die": "die", "Arrest-Jail": "arrest", "Demonstrate": "demonstrate", "Transport": "transport"}
VIOLENT = {"Attack", "Die", "Arrest-Jail"}
# The corpus folds injuries into no event type. These forms name an injury in reports of violence; weak labels.
INJURE = re.compile(r"\b(?:injur(?:ed|es|e|ing|y|ies)|wound(?:ed|ing))\b", re.IGNORECASE)


def read(root):
    with open(root / "conflict/m2e2/text_only_event.json", encoding="utf-8") as source:
        rows = json.load(source)
    triggers = frequent_triggers(rows)
    by_article = defaultdict(list)
    for row in rows:
        article, number = row["sentence_id"].rsplit("_", 1)
        by_article[article].append((int(number), row))
    for article, numbered in by_article.items():
        doc = Document("m2e2", article, "", [], {"role", "entity", "trigger"}, entity_classes=set(KNOWN))
        for _, row in sorted(numbered, key=lambda pair: pair[0]):
            append_sentence(doc, row, triggers)
        yield doc


def frequent_triggers(rows):
    """Words seen three times or more as a trigger: a sentence with one but without any event is unsure."""
    count = Counter(e["trigger"]["text"].lower() for r in rows for e in r["golden-event-mentions"])
    return {word for word, n in count.items() if n >= 3}


def append_sentence(doc, row, triggers):
    """Words are placed as in the source sentence; annotations count words."""
    base = len(doc.text)
    origin = int(row["index"][0][0])
    starts = [base + int(a) - origin for a, _ in row["index"]]
    ends = [base + int(b) - origin + 1 for _, b in row["index"]]
    text = list(" " * (ends[-1] - base))
    for word, start in zip(row["words"], starts):
        text[start - base : start - base + len(word)] = word
    doc.text += "".join(text)[: ends[-1] - base].ljust(ends[-1] - base) + "\n"
    doc.sentences.append((base, len(doc.text)))

    def span(item):
        return starts[item["start"]], ends[item["end"] - 1]

    for event in row["golden-event-mentions"]:
        add_event(doc, event, span, row["golden-entity-mentions"])
    for match in INJURE.finditer(doc.text, base):
        doc.add("trigger", *match.span(), "injure")
    if not row["golden-event-mentions"] and triggers & {w.lower() for w in row["words"]}:
        doc.ignore("trigger", base, len(doc.text))
        doc.ignore("role", base, len(doc.text))
    for mention, label in named_mentions(row):
        doc.add("entity", *span(mention), label)


def add_event(doc, event, span, mentions):
    kind = event["event_type"].split(":")[-1]
    doc.add("trigger", *span(event["trigger"]), TRIGGER.get(kind, "other_event"))
    for argument in event["arguments"] if kind in VIOLENT else []:
        role = argument_role(argument["role"], entity_type(argument, mentions), kind)
        if role:
            doc.add("role", *span(argument), role)


def entity_type(argument, mentions):
    for m in mentions:
        if m["start"] <= argument["start"] and m["end"] >= argument["end"]:
            return m["entity-type"]
    return "PER"


def argument_role(role, kind_of_entity, event):
    """ACE argument role -> MUC role, or None. Who arrests is no perpetrator and the arrested often is one."""
    if role == "Instrument":
        return "weapon"
    if event == "Arrest-Jail":
        return "perp_ind" if role == "Person" else None
    if role in ("Attacker", "Agent"):
        return "perp_ind" if kind_of_entity == "PER" else "perp_org"
    if role in ("Target", "Victim", "Person"):
        return "victim" if kind_of_entity == "PER" else "target"
    return None


def named_mentions(row):
    """(mention, class): names of persons, organisations and places; things by noun too; a noun before a name is a title."""
    tags, words = row["pos-tags"], row["words"]
    mentions = row["golden-entity-mentions"]

    def named(m):
        return all(tags[i].startswith("NNP") or words[i][:1].isupper() for i in range(m["start"], m["end"]))

    person_starts = {m["start"] for m in mentions if m["entity-type"] == "PER" and named(m)}
    for m in mentions:
        kind = m["entity-type"]
        if kind in ("FAC", "WEA", "VEH"):
            yield m, {"FAC": "facility", "WEA": "weapon", "VEH": "vehicle"}[kind]
        elif kind == "PER" and m["end"] in person_starts:
            yield m, "title"
        elif kind == "PER" and m["end"] - m["start"] == 1 and tags[m["start"]] == "NNPS":
            yield m, "nationality"  # a people: "Syrians"
        elif kind in ("GPE", "LOC") and tags[m["start"]].startswith("JJ"):
            yield m, "nationality"
        elif kind in ("PER", "ORG", "GPE", "LOC") and named(m):
            yield m, {"PER": "person", "ORG": "organisation"}.get(kind, "place")
