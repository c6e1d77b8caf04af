"""The encoder tier: a small transformer that reads sentences with their neighbours, where the other tiers are in doubt.

It is an extra (`pip install "poortwachter[encoder]"`): without onnxruntime there is no encoder, and the fast tier
speaks alone. Its weights are multilingual-e5-small (MIT), trained further on the corpus of nlp_rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import OwnDataError
from pipeline.model import Category
from pipeline.privacy.pieces import Piece, Pieces
from pipeline.privacy.suspicion import COLUMNS, Suspicion

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL = "encoder.onnx"
PIECES = "encoder_stukken.txt"

_BEGIN, _, _END, _UNKNOWN = range(4)
_SPECIAL = 4
_MOST_PIECES = 256
_NEAR, _WIDE = 200, 350  # letters: about two sentences, and about four
_SEEN = 0.2
_MOST_KEPT = 20_000
_GOES_ON = 0.8
_NOTHING = np.zeros((0, len(COLUMNS)), np.float32)
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    "de het een en of in op aan van voor met bij te ten ter dat die dit deze er ze zij hij haar hem zijn is was werd "
    "wordt ook nog weer dan als om al wel niet naar uit over tot door mijn me ik je jij u wij we ons hun zich zelf "
    "heeft had hebben zo nu toen daar hier na want maar".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder makes of a text, or of the parts of it that were in doubt.

    Attributes:
        text: the text, normalised.
        pieces: the pieces that were read, in order, with offsets in the text.
        chances: a row a piece, a column for each of `COLUMNS`.
    """

    text: str = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    chances: NDArray[np.float32] = field(repr=False)
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(piece.start for piece in self.pieces))

    def chance(self, start: int, end: int) -> float:
        """Returns how likely, 0 to 1, a stretch of the text is forbidden: as likely as its likeliest piece."""
        rows = self._rows(start, end)
        return float(1 - rows[:, 0].min()) if len(rows) else 0.0

    def category(self, start: int, end: int) -> tuple[Category, float] | None:
        """Returns what a stretch is if it is forbidden, and how likely, 0 to 1; None where nothing was read."""
        totals = self._rows(start, end)[:, 1:].sum(axis=0)
        most = int(np.argmax(totals))
        return (Category(COLUMNS[1 + most]), float(totals[most] / totals.sum())) if totals.sum() > 0 else None

    def _rows(self, start: int, end: int) -> NDArray[np.float32]:
        """Returns the chances of the pieces that share a letter with a stretch."""
        first = bisect_right(self._starts, start) - 1
        first += first < 0 or self.pieces[first].end <= start
        return self.chances[first : max(first, bisect_left(self._starts, end))]

    def suspicions(self, least: float) -> list[Suspicion]:
        """Returns the stretches that are forbidden with at least this chance, in whole words.

        A stretch is as likely as its likeliest piece, and goes on over its neighbours as long as they are likely too.
        Function words and numbers by themselves give nothing away.
        """
        if not self.pieces:
            return []
        forbidden = 1 - self.chances[:, 0]
        runs: list[list[int]] = []
        for number in np.flatnonzero(forbidden >= least * _GOES_ON).tolist():
            if runs and runs[-1][-1] == number - 1 and "\n" not in self._between(number):
                runs[-1].append(number)
            else:
                runs.append([number])
        found: list[Suspicion] = []
        for run in runs:
            score = float(forbidden[run].max())
            start, end = self._words(self.pieces[run[0]].start, self.pieces[run[-1]].end)
            if score < least or not _says_something(self.text[start:end]):
                continue
            category = Category(COLUMNS[1 + int(np.argmax(self.chances[run, 1:].sum(axis=0)))])
            if found and start < found[-1].end:
                before = found.pop()
                start, score = before.start, max(score, before.score)
                category = category if score > before.score else before.category
            found.append(Suspicion(start, end, category, score))
        return found

    def _between(self, number: int) -> str:
        return self.text[self.pieces[number - 1].end : self.pieces[number].start]

    def _words(self, start: int, end: int) -> tuple[int, int]:
        """Returns a stretch without signs at its ends, widened to whole words."""
        text = self.text
        while start < end and not text[start].isalnum():
            start += 1
        while start < end and not text[end - 1].isalnum():
            end -= 1
        while start < end and start > 0 and text[start - 1].isalnum():
            start -= 1
        while start < end < len(text) and text[end].isalnum():
            end += 1
        return start, end


def _around(bounds: Sequence[int], doubted: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    """Yields the stretches of whole sentences of at most `size` letters that hold a sentence in doubt."""
    first = 0
    for number in range(1, len(bounds)):
        is_last = number == len(bounds) - 1
        if is_last or bounds[number + 1] - bounds[first] > size:
            if bisect_left(doubted, first) < bisect_left(doubted, number):
                yield bounds[first], bounds[number]
            first = number


def _says_something(text: str) -> bool:
    return any(len(word) > 1 and not word.isdigit() and word not in _EMPTY for word in _WORD.findall(text.lower()))


class Encoder:
    """The network, ready to read. Threads may share it: what it keeps are readings that any of them would find."""

    def __init__(self, session: InferenceSession, pieces: Pieces) -> None:
        """Takes the loaded network and its vocabulary."""
        self._session = session
        self._pieces = pieces
        self._kept: dict[str, tuple[tuple[Piece, ...], NDArray[np.float32]]] = {}

    @classmethod
    def load(cls, folder: Path) -> Encoder | None:
        """Returns the encoder, or None where the extra is not installed.

        Raises:
            OwnDataError: the files are not those that the training script wrote.
        """
        if find_spec("onnxruntime") is None:
            return None
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One thread a process: many documents are read at once by many processes, and sums stay the same.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            session = onnxruntime.InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
            lines = (folder / PIECES).read_text(encoding="utf-8").splitlines()
            scores = {}
            for number, line in enumerate(lines[_SPECIAL:], _SPECIAL):
                piece, _, score = line.partition("\t")
                scores[piece] = (number, float(score))
            pieces = Pieces.of(scores, _UNKNOWN)
        except Exception:  # noqa: BLE001  onnxruntime raises types of its own, with paths in them
            raise OwnDataError(f"{MODEL}:1: dit zijn geen bruikbare gewichten. Installeer opnieuw.") from None
        return cls(session, pieces)

    def read(self, text: str, bounds: Sequence[int], doubted: Iterable[int]) -> Reading:
        """Returns what the encoder makes of the sentences in doubt.

        Each is read with a sentence or so beside it, and once more with more around it where that shows anything: what
        a sentence says often stands in the one before it, and the mean of both readings is steadier than either.

        Args:
            text: normalised, with its capitals.
            bounds: where its sentences begin, and its end.
            doubted: numbers of the sentences to read; what is read along with them is in the reading too.
        """
        numbers = sorted(set(doubted))
        if not numbers:  # as in most fields of a dossier
            return Reading(text, (), _NOTHING)
        near = self._rows(text, _around(bounds, numbers, _NEAR))
        seen = {bisect_right(bounds, start) - 1 for (start, _), (_, row) in near.items() if 1 - row[0] >= _SEEN}
        wide = self._rows(text, _around(bounds, sorted(seen), _WIDE))
        both = {**wide, **near}
        places = sorted(both)
        chances = np.array(
            [np.mean([rows[place][1] for rows in (near, wide) if place in rows], axis=0) for place in places],
            np.float32,
        )
        pieces = tuple(Piece(both[place][0].number, *place) for place in places)
        return Reading(text, pieces, chances.reshape(len(places), len(COLUMNS)))

    def _rows(
        self, text: str, windows: Iterable[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[Piece, NDArray[np.float32]]]:
        """Returns each piece in these stretches of a text and its chances, by its place in the text."""
        stretches = list(windows)
        found = {}
        for (start, _), (pieces, chances) in zip(
            stretches, self._read([text[start:end] for start, end in stretches]), strict=True
        ):
            for piece, row in zip(pieces, chances, strict=True):
                found[start + piece.start, start + piece.end] = piece, row
        return found

    def _read(self, windows: Sequence[str]) -> list[tuple[tuple[Piece, ...], NDArray[np.float32]]]:
        """Returns pieces and chances of each window; equal windows are read once."""
        if len(self._kept) > _MOST_KEPT:
            self._kept = {}
        kept = self._kept
        for window in windows:
            if window not in kept:
                pieces = tuple(self._pieces.cut(window))[:_MOST_PIECES]
                kept[window] = pieces, self._chances(pieces)
        return [kept[window] for window in windows]

    def _chances(self, pieces: Sequence[Piece]) -> NDArray[np.float32]:
        """Returns a row of chances for each piece of one window.

        One at a time: in eight bits, what is read together is rounded together, and then what a document says would
        depend a little on what was read before it.
        """
        ids = np.array([[_BEGIN, *(piece.number for piece in pieces), _END]], np.int64)
        (chances,) = self._session.run(None, {"ids": ids, "mask": np.ones(ids.shape, np.float32)})
        return np.asarray(chances[0, 1:-1], np.float32)
