"""BERT encoder (6 layers of 384, from all-MiniLM-L6-v2) with eight heads over one forward pass.

Written out in plain PyTorch so that the exported graph holds only common operators.
"""

import torch
import torch.nn.functional as F
from torch import nn

from labels import DOCUMENT, ENTITIES, ROLES, TRIGGERS, UPOS

LAYERS, HIDDEN, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512
HEAD_HIDDEN, ARC_HIDDEN, SYNTAX_HIDDEN = 192, 128, 256
MASKED = -1e4  # representable at f16, and far below any score
OUTPUTS = ["upos", "deprel", "arc", "role", "entity", "trigger", "attribution", "factuality", "document", "states"]


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + bias
            mixed = torch.softmax(scores, -1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def token_head(n):
    return nn.Sequential(nn.Linear(HIDDEN, HEAD_HIDDEN), nn.GELU(), nn.Linear(HEAD_HIDDEN, n))


class Encoder(nn.Module):
    """`forward` returns {output name: f32 logits}; shapes: token heads [B,T,labels], arc [B,T,T], factuality [B,T]."""

    def __init__(self, n_deprel, dropout=0.1):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, HIDDEN, padding_idx=0)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS))
        self.syntax = nn.Linear(HIDDEN, SYNTAX_HIDDEN)
        self.upos = nn.Linear(SYNTAX_HIDDEN, len(UPOS))
        self.deprel = nn.Linear(SYNTAX_HIDDEN, n_deprel)
        self.arc_dependent = nn.Linear(HIDDEN, ARC_HIDDEN)
        self.arc_head = nn.Linear(HIDDEN, ARC_HIDDEN)
        self.arc = nn.Linear(ARC_HIDDEN, ARC_HIDDEN, bias=False)
        self.arc_bias = nn.Linear(ARC_HIDDEN, 1)
        self.role = token_head(2 * len(ROLES) + 1)
        self.entity = token_head(2 * len(ENTITIES) + 1)
        self.trigger = token_head(2 * len(TRIGGERS) + 1)
        self.attribution = token_head(9)
        self.factuality = token_head(1)
        self.document = nn.Sequential(nn.Linear(2 * HIDDEN, HEAD_HIDDEN), nn.GELU(), nn.Linear(HEAD_HIDDEN, len(DOCUMENT)))

    def encode(self, input_ids, attention_mask):
        """Hidden states after each layer: LAYERS tensors [B,T,HIDDEN]."""
        x = self.tokens(input_ids) + self.positions[: input_ids.shape[1]]
        x = self.dropout(self.norm(x))
        bias = (1.0 - attention_mask[:, None, None, :].float()) * MASKED
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def arcs(self, x, attention_mask):
        """Score of head j (second axis of the last two) for dependent i: [B,T,T]."""
        dependent, head = F.gelu(self.arc_dependent(x)), F.gelu(self.arc_head(x))
        scores = self.arc(dependent) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return scores + (1.0 - attention_mask[:, None, :].float()) * MASKED

    def forward(self, input_ids, attention_mask, syntax_rows=None):
        """`syntax_rows`: batch rows that need the syntax outputs (training only); None for all."""
        states = self.encode(input_ids, attention_mask)
        last = self.dropout(states[-1])
        out = {"states": states[-1].float()}
        out |= {name: getattr(self, name)(last).float() for name in ("role", "entity", "trigger", "attribution")}
        out["factuality"] = self.factuality(last).squeeze(-1).float()
        out["document"] = self.document(pool(last, attention_mask)).float()
        if syntax_rows is not None:
            states = [s[syntax_rows] for s in states]
            attention_mask = attention_mask[syntax_rows]
        weights = torch.softmax(self.mix, 0)
        mixed = self.dropout(sum(w * s for w, s in zip(weights, states)))
        hidden = self.dropout(F.gelu(self.syntax(mixed)))
        out["upos"], out["deprel"] = self.upos(hidden).float(), self.deprel(hidden).float()
        out["arc"] = self.arcs(mixed, attention_mask).float()
        return out


def pool(x, attention_mask):
    """[CLS] beside the mean over all positions that are not padding: [B, 2*HIDDEN]."""
    mask = attention_mask[:, :, None].to(x.dtype)
    mean = (x * mask).sum(1) / mask.sum(1)
    return torch.cat([x[:, 0], mean], -1)


def load_minilm(model, weights):
    """Copy the published encoder weights (a safetensors dictionary) into `model`."""
    model.tokens.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    # One segment only: its embedding is a constant and joins the positions.
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    model.positions.data.copy_(weights["embeddings.position_embeddings.weight"] + segment)
    copy_linear(model.norm, weights, "embeddings.LayerNorm")
    for i, layer in enumerate(model.layers):
        name = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{name}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
        copy_linear(layer.out, weights, name + "attention.output.dense")
        copy_linear(layer.norm1, weights, name + "attention.output.LayerNorm")
        copy_linear(layer.up, weights, name + "intermediate.dense")
        copy_linear(layer.down, weights, name + "output.dense")
        copy_linear(layer.norm2, weights, name + "output.LayerNorm")


def copy_linear(module, weights, name):
    module.weight.data.copy_(weights[name + ".weight"])
    module.bias.data.copy_(weights[name + ".bias"])
