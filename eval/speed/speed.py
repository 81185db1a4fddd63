#!/usr/bin/env python3
"""How fast is `dateline code`, beside the same encoder alone in onnxruntime, on this machine, now.

  python3 eval/speed/speed.py --python PYTHON [--data DIR] [--dateline BINARY] [--limit 100] [--rounds 3]

PYTHON is an interpreter with numpy, onnx, onnxruntime and tokenizers. Every figure comes from a process of its own, and
each round runs all sides one after the other, so that whatever else the machine does falls on all of them alike. `dateline
code` is timed whole: start-up, reading, encoding, extraction, output. onnxruntime is timed from the first window to the last,
at the fastest of the batch sizes. Sub-tokens are those of the texts, the two that frame each window left out.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
MODEL = HERE.parent.parent / "models" / "minilm"
BATCHES = ("1", "4", "16")
SHORT = "Two soldiers were killed in an ambush near the border on Monday, police said."


def timed(command):
    """Wall and CPU seconds of a process, and its greatest resident memory in MiB."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        error = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed ({process.returncode}): {error.decode()[-800:]}")
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "cpu_seconds": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / 1024}


class Sides:
    """What is measured, with the files that it needs."""

    def __init__(self, options, folder):
        self.threads = str(os.cpu_count())
        self.folder = folder
        self.options = options
        self.onnx = str(folder / "encoder.onnx")
        self.flop = self.reference("widen", str(MODEL), self.onnx)
        usage = subprocess.run([options.dateline, "code", "--help"], capture_output=True, text=True, check=True).stdout
        self.gate = ["--no-gate"] if "--no-gate" in usage else []

    def command(self, *arguments):
        return [self.options.python, str(HERE / "reference.py"), *arguments]

    def reference(self, *arguments):
        return json.loads(subprocess.run(self.command(*arguments), capture_output=True, text=True, check=True).stdout)

    def encode(self, texts, batch):
        return "encode", self.onnx, str(MODEL / "tokenizer.json"), str(texts), self.threads, batch

    def dateline(self, texts):
        return timed([self.options.dateline, "code", str(texts), "--format", "jsonl", "--quiet", *self.gate])

    def round(self, texts):
        runs = [self.reference(*self.encode(texts, batch)) | {"batch": batch} for batch in BATCHES]
        return {
            "peak": self.reference("peak", self.threads)["gflops"],
            "onnxruntime": min(runs, key=lambda run: run["seconds"]),
            "dateline": self.dateline(texts),
        }

    def start_up(self, texts):
        """Seconds from nothing to the result of one short text, medians of five."""
        ours = [self.dateline(texts)["seconds"] for _ in range(5)]
        theirs = [timed(self.command(*self.encode(texts, "1")))["seconds"] for _ in range(5)]
        return statistics.median(ours), statistics.median(theirs)


def write(path, texts):
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def median(rounds, figure):
    return statistics.median(figure(one) for one in rounds)


def table(rounds, start_up, documents, flop):
    """Medians over the rounds; shares and ratios are taken within each round."""
    lengths = rounds[0]["onnxruntime"]["lengths"]
    tokens = sum(lengths) - 2 * len(lengths)
    gflop = sum(n * flop["per_token"] + n * n * flop["per_pair"] for n in lengths) / 1e9
    rows = [("", "dateline code", "onnxruntime f32, encoder alone")]
    for name, digits, figure in (
        ("sub-tokens/s", 0, lambda one, side: tokens / one[side]["seconds"]),
        ("sub-tokens per CPU second", 0, lambda one, side: tokens / one[side]["cpu_seconds"]),
        ("documents/s", 2, lambda one, side: documents / one[side]["seconds"]),
        ("share of the matrix-product peak", 2, lambda one, side: gflop / one[side]["seconds"] / one["peak"]),
        ("peak memory, MiB", 0, lambda one, side: one[side]["peak_mib"]),
    ):
        row = [median(rounds, lambda one, side=side: figure(one, side)) for side in ("dateline", "onnxruntime")]
        rows.append((name, *(f"{value:,.{digits}f}" for value in row)))
    rows.append(("start-up and one sentence, s", *(f"{value:.2f}" for value in start_up)))
    print("\n".join("| " + " | ".join(row) + " |" for row in rows[:1]) + "\n|---|---|---|")
    print("\n".join("| " + " | ".join(row) + " |" for row in rows[1:]))
    print(f"\n{documents} documents, {tokens:,} sub-tokens, {len(rounds)} rounds, {os.cpu_count()} cores; matrix-product peak "
          f"{median(rounds, lambda one: one['peak']):.0f} GFLOP/s; onnxruntime at batch size "
          + ", ".join(one["onnxruntime"]["batch"] for one in rounds))
    for name in ("seconds", "cpu_seconds"):
        ratios = sorted(one["onnxruntime"][name] / one["dateline"][name] for one in rounds)
        print(f"dateline to onnxruntime, by {name}: {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", required=True, help="interpreter with numpy, onnx, onnxruntime and tokenizers")
    parser.add_argument("--data", type=Path, default="../shared/data", help="folder of the annotated corpora")
    parser.add_argument("--dateline", default="target/release/dateline", help="the binary to measure")
    parser.add_argument("--limit", type=int, default=100, help="only the first documents of MUC-4 dev")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with (options.data / "muc4" / "docs" / "dev.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["raw"] for line in lines][: options.limit]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = Sides(options, folder)
        path = write(folder / "texts.jsonl", texts)
        rounds = [sides.round(path) for _ in range(options.rounds)]
        start_up = sides.start_up(write(folder / "short.jsonl", [SHORT]))
        table(rounds, start_up, len(texts), sides.flop)


if __name__ == "__main__":
    main()
