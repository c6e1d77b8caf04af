"""Melding herstel tekortkoming: tells UWV during a loonsanctie what has been done since (Wet WIA art. 25 lid 12)."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    cell,
    cell_note,
    fields,
    heading,
    note,
    optional_field,
    overview,
    subtitle,
    title,
    when,
)
from package import Source
from parts import betrokken_partijen, visies
from signing import ondertekenaar

SOURCE = Source(
    "melding-herstel",
    "Melding herstel tekortkoming",
    (
        title("Melding herstel tekortkoming"),
        subtitle("{{ document.datum | datum }}"),
        note(
            "De werkgever meldt UWV dat de tekortkoming is hersteld (Wet WIA, artikel 25, twaalfde lid). UWV beslist "
            "daarover binnen drie weken (dertiende lid)."
        ),
        betrokken_partijen(),
        heading("Het besluit van UWV"),
        fields(
            "Het besluit van UWV",
            Field("Datum van het besluit", "{{ document.besluit_op | datum }}"),
            optional_field("Loonsanctie tot en met", "dossier.situatie.loonsanctie_tot", "datum"),
        ),
        answer("Wat ontbrak er volgens UWV?", "document.tekortkoming"),
        heading("Herstel"),
        fields("Herstel", Field("Tekortkoming hersteld op", "{{ document.hersteld_op | datum }}")),
        overview(
            "Wat er sinds het besluit is gedaan",
            "stap in document.herstel",
            (
                ("Datum", 25, "{{ stap.datum | datum }}"),
                (
                    "Wat is er gedaan",
                    75,
                    cell("{{ stap.wat }}", cell_note("Blijkt uit: {{ stap.blijkt_uit }}", only_if="stap.blijkt_uit")),
                ),
            ),
        ),
        when("document.visie.werknemer or document.visie.werkgever", heading("Visie"), visies("het herstel")),
        ondertekenaar("werkgever"),
    ),
)
