"""Sentences cut out of annotated reports: a snippet must be read as well as a report."""

import random

from document import split_sentences
from incidents.documents import Incident, Told
from incidents.labels import ROLES

LONGEST = 3  # sentences
PER_REPORT = 3
TRIES = 12
PARTIES = {ROLES.index(r) for r in ROLES if r not in ("trigger", "date", "place", "figure", "victim_title")}
TRIGGER = ROLES.index("trigger")


def inside(incident, start, end):
    """What of an incident is told between two offsets, with offsets from the first."""
    members = {}
    for role, entities in incident.members.items():
        for entity in entities:
            spans = [(a - start, b - start) for a, b in entity if start <= a and b <= end]
            if spans:
                members.setdefault(role, []).append(spans)
    return Incident(incident.types, incident.optional, incident.stage, members)


def is_told(incident, whole):
    """True where the snippet surely tells of the `whole` incident, False where surely not, None where that is open."""
    if not incident.members:
        return False
    told = TRIGGER in incident.members if TRIGGER in whole.members else len(incident.members.keys() & PARTIES) >= 2
    return told or None


def crop(told, start, end):
    """None where what the snippet tells of is open: a single party, or nothing of a report that does tell of incidents."""
    incidents = [inside(incident, start, end) for incident in told.incidents]
    verdicts = [is_told(*pair) for pair in zip(incidents, told.incidents)]
    if None in verdicts or (verdicts and True not in verdicts):
        return None
    kept = [incident for incident, verdict in zip(incidents, verdicts) if verdict]
    name = f"{told.name}:{start}-{end}"
    return Told(told.corpus, name, told.text[start:end], kept, told.roles, told.unannotated)


def crops(told):
    """Up to PER_REPORT snippets of one to LONGEST sentences; the same ones each time."""
    chance = random.Random(told.name)
    sentences = split_sentences(told.text)
    found = []
    for _ in range(TRIES):
        if len(found) == PER_REPORT or not sentences:
            break
        first = chance.randrange(len(sentences))
        last = min(first + chance.randint(1, LONGEST), len(sentences)) - 1
        cut = crop(told, sentences[first][0], sentences[last][1])
        if cut is not None:
            found.append(cut)
    return found
