"""Our own annotation: of modern reports (`annotations/modern.jsonl`: ids, offsets, labels; no text) and of reports that we wrote."""

import json
import zlib
from pathlib import Path

ANNOTATIONS = Path(__file__).parent.parent / "annotations" / "modern.jsonl"
OWN = ANNOTATIONS.with_name("own.jsonl")
DEV = 5  # one document in so many is for measuring alone


def annotations(second=False, path=ANNOTATIONS):
    """{document id: record}, the first reading of each document or the independent second one of some.

    Records of OWN hold the text, too, where they are a first reading.
    """
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {r["doc"]: r for r in records if bool(r.get("second")) == second}


def is_dev(name):
    return zlib.crc32(name.encode()) % DEV == 0
