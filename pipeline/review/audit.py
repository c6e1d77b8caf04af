"""The audit trail in `audit.db`: a keyed chain of events that shows when one was edited, cut, removed or rewritten."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.errors import UnreadableError, WrongUseError
from pipeline.review.database import Database
from pipeline.review.identity import derived, read_key

AUDIT: Final = "audit.db"
_APPLICATION: Final = 0x50574131  # "PWA1"

_KEPT: Final = "CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'alleen toevoegen'); END"
# A migration is never changed once it was in a release; a new one comes after it.
_MIGRATIONS: Final = (
    """
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    document TEXT NOT NULL CHECK (document = '' OR document GLOB 'd[0-9]*:*'),
    counts TEXT NOT NULL,
    reason TEXT NOT NULL,
    seal TEXT NOT NULL
) STRICT;

CREATE TABLE bound (
    name TEXT PRIMARY KEY CHECK (name IN ('begin', 'kop')),
    id INTEGER NOT NULL,
    seal TEXT NOT NULL,
    mac TEXT NOT NULL
) STRICT;

CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'alleen toevoegen'); END;

"""
    + _KEPT,
)
_COLUMNS: Final = "id, time, user, action, document, counts, reason, seal"
_SELECT: Final = f"SELECT {_COLUMNS} FROM event ORDER BY id"  # noqa: S608  our own names
_INSERT: Final = f"INSERT INTO event ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_BROKEN: Final = (
    "Het auditspoor van deze map klopt niet, of hoort bij een andere sleutel. Er is niets toegevoegd;"
    " kijk met `audit verify` wat er is."
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done. Holds no text of a document, and no path.

    Attributes:
        time: when, in UTC, as 2026-11-22T20:15:00Z.
        user: the user of the operating system who did it.
        action: what: the name of the verb, or "besluit", "terugnemen".
        counts: how many of what, as {"documenten": 12, "bevindingen": 3}.
        document: keyed print of the path of the document it is about, "" when it is about more than one.
        reason: why, in a code or in the person's words; "" where none is needed.
    """

    time: str
    user: str
    action: str
    counts: Mapping[str, int] = field(default_factory=dict)
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a trail: who keeps it apart sees later whether the trail still holds all up to it.

    Attributes:
        number: the number of the event, from 1.
        seal: its seal, 32 hexadecimals.
    """

    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.number}:{self.seal}"

    @classmethod
    def of(cls, written: str) -> Head:
        """Reads a head as it is printed.

        Raises:
            WrongUseError: it is no head.
        """
        number, _, seal = written.strip().partition(":")
        if not (number.isascii() and number.isdecimal()) or len(seal) != len(_mac(b"", "")):
            raise WrongUseError(
                "Een kop ziet eruit als 12:3f… met 32 cijfers en letters. Neem hem over uit het rapport."
            )
        return cls(int(number), seal.lower())


@dataclass(frozen=True, slots=True)
class Verified:
    """What the check of a trail came to.

    Attributes:
        faults: what is wrong with it, in Dutch; none when it holds.
        notes: what could not be checked, in Dutch.
        events: the events that it holds, in order, with their numbers.
        head: its last event, None when it has none.
    """

    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()
    events: tuple[tuple[int, Event], ...] = ()
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class _Link:
    """A row of the trail: its values as they stand, and its seal."""

    number: int
    values: tuple[str, ...]
    seal: str

    @property
    def head(self) -> Head:
        return Head(self.number, self.seal)

    @property
    def event(self) -> Event:
        time, user, action, document, counts, reason = self.values
        try:
            read = json.loads(counts)
        except ValueError:
            read = None
        return Event(time, user, action, read if isinstance(read, dict) else {}, document, reason)


def record(folder: Path, event: Event, key: bytes | None = None) -> Head:
    """Adds an event to the trail of a folder, and makes the trail when it is not there.

    Args:
        folder: the folder; it holds the key in `sleutel`.
        event: what was done.
        key: the key, when it is kept elsewhere.

    Returns:
        The head of the trail, to be shown in the report.

    Raises:
        UnreadableError: there is no key, or the trail was tampered with or made with another key.
        CannotWriteError: the disk refuses.
    """
    sealing = derived(read_key(folder) if key is None else key, "audit")
    with Database(folder / AUDIT, _APPLICATION, _MIGRATIONS) as base, base.transaction():
        if not base.rows("SELECT 1 FROM bound UNION ALL SELECT 1 FROM event LIMIT 1"):
            for name in ("begin", "kop"):
                _bind(base, sealing, name, Head(0, _mac(sealing, "begin")))
        # On from the head and not from the last event: so a trail that was cut stays cut.
        head = _bound(base, sealing, "kop")
        if head is None:
            raise UnreadableError(_BROKEN)
        values = _values(event)
        head = _next(sealing, head, values)
        base.run(_INSERT, (head.number, *values, head.seal))
        _bind(base, sealing, "kop", head)
        return head


def refuse_unless_sound(folder: Path, key: bytes | None = None) -> None:
    """Sees to it that the trail of a folder can be added to, before hours of work of which it must tell.

    Raises:
        UnreadableError: there is no key, or the trail was tampered with or made with another key.
    """
    sealing = derived(read_key(folder) if key is None else key, "audit")
    if (folder / AUDIT).exists():
        with Database(folder / AUDIT, _APPLICATION, _MIGRATIONS) as base:
            if base.rows("SELECT 1 FROM bound") and _bound(base, sealing, "kop") is None:
                raise UnreadableError(_BROKEN)


def verify(folder: Path, heads: Iterable[Head] = (), key: bytes | None = None) -> Verified:
    """Checks the trail of a folder against its key, and against heads that were kept apart; writes nothing.

    Args:
        folder: the folder; it need not be writable.
        heads: heads that were printed earlier; without one, a trail that was put back as it was on an earlier day, or
            taken away and begun anew, is not noticed.
        key: the key, when it is kept elsewhere.

    Raises:
        UnreadableError: there is no key, or the file is damaged.
    """
    sealing = derived(read_key(folder) if key is None else key, "audit")
    if not (folder / AUDIT).exists():
        return Verified(("Er is geen auditspoor in deze map. Was het er wel, dan is het weggehaald.",))
    with Database(folder / AUDIT, _APPLICATION, _MIGRATIONS, frozen=True) as base:
        return _verified(base, sealing, tuple(heads))


def purge(folder: Path, before: date, key: bytes | None = None) -> int:
    """Removes the oldest events, up to the first one of `before` or later; what is left can still be verified.

    Args:
        folder: the folder.
        before: the first day that is kept.
        key: the key, when it is kept elsewhere.

    Returns:
        How many events were removed.

    Raises:
        UnreadableError: there is no key, or the trail does not hold; then nothing is removed.
        CannotWriteError: the disk refuses.
    """
    sealing = derived(read_key(folder) if key is None else key, "audit")
    if not (folder / AUDIT).exists():
        return 0
    with Database(folder / AUDIT, _APPLICATION, _MIGRATIONS) as base:
        with base.transaction():
            verified = _verified(base, sealing, ())
            if verified.faults:
                raise UnreadableError(f"{_BROKEN} Er is niets verwijderd.")
            last = 0
            for number, event in verified.events:
                if event.time >= before.isoformat():
                    break
                last = number
            if not last:
                return 0
            seal = base.rows("SELECT seal FROM event WHERE id = ?", (last,))[0][0]
            base.run("DROP TRIGGER event_kept")
            removed = base.run("DELETE FROM event WHERE id <= ?", (last,))
            base.run(_KEPT)
            _bind(base, sealing, "begin", Head(last, seal))
        base.tidy()
        return removed


def _verified(base: Database, sealing: bytes, heads: tuple[Head, ...]) -> Verified:
    links = [_Link(row[0], tuple(row[1:-1]), row[-1]) for row in base.rows(_SELECT)]
    begin, end = _bound(base, sealing, "begin"), _bound(base, sealing, "kop")
    faults = [
        f"{name} is veranderd of weg, of hoort bij een andere sleutel."
        for name, bound in (("Het begin van het auditspoor", begin), ("De kop van het auditspoor", end))
        if bound is None
    ]
    events = tuple((link.number, link.event) for link in links)
    if begin is None:
        return Verified(tuple(faults), (), events)
    faults += _broken(links, begin, sealing)
    last = links[-1].head if links else begin
    if end is not None and end.number > last.number:
        faults.append(f"Het auditspoor is afgekapt: de laatste {end.number - last.number} gebeurtenissen ontbreken.")
    elif end is not None and end != last:
        faults.append(f"Gebeurtenis {last.number} is niet de gebeurtenis waarmee het auditspoor eindigde.")
    seals = {begin.number: begin.seal} | {link.number: link.seal for link in links}
    notes = []
    for head in heads:
        if head.number < begin.number:
            notes.append(f"De kop van gebeurtenis {head.number} is niet meer te controleren: daarna is opgeruimd.")
        elif head.number not in seals:
            faults.append(
                f"Gebeurtenis {head.number} stond in een rapport en ontbreekt nu: het auditspoor is afgekapt."
            )
        elif not hmac.compare_digest(seals[head.number], head.seal):
            faults.append(f"Gebeurtenis {head.number} is niet die uit het rapport: het auditspoor is herschreven.")
    return Verified(tuple(faults), tuple(notes), events, end if links else None)


def _broken(links: list[_Link], begin: Head, sealing: bytes) -> Iterator[str]:
    """Yields what is wrong with the chain itself, from the front to the back."""
    previous = begin
    for link in links:
        if link.number != previous.number + 1:
            missing = range(previous.number + 1, link.number)
            which = f"Gebeurtenis {missing[0]}" if len(missing) == 1 else f"Gebeurtenis {missing[0]} t/m {missing[-1]}"
            verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
            yield f"{which} {verb}."
        elif not hmac.compare_digest(_next(sealing, previous, link.values).seal, link.seal):
            yield f"Gebeurtenis {link.number} is veranderd."
        previous = link.head


def _next(sealing: bytes, previous: Head, values: tuple[str, ...]) -> Head:
    """Returns the head that a trail gets by these values after `previous`."""
    number = previous.number + 1
    return Head(number, _mac(sealing, json.dumps([previous.seal, number, *values], ensure_ascii=True)))


def _values(event: Event) -> tuple[str, ...]:
    counts = json.dumps(dict(event.counts), ensure_ascii=True, sort_keys=True)
    return (event.time, event.user, event.action, event.document, counts, event.reason)


def _bind(base: Database, sealing: bytes, name: str, head: Head) -> None:
    base.run(
        "INSERT INTO bound (name, id, seal, mac) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET id = excluded.id, seal = excluded.seal, mac = excluded.mac",
        (name, head.number, head.seal, _mac(sealing, f"{name} {head}")),
    )


def _bound(base: Database, sealing: bytes, name: str) -> Head | None:
    """Returns one end of the chain, None when it is not there or does not carry our seal."""
    rows = base.rows("SELECT id, seal, mac FROM bound WHERE name = ?", (name,))
    if not rows:
        return None
    head = Head(rows[0][0], rows[0][1])
    return head if hmac.compare_digest(_mac(sealing, f"{name} {head}"), rows[0][2]) else None


def _mac(sealing: bytes, said: str) -> str:
    return hmac.new(sealing, said.encode(), sha256).hexdigest()[:32]
