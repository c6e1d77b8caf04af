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

from pipeline.privacy.bearing import Bearing, Words, rows_of
from pipeline.privacy.detector import Detector
from pipeline.privacy.evaluation import BORDERLINE, marked_texts, overlaps
from pipeline.privacy.features import ROWS, Rows, places, rows_by_word, words
from pipeline.privacy.rules import load_rules
from pipeline.privacy.suspicion import COLUMNS, WEIGHTS, SecondOpinion
from pipeline.text import normalise, sentence_bounds

CORPUS = Path("nlp_rules/corpus")
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)

Spans = Sequence[tuple[int, int, str]]


def examples(text: str, spans: Spans) -> tuple[list[Rows], list[int]]:
    """Returns the rows and the column of every word, leaving out those that are borderline."""
    normalised = normalise(text)
    rows, labels = [], []
    here = zip(places(normalised.lower), rows_by_word(words(normalised.lower)), strict=True)
    for (start, end), word_rows in here:
        source = normalised.source_span(start, end)
        label = next((name for s, e, name in spans if overlaps(source, (s, e))), "toegestaan")
        if label != BORDERLINE:
            rows.append(word_rows)
            labels.append(COLUMNS.index(label))
    return rows, labels


def train(paths: Sequence[Path]) -> SecondOpinion:
    """Returns a tagger trained on these files and the clean texts of the rules; equal files give equal weights."""
    rows: list[Rows] = []
    labels: list[int] = []
    clean: list[tuple[str, Spans]] = [(example.text, ()) for _, example in load_rules().clean_texts]
    for text, spans in [(marked.text, marked.spans) for marked in marked_texts(paths)] + clean:
        more_rows, more_labels = examples(text, spans)
        rows += more_rows
        labels += more_labels
    model = SGDClassifier(loss="log_loss", alpha=3e-5, max_iter=12, tol=None, average=True, random_state=1)
    model.fit(_table(rows), np.array(labels))
    weights = model.coef_.T.astype(np.float32)
    scale = np.abs(weights).max(axis=0) / 127
    packed = np.round(weights / scale).astype(np.int8)
    return SecondOpinion(packed, scale, model.intercept_.astype(np.float32), train_bearing(paths))


def train_bearing(paths: Sequence[Path]) -> Bearing:
    """Returns the model of contexts, trained on every hit of a rule in these files, right or wrong, cleared or not."""
    detector = Detector(load_rules())
    rows: list[Rows] = []
    right: list[bool] = []
    for marked in marked_texts(paths):
        normalised = normalise(marked.text)
        bounds = sentence_bounds(normalised)
        hits = detector.hits(normalised)
        stretches = [(hit.start, hit.end) for hit in hits]
        found = Words.of(normalised.lower, stretches)
        for hit, stretch in zip(hits, stretches, strict=True):
            source = normalised.source_span(*stretch)
            rows.append(rows_of(stretch, hit.rule.category, stretches, found, bounds))
            right.append(any(overlaps(source, (start, end)) for start, end, _ in marked.spans))
    # A wrong hit weighs double: there are few of them, and each one costs trust.
    weight = {True: 1, False: 2}
    model = SGDClassifier(
        loss="log_loss", alpha=1e-4, max_iter=30, tol=None, average=True, random_state=1, class_weight=weight
    )
    model.fit(_table(rows), np.array(right))
    scale = float(np.abs(model.coef_).max()) / 127
    return Bearing(np.round(model.coef_[0] / scale).astype(np.int8), scale, float(model.intercept_[0]))


def _table(rows: list[Rows]) -> csr_matrix:
    """Returns feature rows as a sparse table of counts."""
    bounds = np.cumsum([0] + [len(row) for row in rows])
    columns = np.concatenate(rows).astype(np.int32)
    table = csr_matrix((np.ones(len(columns), np.float32), columns, bounds), shape=(len(rows), ROWS))
    table.sum_duplicates()
    return table


def write(opinion: SecondOpinion) -> None:
    """Writes the weights beside the rules."""
    assert opinion.bearing is not None
    path = CORPUS.parent / WEIGHTS
    np.savez_compressed(
        path,
        weights=opinion.weights,
        scale=opinion.scale,
        bias=opinion.bias,
        bearing=opinion.bearing.weights,
        bearing_scale=opinion.bearing.scale,
        bearing_bias=opinion.bearing.bias,
        columns=json.dumps(COLUMNS),
    )
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def figures(opinion: SecondOpinion, paths: Sequence[Path], threshold: float) -> tuple[int, int, int, int]:
    """Returns spans found, spans, findings right and findings of the tagger alone."""
    found = total = right = all_findings = 0
    for marked in marked_texts(paths):
        normalised = normalise(marked.text)
        stretches = [normalised.source_span(s.start, s.end) for s in opinion.suspicions(normalised, threshold)]
        for start, end, label in marked.spans:
            total += label != BORDERLINE
            found += label != BORDERLINE and any(overlaps((start, end), stretch) for stretch in stretches)
        all_findings += len(stretches)
        right += sum(any(overlaps((s, e), stretch) for s, e, _ in marked.spans) for stretch in stretches)
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
