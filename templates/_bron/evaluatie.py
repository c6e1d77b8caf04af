"""Evaluatie: between times, or at the end of the first year (Regeling procesgang art. 4 lid 2 onder b)."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    cell,
    cell_choice,
    cell_note,
    choices,
    chosen,
    fields,
    heading,
    note,
    optional_answer,
    optional_field,
    optional_question,
    overview,
    paragraph,
    question,
    title,
    when,
)
from package import Source
from parts import (
    afspraken,
    betrokken_partijen,
    bron,
    casemanager,
    dagtekening,
    doelen,
    evaluatiemomenten,
    huidig_werk,
    verloop_verzuim,
    visies,
)
from signing import ondertekening

SOORT = "{{ document.soort_evaluatie | keuze }}"
EERSTEJAARS = "document.soort_evaluatie == 'eerstejaars'"
TERUGBLIK = f"document.terugblik and ({EERSTEJAARS} or not document.is_formulier)"
UITGEVOERD = "{% if activiteit.afspraak %}{{ activiteit.afspraak }} · {% endif %}{{ activiteit.activiteit }}"

BIJSTELLING = "document.bijstelling"
SPOOR = "document.tweede_spoor"
UITZONDERING = f"{SPOOR}.uitzondering"

SOURCE = Source(
    "evaluatie",
    SOORT,
    (
        title(SOORT),
        dagtekening(),
        betrokken_partijen(),
        heading("Gesprek"),
        fields(
            "Het evaluatiegesprek",
            Field("Datum van het gesprek", "{{ document.datum_gesprek | datum }}"),
            bron("plan_van_aanpak"),
            Field(
                "Periode",
                "{{ document.periode.van | datum }} tot en met {{ document.periode.tot | datum }}",
                only_if="document.periode",
            ),
        ),
        overview(
            "Aanwezigen bij het gesprek",
            "aanwezige in document.aanwezigen",
            (("Aanwezig", 50, "{{ aanwezige.naam }}"), ("Rol", 50, "{{ aanwezige.rol | keuze }}")),
        ),
        when(TERUGBLIK, heading("Terugblik"), paragraph("{{ document.terugblik }}", style="Antwoord")),
        when(EERSTEJAARS, verloop_verzuim()),
        when(
            "document.activiteiten",
            heading("Uitvoering van de afspraken"),
            overview(
                "Uitvoering van de afspraken",
                "activiteit in document.activiteiten",
                (
                    (
                        "Activiteit",
                        56,
                        cell(UITGEVOERD, cell_note("{{ activiteit.toelichting }}", only_if="activiteit.toelichting")),
                    ),
                    ("Uitgevoerd", 22, "{{ activiteit.uitgevoerd | keuze }}"),
                    (
                        "Doel gehaald",
                        22,
                        "{% if activiteit.doel_gehaald %}{{ activiteit.doel_gehaald | keuze }}{% endif %}",
                    ),
                ),
            ),
        ),
        huidig_werk(),
        heading("Einddoel"),
        choices("document.einddoel"),
        when(
            "document.einddoel_gewijzigd == 'ja'",
            paragraph("Het einddoel is gewijzigd ten opzichte van het plan van aanpak."),
        ),
        when("document.koers", heading("Koers"), choices("document.koers")),
        optional_answer("Toelichting op de koers", "document.koers_toelichting"),
        when(
            "document.tweede_spoor",
            heading("Tweede spoor"),
            question("Is een tweede spoor nodig?", "document.tweede_spoor.nodig"),
            answer("Reden", "document.tweede_spoor.reden"),
            when(
                f"{SPOOR}.startdatum or {SPOOR}.bureau or {UITZONDERING}",
                fields(
                    "Tweede spoor",
                    optional_field("Startdatum", "document.tweede_spoor.startdatum", "datum"),
                    optional_field("Re-integratiebedrijf", "document.tweede_spoor.bureau"),
                    Field("Uitzondering", cell_choice(UITZONDERING), only_if=f"{UITZONDERING} is not none"),
                    optional_field("Beiden stemden schriftelijk in op", "document.tweede_spoor.instemming_op", "datum"),
                ),
            ),
        ),
        when(
            "document.aandachtspunten",
            heading("Aandachtspunten"),
            chosen("punt", "document.aandachtspunten"),
        ),
        when(
            f"document.bijstelling_nodig or document.nieuwe_afspraken or {BIJSTELLING}",
            heading("Bijstelling en nieuwe afspraken"),
            optional_question("Moet het plan van aanpak worden bijgesteld?", "document.bijstelling_nodig"),
            when(
                BIJSTELLING,
                note("Deze evaluatie stelt het plan van aanpak bij. Wat hieronder staat, geldt vanaf nu."),
                answer("Wat wijzigt er?", f"{BIJSTELLING}.wijziging"),
                doelen(f"{BIJSTELLING}.doelen"),
            ),
            afspraken("document.nieuwe_afspraken"),
            when(f"{BIJSTELLING}.casemanager", heading("Casemanager", 2), casemanager(f"{BIJSTELLING}.casemanager")),
            when(
                f"{BIJSTELLING}.evaluatieafspraken",
                heading("Evaluatiemomenten", 2),
                evaluatiemomenten(f"{BIJSTELLING}.evaluatieafspraken"),
            ),
            optional_answer("Waarom is de bijstelling te laat opgesteld?", f"{BIJSTELLING}.reden_te_laat"),
        ),
        when("document.visie", heading("Visie van werknemer en werkgever"), visies("de voortgang en de afspraken")),
        when(
            "document.volgende_evaluatie",
            heading("Volgende evaluatie"),
            paragraph("De volgende evaluatie is op {{ document.volgende_evaluatie | datum }}."),
        ),
        heading("Ondertekening"),
        ondertekening(),
    ),
)
