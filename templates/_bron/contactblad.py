"""Contactblad: who is involved in the re-integration and how to reach them."""

from __future__ import annotations

from blocks import (
    Field,
    cell,
    cell_note,
    group,
    heading,
    note,
    optional_answer,
    optional_field,
    overview,
    subtitle,
    title,
    when,
)
from package import Source
from parts import opsteller, werknemer


def _note(label: str, name: str, filter_name: str = "") -> str:
    tag = f"betrokkene.{name} | {filter_name}" if filter_name else f"betrokkene.{name}"
    return cell_note(f"{label}{{{{ {tag} }}}}", only_if=f"betrokkene.{name}")


SOURCE = Source(
    "contactblad",
    "Contactblad",
    (
        title("Contactblad"),
        subtitle("{{ document.datum | datum }}"),
        heading("Dossier"),
        werknemer(
            Field("Werkgever", "{{ dossier.werkgever.naam }}"),
            Field("Eerste ziektedag", "{{ dossier.eerste_ziektedag | datum }}"),
            *opsteller(),
            optional_field("Kopie aan de werknemer", "document.kopie_aan_werknemer_op", "datum"),
        ),
        when(
            "dossier.betrokkenen",
            heading("Betrokkenen"),
            overview(
                "Betrokkenen bij de re-integratie",
                "betrokkene in dossier.betrokkenen",
                (
                    ("Rol", 22, cell("{{ betrokkene.rol | keuze }}", _note("Onder ", "werkt_onder"))),
                    ("Naam", 26, cell("{{ betrokkene.naam }}", _note("", "functie"), _note("", "organisatie"))),
                    ("Bereikbaar", 26, group(_note("", "telefoon"), _note("", "email"), cell_note(""))),
                    ("Taak", 26, cell("{% if betrokkene.taak %}{{ betrokkene.taak }}{% endif %}")),
                ),
            ),
        ),
        when(
            "document.bereikbaarheid or document.toelichting",
            heading("Afspraken"),
            optional_answer("Bereikbaarheid", "document.bereikbaarheid"),
            optional_answer("Toelichting", "document.toelichting"),
        ),
        note("Behandelaars staan niet op dit blad: hun naam kan verraden wat er speelt."),
    ),
)
