"""Spans that may play a role, gathered by their words into nodes."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import torch

from incidents.documents import span_key
from incidents.head import COUNTS, SENTENCES

LEAST, MOST = 0.05, 80  # probability of any role; spans kept of one document


@dataclass
class Nodes:
    keys: list  # [V] normalised strings
    mentions: list  # [V] lists of span indices, the likeliest first
    reps: torch.Tensor  # [V,WIDTH]
    roles: torch.Tensor  # [V,ROLES] highest logits
    count: torch.Tensor  # [V]
    sentence: torch.Tensor  # [V]


def sentence_rows(document):
    """Running number of the sentence of each word, capped at the last row of the embedding."""
    changed = np.any(document.words[1:, [0, 4]] != document.words[:-1, [0, 4]], axis=1)
    return torch.from_numpy(np.minimum(np.concatenate([[0], np.cumsum(changed)]), SENTENCES - 1))


def gather(document, logits, reps, sentences, always=()):
    """Nodes of the likeliest spans, and of those in `always`. None if there is none.

    `logits` [S,ROLES] and `reps` [S,WIDTH] are those of the document's candidate spans.
    """
    best = logits.detach().max(1).values
    chosen = torch.nonzero(best > np.log(LEAST / (1 - LEAST))).flatten()
    if len(chosen) > MOST:
        chosen = chosen[best[chosen].topk(MOST).indices]
    groups = defaultdict(list)
    for span in sorted({*chosen.tolist(), *always}, key=lambda s: (-float(best[s]), s)):
        key = span_key(document, span)
        if key:
            groups[key].append(span)
    if not groups:
        return None
    keys, mentions = list(groups), list(groups.values())
    firsts = [min(int(sentences[document.spans[s][0]]) for s in spans) for spans in mentions]
    weights = [torch.softmax(best[spans], 0) for spans in mentions]
    return Nodes(
        keys,
        mentions,
        torch.stack([w @ reps[spans] for w, spans in zip(weights, mentions)]),
        torch.stack([logits[spans].max(0).values for spans in mentions]),
        torch.tensor([min(len(spans), COUNTS) - 1 for spans in mentions]),
        torch.tensor(firsts),
    )
