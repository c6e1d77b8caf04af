"""The blocks in which people sign: name, function, day and place, and whether they did; all to be filled in."""

from __future__ import annotations

from blocks import Xml, grid, group, heading, paragraph, when
from parts import WERKNEMER

FUNCTIE = "{{ dossier.dienstverband.functie }}"
INVULLEN = "…………"
SIGNING_HEIGHT = 964  # 1.7 cm, enough for a signature
SIGNING_HEADS = ("Partij", "Naam en functie", "Datum en plaats", "Handtekening")
SIGNING_SHARES = (18, 26, 25, 31)


def ondertekening() -> Xml:
    """Returns the block in which employer and employee sign; a refusal stands there in words."""
    return ondertekening_door(("Werkgever", "werkgever", ""), ("Werknemer", "werknemer", WERKNEMER))


def ondertekening_door(*parties: tuple[str, str, str]) -> Xml:
    """Returns the block in which several parties sign.

    Args:
        parties: of each what it is called, its field, and the name that stands there before it has signed.
    """
    names = [party.lower() for party, _, _ in parties]
    return grid(
        f"Ondertekening door {', '.join(names[:-1])} en {names[-1]}",
        SIGNING_HEADS,
        SIGNING_SHARES,
        [(partij(party, last=name == parties[-1][1]), *_signature(name, unnamed)) for party, name, unnamed in parties],
        SIGNING_HEIGHT,
    )


def partij(name: str, *, last: bool = False) -> Xml:
    """Returns the cell that says which party signs; every row but the last keeps with the next."""
    return paragraph(name, style="Veldnaam", properties="" if last else "<w:keepNext/>")


def filled_or(path: str, otherwise: str, filter_name: str = "") -> str:
    """Returns the tag that shows a value, or where there is none yet something else in the same control."""
    tag = f"{path} | {filter_name}" if filter_name else path
    return f"{{% if {path} %}}{{{{ {tag} }}}}{{% else %}}{otherwise}{{% endif %}}"


def _signature(name: str, unnamed: str) -> tuple[str, ...]:
    path = f"document.ondertekening.{name}"
    reason = paragraph("Reden: ", filled_or(f"{path}.reden", INVULLEN), style="Tabelnoot")
    return (
        _who(path, unnamed, FUNCTIE if name == "werknemer" else ""),
        _where_and_when(path),
        group(
            paragraph(filled_or(f"{path}.status", INVULLEN, "keuze"), style="Tabelnoot"),
            when(f"{path}.reden or not {path}.status or {path}.status == 'geweigerd'", reason),
        ),
    )


def _who(path: str, name: str, function: str = "") -> Xml:
    """Returns name and function of who signs; what is known of them stands there before they do."""
    return group(
        paragraph(filled_or(f"{path}.naam", name or INVULLEN), style="Tabeltekst"),
        paragraph(filled_or(f"{path}.functie", function or INVULLEN), style="Tabelnoot"),
    )


def _where_and_when(path: str) -> Xml:
    """Returns the day and the place of signing."""
    return group(
        paragraph(filled_or(f"{path}.datum", INVULLEN, "datum"), style="Tabeltekst"),
        when(
            f"{path}.plaats or not {path}.datum",
            paragraph("te ", filled_or(f"{path}.plaats", INVULLEN), style="Tabelnoot"),
        ),
    )


def ondertekenaar(party: str, unnamed: str = "") -> Xml:
    """Returns the block in which one person signs.

    Args:
        party: who signs, as in "bedrijfsarts".
        unnamed: the name that stands there before the person has signed.
    """
    path = "document.ondertekening"
    function = FUNCTIE if unnamed == WERKNEMER else unnamed.replace(".naam }}", ".functie }}")
    return group(
        heading("Ondertekening"),
        grid(
            f"Ondertekening door de {party}",
            ("Naam en functie", "Datum en plaats", "Handtekening"),
            (36, 25, 39),
            [(_who(path, unnamed, function), _where_and_when(path), "")],
            SIGNING_HEIGHT,
        ),
    )
