"""The outcome of the checks of completeness, for the casemanager; no part of what goes to UWV."""

from __future__ import annotations

from blocks import (
    Field,
    Xml,
    cell,
    cell_note,
    either,
    fields,
    heading,
    note,
    optional_field,
    overview,
    paragraph,
    subtitle,
    title,
    when,
)
from package import Source

STAND = "{% if lijst.op %}Beoordeeld op {{ lijst.op | datum }}{% else %}Zonder dag beoordeeld{% endif %}"
HULPMIDDEL = (
    "Deze lijst is een hulpmiddel voor de casemanager en geen oordeel. Of een re-integratieverslag voldoet, beoordeelt "
    "UWV. Dat een controle niets opviel, zegt niet dat een stuk goed genoeg is. De lijst hoort niet bij de stukken "
    "voor UWV en gaat niet naar de werknemer."
)
GERAKEN = (
    ("fout", "Fout", "Herstel dit voordat het re-integratieverslag naar UWV gaat."),
    ("let_op", "Let op", "Kijk of dit klopt, en leg vast waarom als ervan is afgeweken."),
    ("info", "Info", "Goed om te weten."),
)


def _check() -> Xml:
    """Returns the check itself, in full beside the first thing that it says and by its title beside the others."""
    return either(
        "regel.bekeken",
        cell(
            "{{ regel.titel }}",
            cell_note("Bekeken: {{ regel.bekeken }}"),
            cell_note("Grondslag: {{ regel.grondslag }}."),
        ),
        cell_note("{{ regel.titel }}"),
    )


def _outcome() -> Xml:
    return cell(
        "{{ regel.zegt }}",
        cell_note("Plaats: {{ regel.plaats }}", only_if="regel.plaats"),
        cell_note("Wat te doen: {{ regel.doe }}", only_if="regel.doe"),
    )


def _found(name: str, heading_text: str, explanation: str) -> Xml:
    return when(
        f"lijst.{name}",
        heading(heading_text),
        note(explanation),
        overview(
            f"Controles met de uitkomst {heading_text.lower()}",
            f"regel in lijst.{name}",
            (("Nr.", 7, "{{ regel.nummer }}"), ("Controle", 43, _check()), ("Uitkomst", 50, _outcome())),
        ),
    )


SOURCE = Source(
    "controlelijst",
    "Controlelijst",
    (
        title("Controlelijst"),
        subtitle(STAND),
        paragraph(HULPMIDDEL),
        fields(
            "Stand van de controles",
            optional_field("Eerste ziektedag", "lijst.eerste_ziektedag", "datum"),
            Field("Situatie", "{{ lijst.situatie }}"),
            optional_field("Verslag gereed op", "lijst.gereed_op", "datum"),
            Field("Fout", "{{ lijst.aantal.fout }}"),
            Field("Let op", "{{ lijst.aantal.let_op }}"),
            Field("Info", "{{ lijst.aantal.info }}"),
            Field("Niet te beoordelen", "{{ lijst.aantal.niet_te_beoordelen }}"),
            Field("In orde gezien", "{{ lijst.aantal.in_orde_gezien }}"),
        ),
        *(_found(*grade) for grade in GERAKEN),
        when(
            "lijst.niet_te_beoordelen",
            heading("Niet te beoordelen"),
            note("Hiervoor is het nog te vroeg, of er ontbreekt iets om op te oordelen."),
            overview(
                "Controles die niet te beoordelen zijn",
                "regel in lijst.niet_te_beoordelen",
                (("Nr.", 7, "{{ regel.nummer }}"), ("Controle", 43, _check()), ("Waarom", 50, _outcome())),
            ),
        ),
        when(
            "lijst.in_orde_gezien",
            heading("In orde gezien"),
            note("Deze controles viel niets op. Lees de stukken zelf na."),
            overview(
                "Controles waarbij niets opviel",
                "controle in lijst.in_orde_gezien",
                (
                    ("Nr.", 7, "{{ controle.nummer }}"),
                    ("Controle", 30, "{{ controle.titel }}"),
                    (
                        "Wat er is bekeken",
                        63,
                        cell("{{ controle.bekeken }}", cell_note("Grondslag: {{ controle.grondslag }}.")),
                    ),
                ),
            ),
        ),
    ),
    company="lijst.werkgever",
    reference="lijst.kenmerk",
)
