"""A statistical second opinion: a linear tagger over words, trained on the corpus of nlp_rules, for what no rule says.

A word's score is a sum of rows of one weight table, so the sums per word and per neighbour are kept, and scanning a
text is looking words up and adding. Its findings are vermoedens, and what clears a rule's hit clears them too.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import OwnDataError
from pipeline.model import Category
from pipeline.privacy.bearing import Bearing
from pipeline.privacy.features import NEIGHBOURS, PAIRS, ROWS, neighbour_rows, pair_rows, tokens, word_rows
from pipeline.text import Normalised

WEIGHTS = "tweede_mening.npz"

_MOST_CACHED = 200_000
_EDGE = "<rand>"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A stretch of normalised text that looks forbidden.

    Attributes:
        start, end: half-open offsets in the normalised text.
        category: the likeliest one.
        score: 0 to 1; how sure the tagger is that the stretch is forbidden at all.
    """

    start: int
    end: int
    category: Category
    score: float


class SecondOpinion:
    """A trained tagger. Threads may share it: what it keeps are sums that any of them would find again."""

    def __init__(
        self,
        weights: NDArray[np.int8],
        scale: NDArray[np.float32],
        bias: NDArray[np.float32],
        bearing: Bearing | None = None,
    ) -> None:
        """Takes the weights: one row a feature, one column for each of `COLUMNS`; and the model of contexts."""
        self.weights = weights
        self.scale = scale
        self.bias = bias
        self.bearing = bearing
        self._kept: dict[tuple[int, str] | tuple[int, str, str], NDArray[np.float32]] = {}

    @classmethod
    def load(cls, path: Path) -> SecondOpinion:
        """Reads the weights.

        Raises:
            OwnDataError: the file is not one that the training script wrote.
        """
        try:
            with np.load(path) as file:
                weights, scale, bias = file["weights"], file["scale"], file["bias"]
                bearing = Bearing(file["bearing"], float(file["bearing_scale"]), float(file["bearing_bias"]))
                columns = json.loads(str(file["columns"]))
        except (OSError, KeyError, ValueError, zipfile.BadZipFile):
            raise OwnDataError(f"{path.name}:1: dit zijn geen bruikbare gewichten. Installeer opnieuw.") from None
        if weights.shape != (ROWS, len(COLUMNS)) or columns != list(COLUMNS):
            raise OwnDataError(f"{path.name}:1: deze gewichten horen bij een andere versie. Installeer opnieuw.")
        return cls(weights, scale, bias, bearing)

    def suspicions(self, normalised: Normalised, threshold: float) -> list[Suspicion]:
        """Returns the stretches of which every word scores at least `threshold`, in order."""
        found = list(tokens(normalised.lower))
        if not found:
            return []
        scores = 1 / (1 + np.exp(-np.clip(self._scores([word for word, _, _ in found]), -30, 30)))
        forbidden = 1 - scores[:, 0]
        stretches: list[Suspicion] = []
        last = -1
        for index in np.flatnonzero(forbidden >= threshold).tolist():
            word, start, end = found[index]
            if not word[0].isalnum():
                continue
            category = Category(COLUMNS[1 + int(np.argmax(scores[index, 1:]))])
            score = float(forbidden[index])
            if stretches and last == index - 1:
                before = stretches.pop()
                category = before.category if before.score >= score else category
                start, score = before.start, max(before.score, score)
            stretches.append(Suspicion(start, end, category, score))
            last = index
        return stretches

    def _scores(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Returns for each word the score of each column."""
        if len(self._kept) > _MOST_CACHED:
            self._kept = {}
        count = len(words)
        padded = [_EDGE] * 3 + list(words) + [_EDGE] * 3
        total = self._sums([(0, word) for word in words])
        for offset in NEIGHBOURS:
            total += self._sums([(offset, word) for word in padded[3 + offset : 3 + offset + count]])
        for left, right in PAIRS:
            lefts, rights = padded[3 + left : 3 + left + count], padded[3 + right : 3 + right + count]
            total += self._sums([(left, *pair) for pair in zip(lefts, rights, strict=True)])
        return total * self.scale + self.bias

    def _sums(self, items: Sequence[tuple[int, str] | tuple[int, str, str]]) -> NDArray[np.float32]:
        """Returns the summed rows of each item: (offset, word), or (offset, word, next word)."""
        sums = []
        for item in items:
            found = self._kept.get(item)
            if found is None:
                found = self._kept[item] = self.weights[_rows(item)].sum(axis=0, dtype=np.float32)
            sums.append(found)
        return np.stack(sums)


def _rows(item: tuple[int, str] | tuple[int, str, str]) -> list[int]:
    if len(item) == 3:
        return pair_rows(*item)
    offset, word = item
    return neighbour_rows(offset, word) if offset else word_rows(word)


COLUMNS = ("toegestaan", *(c.value for c in Category if c is not Category.IDENTIFICATIE))
"""What the columns of the weight table stand for."""
