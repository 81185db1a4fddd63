"""Corpora -> one pickle of labelled windows.

python prepare.py --data ../../shared/data --minilm DIR --out prepared.pkl
"""

import argparse
import pickle
from collections import Counter
from pathlib import Path

from tokenizers import Tokenizer

import windows
from corpora import factuality, gvdb, m2e2, muc4, polnear, re3d, said, ud

MIN_DEPREL = 30


def load_tokenizer(path):
    """The tokenizer without the truncation and padding that the sentence-embedding package switches on."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def deprel_labels(docs):
    """Relations with at least MIN_DEPREL examples, sub-typed or not, and all base relations met."""
    count = Counter(w.deprel for d in docs for w in d.syntax)
    kept = {r for r, n in count.items() if n >= MIN_DEPREL} | {r.split(":")[0] for r in count}
    return sorted(kept | {"goeswith"})


def corpora(root):
    """Part of the training mixture -> documents. Parts that end in `_dev` are for evaluation alone."""
    gum = list(ud.read_gum(root))
    return {
        "muc4": list(muc4.read(root, "train")),
        "muc4_body": list(muc4.read(root, "train", bodies=True)),
        "polnear": list(polnear.read(root, "train")),
        "said": list(said.read()),
        "m2e2": list(m2e2.read(root)),
        "re3d": list(re3d.read(root)),
        "gvdb": list(gvdb.read(root)),
        "gum": [d for d in gum if d.name not in ud.SYNTAX_DEV],
        "ewt": list(ud.read_ewt(root)),
        "uds": list(factuality.read(root, "UDS_IH2", "train")),
        "meantime": list(factuality.read(root, "MEANTIME", "train")),
        "muc4_dev": list(muc4.read(root, "dev")),
        "polnear_dev": list(polnear.read(root, "dev")),
        "gum_dev": [d for d in gum if d.name in ud.SYNTAX_DEV],
        "re3d_dev": list(re3d.read(root, non_commercial=True)),
        "uds_dev": list(factuality.read(root, "UDS_IH2", "dev")),
    }


def prepare(docs_by_part, tokenizer):
    """{"deprel": labels, "parts": {part: windows}, "texts": {(part, document): text}}; texts of dev parts only."""
    deprel = deprel_labels([d for part in docs_by_part.values() for d in part])
    parts = {p: [w for d in docs for w in windows.encode(d, tokenizer, deprel)] for p, docs in docs_by_part.items()}
    texts = {(p, d.name): d.text for p, docs in docs_by_part.items() if p.endswith("_dev") for d in docs}
    return {"deprel": deprel, "parts": parts, "texts": texts}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--minilm", type=Path, required=True, help="folder with tokenizer.json and model.safetensors")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tokenizer = load_tokenizer(args.minilm / "tokenizer.json")
    prepared = prepare(corpora(args.data), tokenizer)
    with open(args.out, "wb") as out:
        pickle.dump(prepared, out)
    print(len(prepared["deprel"]), "relations")
    for part, items in prepared["parts"].items():
        print(f"{part:12} {len(items):6} windows {sum(len(w['ids']) for w in items):8} sub-tokens")


if __name__ == "__main__":
    main()
