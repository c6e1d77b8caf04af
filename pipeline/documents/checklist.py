"""The outcome of the checks of completeness as a document for the casemanager, which is no part of any set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pipeline.documents.manifest import Entry
from pipeline.documents.rendering import Press
from pipeline.model import Checked, Grade, Remark, RivSituation

KIND: Final = "controlelijst"
FILE: Final = "controlelijst.docx"
TITLE: Final = "Controlelijst"


def checklist(
    checks: Sequence[Checked],
    press: Press,
    *,
    reference: str,
    employer: str,
    first_day: date | None,
    op: date | None,
    situation: RivSituation | None,
) -> Entry:
    """Returns the checklist; it shows nothing of the dossier but what is given here, so it is never withheld for it.

    Args:
        checks: the outcomes, by number.
        press: renders.
        reference: the kenmerk of the dossier, or another name when that may not be shown.
        employer: the name of the employer, "" when it may not be shown.
        first_day: the eerste ziektedag, None when it is unknown.
        op: the day that was judged by, None when nobody said one.
        situation: which report the dossier asks for.
    """
    groups = {grade: [check for check in checks if check.grade is grade] for grade in Grade}
    values = {
        "kenmerk": reference,
        "werkgever": employer,
        "op": op.isoformat() if op else None,
        "eerste_ziektedag": first_day.isoformat() if first_day else None,
        "situatie": situation.reason if situation else "Onbekend",
        "gereed_op": situation.ready_by.isoformat() if situation and situation.ready_by else None,
        "aantal": {grade.value: _counted(len(found)) for grade, found in groups.items()},
        **{grade.value: [row for check in found for row in _rows(check)] for grade, found in groups.items()},
        Grade.GEZIEN.value: [_check(check) for check in groups[Grade.GEZIEN]],
    }
    return Entry(KIND, KIND, press.render(KIND, {"lijst": values}, set(), FILE, TITLE))


def _counted(number: int) -> str:
    return f"{number} {'controle' if number == 1 else 'controles'}"


def _check(check: Checked) -> dict[str, str]:
    return {
        "nummer": str(check.number),
        "titel": check.title,
        "bekeken": check.looks_at,
        "grondslag": check.basis,
    }


def _rows(check: Checked) -> Iterator[dict[str, str]]:
    """Yields a row for everything that a check says; what it looks at stands in the first, what to do in the last.

    Number and title stand in each, for a page may begin with any of them.
    """
    head = _check(check)
    for remedy in dict.fromkeys(remark.remedy for remark in check.remarks):
        *first, last = (remark for remark in check.remarks if remark.remedy == remedy)
        for remark in (*first, last):
            told = {"zegt": _said(remark), "plaats": remark.pointer, "doe": remedy if remark is last else ""}
            yield {**head, **told}
            head |= {"bekeken": "", "grondslag": ""}


def _said(remark: Remark) -> str:
    names = {Grade.FOUT: "Fout", Grade.LET_OP: "Let op", Grade.INFO: "Info"}
    return f"{names[remark.grade]}: {remark.says}" if remark.grade in names else remark.says
