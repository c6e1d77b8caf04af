"""Rapportage achteraf: what was done and not written down then, under the day on which it is written down."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    cell,
    cell_note,
    fields,
    heading,
    note,
    overview,
    subtitle,
    title,
    when,
)
from package import Source
from parts import betrokken_partijen, opsteller, visies
from signing import ondertekening

SOURCE = Source(
    "achteraf-rapportage",
    "Rapportage achteraf",
    (
        title("Rapportage achteraf"),
        subtitle("Opgemaakt op {{ document.datum | datum }}"),
        note(
            "Dit verslag is achteraf gemaakt, op de datum die hierboven staat. Het legt vast wat eerder is gebeurd en "
            "komt niet in de plaats van een stuk met een eerdere datum."
        ),
        betrokken_partijen(),
        heading("Waar dit verslag over gaat"),
        fields(
            "Waar dit verslag over gaat",
            Field("Opgemaakt op", "{{ document.datum | datum }}"),
            Field("Onderwerp", "{{ document.onderwerp }}"),
            opsteller(),
        ),
        answer("Waarom is dit achteraf vastgelegd?", "document.reden"),
        heading("Wat er is gebeurd"),
        overview(
            "Wat er is gebeurd",
            "gebeurtenis in document.gebeurtenissen",
            (
                ("Datum", 25, "{{ gebeurtenis.datum | datum }}"),
                (
                    "Wat is er gedaan of besproken",
                    75,
                    cell(
                        "{{ gebeurtenis.wat }}",
                        cell_note("Blijkt uit: {{ gebeurtenis.blijkt_uit }}", only_if="gebeurtenis.blijkt_uit"),
                    ),
                ),
            ),
        ),
        when("document.visie.werknemer or document.visie.werkgever", heading("Visie"), visies("dit verslag")),
        heading("Ondertekening"),
        ondertekening(),
    ),
)
