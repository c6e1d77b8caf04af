"""Actueel oordeel: what the bedrijfsarts thinks at the WIA application, without medical data."""

from __future__ import annotations

from blocks import answer, field, fields, heading, note, subtitle, title
from package import Source
from parts import bedrijfsarts, belastbaarheid, betrokken_partijen, functie, ondertekenaar, verwachting_en_advies
from parts import werkfactoren

SOURCE = Source(
    "actueel-oordeel",
    "Actueel oordeel van de bedrijfsarts",
    (
        title("Actueel oordeel van de bedrijfsarts"),
        subtitle("{{ document.datum | datum }}"),
        note("Medische informatie staat hier niet in. De bedrijfsarts geeft die apart aan de werknemer."),
        betrokken_partijen(),
        functie(),
        bedrijfsarts(),
        heading("Verloop"),
        answer("Hoe is de re-integratie verlopen, in termen van werk?", "document.verloop"),
        belastbaarheid(),
        werkfactoren(),
        verwachting_en_advies(),
        heading("Arbeidsrelatie"),
        fields(
            "Oordeel van de bedrijfsarts over de arbeidsrelatie",
            field("Kwaliteit van de arbeidsrelatie", "{{ document.arbeidsrelatie.oordeel | keuze }}"),
        ),
        answer("Toelichting", "document.arbeidsrelatie.toelichting"),
        heading("Passende arbeid bij de werkgever"),
        fields(
            "Oordeel van de bedrijfsarts over passende arbeid",
            field("Passende arbeid aanwezig", "{{ document.passende_arbeid.aanwezig | keuze }}"),
        ),
        answer("Toelichting", "document.passende_arbeid.toelichting"),
        ondertekenaar("bedrijfsarts"),
    ),
)
