"""UDS-IH2 and MEANTIME: did it happen? A value from -3 (did not) to 3 (did) for each predicate."""

import json

from document import Document, join_tokens

SENTENCES_PER_DOCUMENT = 16  # neighbours in the file are neighbours in the source


def read(root, corpus, split):
    """`corpus` is a folder of the factuality data: UDS_IH2 or MEANTIME."""
    with open(root / "factuality" / corpus / f"{split}.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for at in range(0, len(rows), SENTENCES_PER_DOCUMENT):
        doc = Document(corpus.lower(), f"{split}-{at}", "")
        for row in rows[at : at + SENTENCES_PER_DOCUMENT]:
            append_sentence(doc, row)
        yield doc


def append_sentence(doc, row):
    text, spans = join_tokens(row["text"].split())
    base = len(doc.text)
    doc.text += text + "\n"
    doc.sentences.append((base, len(doc.text)))
    for target in row["targets"]:
        start, end = target["span1"]
        doc.factuality.append((base + spans[start][0], base + spans[end - 1][1], float(target["label"])))
