#!/usr/bin/env python3
"""FA-KES: date within a day, governorate, deaths.

  python3 eval/fakes.py [--data DIR] [--dateline BINARY]

The corpus's `date` is that of its main event. Articles open with their own stamp ("Fri 07 Apr 2017 at 0914", "April 7,
2017"), from which the published day is read; an article without one is coded with no published day. `deaths` in the key: civilians + non-civilians (women and children are mostly among the
civilians); an article with none in the key counts as right when Dateline gives none or 0. The key's day is mostly that of the article,
which the codebook allows for an act without a day only as its latest: the second line of dates counts that bound too.
"""

import json
import re
from datetime import date, timedelta
from pathlib import Path

from coding import arguments, code, current, figure, leaves, share, value


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def published(text):
    """ISO day of the stamp that an article opens with, or None."""
    month = "(%s)[a-z]*\\.?" % "|".join(MONTHS)
    head = text[:200]
    found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)? " + month + r",? (20\d\d)", head, re.IGNORECASE)
    if found:
        day, name, year = found.groups()
    else:
        found = re.search(month + r" (\d{1,2})(?:st|nd|rd|th)?,? (20\d\d)", head, re.IGNORECASE)
        if not found:
            return None
        name, day, year = found.groups()
    return f"{year}-{MONTHS.index(name[:3].lower()) + 1:02}-{int(day):02}"


def number(text):
    try:
        return int(float(text))
    except (TypeError, ValueError):
        return 0


def day_of(text):
    month, day, year = (int(part) for part in text.split("/"))
    return date(2000 + year % 100, month, day)


def fold(name):
    return "".join(letter for letter in (name or "").lower() if letter.isalpha())


def is_governorate(place, wanted):
    if not place:
        return False
    names = [fold(place.get("division")), fold(place.get("name")), fold(place.get("facility"))]
    stem = fold(wanted)[:5]
    return bool(stem) and any(stem in name for name in names)


def deaths(incidents):
    numbers = [found for incident in incidents if (found := figure(incident, "killed")) is not None]
    return max(numbers, default=0)


def main():
    options = arguments(__doc__).parse_args()
    path = Path(options.data) / "conflict" / "fakes.jsonl"
    records = [json.loads(line) for line in path.open(encoding="utf-8")][: options.limit]
    reports, seconds = code(
        ({"id": str(at), "published": published(record["article_content"]),
          "text": record["article_title"] + "\n\n" + record["article_content"]}
         for at, record in enumerate(records)), options.dateline, "text")
    right = {"date": 0, "date, or its bound": 0, "governorate": 0, "deaths": 0}
    for at, record in enumerate(records):
        report = reports.get(str(at))
        incidents = current(leaves(report)) if report else []
        gold = day_of(record["date"])
        days = [date.fromisoformat(found["earliest"]) for incident in incidents
                if (found := value(incident["date"])) and found["earliest"]]
        bounds = [date.fromisoformat(day) for incident in incidents[:1]
                  if (found := value(incident["date"])) and (day := found["earliest"] or found["latest"])]
        wanted = number(record["nb_civilians"]) + number(record["nb_noncivilians"])
        answers = {
            "date": any(abs(day - gold) <= timedelta(days=1) for day in days[:1]),
            "date, or its bound": any(abs(day - gold) <= timedelta(days=1) for day in bounds),
            "governorate": any(is_governorate(value(incident["place"]), record["location"]) for incident in incidents),
            "deaths": deaths(incidents) == wanted}
        for name, answer in answers.items():
            right[name] += answer
        if options.wrong and not all(answers.values()):
            options.wrong -= 1
            print(at, gold, days[:3], record["location"], wanted, deaths(incidents))
    print(f"{len(records)} articles in {seconds:.1f} s")
    for name, count in right.items():
        print(f"{name}: {share(count, len(records))}")


if __name__ == "__main__":
    main()
