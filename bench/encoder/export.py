"""Makes the trained network small: 8-bit weights in ONNX with the vocabulary that Dutch needs.

Usage: python -m bench.encoder.export TRAINED.pt
Writes nlp_rules/encoder.onnx and nlp_rules/encoder_stukken.txt, and prints how far 8 bits are from 32.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from bench.encoder.lines import Text, documents_of, lines_of, windows
from bench.encoder.network import Network
from bench.encoder.published import read_published
from bench.encoder.train import row_of, stacked
from bench.encoder.vocabulary import Cut, cut_to
from pipeline.privacy.encoder import MODEL, PIECES
from pipeline.privacy.evaluation import marked_texts
from pipeline.privacy.suspicion import COLUMNS
from pipeline.text import normalise

RULES = Path("nlp_rules")
MODEL_FILE = RULES / MODEL
PIECES_FILE = RULES / PIECES
SHARE = 0.7
"""How much of the difference between small and large values the weights take over from the activations."""
SEEN = 480
"""Texts from which is seen how large activations become."""


class Small(nn.Module):
    """The network with its table of pieces in 8 bits, a scale for each row, and probabilities coming out."""

    def __init__(self, network: Network) -> None:
        """Takes over a trained network, of which only the table of pieces loses anything."""
        super().__init__()
        table = network.word.weight.detach()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Returns (batch, pieces, labels) probabilities."""
        words = self.table[ids].float() * self.scale[ids]
        return torch.softmax(self.network.labelled(words, mask), dim=-1)


class Evened(nn.Module):
    """A dense layer that gets its input with all columns about as large: eight bits then fit each of them.

    Source: SmoothQuant (Xiao et al. 2023). Without it a few columns that are a hundred times as large as the others
    take all the steps.
    """

    def __init__(self, layer: nn.Linear, largest: Tensor) -> None:
        """Takes over a layer, and the largest value that each column of its input was seen to have."""
        super().__init__()
        weights = layer.weight.detach().abs().amax(dim=0).clamp(min=1e-5)
        scale = largest.clamp(min=1e-5) ** SHARE / weights ** (1 - SHARE)
        layer.weight.data.mul_(scale)
        self.layer = layer
        self.register_buffer("shrink", 1 / scale)

    def forward(self, states: Tensor) -> Tensor:
        """Returns what the layer returned before."""
        return self.layer(states * self.shrink)


def even_out(network: Network, cut: Cut) -> None:
    """Puts the dense layers of a network in `Evened` ones; what the network says stays the same."""
    layers = {name: part for name, part in network.layers.named_modules() if isinstance(part, nn.Linear)}
    largest = {name: torch.zeros(part.in_features) for name, part in layers.items()}

    def watched(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def see(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            largest[name] = torch.maximum(largest[name], given[0].flatten(0, 1).abs().amax(dim=0))

        return see

    watching = [part.register_forward_pre_hook(watched(name)) for name, part in layers.items()]
    with torch.no_grad():
        for text in _texts():
            ids, mask, _ = stacked(cut, [row_of(cut, *text)])
            network(ids, mask)
    for watch in watching:
        watch.remove()
    for name, layer in layers.items():
        above, _, own = name.rpartition(".")
        setattr(network.layers.get_submodule(above), own, Evened(layer, largest[name]))


def _texts() -> Sequence[Text]:
    """Returns as many lines as documents of the corpus, some of all batches."""
    paths = sorted((RULES / "corpus").glob("*.txt"))
    random = Random(1)
    kinds = (list(lines_of(paths)), windows(documents_of(paths), random))
    return [text for kind in kinds for text in random.sample(kind, SEEN // len(kinds))]


def export(network: Network, cut: Cut) -> None:
    """Writes the network in 8 bits."""
    example = (torch.tensor([[0, 5, 6, 2]]), torch.ones(1, 4))
    names = {"ids": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}, "chances": {0: "batch", 1: "pieces"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Small(network).eval(),
            example,
            str(whole),
            input_names=["ids", "mask"],
            output_names=["chances"],
            dynamic_axes=names,
            opset_version=17,
            dynamo=False,
        )
        # Seven bits for the weights: processors without VNNI add two products in sixteen bits.
        quantize_dynamic(
            whole,
            MODEL_FILE,
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
        print(f"{MODEL_FILE}: {MODEL_FILE.stat().st_size / 1e6:.1f} MB, in 32 bits {whole.stat().st_size / 1e6:.0f} MB")
        _compare(whole, cut)


def _compare(whole: Path, cut: Cut) -> None:
    sessions = [InferenceSession(str(path), providers=["CPUExecutionProvider"]) for path in (whole, MODEL_FILE)]
    differences = []
    for marked in islice(marked_texts([RULES / "corpus" / "05.txt"]), 200):
        ids = np.array(
            [[cut.begin, *(piece.number for piece in cut.pieces.cut(normalise(marked.text).cased)), cut.end]]
        )
        feeds = {"ids": ids, "mask": np.ones(ids.shape, np.float32)}
        one, other = (1 - session.run(None, feeds)[0][0, :, 0] for session in sessions)
        differences += list(np.abs(one - other))
    found = np.array(differences)
    print(
        f"the chance that a piece is forbidden differs {found.mean():.4f} on average,"
        f" {np.quantile(found, 0.99):.3f} at most in 99 of 100"
    )


def write_pieces(cut: Cut) -> None:
    """Writes the vocabulary: a line a piece, its number being the number of its line, with its log probability."""
    lines = [f"{piece}\t{score:.4f}" for piece, score in cut.listed]
    PIECES_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Exports a trained network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    published = read_published()
    trained = torch.load(parser.parse_args().trained, weights_only=True)
    cut = cut_to(published, trained["kept"])
    network = Network(published, cut.kept, len(COLUMNS))
    network.load_state_dict(trained["weights"], strict=False)
    write_pieces(cut)
    even_out(network.eval(), cut)
    export(network, cut)


if __name__ == "__main__":
    main()
