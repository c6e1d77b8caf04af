"""The network in PyTorch: a transformer encoder of the published sizes with a label for every piece on top."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from bench.encoder.published import Published

_DROPPED = 26
"""Of 256 values that dropout sees, so many become nought."""
_FAR = 1e4


class Drop(nn.Module):
    """Dropout that draws a byte a value, where PyTorch's own on a processor takes a tenth of the training."""

    def forward(self, states: Tensor) -> Tensor:
        """Returns the states, while training with about a tenth of them nought and the others so much larger."""
        if not self.training:
            return states
        count = states.numel()
        drawn = torch.empty(-(-count // 8), dtype=torch.int64).random_(-(2**63), None)
        kept = drawn.view(torch.uint8)[:count].view(states.shape) >= _DROPPED
        return states * kept * (256 / (256 - _DROPPED))


class Layer(nn.Module):
    """Attention, then two dense layers, each with its residual and norm."""

    def __init__(self, sizes: Published) -> None:
        super().__init__()
        hidden, inner = sizes.hidden, sizes.inner
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.aln, self.oln = (nn.LayerNorm(hidden, eps=sizes.epsilon) for _ in range(2))
        self.heads, self.drop = sizes.heads, Drop()

    def forward(self, states: Tensor, visible: Tensor) -> Tensor:
        """Returns the states after this layer; `visible` is very negative where a piece is padding, else 0."""
        batch, length, hidden = states.shape

        def split(part: Tensor) -> Tensor:
            return part.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        # Written out: over so few pieces, the fused operator of PyTorch takes six times as long to go back over.
        values = split(self.v(states))
        alike = split(self.q(states)) @ split(self.k(states)).transpose(2, 3)
        weights = torch.softmax(alike / math.sqrt(hidden / self.heads) + visible, -1)
        seen = weights.to(values.dtype) @ values
        joined = seen.transpose(1, 2).reshape(batch, length, hidden)
        states = self.aln(states + self.drop(self.ao(joined)))
        return self.oln(states + self.drop(self.fo(nn.functional.gelu(self.fi(states)))))


class Network(nn.Module):
    """Scores of every label for every piece. The embeddings stay as published: they are most of the weights."""

    def __init__(self, published: Published, kept: Sequence[int], labels: int) -> None:
        """Starts from the published weights; only the last layer starts from chance.

        Args:
            published: sizes and weights.
            kept: the pieces to know, by their published numbers.
            labels: how many labels there are.
        """
        super().__init__()
        hidden = published.hidden
        table = published.tensors["emb.word"].reshape(-1, hidden)[list(kept)]
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=True)
        self.place = nn.Embedding(published.positions, hidden)
        self.kind = nn.Parameter(torch.zeros(hidden))
        self.norm = nn.LayerNorm(hidden, eps=published.epsilon)
        self.layers = nn.ModuleList(Layer(published) for _ in range(published.layers))
        self.drop, self.head = Drop(), nn.Linear(hidden, labels)
        self._fill(published)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Returns (batch, pieces, labels) from piece numbers and a mask that is 1 where a piece stands."""
        return self.labelled(self.word(ids), mask)

    def labelled(self, words: Tensor, mask: Tensor) -> Tensor:
        """Returns the same from the vectors of the pieces."""
        places = torch.arange(words.shape[1], device=words.device)
        states = self.drop(self.norm(words + self.place(places)[None] + self.kind))
        # A number to add, not yes or no: the small network is then spared the operators that make it one.
        visible = (mask[:, None, None, :] - 1) * _FAR
        for layer in self.layers:
            states = layer(states, visible)
        return self.head(states)

    def _fill(self, published: Published) -> None:
        names = {"place.weight": "emb.pos", "kind": "emb.type"}
        names |= {"norm.weight": "emb.ln.w", "norm.bias": "emb.ln.b"}
        for name, parameter in self.named_parameters():
            part = name.split(".")
            if part[0] == "layers":
                names[name] = f"l{part[1]}.{part[2]}.{part[3][0]}"
            if name in names:
                values = published.tensors[names[name]][: parameter.numel()]
                parameter.data.copy_(torch.from_numpy(values).view_as(parameter))
