"""The parts that the documents of a company's policy share: bullets, consent, contacts and adoption."""

from __future__ import annotations

from collections.abc import Sequence

from blocks import Field, Xml, cell, cell_note, either, fields, grid, group, heading, note, overview, paragraph, when
from package import Source
from signing import SIGNING_HEADS, SIGNING_HEIGHT, partij

HEEFT_VERTEGENWOORDIGING = "beleid.bedrijf.medezeggenschap == 'personeelsvertegenwoordiging'"
MEDEZEGGENSCHAP = (
    f"{{% if {HEEFT_VERTEGENWOORDIGING} %}}personeelsvertegenwoordiging{{% else %}}ondernemingsraad{{% endif %}}"
)
HEEFT_MEDEZEGGENSCHAP = "beleid.bedrijf.medezeggenschap != 'geen'"
HEEFT_ONDERNEMINGSRAAD = "beleid.bedrijf.medezeggenschap == 'ondernemingsraad'"
BEDRIJF = "{{ beleid.bedrijf.naam }}"


def source(name: str, title: str, mark: str, *body: Xml) -> Source:
    """Returns a template that is made of a company's policy instead of a dossier."""
    return Source(name, title, body, "beleid.bedrijf.naam", "beleid.kenmerk", mark)


def points(*sentences: str, keep: bool = False) -> Xml:
    """Returns a bulleted list that stands fast; with `keep` it stays on the page of what follows."""
    together = "<w:keepNext/>" if keep else ""
    return group(*(paragraph(sentence, style="ListBullet", properties=together) for sentence in sentences))


def lead(sentence: str) -> Xml:
    """Returns the sentence above a list or a table, on the same page."""
    return paragraph(sentence, properties="<w:keepNext/>")


def said(*sentences: str) -> Xml:
    """Returns paragraphs of ordinary text."""
    return group(*map(paragraph, sentences))


def table(description: str, heads: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[str]]) -> Xml:
    """Returns a table that stands fast, as high as its text."""
    return grid(description, heads, shares, rows, 0)


def concept(consent: str, article: str) -> Xml:
    """Returns the remark that the text is a draft for as long as the works council has not consented.

    Args:
        consent: when its consent is needed, as a condition.
        article: what asks for it.
    """
    return when(
        f"{consent} and not beleid.vaststelling.instemming_op",
        either(
            HEEFT_VERTEGENWOORDIGING,
            note(
                "Concept. Ga na of de personeelsvertegenwoordiging met dit reglement moet instemmen (Wet op de "
                f"ondernemingsraden, {article}). Is dat zo, dan geldt het pas daarna."
            ),
            note(
                "Concept. Dit reglement geldt pas nadat de ondernemingsraad ermee heeft ingestemd "
                f"(Wet op de ondernemingsraden, {article})."
            ),
        ),
    )


def contacten() -> Xml:
    """Returns who can be reached for what, the arbodienst among them."""
    reach = group(
        when("persoon.telefoon", paragraph("{{ persoon.telefoon }}", style="Tabeltekst")),
        when("persoon.email", paragraph("{{ persoon.email }}", style="Tabeltekst")),
    )
    return group(
        either(
            "beleid.contactpersonen",
            overview(
                "Contactpersonen",
                "persoon in beleid.contactpersonen",
                (
                    ("Voor", 30, "{{ persoon.voor | keuze }}"),
                    (
                        "Naam",
                        32,
                        cell("{{ persoon.naam }}", cell_note("{{ persoon.functie }}", only_if="persoon.functie")),
                    ),
                    ("Bereikbaar", 38, reach),
                ),
            ),
            table("Contactpersonen", ("Voor", "Naam", "Bereikbaar"), (30, 32, 38), [("", "", "")] * 3),
        ),
        when(
            "beleid.arbodienst.naam",
            fields(
                "Arbodienst en bedrijfsarts",
                Field("Arbodienst", "{{ beleid.arbodienst.naam }}"),
                _field("Bedrijfsarts", "bedrijfsarts"),
                _field("Telefoon", "telefoon"),
                _field("E-mail", "email"),
                _field("Open spreekuur", "open_spreekuur"),
            ),
        ),
    )


def _field(label: str, name: str) -> Field:
    path = f"beleid.arbodienst.{name}"
    return Field(label, f"{{{{ {path} }}}}", only_if=path)


def vaststelling(consent: str, article: str) -> Xml:
    """Returns since when the text holds, the consent that is needed and the room to sign; see `concept`."""
    path = "beleid.vaststelling"
    return group(
        heading("Vaststelling"),
        fields(
            "Vaststelling",
            Field("Geldig vanaf", _day(f"{path}.ingangsdatum")),
            Field("Vastgesteld door", f"{{% if {path}.door.naam %}}{{{{ {path}.door.naam }}}}{{% endif %}}"),
            Field(
                f"Instemming {MEDEZEGGENSCHAP}",
                cell(_day(f"{path}.instemming_op"), cell_note(f"Wet op de ondernemingsraden, {article}")),
                only_if=consent,
            ),
            keep=True,
        ),
        either(
            consent,
            ondertekening(_signer(), "Medezeggenschap"),
            ondertekening(_signer()),
        ),
    )


def ondertekening(employer: str, *others: str) -> Xml:
    """Returns the block in which the employer signs, and others after it.

    Args:
        employer: what stands there of who signs for the employer.
        others: what the other parties are called.
    """
    names = ("Werkgever", *others)
    rows = [(partij(name, last=name == names[-1]), employer if name == names[0] else "", "", "") for name in names]
    return grid("Ondertekening", SIGNING_HEADS, (25, 25, 25, 25), rows, SIGNING_HEIGHT)


def _signer() -> Xml:
    path = "beleid.vaststelling.door"
    return group(
        cell(f"{{% if {path}.naam %}}{{{{ {path}.naam }}}}{{% endif %}}"),
        cell_note(f"{{{{ {path}.functie }}}}", only_if=f"{path}.functie"),
    )


def _day(path: str) -> str:
    return f"{{% if {path} %}}{{{{ {path} | datum }}}}{{% endif %}}"
