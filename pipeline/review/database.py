"""The only module that knows SQLite: opens a database file that is private, checked and up to date."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from pipeline.errors import CannotWriteError, MissingProgramError, UnreadableError

_OLDEST: Final = (3, 37)
"""The first version with STRICT tables."""
_WAIT_MS: Final = 10_000
_FILE_MODE: Final = 0o600
_FULL: Final = sqlite3.SQLITE_FULL
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """A database file of ours, with one connection; use it as a context manager."""

    def __init__(self, path: Path, application: int, migrations: Sequence[str], *, frozen: bool = False) -> None:
        """Opens the file, and makes it when it is not there, readable for its owner only.

        Args:
            path: the file; its folder exists.
            application: the number that marks whose database it is.
            migrations: the scripts that brought the tables to what they are, in order and never changed afterwards;
                `user_version` says how many of them a file has had.
            frozen: whether the file is only looked at: nothing is written in its folder, which need not be writable;
                only what a killed run left beside it is taken in, where the folder allows that.

        Raises:
            UnreadableError: it is no database of ours, it is damaged, or a newer version of the program made it.
            CannotWriteError: it cannot be made or written.
            MissingProgramError: the SQLite of this Python is too old.
        """
        if sqlite3.sqlite_version_info < _OLDEST:
            needed = ".".join(map(str, _OLDEST))
            raise MissingProgramError(
                f"De SQLite van deze Python is te oud. Neem een Python met SQLite {needed} of hoger."
            )
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise UnreadableError(f"'{path}' is geen gewoon bestand. Haal weg wat er staat.")
        self._path = path
        journal = path.with_name(f"{path.name}-wal")  # what a run that is busy, or was killed, added last
        has_journal = journal.exists() and journal.stat().st_size > 0
        self._frozen = frozen and not (has_journal and os.access(path.parent, os.W_OK))
        with self._explained():
            if self._frozen:
                if has_journal:
                    raise UnreadableError(
                        f"'{path}' is nog in gebruik, of een run is afgebroken. Wacht tot die klaar is, of controleer "
                        "een kopie van de map waarin geschreven mag worden."
                    )
                self._connection = self._looked_at()
            else:
                if path.exists():  # before SQLite puts its journal beside it, which gets the same mode
                    self._close_to_others()
                self._connection = sqlite3.connect(path.resolve(), isolation_level=None, timeout=_WAIT_MS / 1000)
        try:
            with self._explained():
                self._prepare(application, migrations)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was added is kept already."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Returns the rows of a query.

        Raises:
            UnreadableError: the file is damaged.
        """
        with self._explained():
            return self._connection.execute(query, values).fetchall()

    def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Carries out one statement; returns the number of the row that it added, or how many it removed.

        Raises:
            CannotWriteError: the disk refuses, or the tables do.
        """
        with self._explained():
            cursor = self._connection.execute(statement, values)
            return cursor.rowcount if statement.startswith("DELETE") else cursor.lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keeps all that is done inside, or nothing of it; no other process writes meanwhile.

        Raises:
            CannotWriteError: the disk refuses, or another run keeps the file.
        """
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def tidy(self) -> None:
        """Removes from the disk what was deleted: also the journal beside the file is emptied."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def _prepare(self, application: int, migrations: Sequence[str]) -> None:
        for setting in ("secure_delete = ON", "foreign_keys = ON", "temp_store = MEMORY", "trusted_schema = OFF"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        self._connection.execute("PRAGMA schema_version").fetchone()  # the first look makes the file, still empty
        self._close_to_others()
        self._connection.execute("PRAGMA journal_mode = WAL")
        whose, version = self._number("application_id"), self._number("user_version")
        if (whose, version) != (0, 0) and whose != application:
            raise UnreadableError(f"'{self._path}' is geen bestand van deze opdracht. Kies een andere map.")
        if version > len(migrations):
            raise UnreadableError(
                f"'{self._path}' is gemaakt met een nieuwere versie. Gebruik die versie, of een nieuwere."
            )
        if version:
            self._check()
        if version < len(migrations):
            self._migrate(application, migrations)

    def _looked_at(self) -> sqlite3.Connection:
        """Returns a connection to a copy in memory, for SQLite puts files beside one that it reads itself."""
        content = bytearray(self._path.read_bytes())
        content[18:20] = b"\1\1"  # says that there is no journal, which a file in memory cannot have
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(bytes(content))
        return connection

    def _close_to_others(self) -> None:
        if not self._frozen and stat.S_IMODE(self._path.stat().st_mode) & 0o077:
            self._path.chmod(_FILE_MODE)

    def _check(self) -> None:
        sound = self._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not sound or self._connection.execute("PRAGMA foreign_key_check").fetchall():
            raise UnreadableError(self._damaged())

    def _migrate(self, application: int, migrations: Sequence[str]) -> None:
        with self.transaction():
            version = self._number("user_version")  # another process may have been first
            for script in migrations[version:]:
                for statement in script.split(";\n\n"):
                    self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {application}")
            self._connection.execute(f"PRAGMA user_version = {len(migrations)}")

    def _number(self, pragma: str) -> int:
        return int(self._connection.execute(f"PRAGMA {pragma}").fetchone()[0])

    def _damaged(self) -> str:
        return f"'{self._path}' is beschadigd. Zet een reservekopie terug; er is niets veranderd."

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turns what SQLite refuses into a message that says what to do, without the values that were at hand."""
        try:
            yield
        except OSError as error:
            raise CannotWriteError(f"'{self._path}' mag niet worden gebruikt ({type(error).__name__}).") from None
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _BROKEN:
                raise UnreadableError(self._damaged()) from None
            if code in _BUSY:
                held = "wordt door een andere run gebruikt. Wacht tot die klaar is"
            elif code == _FULL:
                held = "kan niet groeien: de schijf is vol. Maak ruimte"
            elif code == sqlite3.SQLITE_CONSTRAINT:
                held = "laat deze wijziging niet toe: er wordt alleen toegevoegd"
            else:
                held = f"kan niet worden geschreven ({getattr(error, 'sqlite_errorname', 'SQLITE_ERROR')})"
            raise CannotWriteError(f"'{self._path}' {held}. Begin daarna opnieuw.") from None
