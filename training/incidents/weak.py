"""Reports that say less than our annotation: gun violence with the names of its victims, and reports marked as telling of nothing."""

import zlib

import gate
from incidents.documents import Incident, Told, occurrences
from incidents.labels import ROLES, TYPES, indices
from incidents.marks import annotations

MEASURED = 400  # reports that eval/gva.py reads: each n-th
TAUGHT = 400  # gun violence reports read here
LONGEST = 4000  # characters
GUN_TYPES = "armed_assault assassination robbery abduction"
KEPT = 2  # one uneventful report in so many is kept for measuring false alarms


def measured(rows, records):
    """Incidents of the reports that eval/gva.py measures with."""
    rows = sorted((r for r in rows if r["incident"] in records and len(r["text"]) > 200), key=lambda r: r["id"])
    return {r["incident"] for r in rows[:: max(1, len(rows) // MEASURED)][:MEASURED]}


def gun_violence(root):
    """One report of each incident; who was shot is told by name, in every place of the name."""
    folder = root / "linkage" / "gva"
    records = {row["incident_uri"]: row for row in gate.lines(folder / "incidents.jsonl")}
    known = measured(gate.lines(folder / "docs.jsonl"), records)
    taught, role = 0, ROLES.index("victim_name")
    for name, group, text in gate.gva(root):
        incident = group.rsplit("/", 1)[-1]
        if incident in known or name in annotations() or len(text) > LONGEST or taught == TAUGHT:
            continue
        victims = [p["Name"].strip() for p in records[incident]["participants"] if "Victim" in p.get("Type", "") and p.get("Name", "").strip()]
        entities = [spans for victim in victims if (spans := occurrences(text, {victim}))]
        if entities:
            known.add(incident)
            taught += 1
            other = [i for i in range(len(TYPES)) if i not in indices(GUN_TYPES)]
            yield Told("gva", name, text, [Incident(indices(GUN_TYPES), False, 0, {role: entities})], [role], other)


def is_kept(name):
    """Left out of training, so that false alarms can be measured with it."""
    return zlib.crc32(name.encode()) % KEPT == 0


def uneventful(root):
    """Reports that were read by hand and tell of no incident, but for those kept."""
    ours = annotations()
    for name, text, told in gate.by_hand(root):
        if not told and name not in ours and not name.startswith("muc4/") and not is_kept(name):
            yield Told("uneventful", name, text, [], list(range(len(ROLES))))
