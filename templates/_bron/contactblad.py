"""Contactblad: who is involved in the re-integration and how to reach them."""

from __future__ import annotations

from blocks import (
    Field,
    Xml,
    cell,
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
from parts import opsteller, werknemer_kort


def _note(label: str, name: str, filter_name: str = "") -> Xml:
    tag = f"betrokkene.{name} | {filter_name}" if filter_name else f"betrokkene.{name}"
    return cell_note(f"{label}{{{{ {tag} }}}}", only_if=f"betrokkene.{name}")


def _line(name: str) -> Xml:
    return when(f"betrokkene.{name}", paragraph(f"{{{{ betrokkene.{name} }}}}", style="Tabeltekst"))


SOURCE = Source(
    "contactblad",
    "Contactblad",
    (
        title("Contactblad"),
        subtitle("{{ document.datum | datum }}"),
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
                        "Rol",
                        21,
                        cell(
                            "{{ betrokkene.rol | keuze }}",
                            _note("Onder ", "werkt_onder"),
                            _note("In opdracht van: ", "in_opdracht_van", "keuze"),
                        ),
                    ),
                    ("Naam", 26, cell("{{ betrokkene.naam }}", _note("", "functie"), _note("", "organisatie"))),
                    ("Bereikbaar", 31, group(_line("telefoon"), _line("email"), cell_note(""))),
                    (
                        "Taak",
                        22,
                        cell(
                            "{% if betrokkene.taak %}{{ betrokkene.taak }}{% endif %}",
                            _note("Kopie van dit blad: ", "heeft_kopie", "keuze"),
                        ),
                    ),
                ),
            ),
        ),
        when(
            "document.bereikbaarheid or document.toelichting",
            heading("Afspraken"),
            optional_answer("Bereikbaarheid", "document.bereikbaarheid"),
            optional_answer("Toelichting", "document.toelichting"),
        ),
        note("Op dit blad staat alleen wie bij het werk en de re-integratie betrokken is."),
    ),
)
