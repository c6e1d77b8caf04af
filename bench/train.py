"""Trains the second opinion on nlp_rules/corpus and writes its weights; the one command that makes them.

Usage: python -m bench.train            train on every batch and write nlp_rules/tweede_mening.npz
       python -m bench.train --crossed  leave one batch out at a time and print recall and precision per threshold
Needs scikit-learn, which the product itself does not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from bench.corpus import Spans, marked_texts, overlaps
from pipeline.privacy.features import NEIGHBOURS, PAIRS, ROWS, neighbour_rows, pair_rows, tokens, word_rows
from pipeline.privacy.rules import load_rules
from pipeline.privacy.suspicion import COLUMNS, WEIGHTS, SecondOpinion
from pipeline.text import normalise

CORPUS = Path("nlp_rules/corpus")
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
EDGE = "<rand>"


def examples(text: str, spans: Spans) -> tuple[list[list[int]], list[int]]:
    """Returns the rows and the column of every word, leaving out those that are borderline."""
    normalised = normalise(text)
    found = list(tokens(normalised.lower))
    padded = [EDGE] * 3 + [word for word, _, _ in found] + [EDGE] * 3
    rows, labels = [], []
    for index, (word, start, end) in enumerate(found, 3):
        source = normalised.source_span(start, end)
        label = next((name for s, e, name in spans if overlaps(source, (s, e))), "toegestaan")
        if label == "?":
            continue
        here = word_rows(word)
        for offset in NEIGHBOURS:
            here += neighbour_rows(offset, padded[index + offset])
        for left, right in PAIRS:
            here += pair_rows(left, padded[index + left], padded[index + right])
        rows.append(here)
        labels.append(COLUMNS.index(label))
    return rows, labels


def train(paths: Sequence[Path]) -> SecondOpinion:
    """Returns a tagger trained on these files and the clean texts of the rules; equal files give equal weights."""
    rows: list[list[int]] = []
    labels: list[int] = []
    clean: list[tuple[str, Spans]] = [(example.text, []) for _, example in load_rules().clean_texts]
    for text, spans in [(text, spans) for _, text, spans in marked_texts(list(paths))] + clean:
        more_rows, more_labels = examples(text, spans)
        rows += more_rows
        labels += more_labels
    bounds = np.cumsum([0] + [len(row) for row in rows])
    columns = np.fromiter((column for row in rows for column in row), np.int32, int(bounds[-1]))
    table = csr_matrix((np.ones(len(columns), np.float32), columns, bounds), shape=(len(rows), ROWS))
    table.sum_duplicates()
    model = SGDClassifier(loss="log_loss", alpha=3e-5, max_iter=12, tol=None, average=True, random_state=1)
    model.fit(table, np.array(labels))
    weights = model.coef_.T.astype(np.float32)
    scale = np.abs(weights).max(axis=0) / 127
    return SecondOpinion(np.round(weights / scale).astype(np.int8), scale, model.intercept_.astype(np.float32))


def write(opinion: SecondOpinion) -> None:
    """Writes the weights beside the rules."""
    path = CORPUS.parent / WEIGHTS
    np.savez_compressed(
        path,
        weights=opinion._weights,
        scale=opinion._scale,
        bias=opinion._bias,
        columns=json.dumps(COLUMNS),
    )
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def figures(opinion: SecondOpinion, paths: Sequence[Path], threshold: float) -> tuple[int, int, int, int]:
    """Returns spans found, spans, findings right and findings of the tagger alone."""
    found = total = right = all_findings = 0
    for _, text, spans in marked_texts(list(paths)):
        normalised = normalise(text)
        stretches = [normalised.source_span(s.start, s.end) for s in opinion.suspicions(normalised, threshold)]
        for start, end, label in spans:
            total += label != "?"
            found += label != "?" and any(overlaps((start, end), stretch) for stretch in stretches)
        all_findings += len(stretches)
        right += sum(any(overlaps((s, e), stretch) for s, e, _ in spans) for stretch in stretches)
    return found, total, right, all_findings


def crossed() -> None:
    """Prints the figures of leave-one-batch-out."""
    batches = sorted(CORPUS.glob("*.txt"))
    counts = {threshold: np.zeros(4, int) for threshold in THRESHOLDS}
    for batch in batches:
        opinion = train([path for path in batches if path != batch])
        for threshold in THRESHOLDS:
            counts[threshold] += np.array(figures(opinion, [batch], threshold))
    for threshold, (found, total, right, all_findings) in counts.items():
        print(f"drempel {threshold:.2f} recall {found / total:.3f} precisie {right / max(1, all_findings):.3f}")


def main() -> None:
    """Trains and writes, or prints the crossed figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crossed", action="store_true")
    if parser.parse_args().crossed:
        crossed()
    else:
        write(train(sorted(CORPUS.glob("*.txt"))))


if __name__ == "__main__":
    main()
