"""Who said so: passages and articles that we wrote, with attributions and claims (`annotations/said.jsonl`).

Values are pieces of the text; `words#2` is the second place where these words stand. A list is a span in several parts.
The test part (`annotations/said_test.jsonl`) was written first, by others and about other events, and is for measuring alone.
"""

import json
import re
from pathlib import Path

from document import Document, split_sentences
from incidents.marks import is_dev

SAID = Path(__file__).parent.parent / "annotations" / "said.jsonl"
TEST = SAID.with_name("said_test.jsonl")
SECOND = SAID.with_name("said_test_second.jsonl")  # how a second reader, who did not see the labels, took each claim of the test part


def records(path=SAID):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def place(text, words):
    """(start, end) of `words` or `words#n`. ValueError where they do not stand in the text."""
    match = re.fullmatch(r"(.*)#(\d+)", words, re.DOTALL)
    words, number = (match[1], int(match[2])) if match else (words, 1)
    at = -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return at, at + len(words)


def places(text, value):
    """Spans of a value that may be null, a string or a list of strings."""
    return [place(text, words) for words in ([] if value is None else value if isinstance(value, list) else [value])]


def document(record):
    text = record["text"]
    doc = Document("said", record["id"], text, split_sentences(text), {"source", "cue", "content"})
    for attribution in record["attributions"]:
        for layer in ("source", "cue", "content"):
            for span in places(text, attribution.get(layer)):
                doc.add(layer, *span, layer)
    return doc


def training():
    """Records to train on; one in five (`is_dev`) is for measuring alone."""
    return [record for record in records() if not is_dev(record["id"])]


def read():
    return map(document, training())
