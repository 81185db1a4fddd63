"""PolNeAR: source, cue and content of attributions, in brat standoff."""

import re
from collections import defaultdict

from corpora.violence import mentions_violence
from document import Document, split_sentences

LINE = re.compile(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t")


def articles(root, split):
    """Article name -> its annotation files; an article annotated by several people has several."""
    files = defaultdict(list)
    for path in sorted((root / "attribution" / split / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    return files


def read(root, split):
    """Articles with a single annotation; the multiply annotated ones are kept for the human ceiling."""
    for name, paths in articles(root, split).items():
        if len(paths) > 1:
            continue
        # Offsets count line ends as one character, so they must not be translated.
        text = (root / "attribution" / split / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        doc = Document("polnear", name, text, split_sentences(text), {"source", "cue", "content"})
        for line in paths[0].read_text(encoding="utf-8").splitlines():
            match = LINE.match(line)
            if not match:
                continue
            for piece in match[2].split(";"):
                start, end = map(int, piece.split())
                doc.add(match[1].lower(), start, end, match[1].lower())
        if not mentions_violence(text):
            doc.document = {"relevant": 0.0}
        yield doc
