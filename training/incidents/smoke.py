"""The incident head on made-up reports: it must learn them, and its graphs must agree with PyTorch."""

import random
import tempfile
from collections import deque
from pathlib import Path

import torch

import restore
import train_incidents
from export import round_to_half
from incidents import documents, export
from incidents.head import Head
from incidents.labels import NONE, ROLES, TYPES
from incidents.score import readings

DEEDS = {"attacked": "armed_assault", "bombed": "bombing", "burned": "arson", "shelled": "shelling"}

RATE = 3.0  # of the rates of training: a language of twenty words is learnt fast


def told(number, chance, who, whom, where):
    """A report of one or two incidents, a sentence each."""
    text, incidents = "", []
    for deed in chance.sample(sorted(DEEDS), chance.choice([1, 1, 2])):
        actor, victim = chance.choice(who), chance.choice(whom)
        base = len(text)
        text += f"Police said that {actor} {deed} {victim} in {chance.choice(where)}.\n"
        members = {}
        for role, words in [("perpetrator_individual", actor), ("victim_description", victim), ("trigger", deed)]:
            start = text.index(words, base)
            members[ROLES.index(role)] = [[(start, start + len(words))]]
        incidents.append(documents.Incident([TYPES.index(DEEDS[deed])], False, 0, members))
    return documents.Told("made-up", f"incident-{number}", text, incidents, list(range(len(ROLES))))


def run(model, tokenizer, words, folder, steps=80):
    """`model` knows the made-up language, `words` is (who, whom, where). Raises where the head does not learn, the exported graphs differ or do not give it back."""
    chance = random.Random(3)
    made = [documents.prepare(told(i, chance, *words), tokenizer) for i in range(24)]
    torch.manual_seed(1)
    head, memory = Head(), deque(maxlen=8)
    optimizer = train_incidents.optimizer_for(model, head)
    for step in range(steps):
        train_incidents.set_training(model, head)
        found = train_incidents.incident_step(model, head, chance.sample(made, 4), memory)
        train_incidents.update(optimizer, model, head, found["incident"], RATE * min(1.0, (step + 1) / 5))
    right = 0
    for document, reading in readings(model, head, made):
        kinds = {int(q.types.argmax()) for q in reading[1]} - {NONE} if reading else set()
        right += kinds == {i.types[0] for i in document.incidents}
    assert right >= 0.7 * len(made), f"the types of {right} of {len(made)} made-up reports are right"
    round_to_half(model)
    difference = export.export(model, head, tokenizer, folder)
    assert difference < 1e-4, difference
    with tempfile.TemporaryDirectory() as scratch:
        restored = dict(restore.head(folder, Path(scratch)).named_parameters())
    for name, parameter in head.named_parameters():
        assert torch.equal(restored[name], parameter), f"{name} comes back from the exported files as another"
