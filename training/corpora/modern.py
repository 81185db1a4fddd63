"""Texts of the modern corpora that our own annotation points into: {document id: text}.

Ids: `fakes/UNIT`, `isaf/LINE` (from 1), `wikinews/SLUG`, `gva/ID`, `re3d/ID`, `ecb/FILE`, `lgl/ID`, `polnear/SPLIT/FILE`. Offsets of
annotations count characters of these texts.
"""

import csv
import json
from xml.etree import ElementTree

from document import join_tokens


def lines(path):
    with path.open(encoding="utf-8") as source:
        return [json.loads(line) for line in source if line.strip()]


def fakes(root):
    for row in lines(root / "conflict" / "fakes.jsonl"):
        yield f"fakes/{row['unit_id']}", row["article_title"] + "\n\n" + row["article_content"]


def isaf(root):
    for number, row in enumerate(lines(root / "conflict" / "isaf.jsonl"), 1):
        yield f"isaf/{number}", row["text"]


def wikinews(root):
    for path in sorted((root / "wikinews" / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                yield "wikinews/" + row["url"].rsplit("/", 1)[-1], row["title"] + "\n\n" + row["text"]


def gva(root):
    for row in lines(root / "linkage" / "gva" / "docs.jsonl"):
        yield f"gva/{row['id']}", row["title"] + "\n\n" + row["text"]


def re3d(root):
    """Without the part under a non-commercial licence (BBC)."""
    for folder in sorted((root / "conflict" / "re3d").iterdir()):
        if folder.is_dir() and not folder.name.startswith("BBC"):
            for row in lines(folder / "documents.jsonl"):
                yield f"re3d/{row['_id']}", row["text"]


def ecb(root):
    """ECB+, a sentence a line."""
    for path in sorted((root / "linkage" / "ecbplus").glob("*/*.xml")):
        sentences = {}
        for token in ElementTree.parse(path).getroot().iter("token"):
            sentences.setdefault(int(token.get("sentence")), []).append(token.text or "")
        yield f"ecb/{path.stem}", "\n".join(join_tokens(words)[0] for _, words in sorted(sentences.items()))


def lgl(root):
    for article in ElementTree.parse(root / "geoparsing" / "lgl.xml").getroot().findall("article"):
        yield "lgl/" + article.get("docid"), (article.findtext("title") or "") + "\n\n" + article.findtext("text")


def polnear(root):
    for split in ("train", "dev"):
        for path in sorted((root / "attribution" / split / "text").glob("*.txt")):
            # Offsets count line ends as one character, so they must not be translated.
            yield f"polnear/{split}/{path.stem}", path.read_bytes().decode("utf-8")


def texts(root):
    return {name: text for read in (fakes, isaf, wikinews, gva, re3d, ecb, lgl, polnear) for name, text in read(root)}
