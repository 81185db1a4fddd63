#!/usr/bin/env python3
"""The scorer of linking: `data/linking.tsv`, boosted trees over pairs of tellings.

  dateline ingest gva.jsonl --ledger gva.ledger --no-gate          (eval/linking.py --keep FOLDER leaves such ledgers)
  cargo run --release -p dateline-ledger --example pairs -- gva.ledger > gva.tsv
  python3 training/linking.py --data ../shared/data --gva gva.tsv --ecb ecb.tsv --fakes fakes.tsv --isaf isaf.tsv --made-up TRUTH PAIRS --out data/linking.tsv

Learns from reports of two of three GVA incidents (chosen by a hash of the incident's id), from the training topics of ECB+, and from FA-KES,
where labels are inferred: one incident when day, governorate and deaths of the key agree, two when the days are more than five apart and the texts
unlike; the rest is left out; and from the press releases of ISAF, worded alike by one house, where two are two incidents when the key's days are
more than two apart or the provinces differ, and the rest is left out. Where days and places are read as well as a person would, they say more
than in these corpora: 10,000 synthetic reports of another seed than the one that is judged (`million fill --reports 10000 --seed 2`, its truth and
its pairs) stand for that. Only the first telling of each report is labelled. Needs numpy and scikit-learn. Nothing is drawn by chance.

Prints how precise and how complete the trees are on the parts that they did not learn from, and how often pairs of one likelihood are of one
incident. Writes what they say of the invented pairs in linking_parity.txt too, by which a test of the program sees that it reads them alike.
"""

import argparse
import ast
import json
import re
import zlib
from datetime import datetime
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

ECB_DEV = {"2", "5", "12", "18", "21", "23", "34", "35"}
HERE = Path(__file__).parent
# What is added to the trees' log odds where days or places exclude one another. The corpora hold many days and places that a machine read wrongly, so
# that their pairs speak too softly; reports of one house are worded alike whatever they tell.
GUARDS = {"date_31": -1.5, "date_far": -2.5, "date_outside": -0.5, "place_far": -1.0, "place_country": -1.0}
TREES = {"max_iter": 200, "learning_rate": 0.1, "max_leaf_nodes": 16, "min_samples_leaf": 20, "l2_regularization": 1.0, "early_stopping": False}
SHARE_OF_MADE_UP = 1.0
# Of synthetic pairs that have little in common one in so many is learnt from, and weighs as much.
ONE_IN = 8
# Features that may only speak for one incident where they hold, or only against it, whatever the corpora say by chance of their making.
FOR = {"date_same", "place_same", "type_same", "killed_same", "wounded_same", "organisation_shared", "weapon_shared", "victim_shared", "target_shared",
       "figures_same", "town_shared", "site_shared", "actor_shared", "party_shared", "ages_shared", "copy", "names_text", "names_passages"}
AGAINST = {"date_far", "date_31", "date_7", "date_outside", "place_far", "place_country", "place_division", "place_unnamed", "type_kin", "type_other",
           "killed_apart", "wounded_apart", "figures_other", "organisation_other", "weapon_other", "victim_other", "target_other", "actor_other", "party_other", "background_one",
           "operation_one", "stage_other", "after_publication", "published_far", "site_other", "site_rival", "ages_other"}


def gva_gold(data):
    for line in (data / "linkage" / "gva" / "docs.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        yield row["id"], row["incident"], zlib.crc32(row["incident"].encode()) % 3 == 0


def ecb_gold(names):
    for name in names:
        topic, rest = name.split("_")
        yield name, topic + re.sub(r"^\d+", "", rest), topic in ECB_DEV


def pairs(path, gold, label=None):
    """Features, labels and whether both reports are of dev; pairs across the parts, and those that `label` gives none, are left out."""
    with path.open(encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")[4:]
        values, labels, dev = [], [], []
        for line in lines:
            one, number, other, other_number, *features = line.rstrip("\n").split("\t")
            if number != "0" or other_number != "0" or one not in gold or other not in gold:
                continue
            (incident, is_dev), (second, second_dev) = gold[one], gold[other]
            if is_dev != second_dev:
                continue
            features = [float(value) for value in features]
            same = incident == second if label is None else label(one, other, dict(zip(names, features)))
            if same is not None:
                values.append(features)
                labels.append(same)
                dev.append(is_dev)
    return names, np.array(values), np.array(labels, float), np.array(dev)


def fakes_pairs(path, data):
    """As `pairs`; a third of the articles is dev."""
    with (data / "conflict" / "fakes.jsonl").open(encoding="utf-8") as source:
        rows = {row["unit_id"]: row for row in map(json.loads, source)}
    gold = {name: (name, zlib.crc32(name.encode()) % 3 == 0) for name in rows}
    days = {name: datetime.strptime(row["date"], "%m/%d/%y").toordinal() for name, row in rows.items()}
    deaths = {name: float(row["nb_civilians"] or 0) + float(row["nb_noncivilians"] or 0) for name, row in rows.items()}

    def label(one, other, features):
        apart = abs(days[one] - days[other])
        if apart == 0 and rows[one]["location"] == rows[other]["location"] and deaths[one] == deaths[other]:
            return True
        return False if apart > 5 and features["text"] < 0.5 and not features["copy"] else None

    return pairs(path, gold, label)


def isaf_pairs(path, data):
    """As `pairs`; a third of the releases is dev."""
    lines = (data / "conflict" / "isaf.jsonl").open(encoding="utf-8")
    keys = {str(number): gold_of(json.loads(line)["gold"]) for number, line in enumerate(lines, 1)}
    gold = {name: (name, zlib.crc32(name.encode()) % 3 == 0) for name in keys}

    def label(one, other, features):
        (day, province), (second, other_province) = keys[one], keys[other]
        is_other = abs(day - second) > 2 or province != other_province
        return False if is_other and not features["copy"] else None

    return pairs(path, gold, label)


def made_up_pairs(truth, path):
    """As `pairs`, of the generator in eval/million; none is dev, since reports of another seed are judged."""
    rows = [line.split("\t") for line in truth.open(encoding="utf-8")]
    column = rows[0].index("incident")
    gold = {row[0]: (row[column], False) for row in rows[1:]}
    return pairs(path, gold)


def gold_of(gold):
    """Day, as an ordinal, and province of a key."""
    gold = ast.literal_eval(gold) if isinstance(gold, str) else gold
    return datetime.fromisoformat(str(gold["start_date"])[:10]).toordinal(), gold["province"]


def alike(names, x, y):
    """Which pairs to learn from, and how much each weighs: all of one incident or with something telling in common, and some of the rest."""
    column = {name: x[:, at] for at, name in enumerate(names)}
    near = (y > 0) | (column["place_same"] > 0) | (column["town_shared"] > 0) | (column["place_25"] > 0) | (column["rare_text"] > 2)
    return near | (np.arange(len(y)) % ONE_IN == 0), np.where(near, 1.0, ONE_IN)


def fit(x, y, weight, names):
    signs = [int(name in FOR) - int(name in AGAINST) for name in names]
    return HistGradientBoostingClassifier(monotonic_cst=signs, **TREES).fit(x, y, weight)


def log_odds(model, x, names):
    return model.decision_function(x) + sum(add * x[:, names.index(name)] for name, add in GUARDS.items())


def rows_of(model, names):
    """The scorer as rows of the table (crates/resolve/src/link/trees.rs)."""
    yield f"base\t{model._baseline_prediction.item():.4f}"
    for name, add in GUARDS.items():
        yield f"guard\t{name}\t{add}"
    for (predictor,) in model._predictors:
        yield "tree"
        yield from branch(predictor.nodes, 0, names)[0]


def branch(nodes, at, names):
    """Rows of a branch in depth-first order, with its mean."""
    node = nodes[at]
    if node["is_leaf"]:
        return [f"=\t{node['value']:.4f}"], node["value"]
    (left, low), (right, high) = (branch(nodes, node[side], names) for side in ("left", "right"))
    share = nodes[node["left"]]["count"] / node["count"]
    mean = share * low + (1 - share) * high
    split = f"{names[node['feature_idx']]}\t{node['num_threshold']:.5g}\t{len(left) + 1}\t{mean:.4f}"
    return [split, *left, *right], mean


def write_parity(path, model, names):
    """A row: the log odds, then the values that are not 0."""
    with path.open("w", encoding="utf-8") as out:
        out.write("# What the trees of data/linking.tsv say of pairs that were made up: log odds, then what is not 0. Made by training/linking.py.\n")
        for line in (HERE / "linking_parity.txt").read_text(encoding="utf-8").splitlines():
            values = dict(cell.split("=") for cell in line.split())
            unknown = set(values) - set(names)
            assert not unknown, f"linking_parity.txt: there is no feature {unknown}"
            row = np.array([[float(values.get(name, 0)) for name in names]])
            out.write(f"{log_odds(model, row, names)[0]:.4f}\t{line}\n")


def report(title, odds, y):
    order = np.argsort(-odds, kind="stable")
    right = np.cumsum(y[order])
    precision = right / np.arange(1, len(y) + 1)
    for least in (0.98, 0.95):
        reached = np.flatnonzero(precision >= least)
        recall, from_odds = (right[reached[-1]] / max(y.sum(), 1), odds[order[reached[-1]]]) if len(reached) else (0, np.inf)
        print(f"{title}: precision {least}: recall {recall:.3f} of {int(y.sum())} in {len(y)}, from log odds {from_odds:.2f}")


def reliability(odds, y):
    """Of pairs by what the trees say: how many, what they say in the mean, and the share of one incident."""
    likelihood = 1 / (1 + np.exp(-odds))
    for low, high in zip((0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98), (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.01)):
        of = (likelihood >= low) & (likelihood < high)
        if of.any():
            print(f"  likelihood {low:.2f} and above: {of.sum()} pairs, mean {likelihood[of].mean():.3f}, of one incident {y[of].mean():.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gva", type=Path, required=True)
    parser.add_argument("--ecb", type=Path, required=True)
    parser.add_argument("--fakes", type=Path, required=True)
    parser.add_argument("--isaf", type=Path, required=True)
    parser.add_argument("--made-up", type=Path, nargs=2, required=True, metavar=("TRUTH", "PAIRS"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--parity", type=Path, default=HERE / "../crates/resolve/tests/cases/linking_parity.tsv")
    options = parser.parse_args()
    gva = {name: (incident, is_dev) for name, incident, is_dev in gva_gold(options.data)}
    ecb_names = [path.stem for path in (options.data / "linkage" / "ecbplus").glob("*/*.xml")]
    ecb = {name: (incident, is_dev) for name, incident, is_dev in ecb_gold(ecb_names)}
    names, *first = pairs(options.gva, gva)
    _, *second = pairs(options.ecb, ecb)
    _, *third = fakes_pairs(options.fakes, options.data)
    _, *fourth = isaf_pairs(options.isaf, options.data)
    _, *fifth = made_up_pairs(*options.made_up)
    kept, own = alike(names, *fifth[:2])
    fifth = [part[kept] for part in fifth]
    # ECB+ tells of all kinds of incidents, FA-KES and ISAF of a war, GVA of one kind: the smaller corpora count for half of the large one each.
    parts = [("GVA dev", 1.0, first), ("ECB+ dev", 0.5, second), ("FA-KES dev", 0.5, third), ("ISAF dev", 0.5, fourth),
             ("synthetic dev", SHARE_OF_MADE_UP, fifth)]
    x, y, dev = (np.concatenate([part[2][at] for part in parts]) for at in range(3))
    weights = [np.full(len(part[0]), share * len(first[0]) / len(part[0])) for _, share, part in parts]
    weights[-1] = SHARE_OF_MADE_UP * len(first[0]) * own[kept] / own[kept].sum()
    model = fit(x[~dev], y[~dev], np.concatenate(weights)[~dev], names)
    for title, _, (features, labels, is_dev) in parts:
        if is_dev.any():
            odds = log_odds(model, features[is_dev], names)
            report(title, odds, labels[is_dev])
            reliability(odds, labels[is_dev])
    with options.out.open("w", encoding="utf-8") as out:
        out.write("# Boosted trees over what a pair of tellings has in common (crates/resolve/src/link/features.rs), read by crates/resolve/src/link/trees.rs.\n")
        out.write("# Made by training/linking.py.\n# feature\tthreshold\trows to skip when above it\tmean; a leaf: =\twhat it adds to the log odds\n")
        out.writelines(row + "\n" for row in rows_of(model, names))
    write_parity(options.parity, model, names)


if __name__ == "__main__":
    main()
