"""One loss a head; positions without a label count nothing."""

import torch
import torch.nn.functional as F

from labels import IGNORE

WEIGHT = {
    "role": 1.0,
    "entity": 0.5,
    "trigger": 0.5,
    "attribution": 0.7,
    "factuality": 0.2,
    "document": 0.3,
    "upos": 0.3,
    "deprel": 0.5,
    "arc": 0.5,
}
# Roles are a few words in a hundred and the slowest to learn beside syntax: once that has settled they weigh more.
LATE_STEP = 800
LATE_WEIGHT = {"role": 2.5, "document": 0.5}
ROLE_POSITIVE = 1.7  # recall matters: whoever reads the roles thresholds their probabilities
TRIGGER_POSITIVE = 2.0
SHRINK = 100.0  # a batch with a handful of labels must not weigh as much as a full one
OUTSIDE_SENTENCE = -1e4


def mean(summed, count):
    return summed / (count + SHRINK)


def token_loss(logits, target, positive=1.0):
    """Cross entropy over labelled tokens; classes but O weigh `positive`."""
    keep = target != IGNORE
    if not keep.any():
        return None
    weight = torch.full((logits.shape[-1],), positive)
    weight[0] = 1.0
    return mean(F.cross_entropy(logits[keep], target[keep], weight=weight, reduction="sum"), keep.sum())


def plain_loss(logits, target):
    keep = target != IGNORE
    return mean(F.cross_entropy(logits[keep], target[keep], reduction="sum"), keep.sum()) if keep.any() else None


def entity_loss(logits, target, known):
    """Where a corpus does not annotate a class, O means "O or that class": those probabilities are summed.

    `known` is bool [B, classes].
    """
    keep = target != IGNORE
    if not keep.any():
        return None
    allowed = F.one_hot(target.clamp(min=0), logits.shape[-1]).bool()
    unknown = torch.cat([torch.zeros_like(known[:, :1]), (~known).repeat_interleave(2, 1)], 1)
    allowed = allowed | ((target == 0)[:, :, None] & unknown[:, None, :])
    scores, allowed = logits[keep], allowed[keep]
    loss = scores.logsumexp(-1) - scores.masked_fill(~allowed, float("-inf")).logsumexp(-1)
    return mean(loss.sum(), keep.sum())


def arc_loss(scores, head, sentence):
    """Softmax over the first sub-tokens of the same sentence and [CLS]. `sentence` is -1 off the words, [CLS] included."""
    keep = head != IGNORE
    if not keep.any():
        return None
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence[:, None, :] >= 0)
    same[:, :, 0] = True
    return plain_loss(scores.masked_fill(~same, OUTSIDE_SENTENCE), head)


def regression_loss(value, target):
    keep = ~target.isnan()
    return mean(F.smooth_l1_loss(value[keep], target[keep], reduction="sum"), keep.sum()) if keep.any() else None


def document_loss(logits, target):
    keep = ~target.isnan()
    if not keep.any():
        return None
    return F.binary_cross_entropy_with_logits(logits[keep], target[keep], reduction="sum") / (keep.sum() + 8)


def losses(out, batch):
    """{head: loss}; heads without a label in the batch are absent."""
    rows = batch["syntax_rows"]
    attribution = [
        token_loss(out["attribution"][..., 3 * i : 3 * i + 3], batch[layer], 1.3)
        for i, layer in enumerate(("source", "cue", "content"))
    ]
    found = {
        "role": token_loss(out["role"], batch["role"], ROLE_POSITIVE),
        "entity": entity_loss(out["entity"], batch["entity"], batch["entity_known"]),
        "trigger": token_loss(out["trigger"], batch["trigger"], TRIGGER_POSITIVE),
        "attribution": sum(attribution) if attribution[0] is not None else None,
        "factuality": regression_loss(out["factuality"], batch["factuality"]),
        "document": document_loss(out["document"], batch["document"]),
        "upos": plain_loss(out["upos"], batch["upos"][rows]),
        "deprel": plain_loss(out["deprel"], batch["deprel"][rows]),
        "arc": arc_loss(out["arc"], batch["head"][rows], batch["sentence"][rows]) if len(rows) else None,
    }
    return {k: v for k, v in found.items() if v is not None}


def total(found, step):
    """Weighted sum of {head: loss} at a step of the run."""
    late = LATE_WEIGHT if step >= LATE_STEP else {}
    return sum(late.get(k, WEIGHT[k]) * v for k, v in found.items())
