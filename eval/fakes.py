#!/usr/bin/env python3
"""FA-KES: date within a day, governorate, deaths.

  python3 eval/fakes.py [--data DIR] [--dateline BINARY]

The corpus's `date` is that of its main event. Articles open with their own stamp ("Fri 07 Apr 2017 at 0914"), from which
the published day is read. `deaths` in the key: civilians + non-civilians (women and children are mostly among the
civilians); an article with none in the key counts as right when Dateline gives none or 0.
"""

import json
from datetime import date, timedelta
from pathlib import Path

from coding import arguments, code, current, figure, leaves, share, value


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
    names = [fold(place.get("division")), fold(place.get("words")), fold(place.get("facility"))]
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
        ({"id": str(at), "text": record["article_title"] + "\n\n" + record["article_content"]}
         for at, record in enumerate(records)), options.dateline, "text")
    right = {"date": 0, "governorate": 0, "deaths": 0}
    for at, record in enumerate(records):
        report = reports.get(str(at))
        incidents = current(leaves(report)) if report else []
        gold = day_of(record["date"])
        days = [date.fromisoformat(found["earliest"]) for incident in incidents
                if (found := value(incident["date"])) and found["earliest"]]
        wanted = number(record["nb_civilians"]) + number(record["nb_noncivilians"])
        answers = {
            "date": any(abs(day - gold) <= timedelta(days=1) for day in days[:1]),
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
