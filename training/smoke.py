"""Made-up text through every step: windows, losses, training, resuming, scores, export. Under two minutes, no corpora."""

import json
import random
import tempfile
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

import evaluate
import relations
import restore
import table
import train
from corpora import said
from document import Document, SyntaxWord, split_sentences
from export import round_to_half, to_half
from incidents import smoke as incidents
from labels import label_sets
from model import Encoder
from prepare import prepare

WHO = ["gunmen", "rebels", "bandits", "raiders"]
DEED = ["attacked", "bombed", "burned", "shelled"]
WHOM = ["farmers", "a nurse", "two drivers", "the mayor"]
WHERE = ["Orvale", "Port Lume", "Hask", "Trell"]


def tokenizer():
    """Words of the made-up language, each a token, and pieces of two of them."""
    words = sorted({w.lower() for x in (WHO, DEED, WHOM, WHERE) for s in x for w in s.split()} - {"orvale"})
    words += ["in", "said", "police", "that", ".", "or", "##vale"]
    vocabulary = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    made = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = BertNormalizer(lowercase=True), BertPreTokenizer()
    made.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    )
    return made


def made_up(corpus, n, seed):
    """Documents with every kind of annotation."""
    chance = random.Random(seed)
    for i in range(n):
        doc = Document(corpus, f"{corpus}-{i}", "", [], {"role", "entity", "trigger", "source", "cue", "content"})
        doc.entity_classes = {"place"}
        for _ in range(6):
            add_sentence(doc, chance)
        doc.sentences = split_sentences(doc.text)
        doc.document = {"relevant": 1.0, "attack": 1.0}
        doc.evidence = [s[:2] for s in doc.spans["role"]]
        yield doc


def add_sentence(doc, chance):
    who, deed, whom, where = (chance.choice(x) for x in (WHO, DEED, WHOM, WHERE))
    base, first = len(doc.text), len(doc.syntax)
    doc.text += f"Police said that {who} {deed} {whom} in {where}.\n"

    def at(piece):
        start = doc.text.index(piece, base)
        return start, start + len(piece)

    doc.add("role", *at(who), "perp_ind")
    doc.add("role", *at(whom), "victim")
    doc.add("entity", *at(where), "place")
    doc.add("trigger", *at(deed), "attack")
    doc.add("source", *at("Police"), "source")
    doc.add("cue", *at("said"), "cue")
    doc.add("content", at(who)[0], at(where)[1], "content")
    doc.factuality.append((*at(deed), 3.0))
    tree = [(1, "nsubj", "NOUN", "Police"), (-1, "root", "VERB", "said")]
    tree += [(3, "nsubj", "NOUN", who), (1, "ccomp", "VERB", deed)]
    for head, deprel, upos, piece in tree:
        doc.syntax.append(SyntaxWord(*at(piece), first + head if head >= 0 else -1, deprel, upos))


def run():
    """Raises where a part does not do its work."""
    check_said()
    made = tokenizer()
    parts = ["muc4_dev", "polnear_dev", "gum_dev", "uds_dev", "re3d_dev"]
    docs = {"muc4": list(made_up("muc4", 24, "train"))} | {p: list(made_up(p, 4, p)) for p in parts}
    prepared = prepare(docs, made)
    check_windows(prepared, made)
    with tempfile.TemporaryDirectory() as folder:
        taught = learn(prepared, made, Path(folder) / "whole")
        same_when_interrupted(prepared, made, Path(folder))
        incidents.run(taught, made, (WHO, WHOM, WHERE), Path(folder))
    print("smoke: all parts work")


def check_said():
    """Every span of our texts on who said so stands in its text, and every claim that is superseded is another one."""
    for path in (said.SAID, said.TEST):
        for record in said.records(path):
            said.document(record)
            for n, claim in enumerate(record["claims"]):
                said.place(record["text"], claim["words"])
                assert claim["speaker"] == "publisher" or claim["speaker"] in record["speakers"], (record["id"], n)
                assert claim["supersedes"] is None or claim["supersedes"] in {*range(len(record["claims"]))} - {n}, (record["id"], n)


def check_windows(prepared, made):
    piece = made.token_to_id("##vale")
    assert any(piece in w["ids"] for w in prepared["parts"]["muc4"]), "no word of two pieces in the made-up text"
    for w in prepared["parts"]["muc4"]:
        for i, t in enumerate(w["ids"]):
            if t == piece:
                assert w["entity"][i] == -100 and w["entity"][i - 1] > 0, "the label belongs on the first piece alone"
        roots = (w["head"] == 0).sum()
        assert roots == (w["ids"] == made.token_to_id("said")).sum(), "one root a sentence, attached to [CLS]"


def learn(prepared, made, work):
    """The model that thirty steps taught the made-up language; the exported graph must agree with PyTorch."""
    work.mkdir()
    torch.manual_seed(1)
    model = Encoder(len(prepared["deprel"]))
    before = evaluate.scores(model, prepared)
    train.train(model, prepared, made, work, [(0, 0.0), (3, 1.0), (30, 0.3)])
    after = json.loads((work / "scores.jsonl").read_text().splitlines()[-1])
    assert after["role"]["all"]["f1"] > 0.9 > before["role"]["all"]["f1"], (before["role"]["all"], after["role"]["all"])
    assert after["entity"]["place"]["f1"] > 0.9, after["entity"]
    assert after["syntax"]["uas"] > 0.8, after["syntax"]
    assert after["attribution"]["content"]["f1"] > 0.9, after["attribution"]
    assert after["onnx_difference"] < 1e-4, after["onnx_difference"]
    check_export(work / "export", prepared, model)
    return model


def check_export(folder, prepared, model):
    """The files hold one graph and the labels, and training can go on from them."""
    import onnx

    labels = json.loads((folder / "labels.json").read_text())
    assert labels == label_sets(prepared["deprel"])
    half, tokens = table.apart(to_half(onnx.load(str(folder / "encoder.onnx"))))
    assert onnx.load(str(folder / table.GRAPH_FILE)) == half, "both files hold the same graph"
    assert (folder / table.TABLE_FILE).read_bytes() == tokens.tobytes()
    shipped = sum((folder / name).stat().st_size for name in (table.GRAPH_FILE, table.TABLE_FILE))
    assert shipped < 0.55 * (folder / "encoder.onnx").stat().st_size
    round_to_half(model)
    with tempfile.TemporaryDirectory() as scratch:
        restored, deprel = restore.encoder(folder, Path(scratch))
    assert deprel == prepared["deprel"]
    assert ("NOUN", "VERB", "left", "nsubj") in relations.counted(prepared["parts"]["muc4"], deprel)
    ids = torch.tensor([prepared["parts"]["muc4"][0]["ids"].tolist()])
    with torch.no_grad():
        ours, theirs = (m.eval()(ids, torch.ones_like(ids)) for m in (model, restored))
    for name, tensor in ours.items():
        assert torch.allclose(tensor, theirs[name], atol=1e-5), f"{name} of the restored encoder differs"


def same_when_interrupted(prepared, made, folder):
    """A run cut in two and resumed ends at the same weights."""
    knots, ends = [(0, 0.0), (2, 1.0), (8, 0.0)], []
    for name, parts in [("once", [knots]), ("twice", [[(0, 0.0), (2, 1.0), (5, 0.5)], knots])]:
        (folder / name).mkdir()
        for i, part in enumerate(parts):
            torch.manual_seed(1)
            model = Encoder(len(prepared["deprel"]))
            train.train(model, prepared, made, folder / name, part, resume=i > 0)
        ends.append(torch.cat([p.detach().flatten() for p in model.parameters()]).numpy())
    assert np.allclose(*ends, atol=1e-6), np.abs(ends[0] - ends[1]).max()
