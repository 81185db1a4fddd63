#!/usr/bin/env python3
"""GVA: date, city, killed, injured of US shootings.

  python3 eval/gva.py [--data DIR] [--dateline BINARY] [--sample 400] [--others]

A fixed sample of reports (every n-th, in the order of their ids; `--others`: those half-way between, whose wrong answers nobody looks at); the published day is the corpus's `dct`. The record may
be later than the report, so that a toll can have risen in between. The first current incident of a report answers. More than a
third of the reports tell of accidents and suicides, which are no incidents by the codebook: the second table leaves them out.
"""

import json
from datetime import datetime
from pathlib import Path

from coding import arguments, code, current, figure, leaves, share, value

ANSWERS = ("date", "city", "killed", "injured")


def is_deliberate(record, text):
    """Whether neither the record's lists nor the report speak of an accident or suicide, as training/gate.py has it."""
    lists = record.get("_lists", [])
    return "accident" not in text.lower() and not any("accident" in name or "suicide" in name for name in lists)


def spelt_out(name):
    """In lower case, with "St. Louis" as the key has it: "saint louis"; hyphens as blanks."""
    return name.lower().replace("st. ", "saint ").replace("-", " ")


def cities(record):
    """The names of a record's city: "Pittsburgh (Wilkinsburg)" is a postal address and the town that it stands for."""
    return [spelt_out(name.strip(" )")) for name in record["city_or_county"].split("(")]


def print_table(title, rows):
    """rows: for each report its right answers, or None where no incident was found."""
    print(f"{title}: {len(rows)} reports, {sum(row is None for row in rows)} without an incident")
    for name in ANSWERS:
        print(f"  {name}: {share(sum(bool(row) and row[name] for row in rows), len(rows))}")


def main():
    parser = arguments(__doc__)
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--others", action="store_true", help="the reports half-way between those of the sample")
    options = parser.parse_args()
    folder = Path(options.data) / "linkage" / "gva"
    records = {row["incident_uri"]: row for row in map(json.loads, (folder / "incidents.jsonl").open(encoding="utf-8"))}
    documents = sorted(map(json.loads, (folder / "docs.jsonl").open(encoding="utf-8")), key=lambda row: row["id"])
    documents = [row for row in documents if row["incident"] in records and len(row["text"]) > 200]
    step = max(1, len(documents) // options.sample)
    documents = documents[step // 2 if options.others else 0::step][: options.sample]
    reports, seconds = code(
        ({"id": row["id"], "text": (row["title"] or "") + "\n\n" + row["text"], "published": row["dct"]} for row in documents),
        options.dateline)
    told = []
    for row in documents:
        gold = records[row["incident"]]
        report = reports.get(row["id"])
        incident = next(iter(current(leaves(report))), None) if report else None
        day = datetime.strptime(gold["date"], "%B %d, %Y").date().isoformat()
        date = value(incident["date"]) if incident else None
        place = value(incident["place"]) if incident else None
        names = [(place or {}).get("name") or "", ((place or {}).get("gazetteer") or {}).get("name") or ""]
        city = cities(gold)
        killed = (figure(incident, "killed") or 0) if incident else None
        injured = (figure(incident, "wounded") or 0) if incident else None
        answers = {
            "date": bool(date) and day in (date["earliest"], date["latest"]),
            "city": any(wanted in spelt_out(name) for wanted in city for name in names),
            "killed": killed == gold["num_killed"], "injured": injured == gold["num_injured"]}
        told.append((answers if incident else None, is_deliberate(gold, f"{row['title']} {row['text']}")))
        if options.wrong and not all(answers.values()):
            options.wrong -= 1
            print(row["id"], day, date and date["earliest"], city, names[0], gold["num_killed"], killed, gold["num_injured"], injured)
    print(f"{len(documents)} reports in {seconds:.1f} s")
    print_table("all", [answers for answers, _ in told])
    print_table("deliberate", [answers for answers, deliberate in told if deliberate])


if __name__ == "__main__":
    main()
