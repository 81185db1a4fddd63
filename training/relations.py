"""Counts of dependency relations in the treebanks -> `data/dependency_relations.tsv`, by which the reader in Rust weighs arcs and relations together.

    python relations.py --prepared prepared.pkl --out ../data/dependency_relations.tsv

The words are those of the encoder, the parts of speech those of the treebanks (GUM's training documents, EWT dev and test).
"""

import argparse
import pickle
from collections import Counter
from pathlib import Path

from labels import IGNORE, UPOS

HEAD = """# How often each relation was met: by the dependent's part of speech, its head's, and the side of the head on which the dependent stands.
# Source: counted by training/relations.py in Universal Dependencies' GUM (training documents; annotation CC BY 4.0) and English EWT, dev and test (CC BY-SA 4.0).
# dependent	head	side	relation	count
"""


def counted(windows, deprel):
    """{(dependent, head, side, relation): count} of the words that have a head in their sentence; roots are left out."""
    counts = Counter()
    for w in windows:
        for position in w["words"][:, 0]:
            head = w["head"][position]
            if head > 0 and IGNORE not in (w["upos"][position], w["deprel"][position], w["upos"][head]):
                side = "right" if head < position else "left"
                counts[UPOS[w["upos"][position]], UPOS[w["upos"][head]], side, deprel[w["deprel"][position]]] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with open(args.prepared, "rb") as source:
        prepared = pickle.load(source)
    counts = counted([w for part in ("gum", "ewt") for w in prepared["parts"][part]], prepared["deprel"])
    rows = sorted(counts.items(), key=lambda item: (item[0][:3], -item[1], item[0][3]))
    args.out.write_text(HEAD + "".join("\t".join([*key, str(n)]) + "\n" for key, n in rows), encoding="utf-8")
    print(f"{len(rows)} rows")


if __name__ == "__main__":
    main()
