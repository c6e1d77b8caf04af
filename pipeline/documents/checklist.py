"""The outcome of the checks of completeness as a document for the casemanager, which is no part of any set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

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
        **{grade.value: [_check(check) for check in found] for grade, found in groups.items()},
    }
    return Entry(KIND, KIND, press.render(KIND, {"lijst": values}, set(), FILE, TITLE))


def _counted(number: int) -> str:
    return f"{number} {'controle' if number == 1 else 'controles'}"


def _check(check: Checked) -> dict[str, Any]:
    remedies = dict.fromkeys(remark.remedy for remark in check.remarks)
    return {
        "nummer": check.number,
        "titel": check.title,
        "bekeken": check.looks_at,
        "grondslag": check.basis,
        "punten": [_point(remedy, check.remarks) for remedy in remedies],
    }


def _point(remedy: str, remarks: Sequence[Remark]) -> dict[str, Any]:
    """Returns what is to be done with everything that it is to be done about."""
    about = [remark for remark in remarks if remark.remedy == remedy]
    return {"doe": remedy, "regels": [{"zegt": _said(remark), "plaats": remark.pointer} for remark in about]}


def _said(remark: Remark) -> str:
    names = {Grade.FOUT: "Fout", Grade.LET_OP: "Let op", Grade.INFO: "Info"}
    return f"{names[remark.grade]}: {remark.says}" if remark.grade in names else remark.says
