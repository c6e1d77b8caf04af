"""Trains the second opinion on nlp_rules/corpus and writes its weights; the one command that makes them.

Usage: python -m bench.train            train on every batch and write nlp_rules/tweede_mening.npz
       python -m bench.train --crossed  leave one batch out at a time, scan it and print what was found
Needs scikit-learn, which the product itself does not. Crossed takes half an hour on two cores.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import SGDClassifier

from bench.encoder.lines import Text, documents_of, lines_of, whole
from pipeline.model import Finding
from pipeline.privacy.bearing import Bearing, Words, rows_of
from pipeline.privacy.detector import Detector
from pipeline.privacy.evaluation import BORDERLINE, Marked, Scores, overlaps
from pipeline.privacy.features import ROWS, Rows, places, rows_by_word, words
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.rules import load_rules
from pipeline.privacy.spelling import WORDS, load_dictionary
from pipeline.privacy.suspicion import COLUMNS, WEIGHTS, SecondOpinion
from pipeline.text import normalise, sentence_bounds

CORPUS = Path("nlp_rules/corpus")


@dataclass(frozen=True)
class Lesson:
    """What there is to learn from some texts.

    Attributes:
        words: the features of each word, and columns: the number of what it is in `COLUMNS`.
        hits: the features of each hit of a rule, cleared or not, and right: whether it is marked.
    """

    words: csr_matrix
    columns: Sequence[int]
    hits: csr_matrix
    right: Sequence[bool]

    @classmethod
    def of(cls, texts: Iterable[Text], detector: Detector) -> Lesson:
        """Returns what there is to learn from marked-up texts; borderline words are left out."""
        word_rows: list[Rows] = []
        columns: list[int] = []
        hit_rows: list[Rows] = []
        right: list[bool] = []
        for text, spans in texts:
            normalised = normalise(text)
            lower = normalised.lower
            for place, rows in zip(places(lower), rows_by_word(words(lower)), strict=True):
                source = normalised.source_span(*place)
                label = next((name for s, e, name in spans if overlaps(source, (s, e))), COLUMNS[0])
                if label != BORDERLINE:
                    word_rows.append(rows)
                    columns.append(COLUMNS.index(label))
            bounds = sentence_bounds(normalised)
            hits = detector.hits(normalised)
            stretches = [(hit.start, hit.end) for hit in hits]
            found = Words.of(lower, stretches)
            for hit, stretch in zip(hits, stretches, strict=True):
                hit_rows.append(rows_of(stretch, hit.rule.category, stretches, found, bounds))
                source = normalised.source_span(*stretch)
                right.append(any(overlaps(source, (start, end)) for start, end, _ in spans))
        return cls(_table(word_rows), columns, _table(hit_rows), right)


def texts_in(path: Path) -> list[Text]:
    """Returns the texts of a batch of the corpus: its lines, or its documents where it holds those."""
    return [*lines_of([path]), *map(whole, documents_of([path]))]


@cache
def lessons() -> dict[str, Lesson]:
    """Returns what there is to learn from each batch, by its name, and "" for the clean texts of the rules."""
    detector = Detector(load_rules())
    clean = [(example.text, []) for _, example in detector.rules.clean_texts]
    batches = {path.stem: Lesson.of(texts_in(path), detector) for path in sorted(CORPUS.glob("*.txt"))}
    return {"": Lesson.of(clean, detector), **batches}


def train(given: Sequence[Lesson]) -> SecondOpinion:
    """Returns a tagger and a model of contexts; equal lessons give equal weights."""
    model = SGDClassifier(loss="log_loss", alpha=3e-5, max_iter=12, tol=None, average=True, random_state=1)
    model.fit(vstack([lesson.words for lesson in given], "csr"), np.concatenate([lesson.columns for lesson in given]))
    weights = model.coef_.T.astype(np.float32)
    scale = np.abs(weights).max(axis=0) / 127
    packed = np.round(weights / scale).astype(np.int8)
    return SecondOpinion(packed, scale, model.intercept_.astype(np.float32), _bearing(given))


def _bearing(given: Sequence[Lesson]) -> Bearing:
    # A wrong hit weighs double: there are few of them, and each one costs trust.
    weight = {True: 1, False: 2}
    model = SGDClassifier(
        loss="log_loss", alpha=1e-4, max_iter=30, tol=None, average=True, random_state=1, class_weight=weight
    )
    some = [lesson for lesson in given if lesson.right]
    model.fit(vstack([lesson.hits for lesson in some], "csr"), np.concatenate([lesson.right for lesson in some]))
    scale = float(np.abs(model.coef_).max()) / 127
    return Bearing(np.round(model.coef_[0] / scale).astype(np.int8), scale, float(model.intercept_[0]))


def _table(rows: list[Rows]) -> csr_matrix:
    """Returns feature rows as a sparse table of counts."""
    bounds = np.cumsum([0] + [len(row) for row in rows])
    columns = np.concatenate([np.zeros(0, np.uint32), *rows]).astype(np.int32)
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


def left_out(batch: str) -> list[tuple[Marked, list[Finding]]]:
    """Returns what rules and a fast tier that learned from all other batches find in each text of a batch."""
    opinion = train([lesson for name, lesson in lessons().items() if name != batch])
    detector = Detector(load_rules(), tiers=Tiers(opinion), dictionary=load_dictionary(CORPUS.parent / WORDS))
    texts = [Marked(batch, text, tuple(spans)) for text, spans in texts_in(CORPUS / f"{batch}.txt")]
    return [(marked, detector.findings(marked.text)) for marked in texts]


def crossed() -> None:
    """Prints the figures of leave-one-batch-out: recall, precision and category, by batch and over all."""
    batches = [name for name in lessons() if name]  # learned from once, before the processes part
    print("deel  alle meldingen        blokkerend")
    over_all = Scores(), Scores()
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("fork")) as pool:
        for batch, scanned in zip(batches, pool.map(left_out, batches), strict=True):
            own = Scores(), Scores()
            for (every, blocking), (marked, findings) in product((own, over_all), scanned):
                every.add(marked, findings)
                blocking.add(marked, [finding for finding in findings if finding.blocking])
            _tell(batch, *own)
    _tell("alle", *over_all)


def _tell(name: str, *scores: Scores) -> None:
    figures = (f"{found.recall:.3f} {found.precision:.3f} {found.category:.3f}" for found in scores)
    print(f"{name:6}{'     '.join(figures)}", flush=True)


def main() -> None:
    """Trains and writes, or prints the crossed figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crossed", action="store_true")
    if parser.parse_args().crossed:
        crossed()
    else:
        write(train(list(lessons().values())))


if __name__ == "__main__":
    main()
