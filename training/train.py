"""Train the encoder. Repeatable: fixed seeds, and every schedule counts steps.

    python train.py --prepared prepared.pkl --minilm DIR --work WORK --steps 3000
    python train.py --smoke

WORK gets `checkpoint.pt`, `log.jsonl`, `scores.jsonl` and `export/`. `--resume` goes on from `checkpoint.pt`.
The learning rate follows `--knots` ("step:factor,..."), straight between them; the default warms up over 5 % of the
steps and then falls to 0. A run that has to end sooner can be resumed with knots that fall faster; the same knots
given from the start repeat it exactly.
"""

import argparse
import json
import pickle
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

import batches
import evaluate
from export import export
from losses import losses, total
from model import Encoder, load_minilm
from prepare import load_tokenizer

ENCODER_RATE, HEAD_RATE, DECAY = 1e-4, 5e-4, 0.01
EXPORT_AT = (0.1, 0.25, 0.5, 0.75, 1.0)


def optimizer_for(model):
    """Two rates (encoder, heads); no decay of biases, norms and the mixing weights.

    The word embeddings stay as published: most of their rows never occur in the corpora, and half of the
    optimizer's work would go into them.
    """
    model.tokens.weight.requires_grad_(False)
    return grouped_optimizer(model.named_parameters(), ENCODER_RATE, HEAD_RATE)


def grouped_optimizer(named, encoder_rate, head_rate):
    """AdamW over what may change of (name, parameter) pairs; the encoder's are told by their names."""
    groups = {}
    for name, p in named:
        if p.requires_grad:
            encoder = name.split(".")[0] in ("positions", "norm", "layers")
            groups.setdefault((encoder, p.dim() > 1), []).append(p)
    return torch.optim.AdamW(
        [
            {"params": ps, "rate": encoder_rate if encoder else head_rate, "weight_decay": DECAY if matrix else 0.0}
            for (encoder, matrix), ps in groups.items()
        ],
        lr=0.0,
        betas=(0.9, 0.98),
        fused=True,
    )


def default_knots(steps):
    return [(0, 0.0), (max(1, steps // 20), 1.0), (steps, 0.0)]


def parse_knots(text):
    return [(int(s), float(f)) for s, f in (k.split(":") for k in text.split(","))]


def train_step(model, optimizer, group, step, factor, bf16=False):
    """One update; returns {head: loss}."""
    for g in optimizer.param_groups:
        g["lr"] = g["rate"] * factor
    batch = batches.collate(group)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        out = model(batch["input_ids"], batch["attention_mask"], batch["syntax_rows"])
    found = losses(out, batch)
    optimizer.zero_grad(set_to_none=True)
    total(found, step).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return {k: float(v.detach()) for k, v in found.items()}


def save(path, model, optimizer, step, deprel, knots):
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "deprel": deprel, "knots": knots}
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    temporary.replace(path)


def evaluate_and_export(model, prepared, tokenizer, work, step):
    """Scores on the dev parts, appended to scores.jsonl; the exported model is a rounded copy."""
    copy = Encoder(len(prepared["deprel"]))
    copy.load_state_dict(model.state_dict())
    difference = export(copy, prepared["deprel"], tokenizer, work / "export")
    scores = {"step": step, **evaluate.scores(copy, prepared), "onnx_difference": difference}
    with open(work / "scores.jsonl", "a") as log:
        log.write(json.dumps(scores) + "\n")
    print(json.dumps(scores), flush=True)


def train(model, prepared, tokenizer, work, knots, resume=False, seed=1, bf16=False):
    """Train to the last knot, with checkpoint, scores and export at EXPORT_AT."""
    steps, first = knots[-1][0], 0
    optimizer = optimizer_for(model)
    if resume:
        state = torch.load(work / "checkpoint.pt", weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["step"]
    exports = {round(f * steps) for f in EXPORT_AT}
    model.train()
    source = batches.stream(prepared["parts"], seed, first)
    recent, tokens, began = [], 0, time.time()
    for step in range(first, steps):
        torch.manual_seed(seed * 1_000_003 + step)  # dropout of a step is the same however the run was cut up
        group = next(source)
        recent.append(train_step(model, optimizer, group, step, float(np.interp(step + 1, *zip(*knots))), bf16))
        tokens += sum(len(w["ids"]) for w in group)
        if (step + 1) % 25 == 0:
            report(work, step + 1, recent, tokens / (time.time() - began))
            recent, tokens, began = [], 0, time.time()
        if (step + 1) % 200 == 0 or step + 1 in exports:
            save(work / "checkpoint.pt", model, optimizer, step + 1, prepared["deprel"], knots)
        if step + 1 in exports:
            evaluate_and_export(model, prepared, tokenizer, work, step + 1)
            tokens, began = 0, time.time()


def report(work, step, recent, rate):
    names = sorted({k for r in recent for k in r})
    line = {"step": step, "tokens_per_second": round(rate)}
    line |= {k: round(float(np.mean([r[k] for r in recent if k in r])), 4) for k in names}
    with open(work / "log.jsonl", "a") as log:
        log.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", type=Path)
    parser.add_argument("--minilm", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--knots", type=parse_knots, help="instead of --steps: learning rate as step:factor,...")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="autocast to bf16; slower than f32 on some processors")
    parser.add_argument("--untrained", action="store_true", help="only export the model with fresh heads")
    parser.add_argument("--smoke", action="store_true", help="train a few steps on made-up text and check every part")
    args = parser.parse_args()
    torch.set_num_threads(2)
    if args.smoke:
        import smoke

        return smoke.run()
    if not (args.prepared and args.minilm and args.work):
        parser.error("--prepared, --minilm and --work are needed (or --smoke)")
    with open(args.prepared, "rb") as source:
        prepared = pickle.load(source)
    tokenizer = load_tokenizer(args.minilm / "tokenizer.json")
    torch.manual_seed(args.seed)
    model = Encoder(len(prepared["deprel"]))
    load_minilm(model, load_file(args.minilm / "model.safetensors"))
    args.work.mkdir(parents=True, exist_ok=True)
    if args.untrained:
        return print(export(model, prepared["deprel"], tokenizer, args.work / "export"))
    train(model, prepared, tokenizer, args.work, args.knots or default_knots(args.steps), args.resume, args.seed, args.bf16)


if __name__ == "__main__":
    main()
