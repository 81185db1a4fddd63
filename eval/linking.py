#!/usr/bin/env python3
"""Linking: which reports tell of one incident.

  python3 eval/linking.py [--data DIR] [--dateline BINARY] [--keep FOLDER] [--only gva|ecb|fakes]

Reads each corpus into a ledger with `--no-gate`, in the corpus's order, and compares the incidents that the ledger links with the key. A report's
incident is, of those that it tells, the one that most reports tell (then the one that it tells first); a report without incident stands alone.
Printed for each: B-cubed and pairwise figures, beside them those of leaving all reports apart.

  GVA: reports of a third of the incidents (chosen by a hash of the incident's id; the other two thirds trained the weights), linked among
       all 4,782; once for all, once without accidents and suicides, which are no incidents by the codebook.
  ECB+: the eight dev topics, two look-alike events each. Only topics 12 and 18 are violent; all are read.
  FA-KES: pairs of articles; the key's day, governorate, actor and deaths agree (deaths above 0). Articles' published days are read from their own stamps.

With --keep the ledgers stay in FOLDER, and are linked anew, not read anew, by a later version of the program.
"""

import json
import re
import subprocess
import tempfile
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

import fakes
from coding import arguments
from gva import is_deliberate

ECB_DEV = {"2", "5", "12", "18", "21", "23", "34", "35"}


def gva(folder):
    """Reports, and of each the incident and whether it is of dev and deliberate."""
    records = {row["incident_uri"]: row for row in map(json.loads, (folder / "incidents.jsonl").open(encoding="utf-8"))}
    rows = {}
    for row in map(json.loads, (folder / "docs.jsonl").open(encoding="utf-8")):
        rows.setdefault(row["id"], row)
    for row in rows.values():
        publisher = re.sub(r".*https?://(www\.)?", "", row["uri"]).split("/")[0]
        report = {"id": row["id"], "text": f"{row['title'] or ''}\n\n{row['text']}", "published": row["dct"], "publisher": publisher}
        is_dev = zlib.crc32(row["incident"].encode()) % 3 == 0
        yield report, row["incident"], is_dev, is_dev and is_deliberate(records.get(row["incident"], {}), report["text"])


def sentences(path):
    found = defaultdict(list)
    for token in ElementTree.parse(path).getroot().iter("token"):
        found[int(token.get("sentence"))].append(token.text or "")
    lines = [" ".join(words) for _, words in sorted(found.items())]
    # The first sentence of many pages is their address.
    lines = lines[1:] if path.stem.endswith("plus") and "http" in lines[0] else lines
    text = re.sub(r" ([.,;:!?)])", r"\1", "\n\n".join(lines))
    return text.replace("` `", '"').replace("' '", '"').replace(" 's", "'s").replace("( ", "(")


def ecb(folder):
    for path in sorted(folder.glob("*/*.xml")):
        topic, rest = path.stem.split("_")
        is_dev = topic in ECB_DEV
        yield {"id": path.stem, "text": sentences(path)}, topic + re.sub(r"^\d+", "", rest), is_dev, is_dev and topic in {"12", "18"}


def fakes_reports(folder):
    for row in map(json.loads, (folder / "fakes.jsonl").open(encoding="utf-8")):
        report = {"id": row["unit_id"], "text": f"{row['article_title']}\n\n{row['article_content']}", "publisher": row["source"]}
        day = fakes.published(row["article_content"])
        if day:
            report["published"] = day
        deaths = fakes.number(row["nb_civilians"]) + fakes.number(row["nb_noncivilians"])
        key = (row["date"], fakes.fold(row["location"]), fakes.fold(row["actor"]), deaths)
        yield report, str(key) if deaths else row["unit_id"], True, False


def linked(name, reports, dateline, keep):
    """The incident of each report, by its id; reports whose text another has are left out."""
    source, ledger = keep / f"{name}.jsonl", keep / f"{name}.ledger"
    with source.open("w", encoding="utf-8") as out:
        for report in reports:
            out.write(json.dumps(report) + "\n")
    if not ledger.exists():
        subprocess.run([dateline, "ingest", source, "--ledger", ledger, "--no-gate", "--quiet"], check=True)
    command = [dateline, "incidents", "--ledger", ledger, "--background", "--refuted", "--format", "jsonl"]
    told = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as listing:
        for incident in map(json.loads, listing.stdout):
            records = {document["id"]: document["origin"]["record"] for document in incident["documents"]}
            for document, record in records.items():
                number = min(claim["number"] for claim in incident["claims"] if claim["document"] == document)
                rank = (-len(records), number, incident["id"])
                told[record] = min(told.get(record, rank), rank)
    texts, found = set(), {}
    for record, report in enumerate(reports, 1):
        if report["text"].strip() not in texts:
            texts.add(report["text"].strip())
            found[report["id"]] = told.get(record, (report["id"],))[-1]
    return found


def ratio(part, whole):
    return part / whole if whole else 1.0


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(gold, found):
    """B-cubed and pairwise precision and recall of `found` against `gold`, both {report: cluster}."""
    own, true = Counter(found.values()), Counter(gold.values())
    both = Counter((gold[report], found[report]) for report in gold)
    precision = sum(count * count / own[cluster] for (_, cluster), count in both.items()) / len(gold)
    recall = sum(count * count / true[cluster] for (cluster, _), count in both.items()) / len(gold)

    def pairs(counts):
        return sum(count * (count - 1) // 2 for count in counts.values())
    return precision, recall, ratio(pairs(both), pairs(own)), ratio(pairs(both), pairs(true))


def print_figures(title, gold, found):
    gold = {report: cluster for report, cluster in gold.items() if report in found}
    found = {report: found[report] for report in gold}
    apart = figures(gold, {report: report for report in gold})
    precision, recall, pair_precision, pair_recall = (100 * value for value in figures(gold, found))
    print(f"{title}: {len(gold)} reports, {len(set(gold.values()))} incidents")
    print(f"  B-cubed F1 {f1(precision, recall):.1f}, precision {precision:.1f}, recall {recall:.1f}"
          f"; all apart F1 {100 * f1(apart[0], apart[1]):.1f}")
    print(f"  pairs F1 {f1(pair_precision, pair_recall):.1f}, precision {pair_precision:.1f}, recall {pair_recall:.1f}")


def main():
    parser = arguments(__doc__)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", choices=("gva", "ecb", "fakes"))
    options = parser.parse_args()
    data = Path(options.data)
    corpora = {"ecb": ("ECB+ dev", "ECB+ dev, violent topics", ecb(data / "linkage" / "ecbplus")),
               "fakes": ("FA-KES", "", fakes_reports(data / "conflict")),
               "gva": ("GVA dev", "GVA dev, deliberate", gva(data / "linkage" / "gva"))}
    with tempfile.TemporaryDirectory() as folder:
        keep = options.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        for name, (title, narrower, rows) in corpora.items():
            if options.only not in (None, name):
                continue
            rows = list(rows)
            found = linked(name, [report for report, *_ in rows], options.dateline, keep)
            for heading, column in ((title, 2), (narrower, 3)):
                if heading:
                    print_figures(heading, {row[0]["id"]: row[1] for row in rows if row[column]}, found)


if __name__ == "__main__":
    main()
