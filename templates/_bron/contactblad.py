"""Contactblad: who is involved in the re-integration and how to reach them, and the copy for the employee."""

from __future__ import annotations

from blocks import (
    Field,
    Xml,
    cell_note,
    fields,
    group,
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
from parts import EERSTE_DAG, WERKNEMER, opsteller, werknemer_kort


def _note(label: str, name: str, filter_name: str = "") -> Xml:
    tag = f"betrokkene.{name} | {filter_name}" if filter_name else f"betrokkene.{name}"
    return cell_note(f"{label}{{{{ {tag} }}}}", only_if=f"betrokkene.{name}")


def _line(name: str) -> Xml:
    return when(f"betrokkene.{name}", paragraph(f"{{{{ betrokkene.{name} }}}}", style="Tabeltekst"))


ROL = paragraph("{{ betrokkene.rol | keuze }}", style="Veldnaam")
NAAM = (paragraph("{{ betrokkene.naam }}", style="Tabeltekst"), _note("", "functie"), _note("", "organisatie"))
# Wide enough for most addresses, which are smaller so that no line ends within one, also in a wide typeface.
BEREIKBAAR = ("Bereikbaar", 36, group(_line("telefoon"), _note("", "email"), cell_note("")))
TAAK = "{% if betrokkene.taak %}{{ betrokkene.taak }}{% endif %}"
KOPIE = "{% if betrokkene.heeft_kopie %}Kopie van dit blad: {{ betrokkene.heeft_kopie | keuze }}{% endif %}"
ANDEREN = "dossier.betrokkenen | rejectattr('rol', 'eq', 'werknemer')"
ARTS = "{% if dossier.land == 'BE' %}de arbeidsarts of uw eigen arts{% else %}de bedrijfsarts{% endif %}"

SOURCE = Source(
    "contactblad",
    "Contactblad",
    (
        title("Contactblad"),
        subtitle("{{ document.datum | datum }}"),
        note("Op dit blad staat alleen wie bij het werk en de re-integratie betrokken is."),
        heading("Dossier"),
        fields(
            "Dossier",
            *werknemer_kort(),
            Field("Werkgever", "{{ dossier.werkgever.naam }}"),
            opsteller(),
            optional_field("Kopie aan de werknemer", "document.kopie_aan_werknemer_op", "datum"),
        ),
        when(
            "dossier.betrokkenen",
            heading("Betrokkenen"),
            overview(
                "Betrokkenen bij de re-integratie",
                "betrokkene in dossier.betrokkenen",
                (
                    (
                        "Rol en naam",
                        28,
                        group(
                            ROL,
                            *NAAM,
                            _note("Onder ", "werkt_onder"),
                            _note("In opdracht van: ", "in_opdracht_van", "keuze"),
                        ),
                    ),
                    BEREIKBAAR,
                    ("Taak", 36, group(_line("taak"), paragraph(KOPIE, style="Tabelnoot"))),
                ),
            ),
        ),
        when(
            "document.bereikbaarheid or document.toelichting",
            heading("Afspraken"),
            optional_answer("Bereikbaarheid", "document.bereikbaarheid"),
            optional_answer("Toelichting", "document.toelichting"),
        ),
    ),
)

WERKNEMER_KOPIE = Source(
    "contactblad-werknemer",
    "Contactblad voor de werknemer",
    (
        title("Contactblad"),
        subtitle(f"Kopie voor {WERKNEMER} · {{{{ document.datum | datum }}}}"),
        paragraph(
            "Op dit blad staat wie u helpt om weer aan het werk te gaan. U ziet wat ieder doet en hoe u hen bereikt."
        ),
        heading("Uw gegevens"),
        fields(
            "Uw gegevens",
            Field("Werkgever", "{{ dossier.werkgever.naam }}"),
            Field("Uw functie", "{{ dossier.dienstverband.functie }}"),
            Field(EERSTE_DAG, "{{ dossier.eerste_ziektedag | datum }}"),
        ),
        when(
            f"{ANDEREN} | list",
            heading("Wie kunt u bereiken?"),
            overview(
                "Wie u kunt bereiken",
                f"betrokkene in {ANDEREN}",
                (("Wie", 28, group(ROL, *NAAM)), BEREIKBAAR, ("Wat doet deze persoon?", 36, TAAK)),
            ),
        ),
        heading("Goed om te weten"),
        optional_answer("Zo zijn de anderen te bereiken", "document.bereikbaarheid"),
        optional_answer("Toelichting", "document.toelichting"),
        paragraph("Klopt er iets niet? Geef het door aan {{ document.opsteller.naam }}.", style="ListBullet"),
        paragraph(f"Vragen over uw gezondheid bespreekt u met {ARTS}, niet met uw werkgever.", style="ListBullet"),
        paragraph("Bewaar dit blad goed.", style="ListBullet"),
    ),
)
