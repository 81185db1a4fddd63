"""What the incident head is punished for."""

import numpy as np
import torch
import torch.nn.functional as F
from scipy.optimize import linear_sum_assignment

from incidents.documents import span_key
from incidents.labels import NONE, ROLES
from incidents.nodes import gather, sentence_rows

SPAN, TYPE, MEMBER, STAGE, SAME = 0.15, 1.0, 1.0, 0.2, 0.3
NOTHING = 0.4  # weight of a query that should find nothing
OPTIONAL = 0.3  # weight of an incident that the key calls optional
POSITIVE = 1.5  # weight of a mention that belongs to an incident
COST_TYPE, COST_MEMBER = 1.0, 1.0


def span_targets(document):
    """[S,ROLES] of 0 and 1."""
    target = np.zeros((len(document.spans), len(ROLES)), dtype=np.float32)
    for incident in document.incidents:
        for role, entities in incident.members.items():
            for entity in entities:
                target[entity, role] = 1.0
    return torch.from_numpy(target)


def gold_spans(document):
    return {s for i in document.incidents for entities in i.members.values() for entity in entities for s in entity}


def log_sum(log_probabilities, kinds):
    return log_probabilities[..., kinds].logsumexp(-1)


def member_targets(document, nodes):
    """[G,V,ROLES]: the strings of each incident."""
    index = {key: i for i, key in enumerate(nodes.keys)}
    target = torch.zeros(len(document.incidents), len(nodes.keys), len(ROLES))
    for g, incident in enumerate(document.incidents):
        for role, entities in incident.members.items():
            for span in (s for entity in entities for s in entity):
                if (node := index.get(span_key(document, span))) is not None:
                    target[g, node, role] = 1.0
    return target


def member_loss(logits, target):
    """[Q,V,R] against [G,V,R] -> [Q,G]: summed cross-entropy over the number of members."""
    positive = F.softplus(-logits).flatten(1) * POSITIVE
    negative = F.softplus(logits).flatten(1)
    flat = target.flatten(1)
    return (positive @ flat.T + negative @ (1 - flat).T) / (flat.sum(1) + 3.0)


def reading_loss(reading, document, target):
    """Loss of the readings of one layer after matching, and the matching [(query, incident)]."""
    types, stages, member = reading
    log = torch.log_softmax(types, -1)
    costs = member_loss(member[..., document.roles], target[..., document.roles])
    found = torch.stack([log_sum(log, incident.types) for incident in document.incidents], 1)
    cost = COST_MEMBER * costs.detach() - COST_TYPE * found.detach()
    pairs = list(zip(*linear_sum_assignment(cost.numpy())))
    loss, weight = 0.0, 0.0
    for q, g in pairs:
        share = OPTIONAL if document.incidents[g].optional else 1.0
        stage = F.cross_entropy(stages[q], torch.tensor(document.incidents[g].stage))
        loss = loss + share * (MEMBER * costs[q, g] - TYPE * found[q, g] + STAGE * stage)
        weight += share
    return loss, nothing_loss(log, document, {q for q, _ in pairs})


def nothing_loss(log, document, matched):
    rest = [q for q in range(len(log)) if q not in matched]
    return -NOTHING * log_sum(log[rest], [NONE, *document.unannotated]).sum() if rest else 0.0


def same_loss(same, document, nodes):
    """Strings of one entity against strings of other entities in the same role of the same incident."""
    index = {key: i for i, key in enumerate(nodes.keys)}
    pairs = {}
    for incident in document.incidents:
        for entities in incident.members.values():
            owner = [{index.get(span_key(document, s)) for s in entity} - {None} for entity in entities]
            for a, left in enumerate(owner):
                for b, right in enumerate(owner):
                    for i, j in ((i, j) for i in left for j in right if i < j):
                        pairs[(i, j)] = max(pairs.get((i, j), 0.0), float(a == b))
    if not pairs:
        return 0.0
    at = torch.tensor(list(pairs))
    return F.binary_cross_entropy_with_logits(same[at[:, 0], at[:, 1]], torch.tensor(list(pairs.values())))


def document_loss(head, document, states):
    """Loss of one document whose words have the states [N,HIDDEN]."""
    logits, reps = head.spans(states, *torch.from_numpy(document.spans).T)
    spans = F.binary_cross_entropy_with_logits(
        logits[:, document.roles], span_targets(document)[:, document.roles], reduction="sum"
    )
    sentences = sentence_rows(document)
    nodes = gather(document, logits, reps, sentences, gold_spans(document))
    loss = SPAN * spans
    if nodes is None:
        return loss
    readings, same = head.incidents(nodes.reps, nodes.roles, nodes.count, nodes.sentence, states, sentences)
    target = member_targets(document, nodes)
    for reading in readings:
        if document.incidents:
            found, nothing = reading_loss(reading, document, target)
        else:
            found, nothing = 0.0, nothing_loss(torch.log_softmax(reading[0], -1), document, set())
        loss = loss + (found + nothing) / len(readings)
    return loss + SAME * same_loss(same, document, nodes)
