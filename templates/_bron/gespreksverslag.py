"""Gespreksverslag: a contact about work and agreements (Regeling procesgang art. 3)."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    cell,
    cell_note,
    fields,
    grid,
    group,
    heading,
    note,
    optional_answer,
    overview,
    paragraph,
    title,
    when,
)
from package import Source
from parts import WERKNEMER, dagtekening, opsteller, werknemer_kort
from signing import INVULLEN, SIGNING_HEIGHT, SIGNING_SHARES, filled_or, partij

UREN = "document.gewerkte_uren_per_week"
AANLEIDING = "{{ document.aanleiding | keuze }}"
WANNEER = "{% if afspraak.wanneer %}{{ afspraak.wanneer | datum }}{% endif %}"

BEVESTIGING = (
    "Wie akkoord is met de afspraken, bevestigt dat met een handtekening of per e-mail. Wie niet akkoord is, zegt dat "
    "ook. Noteer bij een e-mail de datum waarop die is verstuurd."
)


def _bevestiging(path: str, unnamed: str) -> tuple[str, ...]:
    """Returns the cells of one party: what it said, or room to sign."""
    return (
        paragraph(filled_or(f"{path}.naam", unnamed), style="Tabeltekst"),
        paragraph(filled_or(f"{path}.datum", INVULLEN, "datum"), style="Tabeltekst"),
        group(
            paragraph(
                filled_or(f"{path}.status", INVULLEN, "keuze"),
                " · ",
                filled_or(f"{path}.wijze", INVULLEN, "keuze"),
                style="Tabelnoot",
            ),
            cell_note("{{ " + path + ".toelichting }}", only_if=f"{path}.toelichting"),
        ),
    )


SOURCE = Source(
    "gespreksverslag",
    "Gespreksverslag",
    (
        title("Gespreksverslag"),
        dagtekening(),
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
                        ("Wat", 51, "{{ afspraak.wat }}"),
                        ("Wie", 24, "{{ afspraak.wie | keuze }}"),
                        ("Uiterlijk op", 25, WANNEER),
                    ),
                ),
            ),
            when(
                "document.volgend_contact",
                paragraph("Het volgende contact is op {{ document.volgend_contact | datum }}."),
            ),
        ),
        heading("Bevestiging van de afspraken"),
        note(BEVESTIGING),
        grid(
            "Bevestiging door werkgever en werknemer",
            ("Partij", "Naam", "Datum", "Bevestiging of handtekening"),
            SIGNING_SHARES,
            [
                (partij("Werkgever"), *_bevestiging("document.akkoord_werkgever", "{{ document.opsteller.naam }}")),
                (partij("Werknemer", last=True), *_bevestiging("document.akkoord_werknemer", WERKNEMER)),
            ],
            SIGNING_HEIGHT,
        ),
        note("Dit verslag gaat over werk en afspraken. Over gezondheid legt de werkgever niets vast."),
    ),
)
