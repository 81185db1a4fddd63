"""Annotated documents with their incidents, as arrays over the words of the whole document.

MUC-4 gives strings, not offsets: every occurrence of a filler is a mention of it.
"""

import json
import re
from dataclasses import dataclass, field

import numpy as np

import windows
from document import Document, find_all, split_sentences
from incidents.labels import MUC_INSTRUMENTS, MUC_OPEN, MUC_ROLES, MUC_UNANNOTATED, ROLES, STAGES, indices

WIDEST = 12  # words of the longest span that can be a mention
ARTICLES = {"a", "an", "the"}
NEVER_FIRST = ARTICLES | set(", . ; : ! ? ) ] } - / & ' of and or".split())
NEVER_LAST = ARTICLES | set(", . ; : ! ? ( [ { - / & of and or in on at by to for with from".split())


@dataclass
class Incident:
    types: list  # indices of TYPES, any of which is right
    optional: bool
    stage: int  # index of STAGES
    members: dict = field(default_factory=dict)  # role index -> [entity: [(start, end), ...] characters]


@dataclass
class Told:
    """What a corpus says of one text."""

    corpus: str
    name: str
    text: str
    incidents: list
    roles: list  # indices of ROLES that this corpus annotates
    unannotated: list = field(default_factory=list)  # indices of TYPES that it does not annotate


def occurrences(text, strings):
    return sorted({span for string in strings for span in find_all(text, string)})


def muc_incident(template, text):
    named = {mention for entity in template["Victim"] for mention in entity}
    incident = Incident(
        sorted({i for t in template["incident_type"].split("/") for i in indices(muc_types(t.strip(), template))}),
        template["optional"],
        stage_of(template),
    )

    def add(role, strings):
        spans = occurrences(text, strings)
        if spans:
            incident.members.setdefault(ROLES.index(role), []).append(spans)

    for slot, role in [
        ("PerpInd", "perpetrator_individual"), ("PerpOrg", "perpetrator_organisation"),
        ("Victim", "victim_name"), ("Target", "target"), ("Weapon", "weapon"),
    ]:  # fmt: skip
        for entity in template[slot]:
            add(role, entity)
    for fill in template["slots"]["hum-tgt-desc"]:
        strings = [a["v"] for a in fill["alts"]]
        of_named = any(reference in named for a in fill["alts"] for reference in a["ref"] or [])
        add("victim_title" if of_named else "victim_description", strings)
    return incident


def muc_types(kind, template):
    """Our types that a template may be."""
    instruments = {a["v"] for fill in template["slots"]["inc-instr-type"] for a in fill["alts"]}
    told = [MUC_INSTRUMENTS[i] for i in sorted(instruments & MUC_INSTRUMENTS.keys())]
    return " ".join(told) if told and kind in ("attack", "bombing") else MUC_OPEN[kind]


def stage_of(template):
    values = [a["v"].lower() for fill in template["slots"]["inc-stage"] for a in fill["alts"]]
    return STAGES.index(values[0]) if values and values[0] in STAGES else 0


def muc(root, split, bodies):
    """`bodies` drops dateline and header tags, as modern reports have none."""
    with open(root / "muc4/gold" / f"{split}.full.jsonl", encoding="utf-8") as lines:
        gold = {o["docid"]: o["templates"] for o in map(json.loads, lines)}
    with open(root / "muc4/docs" / f"{split}.jsonl", encoding="utf-8") as lines:
        for source in map(json.loads, lines):
            text = "\n".join(source["body" if bodies else "paragraphs"])
            incidents = [muc_incident(t, text) for t in gold[source["docid"]]]
            yield Told("muc4", source["docid"], text, incidents, [ROLES.index(r) for r in MUC_ROLES], indices(MUC_UNANNOTATED))


@dataclass
class Prepared:
    """One document: windows of sub-tokens, words over all of them, candidate spans, and what is told."""

    corpus: str
    name: str
    text: str
    windows: list  # labelled windows (`windows.encode`)
    words: np.ndarray  # [N,5]: window, position in it, start, end, sentence
    keys: list  # per word: lower-case text
    spans: np.ndarray  # [S,2]: first word, last word (inclusive)
    incidents: list  # Incident, with word spans in the place of character spans
    roles: list
    unannotated: list


def prepare(told, tokenizer, document=None):
    """None for a text without words. `document` carries labels of other heads over the same text."""
    document = document or Document(told.corpus, told.name, told.text, split_sentences(told.text))
    cut = windows.encode(document, tokenizer, [])
    if not cut:
        return None
    words = np.concatenate([
        np.column_stack([np.full(len(w["words"]), i), w["words"]]) for i, w in enumerate(cut)
    ])  # fmt: skip
    keys = [told.text[start:end].lower() for _, _, start, end, _ in words]
    spans = candidates(words, keys)
    place = {(int(a), int(b)): i for i, (a, b) in enumerate(spans)}
    incidents = [in_words(incident, words, keys, place) for incident in told.incidents]
    return Prepared(
        told.corpus, told.name, told.text, cut, words, keys, spans, incidents, told.roles, told.unannotated
    )


def candidates(words, keys):
    """Every span of up to WIDEST words of one sentence that neither begins nor ends with what no mention does."""
    found = []
    group = words[:, 0] * 100_000 + words[:, 4]
    for first in range(len(words)):
        if keys[first] in NEVER_FIRST:
            continue
        for last in range(first, min(first + WIDEST, len(words))):
            if group[last] != group[first]:
                break
            if keys[last] not in NEVER_LAST:
                found.append((first, last))
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def in_words(incident, words, keys, place):
    """Character spans as indices of candidate spans; what is no candidate is left out."""
    members = {}
    for role, entities in incident.members.items():
        for entity in entities:
            found = sorted({i for start, end in entity if (i := span_index(start, end, words, keys, place)) is not None})
            if found:
                members.setdefault(role, []).append(found)
    return Incident(incident.types, incident.optional, incident.stage, members)


def span_index(start, end, words, keys, place):
    inside = np.flatnonzero((words[:, 2] < end) & (words[:, 3] > start))
    if len(inside) == 0:
        return None
    first, last = int(inside[0]), int(inside[-1])
    while first < last and keys[first] in NEVER_FIRST:
        first += 1
    while first < last and keys[last] in NEVER_LAST:
        last -= 1
    return place.get((first, last))


def span_key(document, span):
    """Mentions with the same key are one node: their words without articles and punctuation."""
    first, last = document.spans[span]
    return " ".join(k for k in document.keys[first : last + 1] if re.match(r"\w", k) and k not in ARTICLES)
