"""A plan van aanpak of four pages as a template, with the noise that Word leaves in it, and contexts to fill it."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

_KEPT_STYLES = {"Normal", "Heading1", "Heading2", "ListBullet", "TableGrid", "TableNormal", "Header", "Footer"}
_FIXED = (
    "Werkgever en werknemer stellen dit plan van aanpak samen op, uiterlijk twee weken nadat de bedrijfsarts de "
    "probleemanalyse heeft gegeven. Zij leggen vast welke stappen zij zetten om het werk te hervatten, wie wat doet "
    "en wanneer zij de voortgang bespreken. Het plan wordt bijgesteld zodra de omstandigheden veranderen."
)


def plan_van_aanpak(*, flat: bool = False) -> bytes:
    """Returns the template: 2 tables of data, 3 tables with a row loop, 2 lists, 7 conditions, header and footer.

    Args:
        flat: in the tags of docxtemplater and easy-template-x instead of docxtpl's, for what `flattened` returns.
    """
    document = Document()
    _lean(document)
    noise = random.Random(1)
    add = _FlatAdder(document, noise) if flat else _Adder(document, noise)
    section = document.sections[0]
    value = add.value
    add.fill(section.header.paragraphs[0], f"Plan van aanpak - {value('werkgever.naam')}")
    footer = f"Dossier {value('dossier.kenmerk')}, opgesteld op {value('dossier.datum')}"
    add.fill(section.footer.paragraphs[0], footer)
    document.core_properties.title = "Plan van aanpak" if flat else f"Plan van aanpak {value('dossier.kenmerk')}"
    add.heading(f"Plan van aanpak voor {value('werknemer.naam')}")
    for who in ("werknemer", "werkgever"):
        add.heading(f"Gegevens van de {who}")
        add.pairs([(field, value(f"{who}.{field}")) for field in ("naam", "adres", "postcode", "plaats", "telefoon")])
    add.heading("Uitgangspunt")
    add.text(_FIXED)
    for condition in ("spoor_1", "spoor_2", "opbouw", "aanpassingen", "bezwaar", "casemanager", "no_risk"):
        add.begin_if(f"keuzes.{condition}")
        add.text(f"Er is gekozen voor {condition}: {value(f'toelichting.{condition}')}")
        add.text(_FIXED)
        add.end_if(f"keuzes.{condition}")
    add.heading("Doelen")
    add.list("doelen", "doel.tekst")
    add.heading("Afspraken")
    add.rows("afspraken", ("wat", "wie", "wanneer", "gereed"))
    add.text(_FIXED)
    add.heading("Opbouw van de uren")
    add.rows("opbouw", ("week", "uren", "loonwaarde"))
    add.text(_FIXED)
    add.heading("Evaluaties")
    add.rows("evaluaties", ("datum", "onderwerp", "uitkomst", "vervolg"))
    add.heading("Aandachtspunten")
    add.list("punten", "punt.tekst")
    add.heading("Ondertekening")
    add.pairs([("Namens werkgever", value("werkgever.vertegenwoordiger")), ("Werknemer", value("werknemer.naam"))])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def contexts(count: int) -> list[dict[str, Any]]:
    """Returns `count` contexts, the same ones every time."""
    chance = random.Random(2)

    def line() -> str:
        words = (
            "overleg met de leidinggevende over taken & uren, <10 kg tillen, pauze om half elf, café De Bron".split()
        )
        return " ".join(chance.choices(words, k=chance.randint(6, 18)))

    def rows(low: int, high: int, *names: str) -> list[dict[str, str]]:
        return [{name: line() for name in names} for _ in range(chance.randint(low, high))]

    person = ("naam", "adres", "postcode", "plaats", "telefoon", "vertegenwoordiger")
    keys = ("spoor_1", "spoor_2", "opbouw", "aanpassingen", "bezwaar", "casemanager", "no_risk")
    return [
        {
            "dossier": {"kenmerk": f"2026-{number:04}", "datum": "12 januari 2026"},
            "werknemer": {name: line() for name in person},
            "werkgever": {name: line() for name in person},
            "keuzes": {name: chance.random() < 0.7 for name in keys},
            "toelichting": {name: line() for name in keys},
            "doelen": rows(4, 9, "tekst"),
            "punten": rows(4, 9, "tekst"),
            "afspraken": rows(4, 9, "wat", "wie", "wanneer", "gereed"),
            "opbouw": rows(6, 15, "week", "uren", "loonwaarde"),
            "evaluaties": rows(8, 19, "datum", "onderwerp", "uitkomst", "vervolg"),
        }
        for number in range(count)
    ]


def flattened(context: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a context for templates whose tags know no dots: `werkgever.naam` is `werkgever_naam`."""
    flat: dict[str, Any] = {}
    for name, value in context.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}_{key}": inner for key, inner in value.items()}
        else:
            flat[name] = value
    return flat


class _Adder:
    """Adds content to a document; of every other text with a tag, Word has cut the tag into pieces."""

    def __init__(self, document: DocumentObject, noise: random.Random) -> None:
        self._document = document
        self._noise = noise

    def fill(self, paragraph: Paragraph, text: str) -> None:
        cut = text.find("{") + self._noise.randint(1, 6) if "{" in text and self._noise.random() < 0.5 else 0
        for piece in filter(None, (text[:cut], text[cut:])):
            run = paragraph.add_run(piece)
            run._r.set(qn("w:rsidR"), f"00{self._noise.randrange(16**6):06X}")
            run._r.addnext(OxmlElement("w:proofErr", {qn("w:type"): "spellStart"}))

    def value(self, name: str) -> str:
        return f"{{{{ {name} }}}}"

    def begin_if(self, name: str) -> None:
        self.text(f"{{%p if {name} %}}")

    def end_if(self, _: str) -> None:
        self.text("{%p endif %}")

    def heading(self, text: str) -> None:
        self.fill(self._document.add_heading("", 1), text)

    def text(self, text: str) -> None:
        self.fill(self._document.add_paragraph(), text)

    def list(self, items: str, value: str) -> None:
        self.text(f"{{%p for {value.split('.')[0]} in {items} %}}")
        self.fill(self._document.add_paragraph(style="List Bullet"), f"{{{{ {value} }}}}")
        self.text("{%p endfor %}")

    def pairs(self, pairs: list[tuple[str, str]]) -> None:
        table = self._table(len(pairs), 2)
        for row, (label, value) in zip(table.rows, pairs, strict=True):
            self.fill(row.cells[0].paragraphs[0], label.capitalize())
            self.fill(row.cells[1].paragraphs[0], value)

    def rows(self, items: str, columns: tuple[str, ...]) -> None:
        self._rows(
            [name.capitalize() for name in columns],
            [f"{{%tr for rij in {items} %}}"],
            [f"{{{{ rij.{name} }}}}" for name in columns],
            ["{%tr endfor %}"],
        )

    def _rows(self, *texts: list[str]) -> None:
        table = self._table(len(texts), len(texts[0]))
        for row, cells in zip(table.rows, texts, strict=True):
            for cell, text in zip(row.cells, cells, strict=False):
                self.fill(cell.paragraphs[0], text)

    def _table(self, rows: int, columns: int) -> Table:
        table = self._document.add_table(rows, columns)
        table.style = "Table Grid"
        return table


class _FlatAdder(_Adder):
    """Adds the same in tags between single braces, where a loop or a condition is a section."""

    def value(self, name: str) -> str:
        return f"{{{name.replace('.', '_')}}}"

    def begin_if(self, name: str) -> None:
        self.text(f"{{#{name.replace('.', '_')}}}")

    def end_if(self, name: str) -> None:
        self.text(f"{{/{name.replace('.', '_')}}}")

    def list(self, items: str, value: str) -> None:
        self.text(f"{{#{items}}}")
        self.fill(self._document.add_paragraph(style="List Bullet"), f"{{{value.split('.')[1]}}}")
        self.text(f"{{/{items}}}")

    def rows(self, items: str, columns: tuple[str, ...]) -> None:
        cells = [f"{{{name}}}" for name in columns]
        cells[0] = f"{{#{items}}}{cells[0]}"
        cells[-1] += f"{{/{items}}}"
        self._rows([name.capitalize() for name in columns], cells)


def _lean(document: DocumentObject) -> None:
    """Drops the styles that nothing uses, as a template made by hand has few; it makes plain docxtpl a third faster."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del part.rels[key]
