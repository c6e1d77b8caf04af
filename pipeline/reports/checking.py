"""What a person reads of the checks of completeness: by grade, with the article and what to do; never an acquittal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.model import Grade
from pipeline.reports.line import Line, Tone, count

if TYPE_CHECKING:
    from pipeline.model import Checked, Remark
    from pipeline.reports.totals import Totals

AID: Final = "De controles zijn een hulpmiddel en geen oordeel: of een re-integratieverslag voldoet, beoordeelt UWV."

_NAMES: Final = {Grade.FOUT: "Fout", Grade.LET_OP: "Let op", Grade.INFO: "Info"}
_TONES: Final = {Grade.FOUT: Tone.BAD, Grade.LET_OP: Tone.DOUBT, Grade.INFO: Tone.NOTE}


def counts(remarks: Iterable[Remark]) -> list[str]:
    """Returns how many remarks there are of each grade, in words, the most serious first."""
    return _counted(Counter(remark.grade for remark in remarks))


def check_lines(checks: Sequence[Checked], *, verbose: bool = False) -> Iterator[Line]:
    """Yields what the checks found, by grade; with `verbose` also which of them could not judge, and why."""
    for grade in _NAMES:
        for check in checks:
            if found := [remark for remark in check.remarks if remark.grade is grade and not remark.told]:
                yield from _lines_of(check, grade, found)
    if verbose:
        for check in checks:
            for remark in check.remarks:
                if remark.grade is Grade.NIET_TE_BEOORDELEN:
                    said = f"{remark.says} {remark.remedy}".strip()
                    yield Line(f"  Niet te beoordelen: controle {check.number}, {check.title}. {said}", Tone.NOTE)


def short_lines(checks: Sequence[Checked]) -> Iterator[Line]:
    """Yields what the checks came to, and the titles of those with a fout, for who builds the documents."""
    remarks = [remark for check in checks for remark in check.remarks if remark.grade in _NAMES]
    if not remarks:
        return
    yield Line(f"  Controles: {', '.join(counts(remarks))}. Lees controlelijst.docx; stuur haar niet naar UWV.")
    for check in checks:
        for remark in check.remarks:
            if remark.grade is Grade.FOUT:
                yield Line(f"    Fout, controle {check.number}: {remark.says}{_where(remark)}", Tone.BAD)


def summary(totals: Totals) -> Iterator[Line]:
    """Yields the counts over all dossiers, the next step, and that this is no judgement."""
    found = Counter({Grade.FOUT: totals.faults, Grade.LET_OP: totals.warnings, Grade.INFO: totals.notes})
    if parts := _counted(found):
        yield Line(f"Controles op volledigheid: {', '.join(parts)}.", Tone.BAD if totals.faults else Tone.DOUBT)
    if parts or totals.documents > totals.unread:
        yield Line(AID, Tone.NOTE)


def _counted(found: Counter[Grade]) -> list[str]:
    words = {
        Grade.FOUT: count(found[Grade.FOUT], "fout", "fouten"),
        Grade.LET_OP: f"{found[Grade.LET_OP]} keer let op",
        Grade.INFO: f"{found[Grade.INFO]} keer info",
    }
    return [words[grade] for grade in _NAMES if found[grade]]


def _lines_of(check: Checked, grade: Grade, remarks: Sequence[Remark]) -> Iterator[Line]:
    yield Line(f"  {_NAMES[grade]}: controle {check.number}, {check.title}", _TONES[grade])
    for remedy in dict.fromkeys(remark.remedy for remark in remarks):
        for remark in remarks:
            if remark.remedy == remedy:
                yield Line(f"    {remark.says}{_where(remark)}")
        yield Line(f"      Wat te doen: {remedy}")
    yield Line(f"      Grondslag: {check.basis}.", Tone.NOTE)


def _where(remark: Remark) -> str:
    line = f"regel {remark.line}" if remark.line is not None else ""
    where = ", ".join(part for part in (line, remark.pointer) if part)
    return f" ({where})" if where else ""
