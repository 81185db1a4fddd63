"""Logits -> incidents, and incidents -> MUC-4 templates. The reader in Rust decodes the same way (`crates/encode`)."""

from dataclasses import dataclass

import torch

from incidents.labels import MUC_TYPES, ROLES, indices
from incidents.nodes import gather, sentence_rows

FOUND, MEMBER, SAME = 0.5, 0.5, 0.5
SLOTS = {
    "PerpInd": "perpetrator_individual", "PerpOrg": "perpetrator_organisation",
    "Target": "target", "Victim": "victim_name", "Weapon": "weapon",
}  # fmt: skip


@dataclass
class Found:
    types: torch.Tensor  # [TYPES + 1] probabilities
    stage: torch.Tensor
    members: torch.Tensor  # [V,ROLES] probabilities


def read(head, document, states):
    """(nodes, [Found of each query], [V,V] probability of being one entity), or None."""
    logits, reps = head.spans(states, *torch.from_numpy(document.spans).T)
    sentences = sentence_rows(document)
    nodes = gather(document, logits, reps, sentences)
    if nodes is None:
        return None
    readings, same = head.incidents(nodes.reps, nodes.roles, nodes.count, nodes.sentence, states, sentences)
    types, stages, members = readings[-1]
    found = [Found(*f) for f in zip(types.softmax(-1), stages.softmax(-1), members.sigmoid())]
    return nodes, found, same.sigmoid()


def entities(chosen, strength, same, threshold):
    """Nodes of one role -> lists of nodes that are one entity, the strongest first in each; greedy, by mean likeness."""
    groups = []
    for node in sorted(chosen, key=lambda n: -float(strength[n])):
        likeness = [float(sum(same[node, other] for other in group)) / len(group) for group in groups]
        best = max(range(len(groups)), key=lambda i: likeness[i], default=None)
        if best is not None and likeness[best] > threshold:
            groups[best].append(node)
        else:
            groups.append([node])
    return groups


def muc_templates(reading, document, found=FOUND, member=MEMBER, same=SAME, mentions=1):
    """Templates of the MUC-4 prediction format."""
    if reading is None:
        return []
    nodes, queries, likeness = reading
    templates = []
    for query in queries:
        families = {name: float(query.types[indices(types)].sum()) for name, types in MUC_TYPES.items()}
        kind = max(families, key=families.get)
        anything = float(sum(query.types[i] for i in sorted({i for t in MUC_TYPES.values() for i in indices(t)})))
        if anything < found:
            continue
        template = {"incident_type": kind}
        for slot, role in SLOTS.items():
            strength = query.members[:, ROLES.index(role)]
            chosen = torch.nonzero(strength > member).flatten().tolist()
            template[slot] = [
                [surface(document, nodes.mentions[node][0]) for node in group[:mentions]]
                for group in entities(chosen, strength, likeness, same)
            ]
        if template not in templates:
            templates.append(template)
    return templates


def surface(document, span):
    first, last = document.spans[span]
    return " ".join(document.text[document.words[first, 2] : document.words[last, 3]].split())
