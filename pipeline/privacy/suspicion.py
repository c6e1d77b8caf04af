"""A statistical second opinion: a linear tagger over words, trained on the corpus of nlp_rules, for what no rule says.

A word's score is a sum of rows of one weight table. Whether a word is forbidden at all is one column of it, of which
the sums per word and per neighbour are kept; the other columns are only summed for the words that are. Its findings are
vermoedens, and what clears a rule's hit clears them too.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import OwnDataError
from pipeline.model import Category
from pipeline.privacy.bearing import Bearing
from pipeline.privacy.features import EDGE, REACH, ROWS, places, rows_by_word, words
from pipeline.privacy.wordsums import WordSums
from pipeline.text import Normalised

WEIGHTS = "tweede_mening.npz"

_AT_ONCE = 20_000
_SHORT = 300  # letters; what is done once a text weighs most on texts of a few words


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
        self._sums = WordSums(weights[:, 0])
        self._ahead: dict[str, NDArray[np.float32]] = {}

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

    def read_ahead(self, texts: Iterable[Normalised]) -> None:
        """Reads many texts at once, the short ones, which takes a fraction of the time that one by one takes."""
        short = {text.lower: words(text.lower) for text in texts if len(text.lower) <= _SHORT}
        edges = [EDGE] * REACH
        chances = self._forbidden([word for found in short.values() for word in (*found, *edges)])
        kept = {}
        at = 0
        for text, found in short.items():
            kept[text] = chances[at : at + len(found)]
            at += len(found) + REACH
        self._ahead = kept

    def likely(self, normalised: Normalised, threshold: float) -> list[tuple[int, int, float]]:
        """Returns the words that score at least `threshold`, in order: half-open offsets, and the score."""
        at, likely = self._likely(normalised.lower, threshold)
        return [(*at[index], score) for index, score in likely.items()]

    def suspicions(self, normalised: Normalised, threshold: float) -> list[Suspicion]:
        """Returns the stretches of which every word scores at least `threshold`, in order."""
        at, likely = self._likely(normalised.lower, threshold)
        stretches: list[Suspicion] = []
        last = -1
        for index, score in likely.items():
            start, end = at[index]
            first = max(0, index - REACH)
            near = [normalised.lower[begin:stop] for begin, stop in at[first : index + REACH + 1]]
            category = self._category(near, index - first)
            if stretches and last == index - 1:
                before = stretches.pop()
                category = before.category if before.score >= score else category
                start, score = before.start, max(before.score, score)
            stretches.append(Suspicion(start, end, category, score))
            last = index
        return stretches

    def _likely(self, text: str, threshold: float) -> tuple[list[tuple[int, int]], dict[int, float]]:
        """Returns where words and signs stand, and the chance of each word that reaches the threshold, by number."""
        forbidden = self._chances_of(text)
        chosen = np.flatnonzero(forbidden >= threshold)
        if not len(chosen):  # as in most texts: then nobody asks where they stand
            return [], {}
        at = places(text)
        likely = zip(chosen.tolist(), forbidden[chosen].tolist(), strict=True)
        return at, {index: score for index, score in likely if text[at[index][0]].isalnum()}

    def _chances_of(self, text: str) -> NDArray[np.float32]:
        ahead = self._ahead.get(text)
        return self._forbidden(words(text)) if ahead is None else ahead

    def _forbidden(self, found: Sequence[str]) -> NDArray[np.float32]:
        """Returns the chance that a word is forbidden, of each word of a text."""
        chances = [np.zeros(0, np.float32)]
        for start in range(0, len(found), _AT_ONCE):
            before, after = max(0, start - REACH), start + _AT_ONCE + REACH
            totals = self._sums.totals(found[before:after])[start - before : start - before + _AT_ONCE]
            chances.append(1 - _chances(totals.astype(np.float32) * self.scale[0] + self.bias[0]))
        return np.concatenate(chances)

    def _category(self, near: Sequence[str], at: int) -> Category:
        """Returns the likeliest category of one of the words that stand near each other.

        Args:
            near: the word with its neighbours, as far as the text has them.
            at: where in them it stands.
        """
        rows = rows_by_word(near)[at]
        totals = self.weights[rows].sum(axis=0, dtype=np.float32) * self.scale + self.bias
        return Category(COLUMNS[1 + int(np.argmax(_chances(totals)[1:]))])


def _chances(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)


COLUMNS = ("toegestaan", *(c.value for c in Category if c is not Category.IDENTIFICATIE))
"""What the columns of the weight table stand for."""
