"""Oordeel van de werknemer on the re-integration and the report (Regeling procesgang art. 6 lid 1 onder l)."""

from __future__ import annotations

from blocks import choices, heading, note, optional_answer, paragraph, title, when
from package import Source
from parts import WERKNEMER, betrokken_partijen, dagtekening
from signing import ondertekenaar

VRAGEN = (
    ("Over de probleemanalyse", "probleemanalyse"),
    ("Over het plan van aanpak en de bijstellingen", "plan_van_aanpak"),
    ("Over de evaluaties", "evaluaties"),
    ("Over de arbeidsrelatie", "arbeidsrelatie"),
    ("Over passend werk bij de werkgever", "passende_arbeid"),
    ("Over de inspanningen van de werkgever", "inspanning_werkgever"),
    ("Over de eigen inspanningen", "eigen_inspanning"),
    ("Toelichting", "toelichting"),
)

FORMULIER_WERKNEMER = (
    "Op dit formulier geeft de werknemer een eigen mening over de re-integratie. De werknemer vult het zelf in en "
    "stuurt het zelf aan UWV. Wat de werknemer niet wil invullen, blijft leeg. De werkgever verandert er niets aan."
)
EIGEN_OORDEEL = "De werknemer geeft hier een eigen oordeel. De werkgever verandert er niets aan."

SOURCE = Source(
    "oordeel-werknemer",
    "Oordeel van de werknemer",
    (
        title("Oordeel van de werknemer"),
        dagtekening(FORMULIER_WERKNEMER),
        when("not document.is_formulier", note(EIGEN_OORDEEL)),
        betrokken_partijen(),
        heading("Oordeel"),
        paragraph("Is de werknemer het eens met het re-integratieverslag?", style="Vraag"),
        choices("document.eens_met_verslag"),
        *(optional_answer(question, f"document.{name}") for question, name in VRAGEN),
        ondertekenaar("werknemer", WERKNEMER),
    ),
)
