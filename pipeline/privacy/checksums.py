"""CRC-32 of many strings at once, from what is known of their parts.

CRC-32 is linear: the checksum of two strings after each other is that of the first, shifted by the length of the
second, exclusive-or that of the second. The shift is linear too: four tables of 256 numbers do it for each length.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Whole = NDArray[np.int64]

LONGEST: Final = 160
"""Bytes of the longest string that another may be put before."""

_BYTE = 256
_POLYNOMIAL = 0xEDB88320


class Checksums:
    """The tables. Immutable after construction."""

    def __init__(self) -> None:
        """Fills the tables; it takes some milliseconds."""
        table = np.arange(_BYTE, dtype=np.uint32)
        for _ in range(8):
            table = np.where(table & 1, (table >> 1) ^ np.uint32(_POLYNOMIAL), table >> 1).astype(np.uint32)
        self._step = table
        shifted = [np.concatenate([np.arange(_BYTE, dtype=np.uint32) << np.uint32(8 * k) for k in range(4)])]
        for _ in range(LONGEST):
            shifted.append(self._after_a_byte(shifted[-1]))
        self._shifted = np.concatenate(shifted)
        # zlib begins and ends with all bits turned.
        self._of_byte = self._after_a_byte(np.arange(_BYTE, dtype=np.uint32) ^ np.uint32(0xFFFFFFFF)) ^ np.uint32(
            0xFFFFFFFF
        )

    def _after_a_byte(self, sums: Numbers) -> Numbers:
        after: Numbers = self._step[sums & np.uint32(0xFF)] ^ (sums >> np.uint32(8))
        return after

    def places(self, sums: Numbers) -> Whole:
        """Returns where the four bytes of each checksum stand in the tables: what `joined` asks for."""
        bytes_of = [(sums >> np.uint32(8 * k)) & np.uint32(0xFF) for k in range(4)]
        return np.stack([found.astype(np.int64) + _BYTE * k for k, found in enumerate(bytes_of)], 1)

    def joined(self, first: Whole, second: Numbers, length: Whole) -> Numbers:
        """Returns the checksums of two strings after each other.

        Args:
            first: `places` of the checksum of the first.
            second: checksum of the second.
            length: bytes of the second, at most `LONGEST`.
        """
        found = self._shifted[first + (length * (4 * _BYTE))[:, None]]
        together: Numbers = np.bitwise_xor.reduce(found, axis=1) ^ second
        return together

    def before(self, first: int, most: int) -> Numbers:
        """Returns what makes checksums of strings those of the strings with another before them.

        Args:
            first: checksum of what stands before.
            most: bytes of the longest string; the answer has a number to exclusive-or with for each length up to it.
        """
        sums = [np.array([first], np.uint32)]
        for _ in range(most):
            sums.append(self._after_a_byte(sums[-1]))
        return np.concatenate(sums)

    def windows(self, text: NDArray[np.uint8], sizes: range) -> list[Numbers]:
        """Returns, for each size, the checksum of every stretch of that many bytes, by where it begins."""
        lone = self._of_byte
        found = lone[text]
        kept: list[Numbers] = []
        shifted = lone
        for size in range(1, sizes.stop):
            if size > 1:
                shifted = self._after_a_byte(shifted)
                found = shifted[text[: len(found) - 1]] ^ found[1:]
            if size in sizes:
                kept.append(found)
        return kept
