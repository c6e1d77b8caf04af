"""Actueel oordeel: what the bedrijfsarts thinks at the WIA application, without medical data."""

from __future__ import annotations

from blocks import answer, heading, note, title
from judgement import bedrijfsarts, belastbaarheid, functie, verwachting_en_advies, werkfactoren
from package import Source
from parts import arbeidsrelatie, betrokken_partijen, dagtekening, passende_arbeid
from signing import ondertekenaar

SOURCE = Source(
    "actueel-oordeel",
    "Actueel oordeel van de bedrijfsarts",
    (
        title("Actueel oordeel van de bedrijfsarts"),
        dagtekening(),
        note("Medische informatie staat hier niet in. De bedrijfsarts geeft die apart aan de werknemer."),
        betrokken_partijen(),
        functie(),
        bedrijfsarts(),
        heading("Verloop"),
        answer("Hoe is de re-integratie verlopen, in termen van werk?", "document.verloop"),
        belastbaarheid(),
        werkfactoren(),
        verwachting_en_advies(),
        arbeidsrelatie("Arbeidsrelatie"),
        passende_arbeid("Passende arbeid bij de werkgever"),
        ondertekenaar("bedrijfsarts", "{{ document.bedrijfsarts.naam }}"),
    ),
)
