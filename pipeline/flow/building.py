"""A dossier or a company's policy in, its documents out, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.dossier import texts
from pipeline.dossier.facts import Case
from pipeline.dossier.progress import planned_of
from pipeline.dossier.riv_situation import situation_of
from pipeline.errors import WrongUseError
from pipeline.flow.attachments import attachments
from pipeline.flow.dossiers import checked, is_policy, load_dossier, problems_of
from pipeline.model import Built, Checked, Grade, Status, Unread
from pipeline.privacy.scan import default_detector, scan_segments

if TYPE_CHECKING:
    from pipeline.dossier.load import Dossier
    from pipeline.model import Finding, Remark


def build(
    path: str | Path,
    content: bytes | None = None,
    *,
    house_style: str = "_basis",
    forms: Sequence[str] = (),
    op: date | None = None,
) -> Built:
    """Makes the documents of a dossier or a policy, in memory; what holds medical content or wrong data is withheld.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        house_style: the name of the house style, or its folder.
        forms: which forms to make besides, by name; "ontbrekend" is every form that the dossier lacks.
        op: the day that the checks and the situation judge by; without one it is `bijgewerkt_op`.

    Raises:
        UnreadableError: as `load_dossier`.
        OwnDataError: rules, schemas or templates are wrong, or the house style does not exist.
    """
    from pipeline.documents import build as assembly
    from pipeline.documents.bundle import with_bundle

    raw = Path(path).read_bytes() if content is None else content
    dossier = load_dossier(path, raw)
    findings = scan_segments(default_detector(), texts.segments(dossier.data))
    if is_policy(dossier):
        return _policy(dossier, findings, house_style, raw)
    files, unusable = attachments(dossier)
    case = dossier.case
    day = op or case.root.day("bijgewerkt_op")
    built = assembly.build(
        dossier.data,
        findings,
        (*problems_of(dossier), *unusable),
        house_style,
        rules_digest=default_detector().rules.digest,
        # Dossiers without a usable reference must not end up in one folder.
        unnamed=f"dossier-{sha256(raw).hexdigest()[:8]}",
        forms=forms,
        situation=situation_of(case, day),
        attachments=files,
        terms=_terms(case, day),
        checks=checked(dossier, day, findings, files, unusable),
        op=day,
    )
    return with_bundle(replace(built, path=str(path)))


def _policy(dossier: Dossier, findings: Sequence[Finding], house_style: str, raw: bytes) -> Built:
    """Returns the documents of a company's policy."""
    from pipeline.documents.policy import build_policy

    built = build_policy(
        dossier.data,
        findings,
        problems_of(dossier),
        house_style,
        rules_digest=default_detector().rules.digest,
        unnamed=f"beleid-{sha256(raw).hexdigest()[:8]}",
    )
    return replace(built, path=dossier.path)


def _terms(case: Case, op: date | None) -> dict[str, date]:
    """Returns the last day of every milestone by its key."""
    planned = planned_of(case, op)
    return {item.key: item.date for item in planned.milestones if not item.lapsed} if planned else {}


def check_forms(names: Sequence[str]) -> None:
    """Refuses names that are no form.

    Raises:
        WrongUseError: there is no such form; the message names those that there are.
    """
    from pipeline.documents.forms import FORMS, MISSING

    if unknown := [name for name in names if name != MISSING and name not in FORMS]:
        raise WrongUseError(f"Het formulier '{unknown[0]}' bestaat niet. Kies {MISSING}, {', '.join(FORMS)}.")


def lost_build(path: str, reason: str) -> Built:
    """Returns what `build` made of a dossier that could not be read: nothing."""
    return Built(path, "", unread=(Unread("", reason),))


def unwritten(built: Built) -> Built:
    """Returns what `build` made of a dossier when none of it could be written."""
    return replace(built, documents=())


def light(built: Built) -> Built:
    """Returns what a person is told of what `build` made, without the documents themselves, so that it can travel.

    Kept are the names and titles of the documents, everything found and unread, and of the checks what is told.
    """
    told = {Grade.FOUT, Grade.LET_OP, Grade.INFO}
    return replace(
        built,
        documents=tuple(replace(document, content=b"") for document in built.documents),
        manifest={"documents": bool(built.manifest.get("documents", built.documents))},
        checks=tuple(
            Checked(check.number, "", "", "", tuple(_short(item) for item in check.remarks if item.grade in told))
            for check in built.checks
            if any(item.grade in told for item in check.remarks)
        ),
    )


def _short(remark: Remark) -> Remark:
    return replace(remark, says=remark.says if remark.grade is Grade.FOUT else "", remedy="", basis="")


def status_of(built: Built) -> Status:
    """Returns the one status of a dossier that was read."""
    if any(not item.part for item in built.unread):
        return Status.ONLEESBAAR
    if built.unread:
        return Status.ONVOLLEDIG
    return Status.BEVINDINGEN if built.withheld or built.findings or built.problems else Status.OK


def load(house_style: str) -> None:
    """Loads what every dossier needs: the rules and the house style.

    Raises:
        OwnDataError: rules or templates are wrong, or the house style does not exist.
    """
    from pipeline.documents.house_style import house_style as style_named

    style_named(house_style)
    default_detector().findings("")


def style_digest(house_style: str) -> str:
    """Returns the SHA-256 over the templates of a house style and what they are dressed in.

    Raises:
        OwnDataError: the house style does not exist, or cannot be read.
    """
    from pipeline.documents.house_style import house_style as style_named

    return style_named(house_style).digest()


def package_version(name: str) -> str:
    """Returns the version of a package on this machine, "-" when it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def program_version() -> str:
    """Returns the version of this program."""
    return package_version("poortwachter")
