"""The incident head: spans with their roles, and free queries that each find one incident.

Set prediction in the manner of DETR (Carion et al. 2020): the queries attend to the nodes (distinct strings that may play
a role) and to all words of the document. Written out so that the exported graphs hold only common operators.
"""

import torch
import torch.nn.functional as F
from torch import nn

from incidents.documents import WIDEST
from incidents.labels import NONE, ROLES, STAGES
from model import HIDDEN

WIDTH, ATTENTION_HEADS, FEED, QUERIES, LAYERS = 256, 4, 512, 10, 3
SENTENCES, COUNTS = 48, 6  # rows of the embeddings of position and of number of mentions; what is beyond shares the last


class Attention(nn.Module):
    """`x` [A,WIDTH] looks at `y` [B,WIDTH]."""

    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))

    def forward(self, x, y):
        size = WIDTH // ATTENTION_HEADS
        q = self.q(x).view(-1, ATTENTION_HEADS, size).transpose(0, 1)
        k = self.k(y).view(-1, ATTENTION_HEADS, size).permute(1, 2, 0)
        v = self.v(y).view(-1, ATTENTION_HEADS, size).transpose(0, 1)
        mixed = torch.softmax(q @ k * size**-0.5, -1) @ v
        return self.out(mixed.transpose(0, 1).reshape(-1, WIDTH))


class Layer(nn.Module):
    """Self-attention, then (with `memory`) attention to it, then a feed-forward step; normalised before each."""

    def __init__(self, crossed, dropout):
        super().__init__()
        self.itself = Attention()
        self.across = Attention() if crossed else None
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(3 if crossed else 2))
        self.feed = nn.Sequential(nn.Linear(WIDTH, FEED), nn.GELU(), nn.Linear(FEED, WIDTH))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, memory=None):
        y = self.norms[0](x)
        x = x + self.dropout(self.itself(y, y))
        if self.across is not None:
            x = x + self.dropout(self.across(self.norms[1](x), memory))
        return x + self.dropout(self.feed(self.norms[-1](x)))


class Spans(nn.Module):
    """Candidate spans -> role logits [S,ROLES] and representations [S,WIDTH]."""

    def __init__(self, dropout):
        super().__init__()
        self.first, self.last, self.mean = (nn.Linear(HIDDEN, WIDTH) for _ in range(3))
        self.width = nn.Embedding(WIDEST + 1, WIDTH)
        self.inner = nn.Linear(WIDTH, WIDTH)
        self.role = nn.Linear(WIDTH, len(ROLES))
        self.dropout = nn.Dropout(dropout)
        nn.init.constant_(self.role.bias, -5.0)

    def forward(self, states, first, last):
        """`states` [N,HIDDEN] of the words, `first` and `last` [S] word indices."""
        summed = torch.cumsum(self.mean(states), 0)
        summed = torch.cat([torch.zeros_like(summed[:1]), summed])
        width = last - first + 1
        mean = (summed[last + 1] - summed[first]) / width[:, None].to(states.dtype)
        joined = self.first(states)[first] + self.last(states)[last] + mean + self.width(width)
        reps = F.gelu(self.inner(self.dropout(F.gelu(joined))))
        return self.role(self.dropout(reps)), reps


class Incidents(nn.Module):
    """Nodes and words -> one set of logits a query.

    `nodes` [V,WIDTH] mean representation, `roles` [V,ROLES] highest logits, `count` [V] mentions, `sentence` [V] first sentence,
    `states` [N,HIDDEN], `word_sentence` [N].
    """

    def __init__(self, dropout):
        super().__init__()
        self.node = nn.Linear(WIDTH, WIDTH)
        self.node_role = nn.Linear(len(ROLES), WIDTH)
        self.word = nn.Linear(HIDDEN, WIDTH)
        self.count = nn.Embedding(COUNTS, WIDTH)
        self.sentence = nn.Embedding(SENTENCES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(2, WIDTH))
        self.norm = nn.LayerNorm(WIDTH)
        self.among = Layer(False, dropout)
        self.query = nn.Parameter(torch.randn(QUERIES, WIDTH) * 0.5)
        self.layers = nn.ModuleList(Layer(True, dropout) for _ in range(LAYERS))
        self.final = nn.LayerNorm(WIDTH)
        self.incident_type = nn.Linear(WIDTH, NONE + 1)
        self.stage = nn.Linear(WIDTH, len(STAGES))
        self.asked = nn.Linear(WIDTH, len(ROLES) * 128)
        self.offered = nn.Linear(WIDTH, 128)
        self.role_scale = nn.Parameter(torch.full((len(ROLES),), 0.5))
        self.role_bias = nn.Parameter(torch.full((len(ROLES),), -0.5))
        self.same = nn.Linear(WIDTH, 64)
        self.same_bias = nn.Parameter(torch.tensor(-2.0))

    def memory(self, nodes, roles, count, sentence, states, word_sentence):
        node = self.node(nodes) + self.node_role(torch.tanh(roles / 5)) + self.count(count) + self.sentence(sentence)
        node = self.among(self.norm(node))
        word = self.norm(self.word(states) + self.sentence(word_sentence))
        return node, torch.cat([node + self.kind[0], word + self.kind[1]])

    def read(self, x, node, roles):
        """Type [Q,TYPES+1], stage [Q,STAGES] and membership [Q,V,ROLES] logits."""
        x = self.final(x)
        asked = self.asked(x).view(-1, len(ROLES), 128)
        member = torch.einsum("qrd,vd->qvr", asked, self.offered(node)) * 128**-0.5
        return self.incident_type(x), self.stage(x), member + roles * self.role_scale + self.role_bias

    def forward(self, nodes, roles, count, sentence, states, word_sentence):
        """The readings after each layer, the last one last, and the logits [V,V] that two nodes are one entity."""
        node, memory = self.memory(nodes, roles, count, sentence, states, word_sentence)
        x, readings = self.query, []
        for layer in self.layers:
            x = layer(x, memory)
            readings.append(self.read(x, node, roles))
        key = self.same(node)
        return readings, key @ key.T * 0.125 + self.same_bias


class Head(nn.Module):
    def __init__(self, dropout=0.1):
        super().__init__()
        self.spans = Spans(dropout)
        self.incidents = Incidents(dropout)
