#!/usr/bin/env python3
"""Claims drawn at random and read by hand: are source and stance right?

  python3 eval/claims_read.py draw --seed N --out SHEET.jsonl [--count 300] [--documents N] [--dateline BINARY]
  python3 eval/claims_read.py show SHEET.jsonl [--from 0] [--to 75]    # prints passages: keep the output outside the repository
  python3 eval/claims_read.py score SHEET.jsonl

Claims come from Wikinews, FA-KES and MUC-4 dev; every claim of a report has the same chance. A line of the sheet holds the document's id, the
offsets of the claim's words and of its source's (characters of the text that `corpora/modern.py` or MUC-4's `raw` gives), slot and stance as
Dateline told them, and, once a reader filled them in, three verdicts: is it what the text says at all (`value`), is the
`source` right, is the `stance` right? No text. A source is right when it names who the text says so, the publisher where the text names nobody.
"""

import argparse
import json
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from coding import code, share  # noqa: E402
from corpora import modern  # noqa: E402

VERDICTS = ("value", "source", "stance")


def muc4(root):
    for line in (root / "muc4" / "docs" / "dev.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        yield f"muc4/{row['docid']}", row["raw"]


def texts(root):
    return {name: text for read in (modern.wikinews, modern.fakes, muc4) for name, text in read(root)}


def told(report):
    """Claims of a report's incidents, each once; a claim that an operation took over from its part is the part's."""
    return {c["id"]: c for incident in report["incidents"] for c in incident["claims"] if not c["inherited"]}.values()


def placed(words, near, text):
    """[start, end] of the words in a corpus's text, nearest to an offset of Dateline's, which tidied the white space; None where they are not."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [[m.start(), m.end()] for m in re.finditer(pattern, text)]
    return min(found, key=lambda span: abs(span[0] - near), default=None)


def around(words, spans, text):
    """From the first to the last of a claim's words, whose parts " ... " joins."""
    parts = words.split(" ... ")
    first, last = placed(parts[0], spans[0][0], text), placed(parts[-1], spans[-1][0], text)
    if not first or not last:
        return [spans[0][0], spans[-1][1]]
    return [min(first[0], last[0]), max(first[1], last[1])]


def line(name, claim, text):
    speaker = claim["source"]["chain"][0]
    spans = sorted((s["start"], s["end"]) for s in claim["evidence"]["spans"])
    return {
        "document": name,
        "span": around(claim["evidence"]["text"], spans, text),
        "slot": claim["slot"],
        "value": claim["value"].get("best") if isinstance(claim["value"], dict) else claim["value"],
        "stance": claim["stance"],
        "source_kind": speaker["kind"],
        "source": placed(speaker["words"], speaker["span"]["start"], text) if speaker["span"] else None,
        "verdicts": None,
    }


def draw(options):
    documents = texts(Path(options.data))
    if options.documents:
        documents = {name: documents[name] for name in random.Random(options.seed).sample(sorted(documents), options.documents)}
    reports, _ = code(({"id": name, "text": text} for name, text in documents.items()), options.dateline, "text")
    lines = [line(name, claim, documents[name]) for name, report in sorted(reports.items()) for claim in told(report)]
    lines.sort(key=lambda row: json.dumps(row))
    drawn = random.Random(options.seed).sample(lines, min(options.count, len(lines)))
    with open(options.sheet, "w", encoding="utf-8") as out:
        for row in sorted(drawn, key=lambda row: (row["document"], row["span"])):
            out.write(json.dumps(row) + "\n")
    print(f"{len(drawn)} of {len(lines)} claims in {len(reports)} reports")


def rows(path):
    with open(path, encoding="utf-8") as source:
        return [json.loads(one) for one in source]


def show(options):
    documents = texts(Path(options.data))
    for number, row in list(enumerate(rows(options.sheet)))[options.first : options.to]:
        text = documents[row["document"]]
        near, end = row["span"]
        source = text[slice(*row["source"])] if row["source"] else "the publisher"
        print(f"#{number} {row['document']} characters {row['span']}\n  slot {row['slot']}, value {row['value']}, words: {text[near:end]!r}")
        print(f"  stance {row['stance']}; source ({row['source_kind']}): {source!r}")
        print(f"  text around: {' '.join(text[max(0, near - 700) : near].split())} >>>{' '.join(text[near : near + 500].split())}\n")


def score(options):
    read = [row for row in rows(options.sheet) if row["verdicts"]]
    for name in VERDICTS:
        print(f"{name} right: {share(sum(row['verdicts'][name] for row in read), len(read))}")
    for stance in sorted({row["stance"] for row in read}):
        chosen = [row for row in read if row["stance"] == stance]
        print(f"  {stance}: source {share(sum(r['verdicts']['source'] for r in chosen), len(chosen))}, "
              f"stance {share(sum(r['verdicts']['stance'] for r in chosen), len(chosen))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default="../shared/data", help="folder of the annotated corpora")
    commands = parser.add_subparsers(required=True)
    for run in (draw, show, score):
        command = commands.add_parser(run.__name__)
        command.set_defaults(run=run)
        if run is not draw:
            command.add_argument("sheet")
    drawing, showing = commands.choices["draw"], commands.choices["show"]
    drawing.add_argument("--out", dest="sheet", required=True)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--count", type=int, default=300)
    drawing.add_argument("--documents", type=int, help="code only this many, drawn first")
    drawing.add_argument("--dateline", default="target/release/dateline")
    showing.add_argument("--from", dest="first", type=int, default=0)
    showing.add_argument("--to", type=int)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
