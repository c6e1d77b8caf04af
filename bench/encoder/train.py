"""Trains the encoder tier on nlp_rules/corpus and the proofs of the rules; bench.encoder.export makes it smaller.

Usage: python -m bench.encoder.train OUT.pt [--epochs 4] [--without 03 05 ...]
       --without leaves batches out.
Needs the dependency group train-encoder. Two cores take about fourteen minutes an epoch.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from bench.encoder.lines import Text, documents_of, joined, texts_of, windows
from bench.encoder.network import Network
from bench.encoder.noise import Span, noisy
from bench.encoder.published import read_published
from bench.encoder.vocabulary import Cut, cut_vocabulary
from pipeline.privacy.evaluation import BORDERLINE
from pipeline.privacy.suspicion import COLUMNS
from pipeline.text import normalise

CORPUS = Path("nlp_rules/corpus")
MOST_PIECES = 160
IGNORED = -100
NOISY = 0.35

Row = tuple[list[int], list[int]]


def row_of(cut: Cut, text: str, spans: Sequence[Span]) -> Row:
    """Returns the pieces of a text, normalised, and the label of each; borderline ones are not learned from."""
    normalised = normalise(text)
    numbers, labels = [], []
    for piece in islice(cut.pieces.cut(normalised.cased), MOST_PIECES):
        start, end = normalised.source_span(piece.start, piece.end)
        label = next((name for s, e, name in spans if start < e and s < end), "toegestaan")
        numbers.append(piece.number)
        labels.append(IGNORED if label == BORDERLINE else COLUMNS.index(label))
    return numbers, labels


def stacked(cut: Cut, rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Returns piece numbers, mask and labels of a batch, padded to its longest text."""
    width = max(len(ids) for ids, _ in rows) + 2
    ids = torch.full((len(rows), width), cut.pad)
    mask = torch.zeros(len(rows), width)
    labels = torch.full((len(rows), width), IGNORED)
    for number, (pieces, known) in enumerate(rows):
        count = len(pieces)
        ids[number, 0], ids[number, count + 1], mask[number, : count + 2] = cut.begin, cut.end, 1
        ids[number, 1 : count + 1] = torch.tensor(pieces)
        labels[number, 1 : count + 1] = torch.tensor(known)
    return ids, mask, labels


def train(
    network: Network,
    cut: Cut,
    texts: Sequence[Text],
    documents: Sequence[Sequence[Text]],
    epochs: int,
    batch: int = 24,
) -> Network:
    """Returns the network trained on marked-up texts; each epoch sees some with other slips of the pen.

    Documents are read twice an epoch, cut at different places: what a word means there hangs on what stands around it.
    """
    random = Random(1)
    body = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith("head")]
    groups = [{"params": body, "lr": 1.8e-4}, {"params": network.head.parameters(), "lr": 1e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def epoch_of(random: Random) -> list[Text]:
        twice = [_slipped(lines, random) for lines in (*documents, *documents)]
        return [*joined(_slipped(texts, random), random), *windows(twice, random)]

    steps = epochs * math.ceil(len(epoch_of(Random(1))) / batch)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / (0.08 * steps)) * max(0, (steps - step) / steps)
    )
    for epoch in range(epochs):
        network.train()
        rows = [row_of(cut, text, spans) for text, spans in epoch_of(random)]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]) + random.random() * 6)
        batches = [order[at : at + batch] for at in range(0, len(order), batch)]
        random.shuffle(batches)
        total, start = 0.0, time.time()
        for number, chosen in enumerate(batches, 1):
            ids, mask, labels = stacked(cut, [rows[i] for i in chosen])
            # Sixteen bits where that is safe: half the time on processors that have instructions for it.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(ids, mask)
            loss = nn.functional.cross_entropy(
                scores.float().view(-1, len(COLUMNS)), labels.view(-1), ignore_index=IGNORED
            )
            if not torch.isfinite(loss):
                continue
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1)
            optimiser.step()
            rate.step()
            total += loss.item()
            if number % 100 == 0:
                print(f"  {number}/{len(batches)} loss {total / number:.4f} {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {total / len(batches):.4f} in {time.time() - start:.0f} s", flush=True)
    return network.eval()


def _slipped(texts: Sequence[Text], random: Random) -> list[Text]:
    return [noisy(text, spans, random) if random.random() < NOISY else (text, spans) for text, spans in texts]


def main() -> None:
    """Trains, and keeps the weights that training changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    paths = [path for path in sorted(CORPUS.glob("*.txt")) if path.stem not in options.without]
    texts, documents = texts_of(paths), documents_of(paths)
    print(f"{len(texts)} texts, {len(documents)} documents", flush=True)
    published = read_published()
    cut = cut_vocabulary(published)
    torch.manual_seed(1)  # what stands on top of the published network begins with chance
    network = train(Network(published, cut.kept, len(COLUMNS)), cut, texts, documents, options.epochs)
    weights = {name: part for name, part in network.state_dict().items() if name != "word.weight"}
    torch.save({"kept": list(cut.kept), "weights": weights}, options.out)


if __name__ == "__main__":
    main()
