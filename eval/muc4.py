#!/usr/bin/env python3
"""MUC-4 dev: all six columns of the scoreboard, from the claims that users get.

  python3 eval/muc4.py [--data DIR] [--dateline BINARY] [--split dev] [--out PREDICTIONS.jsonl] [--per-slot]

Runs `dateline code --format muc4` over the documents and calls the corpus's scorer.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coding import arguments


def templates(documents, dateline, out):
    """Writes one line a document to `out`. Names are asked for: the key names victims."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        with corpus.open("w", encoding="utf-8") as rows:
            for document in documents:
                rows.write(json.dumps({"id": document["docid"], "text": document["raw"]}) + "\n")
        with open(out, "w", encoding="utf-8") as lines:
            run = subprocess.run(
                [dateline, "code", str(corpus), "--format", "muc4", "--names", "--sensitive",
                 "--published-from", "text"],
                stdout=lines, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode not in (0, 1):
        raise SystemExit(f"dateline failed ({run.returncode}): {run.stderr[-800:]}")


def main():
    parser = arguments(__doc__)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--out", type=Path, help="keep the predictions here, outside the repository: they hold the corpus's words")
    parser.add_argument("--boot", default="0", help="bootstrap samples for the 95 %% interval")
    parser.add_argument("--per-slot", action="store_true", help="each of the 24 slots too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, options.out or Path(folder) / "predictions.jsonl")


def measure(options, out):
    """Codes the split into the file `out` and prints what the corpus's scorer says of it."""
    muc = Path(options.data) / "muc4"
    documents = [json.loads(line) for line in (muc / "docs" / f"{options.split}.jsonl").open(encoding="utf-8")]
    documents = documents[: options.limit]
    started = time.time()
    templates(documents, options.dateline, out)
    print(f"{len(documents)} documents, {time.time() - started:.1f} s", flush=True)
    score = [sys.executable, str(muc / "score_muc.py")]
    columns = ["all", "--golddir", str(muc / "gold"), "--split", options.split, "--pred", str(out), "--ref-quirk"]
    if options.boot != "0":
        columns += ["--boot", options.boot]
    subprocess.run(score + columns, check=False)
    full = ["full", "--gold", str(muc / "gold" / f"{options.split}.full.jsonl"), "--pred", str(out)]
    print("incident type and the five roles only:", flush=True)
    subprocess.run([*score, *full, "--core"], check=False)
    if options.per_slot:
        subprocess.run([*score, *full, "--per-slot"], check=False)


if __name__ == "__main__":
    main()
