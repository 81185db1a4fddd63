"""Runs `dateline code` over a corpus and hands back its reports by the corpus's own ids."""

import json
import subprocess
import tempfile
import time
from pathlib import Path


def code(documents, dateline, published_from="meta", gate=True):
    """Codes documents and returns ({id: report}, seconds).

    documents: iterable of {"id", "text", optional "title", "published" (ISO day), "publisher"}.
    dateline: path of the binary.
    gate: whether the gate may pass reports over.
    A document that was quarantined (too short, not English) is missing from the result.
    Names are asked for: a corpus's key names victims.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        ids = []
        with path.open("w", encoding="utf-8") as out:
            for document in documents:
                ids.append(document["id"])
                row = {key: value for key, value in document.items() if key != "id" and value}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        started = time.time()
        run = subprocess.run(
            [dateline, "code", str(path), "--format", "jsonl", "--names", "--sensitive",
             "--published-from", published_from, *([] if gate else ["--no-gate"])],
            capture_output=True, text=True, check=False)
        seconds = time.time() - started
    if run.returncode not in (0, 1) or not run.stdout:
        raise SystemExit(f"dateline failed ({run.returncode}): {run.stderr[-800:]}")
    reports = {}
    for line in run.stdout.splitlines():
        report = json.loads(line)
        reports[ids[report["document"]["origin"]["record"] - 1]] = report
    return reports, seconds


def arguments(description):
    """The options that every evaluation takes."""
    import argparse
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", default="../shared/data", help="folder of the annotated corpora")
    parser.add_argument("--dateline", default="target/release/dateline", help="the binary to measure")
    parser.add_argument("--limit", type=int, help="only the first documents")
    parser.add_argument("--wrong", type=int, default=0, help="print this many wrong answers (ids and values, no text)")
    return parser


def value(derived):
    """The value of a derived slot, or None."""
    return derived["value"] if derived else None


def leaves(report):
    """Incidents that are no operation: what lists and counts use (codebook section 2)."""
    return [incident for incident in report["incidents"] if not incident["parts"]]


def current(incidents):
    """Current incidents, or all where none is."""
    found = [incident for incident in incidents if incident["time_frame"] != "background"]
    return found or incidents


def figure(incident, kind):
    """Best, else low, else high of a figure; None where there is none."""
    slot = incident["figures"].get(kind)
    if not slot:
        return None
    return next((slot[bound] for bound in ("best", "low", "high") if slot[bound] is not None), None)


def share(right, total):
    """A share in per cent with its Wilson 95 % interval."""
    if not total:
        return "n/a"
    z, p = 1.96, right / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((p * (1 - p) + z * z / (4 * total)) / total) ** 0.5 / (1 + z * z / total)
    return f"{100 * p:.1f} % ({right}/{total}; 95 % interval {100 * (middle - half):.1f}-{100 * (middle + half):.1f})"
