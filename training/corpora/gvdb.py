"""GVDB: local reports of gun violence with the names of victims and shooters. Only first mentions are annotated,
so the names are marked wherever they recur, and sentences without any mark carry no loss."""

import json

from document import Document, find_all, join_tokens

ROLE = {"VIC-NAME": "victim", "SHO-NAME": "perp_ind", "CIR-WEAPON": "weapon"}
ENTITY = {"VIC-NAME": "person", "SHO-NAME": "person", "DAT-CITY": "place", "CIR-WEAPON": "weapon"}
MAX_WORDS = 6


def read(root):
    """Reports that name a victim or a shooter; both splits, since neither serves as an evaluation here."""
    for split in ("dev", "test"):
        with open(root / "casualties/gvdb" / f"{split}.json", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if any(s[2] in ("VIC-NAME", "SHO-NAME") for s in row["spans"]):
                    yield annotate(row)


def annotate(row):
    tokens = [t for sentence in row["full_text"] for t in sentence]
    text, spans = join_tokens(tokens)
    doc = Document("gvdb", row["doc_key"], text, sentence_spans(row["full_text"], spans), {"role", "entity"})
    for first, last, kind, *_ in row["spans"]:
        if kind not in ENTITY or not 0 < last - first <= MAX_WORDS or last > len(spans):
            continue
        string = text[spans[first][0] : spans[last - 1][1]]
        if kind.endswith("NAME") and not string[:1].isupper():
            continue
        for start, end in find_all(text, string):
            doc.add("entity", start, end, ENTITY[kind])
            if kind in ROLE:
                doc.add("role", start, end, ROLE[kind])
    for layer in ("role", "entity"):
        marked = [s for s, _, _ in doc.spans.get(layer, [])]
        for start, end in doc.sentences:
            if not any(start <= s < end for s in marked):
                doc.ignore(layer, start, end)
    return doc


def sentence_spans(sentences, spans):
    result, at = [], 0
    for sentence in sentences:
        if sentence:
            result.append((spans[at][0], spans[at + len(sentence) - 1][1]))
            at += len(sentence)
    return result
