"""What a Word file may bring along unseen: macros, links to elsewhere, changes, comments, hidden text, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from pipeline.documents import chart
from pipeline.documents.inspection.opened import Opened, Part
from pipeline.documents.ooxml import parse, w
from pipeline.model import Grade, StyleRemark

_REVISIONS: Final = tuple(
    map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "sectPrChange", "cellIns"))
)
_FETCHING = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|LINK|DDE|DDEAUTO|DATABASE|RD)\b")
_OBJECTS: Final = ("word/embeddings/", "word/activeX/", "word/ctrlProps/")
_PERSONAL: Final[Mapping[str, str]] = {
    "creator": "de auteur",
    "lastModifiedBy": "wie het laatst heeft bewaard",
    "lastPrinted": "wanneer het is afgedrukt",
    "created": "wanneer het is gemaakt",
    "modified": "wanneer het is bewaard",
    "revision": "hoe vaak het is bewaard",
    "description": "opmerkingen bij het bestand",
    "keywords": "trefwoorden",
    "category": "een categorie",
    "contentStatus": "een status",
    "Company": "het bedrijf",
    "Manager": "de manager",
    "Template": "de naam van een sjabloon",
    "TotalTime": "de bewerkingstijd",
    "HyperlinkBase": "een adres voor koppelingen",
}
_INFO: Final = "Kies in Word: Bestand, Info, Controleren op problemen, Document inspecteren, en verwijder {}."


def leftovers(template: Opened) -> Iterator[StyleRemark]:
    """Yields everything in a template that does not belong in a document for others."""
    yield from _programs(template)
    yield from _links(template)
    for part in template.parts:
        yield from _in_part(template, part)
    yield from _metadata(template)


def _programs(template: Opened) -> Iterator[StyleRemark]:
    names = template.members
    types = names.get("[Content_Types].xml", b"")
    if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in types:
        yield template.remark(
            Grade.FOUT,
            "macro",
            "",
            "er zit een macro in",
            "Bewaar het als gewoon Word-document (.docx), zonder macro's.",
        )
    # The workbook behind a chart that the program fills is written anew for every document.
    books = set(chart.books_of(names))
    if any(name.startswith(_OBJECTS) and name not in books for name in names):
        yield template.remark(
            Grade.FOUT,
            "object",
            "",
            "er zit een ingesloten bestand of besturingsobject in",
            "Verwijder het object; zet er gewone tekst, een tabel of een afbeelding voor in de plaats.",
        )
    if any(PurePosixPath(name).name.startswith("thumbnail") for name in names):
        yield template.remark(
            Grade.LET_OP,
            "miniatuur",
            "",
            "er zit een plaatje van de eerste pagina in",
            "Zet in Word bij Bestand, Info, Eigenschappen, Geavanceerd de voorbeeldafbeelding uit en bewaar opnieuw.",
        )
    if any(name.startswith("customXml/item") for name in names):
        yield template.remark(
            Grade.LET_OP,
            "metagegevens",
            "",
            "er zitten verborgen XML-gegevens in",
            _INFO.format("Aangepaste XML-gegevens"),
        )


def _links(template: Opened) -> Iterator[StyleRemark]:
    by_relations = {_relations_of(part.name): part for part in template.parts}
    for name, root in template.roots(".rels"):
        for node in root:
            kind = str(node.get("Type", "")).rpartition("/")[2]
            if node.get("TargetMode") == "External":
                part = by_relations.get(name)
                place = _place_of_relation(part, str(node.get("Id"))) if part else ""
                yield _link(template, kind, place)
            elif kind == "aFChunk":
                yield template.remark(
                    Grade.FOUT,
                    "ingevoegd",
                    "",
                    "er is een ander bestand ingevoegd dat Word pas bij het openen inleest",
                    "Open het sjabloon in Word, bewaar het opnieuw en controleer de tekst.",
                )


def _link(template: Opened, kind: str, place: str) -> StyleRemark:
    if kind == "hyperlink":
        return template.remark(
            Grade.LET_OP,
            "koppeling",
            place,
            "een koppeling leidt naar buiten het document",
            "Haal de koppeling weg (rechtermuisknop, Hyperlink verwijderen), tenzij elke lezer haar mag volgen.",
        )
    if kind == "attachedTemplate":
        return template.remark(
            Grade.FOUT,
            "extern",
            place,
            "het document haalt een Word-sjabloon van een andere plek",
            "Kies in Word: Ontwikkelaars, Documentsjabloon, en maak Sjabloon weer Normal.dotm.",
        )
    return template.remark(
        Grade.FOUT,
        "extern",
        place,
        "het document haalt bij het openen iets van een andere plek",
        "Voeg de afbeelding of het bestand zelf in (Invoegen, niet Koppelen), of haal het weg.",
    )


def _in_part(template: Opened, part: Part) -> Iterator[StyleRemark]:
    for element in part.root.iter(*_REVISIONS):
        yield template.remark(
            Grade.FOUT,
            "wijziging",
            part.place_of(element),
            "een bijgehouden wijziging is blijven staan",
            "Kies in Word: Controleren, Alle wijzigingen accepteren, en zet Wijzigingen bijhouden uit.",
        )
    for element in part.root.iter(w("comment")):
        yield template.remark(
            Grade.FOUT,
            "opmerking",
            part.place_of(element),
            "een opmerking is blijven staan, met de naam van wie haar schreef",
            "Kies in Word: Controleren, Alle opmerkingen verwijderen.",
        )
    for element in part.root.iter(w("vanish")):
        if element.get(w("val")) not in ("0", "false"):
            yield template.remark(
                Grade.FOUT,
                "verborgen",
                part.place_of(element),
                "er staat verborgen tekst",
                "Maak de tekst zichtbaar (Lettertype, Verborgen uit) en verwijder wat niet nodig is.",
            )
    for element in part.root.iter(w("instrText"), w("fldSimple")):
        code = f"{element.text or ''} {element.get(w('instr')) or ''}"
        if _FETCHING.search(code):
            yield template.remark(
                Grade.FOUT,
                "extern",
                part.place_of(element),
                "een veld haalt iets van een andere plek",
                "Vervang het veld door gewone tekst of een ingevoegde afbeelding.",
            )


def _metadata(template: Opened) -> Iterator[StyleRemark]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in template.members:
            for element in parse(template.members[name]):
                what = _PERSONAL.get(etree.QName(element).localname)
                value = (element.text or "").strip()
                if what and value and not value.startswith(("{{", "{%")) and value != "0":
                    yield template.remark(
                        Grade.LET_OP,
                        "metagegevens",
                        "eigenschappen",
                        f"de eigenschappen noemen {what}",
                        _INFO.format("Documenteigenschappen en persoonlijke informatie"),
                    )
    if any(not value.startswith("{{") for value in _own_properties(template)):
        yield template.remark(
            Grade.LET_OP,
            "metagegevens",
            "eigenschappen",
            "er zijn eigen eigenschappen, die in elk document meegaan",
            "Verwijder ze: Bestand, Info, Eigenschappen, Geavanceerde eigenschappen, Aangepast.",
        )
    settings = template.members.get("word/settings.xml", b"")
    if b"<w:rsid " in settings or b"<w:rsidRoot" in settings:
        yield template.remark(
            Grade.LET_OP,
            "metagegevens",
            "",
            "het bestand houdt bij in welke sessies eraan is gewerkt (rsid)",
            "Zet in Word bij Opties, Vertrouwenscentrum, Privacyopties het willekeurige getal uit en bewaar opnieuw.",
        )
    if "word/people.xml" in template.members:
        yield template.remark(
            Grade.LET_OP,
            "metagegevens",
            "",
            "het bestand noemt wie eraan heeft gewerkt",
            _INFO.format("Opmerkingen en Documenteigenschappen"),
        )


def _own_properties(template: Opened) -> Iterator[str]:
    """Yields the values of the custom properties; a tag says of what dossier a document is, so that it can be read."""
    if custom := template.members.get("docProps/custom.xml"):
        yield from ("".join(map(str, entry.itertext())).strip() for entry in parse(custom))


def _relations_of(part: str) -> str:
    path = PurePosixPath(part)
    return f"{path.parent}/_rels/{path.name}.rels"


def _place_of_relation(part: Part, identity: str) -> str:
    for element in part.root.iter(etree.Element):
        if any("relationships" in str(key) and value == identity for key, value in element.items()):
            return part.place_of(element)
    return part.label
