"""Builds made-up dossiers with a house style and tells which template could not make its document, and where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline.documents.build import build
from pipeline.documents.forms import FORMS
from pipeline.documents.house_style import HouseStyle
from pipeline.documents.inspection.specimen import DAY, Wording, hostile, plain, specimen
from pipeline.documents.naming import template_name
from pipeline.documents.policy import build_policy
from pipeline.model import Built, StyleRemark
from pipeline.outcomes import Checked, Grade, Remark, RivKind, RivSituation
from pipeline.shape import dossier_shape, policy_shape

_UNKNOWN_RULES = "0" * 64
_KINDS: tuple[tuple[str, Wording, bool], ...] = (
    ("zo weinig mogelijk", plain, False),
    ("zo veel mogelijk", plain, True),
    ("vijandige", hostile, True),
)
_REPORTS = (RivKind.VOLLEDIG, RivKind.VERKORT)
_CHECKS = (
    Checked(1, "Proef", "Proef", "Proef", (Remark("controle.01.proef", Grade.LET_OP, "/kenmerk", "Proef.", "Proef."),)),
    Checked(2, "Proef", "Proef", "Proef"),
)


def failures(style: HouseStyle) -> Iterator[StyleRemark]:
    """Yields a remark for every document that a template cannot make of data that the schemas allow."""
    told: set[tuple[str, str]] = set()
    built = ((what, _built(data, kind, style)) for what, data in _dossiers() for kind in _REPORTS)
    policies = (
        (what, build_policy(data, (), (), style.name, rules_digest=_UNKNOWN_RULES)) for what, data in _policies()
    )
    for what, outcome in (*built, *policies):
        for remark in _failed(style, what, outcome):
            if (remark.path, remark.message) not in told:
                told.add((remark.path, remark.message))
                yield remark


def _built(data: dict[str, Any], kind: RivKind, style: HouseStyle) -> Built:
    day = date.fromisoformat(DAY)
    if kind is RivKind.VERKORT:  # only asked for when the employment ends on a day that is known
        data = data | {
            "situatie": {**data.get("situatie", {}), "ziek_uit_dienst": "ja"},
            "dienstverband": {**data.get("dienstverband", {}), "einddatum": DAY},
        }
    return build(
        data,
        (),
        (),
        style.name,
        rules_digest=_UNKNOWN_RULES,
        forms=tuple(name for name, form in FORMS.items() if style.has(template_name(form.kind))),
        situation=RivSituation("proef", kind, "Proef.", "Proef", (), day, is_due=True),
        checks=_CHECKS,
        op=day,
    )


def _policies() -> Iterator[tuple[str, dict[str, Any]]]:
    for what, wording, full in _KINDS:
        data = specimen(policy_shape(), wording, full=full)
        for body in policy_shape().fields["bedrijf"].fields["medezeggenschap"].choices:
            yield f"{what} gegevens", data | {"bedrijf": data["bedrijf"] | {"medezeggenschap": body}}


def _dossiers() -> Iterator[tuple[str, dict[str, Any]]]:
    for what, wording, full in _KINDS:
        data = specimen(dossier_shape(), wording, full=full) | {"land": "NL", "kenmerk": "proef-1"}
        # Other forms of a list that the schema only lets in here, such as documents, are there already.
        data.setdefault("documenten", specimen(dossier_shape().fields["documenten"], wording, full=full))
        yield f"{what} gegevens", data


def _failed(style: HouseStyle, what: str, built: Built) -> Iterator[StyleRemark]:
    for withheld in built.withheld:
        for cause in withheld.causes:
            if cause.rule == "sjabloon":
                for line in cause.message.splitlines():
                    name, _, message = line.partition(": ")
                    path = style.path(name.removesuffix(".docx"))
                    place, message = _split(message)
                    yield StyleRemark(
                        str(path or name),
                        place,
                        "sjabloon.proef",
                        Grade.FOUT,
                        f"met {what} is dit document niet te maken: {message}",
                        "Zet {% if veld %} ... {% endif %} om wat kan ontbreken, gebruik een ander filter, of herhaal "
                        "minder in een lus.",
                    )


def _split(message: str) -> tuple[str, str]:
    """Returns place and the rest of a message as `Tag.problem` writes it."""
    place, separator, rest = message.partition(", {")
    return (place, "{" + rest) if separator else ("", message)
