#!/usr/bin/env python3
"""MUC-4 dev: all six columns of the scoreboard, from the claims that users get.

  python3 eval/muc4.py [--data DIR] [--dateline BINARY] [--split dev] [--out PREDICTIONS.jsonl]

Codes the documents, turns the incidents into MUC-4 templates by eval/muc4_crosswalk.json, and calls the corpus's scorer.
"""

import json
import subprocess
import sys
from pathlib import Path

from coding import arguments, code, figure, leaves, value

CROSSWALK = json.loads((Path(__file__).parent / "muc4_crosswalk.json").read_text(encoding="utf-8"))
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def muc_day(day):
    year, month, date = day.split("-")
    return f"{date} {MONTHS[int(month) - 1]} {year[2:]}"


def muc_date(incident):
    date = value(incident["date"])
    if not date or not date["latest"]:
        return None
    if date["earliest"] and date["earliest"] != date["latest"]:
        return f"{muc_day(date['earliest'])} - {muc_day(date['latest'])}"
    return muc_day(date["latest"]) if date["earliest"] else f"- {muc_day(date['latest'])}"


def muc_location(incident):
    place = value(incident["place"])
    if not place or not place.get("country"):
        return None
    parts = [place["country"].upper()]
    if place["precision"] == "region":
        parts.append(f"{place['name'].upper()} (DEPARTMENT)")
    elif place["precision"] != "country":
        if place.get("division"):
            parts.append(f"{place['division'].upper()} (DEPARTMENT)")
        parts.append(f"{place['name'].upper()} (CITY)")
    return ": ".join(parts)


def mentions(slots):
    return [[slot["value"]["mention"]] for slot in slots if slot["value"]]


def typed(slots, mapping, key):
    """Set fills with their reference: [{"value", "ref"}]."""
    fills = []
    for slot in slots:
        filler = slot["value"]
        if filler and filler.get(key) in mapping:
            fills.append({"value": mapping[filler[key]], "ref": [filler["mention"]]})
    return fills


def is_organisation(actor):
    return bool(actor.get("organisation"))


def template(incident):
    people = [slot for slot in incident["perpetrators"] if slot["value"] and not is_organisation(slot["value"])]
    groups = [slot for slot in incident["perpetrators"] if slot["value"] and is_organisation(slot["value"])]
    victims = [slot for slot in incident["victims"] if slot["value"]]
    links = [slot["value"] for slot in incident["responsibility"] if slot["value"]]
    names = [slot["value"]["mention"] for slot in groups]
    for link in links:
        if link["actor"].get("organisation") and link["actor"]["mention"] not in names:
            names.append(link["actor"]["mention"])
    made = {
        "incident_type": CROSSWALK["type"][incident["type"]],
        "PerpInd": mentions(people),
        "PerpOrg": [[name] for name in names],
        "Target": mentions(incident["targets"]),
        "Victim": mentions(victims),
        "Weapon": mentions(incident["weapons"]),
        "stage": (incident["stage"] or "accomplished").upper(),
        "perp_category": CROSSWALK["category_default"],
        "instrument_type": typed(incident["weapons"], CROSSWALK["weapon"], "kind"),
        "target_type": typed(incident["targets"], CROSSWALK["target"], "kind"),
        "target_effect": typed(incident["targets"], CROSSWALK["target_effect"], "effect"),
        "victim_type": typed(victims, CROSSWALK["person"], "kind"),
        "victim_effect": typed(victims, CROSSWALK["victim_effect"], "effect"),
        "victim_number": numbers(victims),
        "target_number": numbers([slot for slot in incident["targets"] if slot["value"]]),
        "org_confidence": [
            {"value": CROSSWALK["confidence"][link["link"]], "ref": [link["actor"]["mention"]]}
            for link in links if link["actor"].get("organisation") and link["link"] in CROSSWALK["confidence"]],
    }
    killed = figure(incident, "killed")
    if killed and killed > 1:
        made["victim_total"] = str(killed)
    made["victim_name"] = [[slot["value"]["mention"]] for slot in victims if is_name(slot["value"]["mention"])]
    made["victim_description"] = [
        {"value": slot["value"]["mention"], "ref": [slot["value"]["mention"]]}
        for slot in victims if not is_name(slot["value"]["mention"])]
    for key, fill in (("date", muc_date(incident)), ("location", muc_location(incident))):
        if fill:
            made[key] = fill
    return made


def is_name(mention):
    """In upper-case text a name cannot be told by its letters: no article, no number, no common noun."""
    words = mention.lower().split()
    return len(words) >= 2 and not any(word in CROSSWALK["description_words"] or word.isdigit() for word in words)


def numbers(slots):
    fills = []
    for slot in slots:
        count = slot["value"].get("count") or {}
        best = count.get("best") or count.get("low")
        if best:
            fills.append({"value": str(best), "ref": [slot["value"]["mention"]]})
    return fills


def templates(report):
    incidents = [incident for incident in leaves(report)
                 if incident["type"] in CROSSWALK["type"] and incident["status"] != "refuted"]
    return [template(incident) for incident in incidents]


def main():
    parser = arguments(__doc__)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--out", default="muc4-predictions.jsonl")
    parser.add_argument("--boot", default="0", help="bootstrap samples for the 95 %% interval")
    options = parser.parse_args()
    muc = Path(options.data) / "muc4"
    documents = [json.loads(line) for line in (muc / "docs" / f"{options.split}.jsonl").open(encoding="utf-8")]
    documents = documents[: options.limit]
    reports, seconds = code(
        ({"id": document["docid"], "text": document["raw"]} for document in documents), options.dateline, "text")
    with open(options.out, "w", encoding="utf-8") as out:
        for document in documents:
            report = reports.get(document["docid"])
            made = templates(report) if report else []
            out.write(json.dumps({"docid": document["docid"], "templates": made}) + "\n")
    print(f"{len(documents)} documents, {len(reports)} coded, {seconds:.1f} s")
    scorer = [sys.executable, str(muc / "score_muc.py"), "all", "--golddir", str(muc / "gold"),
              "--split", options.split, "--pred", options.out, "--ref-quirk"]
    if options.boot != "0":
        scorer += ["--boot", options.boot]
    sys.stdout.flush()
    subprocess.run(scorer, check=False)
    core = [sys.executable, str(muc / "score_muc.py"), "full", "--core",
            "--gold", str(muc / "gold" / f"{options.split}.full.jsonl"), "--pred", options.out]
    subprocess.run(core, check=False)


if __name__ == "__main__":
    main()
