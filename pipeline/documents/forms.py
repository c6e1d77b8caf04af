"""Forms to fill in: which there are, which a dossier still lacks, and what of one is known already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.documents.naming import documents_of, kind_of
from pipeline.shape import document_shapes

MISSING: Final = "ontbrekend"
"""Asks for every form that the dossier lacks."""

FOLDER: Final = "formulieren"


@dataclass(frozen=True, slots=True)
class Form:
    """A document to fill in.

    Attributes:
        name: how a user asks for it; also the name of its file.
        kind: the kind of document that it becomes.
        title: what a casemanager calls it.
        known: fields that make it this form and no other of its kind.
        belgian: whether it may be used outside Dutch law.
    """

    name: str
    kind: str
    title: str
    known: Mapping[str, str] = field(default_factory=dict)
    belgian: bool = False


_ALL: Final = (
    Form("probleemanalyse", "probleemanalyse", "Probleemanalyse"),
    Form("bijstelling-probleemanalyse", "bijstelling_probleemanalyse", "Bijstelling probleemanalyse"),
    Form("plan-van-aanpak", "plan_van_aanpak", "Plan van aanpak"),
    Form("bijstelling-plan-van-aanpak", "bijstelling_plan_van_aanpak", "Bijstelling plan van aanpak"),
    Form("tussentijdse-evaluatie", "evaluatie", "Tussentijdse evaluatie", {"soort_evaluatie": "tussentijds"}),
    Form("eerstejaarsevaluatie", "evaluatie", "Eerstejaarsevaluatie", {"soort_evaluatie": "eerstejaars"}),
    Form("actueel-oordeel", "actueel_oordeel", "Actueel oordeel"),
    Form("eindevaluatie", "eindevaluatie", "Eindevaluatie"),
    Form("oordeel-werknemer", "oordeel_werknemer", "Oordeel van de werknemer"),
    Form("gespreksverslag", "gespreksverslag", "Gespreksverslag", belgian=True),
    Form("melding-42e-week", "melding_42e_week", "Gegevens voor de 42e-weeksmelding"),
    Form("verloop-verzuim", "verloop_verzuim", "Verloop van het verzuim"),
    Form(
        "aanvraag-arbeidsdeskundig-onderzoek",
        "aanvraag_arbeidsdeskundig_onderzoek",
        "Aanvraag arbeidsdeskundig onderzoek",
    ),
    Form("aanvraag-deskundigenoordeel", "aanvraag_deskundigenoordeel", "Gegevens voor een deskundigenoordeel"),
    Form("trajectplan", "trajectplan", "Trajectplan tweede spoor"),
    Form("voortgangsrapportage", "voortgangsrapportage", "Voortgangsrapportage tweede spoor"),
)
FORMS: Final[Mapping[str, Form]] = {form.name: form for form in _ALL}
"""Every form by its name, in the order of a case."""

# What others fill in, and the sheets that follow from the dossier; the rest the casemanager makes from data.
_OFTEN_MISSING: Final = (
    "probleemanalyse", "melding-42e-week", "actueel-oordeel", "oordeel-werknemer", "verloop-verzuim",
)  # fmt: skip
_DERIVED: Final = frozenset({"melding_42e_week", "verloop_verzuim"})


def wanted(names: Iterable[str], data: Mapping[str, Any]) -> tuple[Form, ...]:
    """Returns the forms that were asked for, each once, in the order of a case.

    Args:
        names: keys of `FORMS`, or `MISSING` for what the dossier lacks.
        data: the dossier, valid or not.
    """
    asked = set(names)
    if MISSING in asked:
        asked |= set(_missing(data))
    return tuple(form for form in FORMS.values() if form.name in asked)


def known(form: Form, data: Mapping[str, Any], used: set[str]) -> dict[str, Any]:
    """Returns what the dossier already says of a form: its date, its doctor, and the documents that it rests on.

    Args:
        form: the form.
        data: the dossier, valid or not.
        used: collects the JSON pointers of what was copied.
    """
    fields = document_shapes()[form.kind].fields
    found: dict[str, Any] = dict(form.known)
    for name, shape in fields.items():
        if shape.refers_to and (latest := _latest(data, shape.refers_to)):
            found[name] = latest
    if form.kind in _DERIVED and isinstance(data.get("bijgewerkt_op"), str):
        used.add("/bijgewerkt_op")
        found["datum"] = data["bijgewerkt_op"]
    if "bedrijfsarts" in fields:
        names = {"naam": "naam", "functie": "functie", "organisatie": "arbodienst"}
        found |= _person(data, "bedrijfsarts", "bedrijfsarts", names, used)
    if "gericht_aan" in fields:
        names = {name: name for name in ("naam", "organisatie", "telefoon", "email")}
        found |= _person(data, "arbeidsdeskundige", "gericht_aan", names, used)
    if "bureau" in fields:
        names = {"naam": "adviseur", "organisatie": "naam", "telefoon": "telefoon", "email": "email"}
        found |= _person(data, "loopbaanadviseur", "bureau", names, used)
    if "casemanager" in fields:
        names = {name: name for name in fields["casemanager"].fields}
        found |= _person(data, "casemanager", "casemanager", names, used)
    return found


def _missing(data: Mapping[str, Any]) -> Iterator[str]:
    if data.get("land") == "BE":
        return
    present = {kind_of(document) for document in documents_of(data)}
    situation = data.get("situatie")
    if isinstance(situation, Mapping) and situation.get("melding_42e_week_op"):
        present.add("melding_42e_week")
    yield from (name for name in _OFTEN_MISSING if FORMS[name].kind not in present)


def _latest(data: Mapping[str, Any], kinds: tuple[str, ...]) -> str | None:
    """Returns the id of the newest document of these kinds; a reference that the form needs."""
    found = [document for document in documents_of(data) if kind_of(document) in kinds]
    newest = max(found, key=lambda document: str(document.get("datum")), default=None)
    identity = newest.get("id") if newest else None
    return identity if isinstance(identity, str) else None


def _person(
    data: Mapping[str, Any], role: str, into: str, names: Mapping[str, str], used: set[str]
) -> dict[str, dict[str, Any]]:
    """Returns the first betrokkene in a role as the fields of a form call it."""
    people = data.get("betrokkenen")
    for index, person in enumerate(people if isinstance(people, list) else ()):
        if isinstance(person, Mapping) and person.get("rol") == role:
            present = {name: target for name, target in names.items() if isinstance(person.get(name), str)}
            used.update(f"/betrokkenen/{index}/{name}" for name in present)
            return {into: {target: person[name] for name, target in present.items()}}
    return {}
