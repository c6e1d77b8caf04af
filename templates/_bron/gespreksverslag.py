"""Gespreksverslag: a contact about work and agreements (Regeling procesgang art. 3)."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    cell,
    cell_note,
    fields,
    heading,
    note,
    optional_answer,
    optional_field,
    overview,
    paragraph,
    subtitle,
    title,
    when,
)
from package import Source
from parts import opsteller, werknemer_kort

UREN = "document.gewerkte_uren_per_week"
AANLEIDING = "{{ document.aanleiding | keuze }}"
WANNEER = "{% if afspraak.wanneer %}{{ afspraak.wanneer | datum }}{% endif %}"

SOURCE = Source(
    "gespreksverslag",
    "Gespreksverslag",
    (
        title("Gespreksverslag"),
        subtitle("{{ document.datum | datum }}"),
        heading("Gesprek"),
        fields(
            "Het gesprek",
            *werknemer_kort(),
            Field("Wijze van contact", "{{ document.wijze | keuze }}"),
            Field(
                "Aanleiding",
                cell(
                    AANLEIDING,
                    cell_note("{{ document.aanleiding_toelichting }}", only_if="document.aanleiding_toelichting"),
                ),
            ),
            opsteller(),
        ),
        overview(
            "Deelnemers aan het gesprek",
            "deelnemer in document.deelnemers",
            (("Deelnemer", 50, "{{ deelnemer.naam }}"), ("Rol", 50, "{{ deelnemer.rol | keuze }}")),
        ),
        when(
            "document.uitgevoerde_afspraken or document.werk_sinds_vorig_gesprek or document.wat_gaat_goed or "
            f"document.knelpunten or document.visie_werknemer or {UREN} is not none",
            heading("Werk en afspraken sinds het vorige gesprek"),
            when(f"{UREN} is not none", answer("Hoeveel uur per week is er gewerkt?", f"{UREN} | uren")),
            optional_answer("Welke afspraken zijn uitgevoerd?", "document.uitgevoerde_afspraken"),
            optional_answer("Welk werk is gedaan?", "document.werk_sinds_vorig_gesprek"),
            optional_answer("Wat gaat in het werk goed?", "document.wat_gaat_goed"),
            optional_answer("Welke knelpunten zijn er in het werk?", "document.knelpunten"),
            optional_answer("Wat vindt de werknemer?", "document.visie_werknemer"),
        ),
        when(
            "document.nieuwe_afspraken or document.volgend_contact",
            heading("Nieuwe afspraken"),
            when(
                "document.nieuwe_afspraken",
                overview(
                    "Nieuwe afspraken",
                    "afspraak in document.nieuwe_afspraken",
                    (
                        ("Wat", 52, "{{ afspraak.wat }}"),
                        ("Wie", 24, "{{ afspraak.wie | keuze }}"),
                        ("Uiterlijk op", 24, WANNEER),
                    ),
                ),
            ),
            when(
                "document.volgend_contact",
                paragraph("Het volgende contact is op {{ document.volgend_contact | datum }}."),
            ),
        ),
        when(
            "document.akkoord_werknemer",
            heading("Akkoord van de werknemer"),
            fields(
                "Akkoord van de werknemer",
                Field("Reactie", "{{ document.akkoord_werknemer.status | keuze }}"),
                Field("Datum", "{{ document.akkoord_werknemer.datum | datum }}"),
                optional_field("Wijze", "document.akkoord_werknemer.wijze", "keuze"),
                optional_field("Toelichting", "document.akkoord_werknemer.toelichting"),
            ),
        ),
        note("Dit verslag gaat over werk en afspraken. Over gezondheid legt de werkgever niets vast."),
    ),
)
