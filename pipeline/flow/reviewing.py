"""Deciding about findings: the text is read again from its source, and the decision is kept at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, TypeAlias

from pipeline.errors import PoortwachterError
from pipeline.examined import Examined
from pipeline.flow.screening import FOLDER_NAME
from pipeline.model import Finding, Segment
from pipeline.privacy.fingerprint import with_fingerprints
from pipeline.privacy.scan import default_detector
from pipeline.review.audit import Event, record, refuse_unless_sound
from pipeline.review.decisions import Decisions
from pipeline.review.session import Desk, Mode, is_suppressed, open_session, question, step
from pipeline.text import Tekst, normalise
from pipeline.verdicts import Entry, Glance, Undo

Read: TypeAlias = Callable[[str, bytes], tuple[Segment, ...]]
"""Gives the texts of a document by its path and content."""

CHANGED: Final = "document gewijzigd, opnieuw doorzoeken"
"""What is said of a document that is not what it was when it was screened; no place of it is shown."""

_GONE: Final = "document niet gevonden: doorzoek opnieuw, of begin review in de map waar u screen begon"
_LOST: Final = "deze plaats is niet terug te vinden met deze versie; doorzoek opnieuw"
_REACH: Final = 160
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who sits at the desk, as the audit trail names it.

    Attributes:
        user: the user of the operating system.
        stamp: gives the time of now in UTC, as 2026-11-22T20:15:00Z.
    """

    user: str
    stamp: Callable[[], str]


class Review:
    """The review of one screening; use it as a context manager. Every decision is on the disk when `say` returns."""

    def __init__(
        self, folder: Path, key: bytes, documents: Iterable[Examined], read: Read, desk: Desk, clerk: Clerk
    ) -> None:
        """Opens the folder of a screening.

        Args:
            folder: where `screen` wrote.
            key: the key of the screening.
            documents: what it found.
            read: gives the texts of a document by its path and content, with the places that its findings have.
            desk: who decides, and when.
            clerk: who does it, for the audit trail.

        Raises:
            UnreadableError: the decisions are damaged, or the audit trail does not hold.
            CannotWriteError: the decisions cannot be kept there.
        """
        self._folder = folder
        self._key = key
        self._documents = {document.path: document for document in documents}
        self._read = read
        self._desk = desk
        self._clerk = clerk
        self._open: tuple[str, tuple[Segment, ...], str] = ("", (), "")
        refuse_unless_sound(folder, key)
        self._decisions = Decisions(folder)
        try:
            self._session = open_session(self._documents.values(), self._decisions.entries(), key, desk.day)
        except BaseException:
            self._decisions.close()
            raise
        self._kept = 0

    def __enter__(self) -> Review:
        return self

    def __exit__(self, *_: object) -> None:
        self._decisions.close()

    @property
    def is_done(self) -> bool:
        """Whether the person stopped, or there is nothing to decide about."""
        return self._session.mode is Mode.DONE

    @property
    def wants_key(self) -> bool:
        """Whether one key is asked for, and not a line."""
        return self._session.mode in {Mode.CHOOSE, Mode.SPREAD}

    @property
    def question(self) -> str:
        """What is asked for now, in Dutch, in one or more lines."""
        return question(self._session)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many findings there are, how many wait for a decision, and how much was decided in this review."""
        return len(self._session.places), self._session.left, self._kept

    @property
    def suppressed(self) -> int:
        """How many findings are left out, because a suppression silences them."""
        return sum(is_suppressed(mark) for document in self._documents.values() for _, mark in document.marked)

    def glance(self) -> Glance:
        """Returns the finding that is shown, with its text read again from the document."""
        session, place = self._session, self._session.place
        before, hit, after, unseen = self._text(self._documents[place.path], place.finding)
        shown = (before, hit, after, unseen, session.decision)
        return Glance(session.at + 1, len(session.places), session.left, place.path, place.finding, *shown)

    def say(self, said: str) -> str:
        """Takes in what was said; returns what is to be answered, in Dutch, or "".

        Raises:
            CannotWriteError: the decision could not be kept; nothing was decided.
        """
        glance = None if self.is_done else self.glance()
        seen = glance is not None and not glance.unseen
        hit = glance.hit if glance else ""
        came = step(self._session, said, self._desk, seen=seen, refuses=lambda reason: refusal(reason, hit))
        if came.entry is None:
            self._session = came.session
        else:
            self._session = came.session.kept(self._keep(came.entry))
            self._kept += 1
        return came.message

    def close(self) -> str:
        """Ends the review in the audit trail, and returns the head of it.

        Raises:
            CannotWriteError, UnreadableError: the trail cannot be added to.
        """
        counts = dict(zip(("bevindingen", "open", "besluiten"), self.counts, strict=True))
        return self._record("review", counts)

    def _keep(self, entry: Entry) -> Entry:
        """Puts a decision in the database and in the audit trail; returns it with its number."""
        number = self._decisions.add(entry)
        if isinstance(entry, Undo):
            self._record("terugnemen", {"besluit": number})
            return entry
        reason = ": ".join(filter(None, (entry.clause, entry.reason)))
        self._record("besluit", {entry.verdict.value: 1, "nummer": number}, entry.document, reason)
        return replace(entry, number=number)

    def _record(self, action: str, counts: dict[str, int], document: str = "", reason: str = "") -> str:
        event = Event(self._clerk.stamp(), self._clerk.user, action, counts, document, reason)
        return str(record(self._folder, event, self._key))

    def _text(self, document: Examined, finding: Finding) -> tuple[str, str, str, str]:
        """Returns the text before a hit, the hit, the text after it, and why they cannot be shown."""
        segments, unseen = self._segments(document)
        if unseen:
            return "", "", "", unseen
        alike = sum(other.place == finding.place for other in document.findings)
        for segment in segments:
            text = segment.text.reveal()
            if segment.place == finding.place and _is_there(finding, text, self._key, alike):
                return (*around(text, finding.start, finding.end), "")
        return "", "", "", _LOST

    def _segments(self, document: Examined) -> tuple[tuple[Segment, ...], str]:
        """Returns the texts of a document as it is now; the last one is remembered."""
        if self._open[0] != document.path:
            self._open = (document.path, *_read_again(document, self._read))
        return self._open[1], self._open[2]


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Returns a hit with some of the text on either side, cut between words; "…" stands where text was left out."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    before, after = text[first:start], text[end:last]
    if first:
        before = f"…{before.partition(' ')[2] or before}"
    if last < len(text):
        after = f"{after.rpartition(' ')[0] or after}…"
    return before, text[start:end], after


def refusal(reason: str, hit: str) -> str:
    """Says why a reason may not be kept: it holds what was found, or something else that may not stand in a dossier.

    Args:
        reason: what a person typed.
        hit: the text of the finding that it is about.
    """
    words, found = _WORD.findall(normalise(reason).lower), _WORD.findall(normalise(hit).lower)
    repeats = found and any(words[at : at + len(found)] == found for at in range(len(words)))
    if repeats or any(finding.blocking for finding in default_detector().findings(reason)):
        return "Deze reden noemt de gevonden tekst of een ander medisch gegeven. Schrijf haar zonder dat woord."
    return ""


def _read_again(document: Examined, read: Read) -> tuple[tuple[Segment, ...], str]:
    """Returns the texts of a document, or why it cannot be shown: only the very bytes that were screened will do."""
    path = Path(document.path)
    if document.is_folder:
        return ((Segment(FOLDER_NAME, Tekst(PurePath(path).name)),), "") if path.is_dir() else ((), _GONE)
    try:
        content = path.read_bytes() if path.is_file() else None
    except OSError:
        content = None
    if content is None:
        return (), _GONE
    if sha256(content).hexdigest() != document.sha256:
        return (), CHANGED
    try:
        return read(document.path, content), ""
    except PoortwachterError as error:  # a program that was there when it was screened
        return (), str(error)


def _is_there(finding: Finding, text: str, key: bytes, alike: int) -> bool:
    """Tells whether a finding is the one with its fingerprint in this text: never another place.

    Args:
        finding: the finding as it was reported.
        text: the text of a segment with its place.
        key: the key of the screening.
        alike: how many findings there are with that place; the print counts those that are identical.
    """
    if not 0 <= finding.start < finding.end <= len(text):
        return False
    printed = with_fingerprints([finding] * alike, text, key)
    return any(candidate.fingerprint == finding.fingerprint for candidate in printed)
