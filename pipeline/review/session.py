"""A review as a state machine: what somebody says in, the next state and what is to be kept out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from pipeline.examined import Examined, Mark
from pipeline.model import Finding
from pipeline.review.identity import document_print, place_kind
from pipeline.review.standing import Standing, standing
from pipeline.verdicts import Decision, Entry, ReasonCode, Undo, Verdict

NO_DIGEST: Final = "0" * 64
"""Stands for the digest of what has none: the name of a folder."""

_VERDICTS: Final = dict(zip("1234", Verdict, strict=True))
_CODES: Final = dict(zip("12345", ReasonCode, strict=True))
CODE_WORDS: Final = {
    ReasonCode.ANDERE_BETEKENIS: "het woord betekent hier iets anders",
    ReasonCode.NAAM: "het is een naam van een persoon, bedrijf of plaats",
    ReasonCode.WERK: "het gaat over werk, niet over gezondheid",
    ReasonCode.ALGEMEEN: "het is algemene tekst, niet over een persoon",
    ReasonCode.ANDERS: "anders, in eigen woorden",
}
"""What each code means, in Dutch; also the reason when nobody says more."""

_CHOOSE: Final = "Kies 1, 2, 3, 4, u, n, p of q."
_ALL_DONE: Final = "Alle bevindingen zijn beslist. Stop met q, of kijk terug met p en n."


class Mode(Enum):
    """What is asked for now."""

    CHOOSE = "choose"
    CLAUSE = "clause"
    REASON = "reason"
    SPREAD = "spread"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Place:
    """A finding in the list: where it stands, and what it is.

    Attributes:
        path: the document.
        document: the keyed print of that path.
        sha256: digest of the document when it was screened, `NO_DIGEST` for a folder.
        finding: the finding.
    """

    path: str
    document: str
    sha256: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Desk:
    """Who decides, and when.

    Attributes:
        person: who.
        day: the day of the decisions.
        until: the last day on which a false alarm of today silences its finding.
    """

    person: str
    day: date
    until: date


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is being made."""

    verdict: Verdict = Verdict.INBREUK
    clause: str = ""
    code: ReasonCode | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Where a review stands.

    Attributes:
        places: the findings, in the order of the report.
        log: everything that was ever decided, the decisions of this session last.
        standing: what holds of it.
        present: the prints of the documents of the screening.
        day: the day of the review.
        at: the finding that is shown, from 0.
        mode: what is asked for.
        draft: the decision that is being made.
        made: the numbers of the decisions of this session that were not taken back, with their findings.
    """

    places: tuple[Place, ...]
    log: tuple[Entry, ...]
    standing: Standing
    present: frozenset[str]
    day: date
    at: int = 0
    mode: Mode = Mode.CHOOSE
    draft: Draft = Draft()
    made: tuple[tuple[int, int], ...] = ()

    @property
    def place(self) -> Place:
        """The finding that is shown."""
        return self.places[self.at]

    @property
    def decision(self) -> Decision | None:
        """What was decided about the finding that is shown."""
        return self.decided(self.place)

    @property
    def left(self) -> int:
        """How many findings wait for a decision."""
        return sum(map(self.waits, self.places))

    @property
    def elsewhere(self) -> int:
        """On how many other places, in other documents, the same finding stands."""
        here = self.place
        return sum(
            place.finding.fingerprint == here.finding.fingerprint and place.document != here.document
            for place in self.places
        )

    def decided(self, place: Place) -> Decision | None:
        """Returns what was decided about a finding."""
        return self.standing.of(place.finding.fingerprint, place.document, self.present.__contains__)

    def waits(self, place: Place) -> bool:
        """Tells whether a finding waits for a decision: also when what was decided is over, or did not help.

        A false alarm is over after its last day. What was mended and stands in the document that was changed since
        was not mended.
        """
        decision = self.decided(place)
        if decision is None:
            return True
        if decision.verdict is Verdict.VERHOLPEN:
            return decision.document == place.document and decision.sha256 != place.sha256
        return decision.until is not None and decision.until < self.day

    def kept(self, entry: Entry) -> Session:
        """Returns the state after an entry was kept, with the number it got; goes on to what waits for a decision."""
        log = (*self.log, entry)
        if isinstance(entry, Undo):
            at = next((at for number, at in self.made if number == entry.decision), self.at)
            made = tuple(item for item in self.made if item[0] != entry.decision)
            return replace(self, log=log, standing=standing(log), at=at, made=made)
        made = (*self.made, (entry.number, self.at))
        return replace(self, log=log, standing=standing(log), made=made)._next_open()

    def _next_open(self) -> Session:
        order = (*range(self.at + 1, len(self.places)), *range(self.at + 1))
        waiting = (at for at in order if self.waits(self.places[at]))
        return replace(self, at=next(waiting, self.at), mode=Mode.CHOOSE, draft=Draft())


@dataclass(frozen=True, slots=True)
class Step:
    """What came of something that was said.

    Attributes:
        session: the state after it.
        entry: what is to be kept, None when nothing is; when it is kept, `Session.kept` makes the state after that.
        message: what is to be said, in Dutch, or "".
    """

    session: Session
    entry: Entry | None = None
    message: str = ""


def question(session: Session) -> str:
    """Returns what is asked for now, in Dutch, in one or more lines."""
    match session.mode:
        case Mode.CHOOSE:
            return (
                "1 inbreuk · 2 vals alarm · 3 toegestaan · 4 verholpen · u terugnemen · n verder · p vorige · q stoppen"
            )
        case Mode.CLAUSE:
            return "Welk artikel staat dit toe? (leeg is: toch niet)"
        case Mode.REASON if session.draft.verdict is Verdict.VALS_ALARM:
            codes = "\n".join(f"  {key} {CODE_WORDS[code]}" for key, code in _CODES.items())
            return f"Waarom is dit een vals alarm? (leeg is: toch niet)\n{codes}\nEen cijfer, eigen woorden, of beide:"
        case Mode.REASON:
            return "Waarom is dit toegestaan? (leeg is: toch niet)"
        case Mode.SPREAD:
            others = session.elsewhere
            where = "op 1 andere plaats" if others == 1 else f"op {others} andere plaatsen"
            return f"Precies dezelfde bevinding staat {where}. Alle zo beslissen? (j of n)"
        case Mode.DONE:
            return ""


def open_session(documents: Iterable[Examined], log: Iterable[Entry], key: bytes, day: date) -> Session:
    """Returns the beginning of a review, at the first finding that waits for a decision.

    What a suppression silences asks for no decision, and is left out.

    Args:
        documents: the documents of a screening.
        log: everything that was decided so far.
        key: the key of the screening.
        day: the day of the review.
    """
    printed = [(document, document_print(key, document.path)) for document in documents]
    places = tuple(
        Place(document.path, print_, document.sha256 or NO_DIGEST, finding)
        for document, print_ in printed
        for finding, mark in document.marked
        if not is_suppressed(mark)
    )
    entries = tuple(log)
    present = frozenset(print_ for _, print_ in printed)
    session = Session(places, entries, standing(entries), present, day, at=max(0, len(places) - 1))
    return session._next_open() if places else replace(session, mode=Mode.DONE)


def is_suppressed(mark: Mark) -> bool:
    """Tells whether a suppression silences a finding; a false alarm is a decision, which may be taken back."""
    return bool(mark.silenced) and mark.verdict is not Verdict.VALS_ALARM


def step(session: Session, said: str, desk: Desk, *, seen: bool, refuses: Callable[[str], str]) -> Step:
    """Returns what comes of what was said.

    Args:
        session: the state.
        said: a key, or a line where one is asked for.
        desk: who decides, and when.
        seen: whether the text could be shown; what was not seen is not decided.
        refuses: says why a reason may not be kept, "" when it may: it could hold the very text that was found.
    """
    said = " ".join(said.split())
    match session.mode:
        case Mode.CHOOSE:
            return _choose(session, said.lower(), desk, seen=seen)
        case Mode.CLAUSE:
            return _clause(session, said, refuses)
        case Mode.REASON:
            return _reason(session, said, desk, refuses)
        case Mode.SPREAD:
            return _spread(session, said.lower(), desk)
        case Mode.DONE:
            return Step(session)


def _choose(session: Session, said: str, desk: Desk, *, seen: bool) -> Step:
    if said in _VERDICTS:
        if not seen:
            return Step(
                session, message="Wat niet te zien is, wordt niet beslist. Ga verder met n, of doorzoek opnieuw."
            )
        verdict = _VERDICTS[said]
        drafted = replace(session, draft=Draft(verdict))
        if verdict is Verdict.TOEGESTAAN:
            return Step(replace(drafted, mode=Mode.CLAUSE))
        return Step(replace(drafted, mode=Mode.REASON)) if verdict.needs_reason else _drafted(drafted, desk)
    match said:
        case "u":
            return _undo(session, desk)
        case "n" | "p":
            at = session.at + (1 if said == "n" else -1)
            if 0 <= at < len(session.places):
                return Step(replace(session, at=at))
            return Step(session, message="Dit is de laatste." if said == "n" else "Dit is de eerste.")
        case "q":
            return Step(replace(session, mode=Mode.DONE))
        case _:
            return Step(session, message=_CHOOSE)


def _clause(session: Session, said: str, refuses: Callable[[str], str]) -> Step:
    if not said:
        return _nothing(session, "Zonder artikel is er niets beslist.")
    if why := refuses(said):
        return Step(session, message=why)
    return Step(replace(session, mode=Mode.REASON, draft=replace(session.draft, clause=said)))


def _reason(session: Session, said: str, desk: Desk, refuses: Callable[[str], str]) -> Step:
    code: ReasonCode | None = None
    if session.draft.verdict is Verdict.VALS_ALARM:
        first, _, rest = said.partition(" ")
        code = _CODES.get(first, ReasonCode.ANDERS)
        if first in _CODES:
            said = rest or ("" if code is ReasonCode.ANDERS else CODE_WORDS[code])
    if not said:
        return _nothing(session, "Zonder reden is er niets beslist.")
    if why := refuses(said):
        return Step(session, message=why)
    return _drafted(replace(session, draft=replace(session.draft, code=code, reason=said)), desk)


def _spread(session: Session, said: str, desk: Desk) -> Step:
    if said not in {"j", "ja", "n", "nee"}:
        return Step(session, message="Antwoord met j of n.")
    return _decide(session, desk, everywhere=said.startswith("j"))


def _drafted(session: Session, desk: Desk) -> Step:
    """Asks whether a finished draft holds elsewhere too, where the same stands elsewhere."""
    if session.elsewhere:
        return Step(replace(session, mode=Mode.SPREAD))
    return _decide(session, desk, everywhere=False)


def _decide(session: Session, desk: Desk, *, everywhere: bool) -> Step:
    place, draft = session.place, session.draft
    decision = Decision(
        fingerprint=place.finding.fingerprint,
        rule=place.finding.rule,
        category=place.finding.category.value,
        place_kind=place_kind(place.finding.place),
        document=place.document,
        sha256=place.sha256,
        verdict=draft.verdict,
        person=desk.person,
        day=desk.day,
        until=desk.until if draft.verdict is Verdict.VALS_ALARM else None,
        code=draft.code,
        reason=draft.reason,
        clause=draft.clause,
        everywhere=everywhere,
    )
    calm = replace(session, mode=Mode.CHOOSE, draft=Draft())
    last = all(not calm.waits(item) or _same(item, place, everywhere=everywhere) for item in session.places)
    return Step(calm, decision, _ALL_DONE if last else "")


def _same(item: Place, place: Place, *, everywhere: bool) -> bool:
    is_same = item.finding.fingerprint == place.finding.fingerprint
    return is_same and (everywhere or item.document == place.document)


def _undo(session: Session, desk: Desk) -> Step:
    """Takes back the last decision of this session, else the one about the finding that is shown."""
    if session.made:
        number = session.made[-1][0]
    elif session.decision is not None:
        number = session.decision.number
    else:
        return Step(session, message="Hier valt niets terug te nemen.")
    return Step(session, Undo(number, desk.person, desk.day), "Teruggenomen.")


def _nothing(session: Session, message: str) -> Step:
    return Step(replace(session, mode=Mode.CHOOSE, draft=Draft()), message=message)
