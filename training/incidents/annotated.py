"""Our own annotation of modern reports joined to the corpora's texts."""

from corpora import said as who_said
from corpora.modern import texts
from incidents.documents import Incident, Told, occurrences
from incidents.labels import ROLES, STAGES, TYPES
from incidents.marks import OWN, annotations, is_dev

INHERITED = ("perp_ind", "perp_org", "weapon", "date")
SLOTS = {
    "perp_ind": "perpetrator_individual", "perp_org": "perpetrator_organisation", "target": "target", "weapon": "weapon",
    "trigger": "trigger", "date": "date", "place": "place",
}  # fmt: skip


def is_name(string):
    """Every word that is not a particle begins with a capital."""
    words = [w for w in string.split() if w.lower() not in {"al", "bin", "ibn", "de", "la", "van", "der", "von", "of"}]
    return bool(words) and all(w[0].isupper() or w[0] in "\"'“‘" for w in words)


def everywhere(text, spans):
    """The annotated mentions of one entity, and every other place of the same words."""
    found = {tuple(span) for span in spans}
    return sorted(found | set(occurrences(text, {text[a:b] for a, b in found})))


def incident(record, parent, text):
    """A leaf incident; what is told of the whole operation holds for it too."""
    made = Incident([TYPES.index(record["type"])], False, STAGES.index(record["stage"]))

    def add(role, entities):
        for entity in entities:
            made.members.setdefault(ROLES.index(role), []).append(entity)

    for slot, role in SLOTS.items():
        values = record.get(slot) or (parent or {}).get(slot, []) if slot in INHERITED else record.get(slot, [])
        single = slot in ("trigger", "date", "place")
        add(role, [[tuple(v)] if single else everywhere(text, v) for v in values])
    add("figure", [[tuple(f["span"])] for f in record.get("figures", [])])
    for entity in record.get("victim", []):
        names = [s for s in entity if is_name(text[s[0] : s[1]])]
        others = [s for s in entity if s not in names]
        if names:
            add("victim_name", [everywhere(text, names)])
        if others:
            add("victim_title" if names else "victim_description", [everywhere(text, others)])
    return made


def leaves(record, text):
    """Incidents of one record of our annotation but for operations that have parts."""
    by_id = {i["id"]: i for i in record["incidents"]}
    parents = {i.get("part_of") for i in record["incidents"]}
    return [incident(i, by_id.get(i.get("part_of")), text) for i in record["incidents"] if i["id"] not in parents]


def modern(root, dev):
    """Training documents, or (`dev`) those that are for measuring."""
    known = texts(root)
    for name, record in sorted(annotations().items()):
        if is_dev(name) == dev:
            yield Told("modern", name, known[name], leaves(record, known[name]), list(range(len(ROLES))))


def own():
    """Reports that we wrote for kinds of incident, and of no incident, that the corpora tell little of."""
    for record in annotations(path=OWN).values():
        yield Told("own", record["doc"], record["text"], leaves(record, record["text"]), list(range(len(ROLES))))


FIGURES = set("killed wounded missing abducted captured arrested escaped recaptured freed displaced affected".split())


def said():
    """Our texts on who said so: how many incidents of whatever type, and which figures belong to which; other roles are told in part only."""
    figure = ROLES.index("figure")
    for record in who_said.training():
        incidents = {}
        for claim in record["claims"]:
            one = incidents.setdefault(claim["incident"], Incident(list(range(len(TYPES))), False, 0))
            if claim["slot"] in FIGURES and claim["number"] is not None:
                one.members.setdefault(figure, []).append([who_said.place(record["text"], claim["words"])])
        yield Told("said", record["id"], record["text"], list(incidents.values()), [figure])
