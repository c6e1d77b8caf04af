"""Which re-integratieverslag the situation of a dossier asks for: full, limited, short, a supplement or none.

Wet WIA art. 25, 26, 65 and 66, Ziektewet art. 38, Beleidsregels vorm- en herkenbaarheidsvereisten art. 2 and 2a.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from pipeline.dossier.deadlines import Facts, Schedule, end_of_wait
from pipeline.dossier.facts import Case
from pipeline.dossier.progress import facts_of, planned_of
from pipeline.dossier.riv_elements import elements_of
from pipeline.formats import dutch_day
from pipeline.model import Milestone, RivKind, RivSituation

PREPARE: Final = timedelta(weeks=6)
"""How long before the end of employment its re-integratieverslag is put together."""

_ABOUT_THE_END: Final = frozenset({"actueel_oordeel", "eindevaluatie", "oordeel_werknemer"})
_FIRST_YEAR: Final = 364
_YEAR: Final = timedelta(days=366)
_WIA_25: Final = "Wet WIA, artikel 25, derde lid, en artikel 65"
_ZW_38: Final = "Ziektewet, artikel 38, tweede lid"
_SHORT: Final = "Beleidsregels vorm- en herkenbaarheidsvereisten, artikel 2a"
_LIMITED: Final = "Beleidsregels vorm- en herkenbaarheidsvereisten, artikel 2, zesde lid"


def situation_of(case: Case, op: date | None = None) -> RivSituation:
    """Returns what a dossier asks for.

    Args:
        case: the dossier.
        op: the day to judge by; without one `bijgewerkt_op`, and without that only what the dossier holds counts.
    """
    return _situation(case, op or case.root.day("bijgewerkt_op"))


@lru_cache(maxsize=1)  # the checks and the build of one dossier both ask
def _situation(case: Case, op: date | None) -> RivSituation:
    if none := _never(case):
        return none
    facts, planned = facts_of(case), planned_of(case, op)
    if facts is None or planned is None:
        kind = _long(case)
        reason = "Zonder eerste ziektedag is niet te zeggen wanneer een re-integratieverslag nodig is."
        return _asked("onbekend", kind, reason, _WIA_25, due=_has_begun(case), first_year=True)
    return _Moment(case, facts, planned, op).situation()


def _never(case: Case) -> RivSituation | None:
    """Returns the situations without a re-integratieverslag of this employer, whatever the dates are."""
    situation = case.part("situatie")
    if case.root.text("land") == "BE":
        return _none("belgie", "Het Belgische recht kent geen re-integratieverslag.", "")
    if situation.text("zonder_werkgever") == "ja":
        reason = "Zonder werkgever maakt UWV zelf de probleemanalyse, het plan en het verslag."
        return _none("zonder_werkgever", reason, "Wet WIA, artikel 26, eerste lid, en artikel 65")
    if situation.text("vervroegde_iva") == "ja":
        reason = "Bij een verkorte wachttijd is geen re-integratieverslag nodig."
        return _none("verkorte_wachttijd", reason, "Wet WIA, artikel 66, zesde lid")
    return None


@dataclass(frozen=True, slots=True)
class _Moment:
    """A dossier with its milestones on the day that is asked about."""

    case: Case
    facts: Facts
    planned: Schedule
    op: date | None

    def situation(self) -> RivSituation:
        """Returns what the dates ask for, the most particular situation first."""
        wait_over, aow = end_of_wait(self.planned.clock), self.facts.event("aow_datum")
        ends = self._ends()
        riv = self._milestone("riv")
        back = self.facts.event("eerste_hersteldag")
        if back and back <= min(ends or date.max, riv.date if riv else wait_over):
            reason = f"De werknemer is hersteld sinds {dutch_day(back)}."
            return _none("hersteld", reason, _WIA_25)
        if self.facts.event("loonsanctie_tot"):
            return self._sanctioned(riv)
        if aow and aow <= wait_over and not (ends and ends + timedelta(days=1) < aow):
            reason = "De AOW gaat in vóór het einde van de wachttijd: er komt geen WIA-aanvraag."
            return _none("aow_voor_einde_wachttijd", reason, "Wet WIA, artikel 64")
        if self.case.part("werkgever").text("eigenrisicodrager_zw") == "ja" and self._leaves():
            return self._own_risk(riv)
        if ends or self.case.part("situatie").text("ziek_uit_dienst") == "ja":
            return self._leaving(ends)
        return self._employed(riv, aow, wait_over)

    def _sanctioned(self, riv: Milestone | None) -> RivSituation:
        reason = "Er loopt een loonsanctie: vul het verslag aan en meld UWV dat de tekortkoming is hersteld."
        basis = "Wet WIA, artikel 25, negende en twaalfde lid"
        found = _asked("loonsanctie", _long(self.case), reason, basis, due=True, first_year=True)
        return RivSituation(
            found.cell, RivKind.AANVULLING, reason, basis, found.elements, riv.date if riv else None, is_due=True
        )

    def _own_risk(self, riv: Milestone | None) -> RivSituation:
        """Returns the situation of an eigenrisicodrager for the Ziektewet, who stays responsible after employment."""
        ready = riv.date if riv else None
        if self._application_is_near():
            reason = "De eigenrisicodrager voor de Ziektewet maakt het verslag bij de WIA-aanvraag."
            basis = "Wet WIA, artikel 26 en 65"
            return _asked("erd_zw_wia", _long(self.case), reason, basis, ready_by=ready, due=True, first_year=True)
        reason = (
            "Een eigenrisicodrager voor de Ziektewet maakt bij het einde van het dienstverband geen verslag; "
            "bij de WIA-aanvraag wel."
        )
        return _none("erd_zw", reason, _ZW_38, ready)

    def _leaving(self, ends: date | None) -> RivSituation:
        """Returns what is due on the last day of employment, as the terms have counted it."""
        if ends is None:
            reason = "De werknemer gaat ziek uit dienst; vul de einddatum van het dienstverband in."
            return _asked("uit_dienst", _long(self.case), reason, _ZW_38, due=True, first_year=False)
        lasts = self.planned.clock.number(ends) + 1
        is_flagged = self.case.part("situatie").text("ziek_uit_dienst") == "ja"
        due = is_flagged or _has_begun(self.case) or (self.op is not None and self.op >= ends - PREPARE)
        if self._milestone("riv_verkort_einde_dienstverband"):
            reason = "Ziek uit dienst binnen tien weken, of herstel binnen drie maanden verwacht: een verkort verslag."
            return _asked("uit_dienst_verkort", RivKind.VERKORT, reason, _SHORT, ready_by=ends, due=due)
        if self._milestone("riv_einde_dienstverband"):
            reason = f"Ziek uit dienst na {_weeks(lasts)}: het verslag is uiterlijk op de laatste werkdag nodig."
            first_year = lasts >= _FIRST_YEAR
            return _asked("uit_dienst", _long(self.case), reason, _ZW_38, ready_by=ends, due=due, first_year=first_year)
        reason = "Ziek uit dienst binnen zes weken: alleen de melding op de laatste werkdag."
        return _none("uit_dienst_kort", reason, _ZW_38)

    def _employed(self, riv: Milestone | None, aow: date | None, wait_over: date) -> RivSituation:
        cell, reason, basis = "in_dienst", "In dienst tot de WIA-aanvraag: dertien weken voor het einde.", _WIA_25
        kind = _long(self.case)
        if kind is RivKind.BEPERKT:
            cell, reason, basis = (
                "geen_mogelijkheden",
                "Er zijn geen arbeidsmogelijkheden: een beperkt verslag.",
                _LIMITED,
            )
        elif (extended := self.facts.event("wachttijd_verlengd_tot")) and extended > wait_over:
            cell, basis = "verlengde_wachttijd", "Wet WIA, artikel 24 en artikel 25, vierde lid"
            reason = "De wachttijd is vrijwillig verlengd: dertien weken voor het nieuwe einde, ter aanvulling."
        elif aow and wait_over < aow <= wait_over + _YEAR:
            cell = "aow_na_wachttijd"
            reason = "De AOW gaat binnen een jaar na de wachttijd in: het verslag blijft nodig."
        elif self.case.part("situatie").text("vangnet") == "ja":
            cell, basis = "vangnet", "Ziektewet, artikel 38, vierde lid; Wet WIA, artikel 25, derde lid"
            reason = "Een vangnetbepaling geldt en er is een werkgever: de gewone regels voor het verslag."
        elif self.case.part("werkgever").text("eigenrisicodrager_wga") == "ja":
            cell, reason = "erd_wga", "Ook een eigenrisicodrager voor de WGA maakt het gewone verslag."
        ready = riv.date if riv else None
        return _asked(cell, kind, reason, basis, ready_by=ready, due=self._application_is_near(), first_year=True)

    def _milestone(self, key: str) -> Milestone | None:
        return next((item for item in self.planned.milestones if item.key == key), None)

    def _ends(self) -> date | None:
        """Returns the last day of employment when it falls in the wachttijd and the law asks something on it."""
        ends = self.facts.event("einde_dienstverband")
        clock = self.planned.clock
        return ends if ends and clock.first_day <= ends <= end_of_wait(clock) else None

    def _leaves(self) -> bool:
        ends = self.case.part("dienstverband").day("einddatum")
        within = ends is not None and ends <= end_of_wait(self.planned.clock)
        return within or self.case.part("situatie").text("ziek_uit_dienst") == "ja"

    def _application_is_near(self) -> bool:
        opens = self._milestone("wia_aanvraag")
        now = opens is not None and opens.earliest is not None and self.op is not None and self.op >= opens.earliest
        return now or _has_begun(self.case)


def _long(case: Case) -> RivKind:
    """Returns whether a report over a longer absence is full, or limited for lack of any possibilities."""
    has_plan = bool(case.documents_of("plan_van_aanpak"))
    never_able = case.part("situatie").text("arbeidsmogelijkheden") == "duurzaam_geen" and not has_plan
    return RivKind.BEPERKT if never_able else RivKind.VOLLEDIG


def _has_begun(case: Case) -> bool:
    """Says whether the dossier holds something that belongs to the end of the wachttijd."""
    situation = case.part("situatie")
    asked = situation.day("wia_aangevraagd_op") or situation.day("medische_informatie_verstrekt_op")
    return asked is not None or any(document.text("soort") in _ABOUT_THE_END for document in case.documents)


def _weeks(days: int) -> str:
    weeks = days // 7
    return f"{weeks} {'week' if weeks == 1 else 'weken'}"


def _none(cell: str, reason: str, basis: str, ready_by: date | None = None) -> RivSituation:
    return RivSituation(cell, RivKind.GEEN, reason, basis, ready_by=ready_by)


def _asked(
    cell: str,
    kind: RivKind,
    reason: str,
    basis: str,
    *,
    ready_by: date | None = None,
    due: bool,
    first_year: bool = False,
) -> RivSituation:
    return RivSituation(cell, kind, reason, basis, elements_of(kind, first_year=first_year), ready_by, due)
