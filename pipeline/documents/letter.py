"""What the letter with the employee's copy of the report says: what to do, and by which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pipeline.documents.context import View
from pipeline.documents.labels import naam
from pipeline.model import RivKind, RivSituation

APPLICATION: Final = "wia_aanvraag"
"""The milestone until which the employee may apply for the WIA, as schemas/v1/termijnen.json calls it."""

_SOON: Final = "Zo snel als u kunt"
_SAID_BY_UWV: Final = "Dat staat in de brief van UWV"
_LEAVING: Final = frozenset({"uit_dienst", "uit_dienst_verkort"})


class Aanleiding(StrEnum):
    """Why the employee gets the report."""

    WIA = "wia"
    UIT_DIENST = "uit_dienst"
    LOONSANCTIE = "loonsanctie"


@dataclass(frozen=True, slots=True)
class Stap:
    """Something that the employee must do, in plain Dutch.

    Attributes:
        wat: what.
        voor: the last day as ISO, or None when there is none that we know.
        anders: what stands there instead of a day.
    """

    wat: str
    voor: str | None
    anders: str = _SOON


def letter(
    dossier: View, situation: RivSituation, terms: Mapping[str, date], *, has_opinion: bool
) -> dict[str, object]:
    """Returns what the letter needs besides the list of papers.

    Args:
        dossier: the envelope.
        situation: which report it is about.
        terms: the last day of milestones, by their key.
        has_opinion: whether the employee has given an opinion on the report already.
    """
    reason = _reason(situation)
    steps = tuple(_steps(dossier, situation, terms, reason, has_opinion=has_opinion))
    return {"aanhef": _salutation(dossier["werknemer"]), "aanleiding": str(reason), "stappen": steps}


def _salutation(person: View) -> str:
    """Returns 'Geachte mevrouw Van der Meer', or the name with initials when no form of address was chosen."""
    form = {"mevrouw": "mevrouw", "de_heer": "heer"}.get(str(person["aanhef"]))
    if form is None:
        return f"Geachte {naam(person)}"
    name = " ".join(str(person[part]) for part in ("tussenvoegsel", "achternaam") if person[part])
    return f"Geachte {form} {name[:1].upper()}{name[1:]}"


def _reason(situation: RivSituation) -> Aanleiding:
    if situation.kind is RivKind.AANVULLING:
        return Aanleiding.LOONSANCTIE
    return Aanleiding.UIT_DIENST if situation.cell in _LEAVING else Aanleiding.WIA


def _steps(
    dossier: View, situation: RivSituation, terms: Mapping[str, date], reason: Aanleiding, *, has_opinion: bool
) -> Iterator[Stap]:
    day = _last_day(dossier, situation, terms, reason)
    yield Stap("Lees de stukken. Klopt er iets niet, of mist u iets? Zeg het ons.", day)
    if not has_opinion and reason is not Aanleiding.LOONSANCTIE:
        yield Stap(
            "Schrijf op wat u van het verslag vindt en geef dat aan ons. Dat heet het oordeel van de werknemer. "
            "Wij veranderen niets aan wat u schrijft.",
            day,
        )
    if reason is Aanleiding.WIA and not dossier["situatie"]["wia_aangevraagd_op"]:
        yield Stap(
            "Vraag de WIA-uitkering aan op uwv.nl, met uw DigiD. Zeg het ons op dezelfde dag. "
            "Wij sturen het verslag dan binnen een dag naar UWV.",
            day,
        )
    if reason is Aanleiding.UIT_DIENST:
        yield Stap("Vraagt UWV u om het verslag? Stuur dan deze stukken op.", None, _SAID_BY_UWV)
    if reason is not Aanleiding.LOONSANCTIE:
        yield _medical(dossier, day, reason)
    yield Stap("Bewaar deze stukken goed. Ze zijn van u.", None, "Altijd")


def _medical(dossier: View, day: str | None, reason: Aanleiding) -> Stap:
    """Returns what to do with the papers that the employer never sees."""
    given = "" if dossier["situatie"]["medische_informatie_verstrekt_op"] else "U krijgt ze nog van hem of haar. "
    what = (
        "Stuur de medische informatie zelf naar UWV. Dat zijn de papieren van de bedrijfsarts over uw gezondheid. "
        f"{given}Doe ze in een dichte envelop en schrijf erop: medisch geheim. Geef ze nooit aan ons."
    )
    return Stap(what, day) if reason is Aanleiding.WIA else Stap(what, None, _SAID_BY_UWV)


def _last_day(dossier: View, situation: RivSituation, terms: Mapping[str, date], reason: Aanleiding) -> str | None:
    """Returns the last day to do something on, as ISO; None without one, or when it is past as the letter goes."""
    if reason is Aanleiding.LOONSANCTIE:
        return None
    if reason is Aanleiding.UIT_DIENST:
        last = str(dossier["dienstverband"]["einddatum"] or "")
    else:
        day = terms.get(APPLICATION) or situation.ready_by
        last = day.isoformat() if day else ""
    written = str(dossier["bijgewerkt_op"] or "")
    return last if last >= written and last else None
