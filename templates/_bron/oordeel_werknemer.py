"""Oordeel van de werknemer on the re-integration and the report (Regeling procesgang art. 6 lid 1 onder l)."""

from __future__ import annotations

from blocks import choices, heading, note, optional_answer, paragraph, subtitle, title
from package import Source
from parts import betrokken_partijen, ondertekenaar

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

SOURCE = Source(
    "oordeel-werknemer",
    "Oordeel van de werknemer",
    (
        title("Oordeel van de werknemer"),
        subtitle("{{ document.datum | datum }}"),
        note("De werknemer geeft hier een eigen oordeel. De werkgever verandert er niets aan."),
        betrokken_partijen(),
        heading("Oordeel"),
        paragraph("Is de werknemer het eens met het re-integratieverslag?", style="Vraag"),
        choices("document.eens_met_verslag"),
        *(optional_answer(question, f"document.{name}") for question, name in VRAGEN),
        ondertekenaar("werknemer"),
    ),
)
