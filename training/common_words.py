#!/usr/bin/env python3
"""How common words are in news: `data/common_words.tsv`, by which `core` weighs the words of a fingerprint.

  python3 training/common_words.py --data ../shared/data --out data/common_words.tsv

Counts in how many reports of the corpora a word stands: of one corpus at most every n-th report, so that none has more than 1,500. A word
that less than one report in 400 has is left out: whatever is not in the table counts as rare. Nothing but words and counts is written.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from corpora import modern

# As crates/core/src/fingerprint/words.rs parts a text into words.
WORD = re.compile(r"[^\W_]+")
MOST = 1500
LEAST = 1 / 400


def muc4(root):
    for line in (root / "muc4" / "docs" / "train.jsonl").open(encoding="utf-8"):
        yield "", json.loads(line)["raw"]


def polnear(root):
    for path in sorted((root / "attribution" / "train" / "text").glob("*")):
        yield "", path.read_text(encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    reports, holding = 0, Counter()
    for corpus in (modern.fakes, modern.isaf, modern.wikinews, modern.gva, modern.re3d, modern.ecb, modern.lgl, muc4, polnear):
        texts = [text for _, text in corpus(options.data)]
        texts = texts[:: -(-len(texts) // MOST)]
        reports += len(texts)
        for text in texts:
            holding.update({word for word in WORD.findall(text.lower()) if not word.isdigit()})
    rows = sorted((word, count) for word, count in holding.items() if count >= reports * LEAST)
    with options.out.open("w", encoding="utf-8") as out:
        out.write("# Words common in news and how many of 10,000 reports have them. Made by training/common_words.py.\n")
        out.write("# word\treports\n")
        for word, count in rows:
            out.write(f"{word}\t{round(count * 10000 / reports)}\n")
    print(f"{len(rows)} words of {reports} reports")


if __name__ == "__main__":
    main()
