"""The incident head as two graphs, with half-precision weights like the encoder's.

`spans-f16.onnx`: `states` [N,384] of the words of one window, `first` and `last` [S] word indices of its candidate spans
-> `roles` [S,R] logits, `reps` [S,256].
`incidents-f16.onnx`: `nodes` [V,256], `node_roles` [V,R], `count` [V], `sentence` [V], `states` [N,384], `word_sentence` [N] of a document
-> `types` [Q,T+1] and `stages` [Q,3] logits, `members` [Q,V,R] logits, `same` [V,V] logits.
"""

import json
import warnings

import onnx
import torch

from export import OPSET, replace, round_to_half, to_half
from incidents import decode, documents, head, labels, nodes
from model import HIDDEN


# What `crates/encode/src/incident.rs` tells on.
LEAST_INCIDENT, LEAST_MEMBER = 0.1, 0.2
PARITY = (
    "Gunmen of the Orvale Liberation Front shot dead Mayor Ruben Tasko outside his house in Lund on Monday. "
    "Two bodyguards were wounded. In a separate attack, a car bomb destroyed the offices of a newspaper in Tarn, police said."
)


class LastReading(torch.nn.Module):
    def __init__(self, incidents):
        super().__init__()
        self.incidents = incidents

    def forward(self, *inputs):
        readings, same = self.incidents(*inputs)
        return (*readings[-1], same)


SPANS = ({"states": {0: "words"}, "first": {0: "spans"}, "last": {0: "spans"}}, {"roles": {0: "spans"}, "reps": {0: "spans"}})
INCIDENTS = (
    {
        "nodes": {0: "nodes"}, "node_roles": {0: "nodes"}, "count": {0: "nodes"}, "sentence": {0: "nodes"},
        "states": {0: "words"}, "word_sentence": {0: "words"},
    },
    {"types": {}, "stages": {}, "members": {1: "nodes"}, "same": {0: "nodes", 1: "nodes"}},
)  # fmt: skip


def settings():
    """What a reader must know to gather spans and name logits."""
    return {
        "types": labels.TYPES,
        "roles": labels.ROLES,
        "stages": labels.STAGES,
        "widest": documents.WIDEST,
        "never_first": sorted(documents.NEVER_FIRST),
        "never_last": sorted(documents.NEVER_LAST),
        "articles": sorted(documents.ARTICLES),
        "least": nodes.LEAST,
        "most": nodes.MOST,
        "sentences": head.SENTENCES,
        "counts": head.COUNTS,
    }


def example(spans):
    states, width = torch.randn(9, HIDDEN), head.WIDTH
    first, last = torch.tensor([0, 2, 5]), torch.tensor([1, 2, 8])
    if spans:
        return states, first, last
    rows = torch.arange(9) // 4
    return torch.randn(3, width), torch.randn(3, len(labels.ROLES)), torch.tensor([0, 1, 0]), torch.tensor([0, 0, 1]), states, rows


def write(module, arguments, names, folder, stem):
    inputs, outputs = names
    path = folder / f".{stem}.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), arguments, str(path), dynamo=False, opset_version=OPSET,
            input_names=list(inputs), output_names=list(outputs), dynamic_axes={**inputs, **{k: v for k, v in outputs.items() if v}},
        )  # fmt: skip
    graph = onnx.load(str(path))
    onnx.checker.check_model(graph)
    replace(folder / f"{stem}-f16.onnx", lambda p: onnx.save(to_half(graph), str(p)))
    return path


def parity(model, trained, tokenizer):
    """A made-up report and what is found in it, for readers to compare with; `LEAST` as in `crates/encode`."""
    told = documents.Told("made-up", "parity", PARITY, [], [])
    document = documents.prepare(told, tokenizer)
    ids = torch.tensor([document.windows[0]["ids"].tolist()])
    with torch.no_grad():
        states = model(ids, torch.ones_like(ids))["states"][0]
        found_nodes, queries, _ = decode.read(trained, document, states[document.words[:, 1].astype("int64")])
    incidents = [
        {
            "types": {name: float(p) for name, p in zip(labels.TYPES, query.types)},
            "members": [
                {"role": labels.ROLES[role], "words": found_nodes.keys[node], "score": float(query.members[node, role])}
                for node, role in torch.nonzero(query.members >= LEAST_MEMBER).tolist()
            ],
        }
        for query in queries
        if float(query.types[: labels.NONE].sum()) >= LEAST_INCIDENT
    ]
    return {"tolerance": 1e-3, "text": PARITY, "incidents": incidents}


def export(model, trained, tokenizer, folder):
    """Write both graphs, `incidents.json` and `incidents-parity.json` beside an exported encoder.

    Returns the largest difference between onnxruntime and PyTorch on made-up numbers.
    """
    import onnxruntime

    trained.eval()
    round_to_half(trained)
    torch.manual_seed(0)
    worst = 0.0
    parts = [("spans", trained.spans, SPANS), ("incidents", LastReading(trained.incidents), INCIDENTS)]
    for stem, module, names in parts:
        arguments = example(stem == "spans")
        path = write(module, arguments, names, folder, stem)
        with torch.no_grad():
            ours = module(*arguments)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        theirs = session.run(list(names[1]), {n: a.numpy() for n, a in zip(names[0], arguments)})
        path.unlink()
        worst = max(worst, *(float((o - torch.from_numpy(t)).abs().max()) for o, t in zip(ours, theirs)))
    replace(folder / "incidents-parity.json", lambda p: p.write_text(json.dumps(parity(model, trained, tokenizer)) + "\n"))
    replace(folder / "incidents.json", lambda p: p.write_text(json.dumps(settings(), indent=1) + "\n"))
    return worst
