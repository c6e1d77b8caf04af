"""Actueel oordeel: what the bedrijfsarts thinks at the WIA application, without medical data."""

from __future__ import annotations

from blocks import answer, heading, note, question, subtitle, title
from judgement import bedrijfsarts, belastbaarheid, functie, verwachting_en_advies, werkfactoren
from package import Source
from parts import betrokken_partijen, ondertekenaar

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
        question("Hoe is de arbeidsrelatie?", "document.arbeidsrelatie.oordeel"),
        answer("Toelichting", "document.arbeidsrelatie.toelichting"),
        heading("Passende arbeid bij de werkgever"),
        question("Is er passende arbeid bij de werkgever?", "document.passende_arbeid.aanwezig"),
        answer("Toelichting", "document.passende_arbeid.toelichting"),
        ondertekenaar("bedrijfsarts"),
    ),
)
