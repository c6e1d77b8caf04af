"""What a run has finished, on disk: shards of lines that appear whole, by which a next run knows what it may skip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from pipeline.batch.store import remove_folder, write_file
from pipeline.errors import WrongUseError

FOLDER: Final = ".pw-journaal"
HEAD: Final = "kop.json"
PATH: Final = "pad"
"""The key of the path in a line; every line has it."""

SHARD: Final = 200
_PARTS: Final = 50
_OFFSET_BITS: Final = 40


def shard_size(total: int) -> int:
    """Returns how many documents make a shard in a run of so many, so that little is lost when it is killed."""
    return max(1, min(SHARD, total // _PARTS))


class Journal:
    """The journal of one output folder. It holds places, counts and digests, and no text of a document."""

    def __init__(self, out: Path, head: Mapping[str, str], *, resume: bool) -> None:
        """Opens the journal of an earlier run to go on with, or begins a new one.

        Args:
            out: the output folder, which this run has for itself.
            head: what must be the same to go on: the name of each thing in Dutch, and its version or digest.
            resume: whether to go on; without it what an earlier run noted is thrown away.

        Raises:
            WrongUseError: the earlier run had another head; nothing is changed.
            CannotWriteError: the disk refuses.
        """
        self._folder = out / FOLDER
        self._places: dict[bytes, int] = {}
        self._shards = 0
        if resume and (earlier := _head(self._folder)):
            _refuse_unless_same(earlier, head)
            self._index()
            return
        remove_folder(self._folder)
        write_file(self._folder / HEAD, json.dumps(dict(head), ensure_ascii=False, indent=1).encode())

    def earlier(self, path: str) -> dict[str, Any] | None:
        """Returns the line that an earlier run wrote last of a document, or None."""
        place = self._places.get(_key(path))
        if place is None:
            return None
        with self._shard(place >> _OFFSET_BITS).open("rb") as file:
            file.seek(place & ((1 << _OFFSET_BITS) - 1))
            line: dict[str, Any] = json.loads(file.readline())
        return line if line.get(PATH) == path else None

    def write(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Writes a shard, whole or not at all.

        Raises:
            CannotWriteError: the disk refuses.
        """
        self._shards += 1
        text = "".join(f"{json.dumps(line, ensure_ascii=True, allow_nan=False)}\n" for line in lines)
        write_file(self._shard(self._shards), text.encode("ascii"))

    def close(self) -> None:
        """Throws the journal away: all is done, so there is nothing to go on with.

        Raises:
            CannotWriteError: the disk refuses.
        """
        remove_folder(self._folder)

    def _shard(self, number: int) -> Path:
        return self._folder / f"deel-{number:06}.jsonl"

    def _index(self) -> None:
        """Notes where the last line of each document stands; only that, for there may be millions."""
        for path in sorted(self._folder.glob("deel-*.jsonl")):
            self._shards = int(path.stem.removeprefix("deel-"))
            with path.open("rb") as file:
                offset = 0
                for line in file:
                    self._places[_key(json.loads(line)[PATH])] = self._shards << _OFFSET_BITS | offset
                    offset += len(line)


def exists(out: Path) -> bool:
    """Says whether an earlier run in this folder has something left to do."""
    return bool(_head(out / FOLDER))


def _head(folder: Path) -> dict[str, str]:
    try:
        head = json.loads((folder / HEAD).read_bytes())
    except (OSError, ValueError):
        return {}
    return head if isinstance(head, dict) else {}


def _refuse_unless_same(earlier: Mapping[str, str], head: Mapping[str, str]) -> None:
    changed = [name for name in sorted({*earlier, *head}) if earlier.get(name) != head.get(name)]
    if changed:
        raise WrongUseError(
            f"Verdergaan met --resume kan niet, want dit is anders dan in de eerdere run: {', '.join(changed)}. De "
            "documenten zouden niet bij elkaar passen. Begin opnieuw zonder --resume, met --overwrite of een andere "
            "map."
        )


def _key(path: str) -> bytes:
    return blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16).digest()
