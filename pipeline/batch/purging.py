"""Removes the journal of a run that never came to its end, once nothing was added to it for long enough."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.batch.journal import FOLDER
from pipeline.batch.store import remove_folder


def purge_journal(out: Path, before: date) -> int:
    """Removes the journal in a folder when its youngest file is older than a day; with it goes what `--resume` needs.

    Args:
        out: the folder, which this run has for itself.
        before: the first day that is kept, by the clock of the file system in UTC.

    Returns:
        How many files it had, 0 when there is none or it stays.

    Raises:
        CannotWriteError: the disk refuses.
    """
    folder = out / FOLDER
    files = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    if any(datetime.fromtimestamp(path.stat().st_mtime, UTC).date() >= before for path in files):
        return 0
    remove_folder(folder)
    return len(files)
