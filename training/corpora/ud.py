"""Universal Dependencies: syntax of GUM and EWT, and GUM's named entities and time expressions."""

import re

from corpora.violence import mentions_violence
from document import Document, SyntaxWord

SYNTAX_DEV = {
    "GUM_news_stampede",
    "GUM_news_korea",
    "GUM_news_afghan",
    "GUM_news_imprisoned",
    "GUM_news_taxes",
    "GUM_news_defector",
    "GUM_interview_peres",
    "GUM_interview_brotherhood",
}
ENTITY = {"person": "person", "organization": "organisation", "place": "place", "time": "time"}
OPEN = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)")
QUIET_GENRES = ("_court_", "_speech_", "_textbook_", "_voyage_", "_bio_")
MAX_TIME_WORDS = 8


def read_gum(root):
    for path in sorted((root / "general/gum").glob("*.conllu")):
        for doc in read_file(path, "gum"):
            doc.layers.add("entity")
            doc.entity_classes = set(ENTITY.values())
            if any(g in doc.name for g in QUIET_GENRES) and not mentions_violence(doc.text):
                doc.document = {"relevant": 0.0}
            yield doc


def read_ewt(root):
    for split in ("dev", "test"):
        yield from read_file(root / "general/ewt" / f"en_ewt-ud-{split}.conllu", "ewt")


def read_file(path, corpus):
    doc = None
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        comments = dict(line[2:].split(" = ", 1) for line in block.splitlines() if line.startswith("# ") and " = " in line)
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        if doc is None or "newdoc id" in comments:
            if doc:
                yield doc
            doc = Document(corpus, comments.get("newdoc id", path.stem), "", [], {"syntax"})
        append_sentence(doc, comments["text"], rows)
    if doc:
        yield doc


def append_sentence(doc, text, rows):
    base, first, at = len(doc.text), len(doc.syntax), 0
    doc.text += text + "\n"
    doc.sentences.append((base, len(doc.text)))
    for row in rows:
        found = text.find(row[1], at)
        # Words of contractions may differ from the surface ("gonna"); then the next characters stand in.
        start, end = (found, found + len(row[1])) if 0 <= found <= at + 3 else (at, min(len(text), at + len(row[1])))
        at = end
        head = int(row[6]) - 1
        doc.syntax.append(SyntaxWord(base + start, base + end, first + head if head >= 0 else -1, row[7], row[3]))
    for start, end, label in entities(rows):
        words = doc.syntax[first:]
        doc.add("entity", words[start].start, words[end].end, label)


def entities(rows):
    """(first word, last word, class) of names and times; bracket notation of the MISC column."""
    opened, found = {}, []
    for i, row in enumerate(rows):
        value = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for match in OPEN.finditer(value):
            if match[1]:
                opened.setdefault(match[1], []).append((i, match[2], match[3]))
                if value[match.end() : match.end() + 1] == ")":
                    found.append((*opened[match[1]].pop(), i))
            elif opened.get(match[4]):
                found.append((*opened[match[4]].pop(), i))
    for start, kind, info, end in found:
        if kind == "time" and end - start < MAX_TIME_WORDS:
            yield start, end, "time"
        elif kind in ENTITY and kind != "time":
            name = name_within(rows, start, end, info)
            if name:
                yield *name, ENTITY[kind]


def name_within(rows, start, end, info):
    """The run of proper nouns around the entity's head (its "minspan"), or None for a description."""
    minspan = next((p for p in info.split("-") if re.fullmatch(r"\d+(,\d+)*", p)), None)
    if minspan is None:
        return None
    heads = [start + int(n) - 1 for n in minspan.split(",")]
    if max(heads) > end or rows[heads[0]][3] != "PROPN":
        return None
    first, last = min(heads), max(heads)
    while first > start and rows[first - 1][3] == "PROPN":
        first -= 1
    while last < end and rows[last + 1][3] == "PROPN":
        last += 1
    return first, last
