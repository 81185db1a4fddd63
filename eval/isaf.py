#!/usr/bin/env python3
"""ISAF press releases: start date, province, killed, captured.

  python3 eval/isaf.py [--data DIR] [--dateline BINARY]

Published day: not given in the corpus; the release's own dateline tells month and day ("KABUL, Afghanistan (Sept. 1)"),
its number the year ("2010-09-CA-005"). Releases without both are coded with no published day. A release is one record
with one incident in the key; of several incidents that Dateline finds, the first current one gives date and place, and
figures are added up over the current ones; an operation's own figure counts where its parts tell less.
The key codes the least number that the words allow: "more than 10" is 11; "several" is 3, but "numerous" and "a number of"
are 4. Dateline keeps the words and their class for such readings (CODEBOOK section 4). Figures are read twice, therefore,
and both readings are always shown: by the key's own conventions, and plainly, as CODEBOOK's low and best have them
("more than 10" is 10, "a number of" 3).
"""

import json
import re
from pathlib import Path

from coding import arguments, code, current, figure, leaves, share, value


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def published(text):
    """ISO day of a release, or None."""
    head = text[:700]
    day = re.search(r"\((%s)[a-z]*\.?,? +(\d{1,2})(?:, *(20\d\d))?\)" % "|".join(MONTHS), head, re.IGNORECASE)
    number = re.search(r"\b(20[01]\d)-\d\d-", head)
    year = day and (day.group(3) or (number and number.group(1)))
    if not year:
        return None
    return f"{year}-{MONTHS.index(day.group(1).lower()) + 1:02}-{int(day.group(2)):02}"


def plain(incident, kind):
    """A figure of an incident as CODEBOOK's low and best have it; 0 where there is none."""
    return figure(incident, kind) or 0


def least(incident, kind):
    """The least number that a figure of an incident allows, as the key codes it; 0 where there is none."""
    number = figure(incident, kind)
    if number is None:
        return 0
    support = incident["figures"][kind]["support"]
    told = [claim["value"] for claim in incident["claims"] if claim["id"] in support]
    if incident["figures"][kind]["rule"] != "summed_parts":
        told = told[:1]
    return number + sum(value["class"] == "more_than" or value["words"].lower().startswith(("numerous", "a number of"))
                        for value in told)


def total(incidents, kinds, read):
    """Sum over the kinds of a report's figures, where each operation gives its own or its parts', whichever is more."""
    amount = 0
    for incident in incidents:
        if incident["part_of"]:
            continue
        parts = [part for part in incidents if part["part_of"] == incident["id"]]
        amount += max(sum(read(one, kind) for one in group for kind in kinds) for group in ([incident], parts))
    return amount


READINGS = {"read plainly": plain, "read by the key's conventions": least}
FIGURES = ["killed", "captured", "killed and captured both right"]


def losses(incidents, read):
    """How many a release tells killed and captured, by one of the readings."""
    return total(incidents, ["killed"], read), total(incidents, ["captured", "arrested"], read)


# GeoNames spells these provinces otherwise than the key does.
GAZETTEER = {"khost": "khowst", "paktya": "paktia", "uruzgan": "oruzgan", "wardak": "vardak"}


def fold(name):
    return "".join(letter for letter in name.lower() if letter.isalpha())


def is_province(incident, provinces):
    """Whether the incident's province, or else the name of its place, is one of the key's, in either spelling."""
    place = value(incident["place"]) or {}
    names = [fold(place.get(key) or "") for key in ("division", "name")]
    wanted = {spelling[:5] for province in provinces if (key := fold(province)) for spelling in (key, GAZETTEER.get(key, key))}
    return any(spelling in name for spelling in wanted for name in names if name)


def main():
    options = arguments(__doc__).parse_args()
    path = Path(options.data) / "conflict" / "isaf.jsonl"
    records = [json.loads(line) for line in path.open(encoding="utf-8")][: options.limit]
    reports, seconds = code(({"id": str(at), "text": record["text"], "published": published(record["text"])} for at, record in enumerate(records)),
                            options.dateline, "text")
    names = ["start date", "province"] + [f"{figure}, {how}" for how in READINGS for figure in FIGURES]
    right = dict.fromkeys(names, 0)
    counted = dict.fromkeys(names, 0)
    found_any = 0
    for at, record in enumerate(records):
        gold = record["gold"]
        told = reports[str(at)]["incidents"] if str(at) in reports else []
        incidents = current(leaves({"incidents": told}))
        found_any += bool(incidents)
        days = [date["earliest"] for incident in incidents[:1] if (date := value(incident["date"]))]
        answers = {
            "start date": gold["start_date"] in days,
            "province": any(is_province(incident, gold["province"]) for incident in incidents)}
        figures = {how: losses(current(told), read) for how, read in READINGS.items()}
        for how, (killed, captured) in figures.items():
            are_right = [killed == gold["min_killed"], captured == gold["min_captured"]]
            answers.update(zip((f"{figure}, {how}" for figure in FIGURES), [*are_right, all(are_right)]))
        for name, answer in answers.items():
            if name != "province" or any(gold["province"]):
                counted[name] += 1
                right[name] += answer
        if options.wrong and not all(answers.values()):
            options.wrong -= 1
            print(at, gold["start_date"], days, gold["province"], gold["min_killed"], gold["min_captured"], figures)
    print(f"{len(records)} releases in {seconds:.1f} s; an incident found in {share(found_any, len(records))}")
    for name in names:
        print(f"{name}: {share(right[name], counted[name])}")


if __name__ == "__main__":
    main()
