"""Makes the trained network small: 8-bit weights in ONNX with the vocabulary that Dutch needs.

Usage: python -m bench.encoder.export TRAINED.pt
Writes nlp_rules/encoder.onnx and nlp_rules/encoder_stukken.txt, and prints how far 8 bits are from 32.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from bench.encoder.network import Network
from bench.encoder.published import read_published
from bench.encoder.vocabulary import Cut, cut_to
from pipeline.privacy.encoder import MODEL, PIECES
from pipeline.privacy.evaluation import marked_texts
from pipeline.privacy.suspicion import COLUMNS
from pipeline.text import normalise

RULES = Path("nlp_rules")
MODEL_FILE = RULES / MODEL
PIECES_FILE = RULES / PIECES


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
    export(network.eval(), cut)


if __name__ == "__main__":
    main()
