#!/usr/bin/env python3
"""The day of the act that a report is about: the weights of `data/day.tsv`.

  python3 training/day.py reports --data ../shared/data --out reports.jsonl
  cargo run --release -p dateline-cli --example day_signs -- reports.jsonl > days.jsonl
  python3 training/day.py train --days days.jsonl --reports reports.jsonl --out data/day.tsv

Logistic regression over what is told around each day that a report names. Learns from the GVA reports that `training/towns.py` learns from, whose incident is neither
in the sample of `eval/gva.py` nor in its `--others`: right is the day of the GVA record. Prints, in five folds of incidents, how many reports would have the
right day by the rules alone and with the weights, by how much likelier a day must be than the rules' (`LIKELIER` and `FILLS` in
`crates/extract/src/drafts/day.rs`). Needs numpy and scikit-learn.
"""

import argparse
import json
import zlib
from datetime import datetime
from pathlib import Path

import weights
from towns import outside

# A sign must be told of so many days.
LEAST_SEEN = 12
FREEDOM = 0.01
FOLDS = 5
FILLS = 0.5
# A day of speech, a court or a vigil dates no act, however likely.
NOT_WHEN = "tells not when"


def write_reports(options):
    with options.out.open("w", encoding="utf-8") as out:
        for row, record in outside(Path(options.data) / "linkage" / "gva"):
            day = datetime.strptime(record["date"], "%B %d, %Y").date().isoformat()
            print(json.dumps({"text": (row["title"] or "") + "\n\n" + row["text"], "published": row["dct"], "incident": row["incident"],
                              "day": day}, ensure_ascii=False), file=out)


def examples(options):
    """(fold, whether it was published on the day of the act, [(signs, whether the rules chose it, whether it is right)]) of each report."""
    reports = list(map(json.loads, options.reports.open(encoding="utf-8")))
    for row in map(json.loads, options.days.open(encoding="utf-8")):
        report = reports[row["report"] - 1]
        fold = zlib.crc32(report["incident"].encode()) % FOLDS
        days = [(day["signs"], day["chosen"], report["day"] in (day["earliest"], day["latest"])) for day in row["days"]]
        yield fold, report["published"][:10] == report["day"], days


def fit(told):
    return weights.fit([(signs, right) for *_, days in told for signs, _, right in days], LEAST_SEEN, FREEDOM)


def measure(told):
    weighed = []
    for fold in range(FOLDS):
        vectorizer, model = fit([row for row in told if row[0] != fold])
        for _, is_bound, days in (row for row in told if row[0] == fold):
            rows = [dict.fromkeys(signs, 1.0) for signs, *_ in days]
            chances = model.predict_proba(vectorizer.transform(rows))[:, 1] if rows else []
            # Without a day an incident is of the published day at the latest.
            before = any(chosen and right for _, chosen, right in days) if any(chosen for _, chosen, _ in days) else is_bound
            weighed.append((before, list(zip(chances, days))))
    print("right by the rules:", sum(before for before, _ in weighed))
    for likelier in (0.0, 0.05, 0.1, 0.2, 0.3, 1.0):
        total = won = lost = 0
        for before, days in weighed:
            ours = [chance for chance, (_, chosen, _) in days if chosen]
            least = max(ours) + likelier if ours else FILLS
            likely = [(chance, right) for chance, (signs, _, right) in days if chance > least and NOT_WHEN not in signs]
            after = max(likely)[1] if likely else before
            total, won, lost = total + after, won + (after and not before), lost + (before and not after)
        print(f"with a day that is likelier by {likelier:.2f}: {total}, won {won}, lost {lost}")


def train(options):
    told = list(examples(options))
    print(f"{len(told)} reports, {sum(len(days) for *_, days in told)} days; right is named in {sum(any(right for *_, right in days) for *_, days in told)}")
    measure(told)
    vectorizer, model = fit(told)
    weights.write(options.out, "# what speaks for a day's being that of the act that a report is about\thow much; made by training/day.py", vectorizer, model)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    reports = commands.add_parser("reports")
    reports.add_argument("--data", default="../shared/data")
    reports.set_defaults(run=write_reports)
    training = commands.add_parser("train")
    for name in ("days", "reports"):
        training.add_argument(f"--{name}", type=Path, required=True)
    training.set_defaults(run=train)
    for command in (reports, training):
        command.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
