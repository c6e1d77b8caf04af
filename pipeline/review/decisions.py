"""The decisions in `besluiten.db`: added, never changed, and without any text of a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from pipeline.review.database import Database
from pipeline.review.standing import standing
from pipeline.verdicts import Decision, Entry, ReasonCode, Undo, Verdict

DECISIONS: Final = "besluiten.db"
_APPLICATION: Final = 0x50574231  # "PWB1"

# What keeps decisions from being removed; only a purge lifts it, within its own transaction.
_KEPT: Final = {
    table: f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'alleen toevoegen'); END"
    for table in ("decision", "undo")
}
# A migration is never changed once it was in a release; a new one comes after it.
_MIGRATIONS: Final = (
    """
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    print TEXT NOT NULL CHECK (print GLOB 'd[0-9]*:*'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    UNIQUE (print, sha256)
) STRICT;

CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL CHECK (fingerprint GLOB 'v[0-9]*:*' AND substr(fingerprint, 4) NOT GLOB '*[^0-9a-f]*'),
    rule TEXT NOT NULL,
    category TEXT NOT NULL,
    place_kind TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('inbreuk', 'vals_alarm', 'toegestaan', 'verholpen')),
    clause TEXT NOT NULL CHECK (verdict <> 'toegestaan' OR length(clause) > 0),
    code TEXT,
    reason TEXT NOT NULL CHECK (verdict NOT IN ('vals_alarm', 'toegestaan') OR length(reason) > 0),
    person TEXT NOT NULL CHECK (length(person) > 0),
    day TEXT NOT NULL CHECK (day = date(day)),
    until TEXT CHECK (until = date(until) AND (verdict = 'vals_alarm') = (until IS NOT NULL)),
    everywhere INTEGER NOT NULL CHECK (everywhere IN (0, 1))
) STRICT;

CREATE TABLE undo (
    decision INTEGER PRIMARY KEY REFERENCES decision (id),
    person TEXT NOT NULL CHECK (length(person) > 0),
    day TEXT NOT NULL CHECK (day = date(day))
) STRICT;

CREATE INDEX decision_by_print ON decision (fingerprint);

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'alleen toevoegen'); END;

CREATE TRIGGER undo_stays BEFORE UPDATE ON undo BEGIN SELECT RAISE(ABORT, 'alleen toevoegen'); END;

CREATE TRIGGER document_stays BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'alleen toevoegen'); END
    """
    + "".join(f";\n\n{trigger}" for trigger in _KEPT.values()),
)


class Decisions:
    """The decisions of one screening folder; use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Opens `besluiten.db` in a folder, and makes it when it is not there.

        Raises: as `Database`.
        """
        self._base = Database(folder / DECISIONS, _APPLICATION, _MIGRATIONS)

    def __enter__(self) -> Decisions:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was added is kept already."""
        self._base.close()

    def add(self, entry: Entry) -> int:
        """Adds a decision or takes one back; it is on the disk when this returns.

        Returns:
            The number of the decision: the new one, or the one that was taken back.

        Raises:
            CannotWriteError: the disk refuses, the decision lacks something, or what is taken back is not there.
        """
        with self._base.transaction():
            return self._undo(entry) if isinstance(entry, Undo) else self._decide(entry)

    def entries(self) -> tuple[Entry, ...]:
        """Returns everything that was decided and taken back: the decisions in order, then what was taken back."""
        decided = self._base.rows(
            "SELECT decision.id, fingerprint, rule, category, place_kind, print, sha256, verdict, clause, code, reason,"
            " person, day, until, everywhere FROM decision JOIN document ON document.id = document ORDER BY decision.id"
        )
        undone = self._base.rows("SELECT decision, person, day FROM undo ORDER BY rowid")
        return (*map(_decision, decided), *(Undo(row[0], row[1], date.fromisoformat(row[2])) for row in undone))

    def purge(self, before: date, op: date) -> tuple[int, int]:
        """Removes the decisions about findings of which nothing was decided or taken back on or after a day.

        A false alarm that still silences its finding stays, with all that was decided about that finding.

        Args:
            before: the first day that is kept.
            op: the day of judgement.

        Returns:
            How many decisions were removed, and how many older ones stay because something about that finding is
            younger or still holds.
        """
        with self._base.transaction():
            entries = self.entries()
            kept = _kept(entries, before, op)
            old = [entry for entry in entries if isinstance(entry, Decision) and entry.day < before]
            doomed = [entry.number for entry in old if entry.fingerprint not in kept]
            for table in _KEPT:
                self._base.run(f"DROP TRIGGER {table}_kept")
            for number in doomed:
                self._base.run("DELETE FROM undo WHERE decision = ?", (number,))
                self._base.run("DELETE FROM decision WHERE id = ?", (number,))
            self._base.run("DELETE FROM document WHERE id NOT IN (SELECT document FROM decision)")
            for trigger in _KEPT.values():
                self._base.run(trigger)
        self._base.tidy()
        return len(doomed), len(old) - len(doomed)

    def _decide(self, decision: Decision) -> int:
        self._base.run(
            "INSERT INTO document (print, sha256) VALUES (?, ?) ON CONFLICT (print, sha256) DO NOTHING",
            (decision.document, decision.sha256),
        )
        document = self._base.rows(
            "SELECT id FROM document WHERE print = ? AND sha256 = ?", (decision.document, decision.sha256)
        )[0][0]
        return self._base.run(
            "INSERT INTO decision (fingerprint, rule, category, place_kind, document, verdict, clause, code, reason,"
            " person, day, until, everywhere) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                decision.fingerprint,
                decision.rule,
                decision.category,
                decision.place_kind,
                document,
                decision.verdict.value,
                decision.clause,
                decision.code.value if decision.code else None,
                decision.reason,
                decision.person,
                decision.day.isoformat(),
                decision.until.isoformat() if decision.until else None,
                int(decision.everywhere),
            ),
        )

    def _undo(self, undo: Undo) -> int:
        self._base.run(
            "INSERT INTO undo (decision, person, day) VALUES (?, ?, ?)",
            (undo.decision, undo.person, undo.day.isoformat()),
        )
        return undo.decision


def read_decisions(folder: Path) -> tuple[Entry, ...]:
    """Returns everything that was decided in a folder; nothing when nobody decided anything yet, and makes no file.

    Raises: as `Database`.
    """
    if not (folder / DECISIONS).exists():
        return ()
    with Decisions(folder) as decisions:
        return decisions.entries()


def purge_decisions(folder: Path, before: date, op: date) -> tuple[int, int]:
    """Removes the old decisions of a folder, as `Decisions.purge`; nothing where nobody decided anything.

    Raises: as `Database`.
    """
    if not (folder / DECISIONS).exists():
        return 0, 0
    with Decisions(folder) as decisions:
        return decisions.purge(before, op)


def _kept(entries: tuple[Entry, ...], before: date, op: date) -> set[str]:
    """Returns the fingerprints of which something is younger than a day, or that a false alarm still silences."""
    by_number = {entry.number: entry for entry in entries if isinstance(entry, Decision)}
    held = {decision.fingerprint for decision in standing(entries).counted() if decision.until and decision.until >= op}
    for entry in entries:
        if entry.day >= before:
            held.add(entry.fingerprint if isinstance(entry, Decision) else by_number[entry.decision].fingerprint)
    return held


def _decision(row: tuple[Any, ...]) -> Decision:
    (number, fingerprint, rule, category, kind, document, digest, verdict, clause, code, reason, person) = row[:12]
    day, until, everywhere = row[12:]
    return Decision(
        fingerprint=fingerprint,
        rule=rule,
        category=category,
        place_kind=kind,
        document=document,
        sha256=digest,
        verdict=Verdict(verdict),
        person=person,
        day=date.fromisoformat(day),
        until=date.fromisoformat(until) if until else None,
        code=ReasonCode(code) if code else None,
        reason=reason,
        clause=clause,
        everywhere=bool(everywhere),
        number=number,
    )
