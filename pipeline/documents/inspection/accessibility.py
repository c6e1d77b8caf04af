"""Whether everybody can read a document: title, language, headings, tables, pictures, contrast (EN 301 549, PDF/UA)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from lxml import etree

from pipeline.documents.colour import ENOUGH, ENOUGH_LARGE, WHITE, contrast, read_colour
from pipeline.documents.dress import palette
from pipeline.documents.inspection.opened import Opened, Part
from pipeline.documents.ooxml import parse, w
from pipeline.model import Grade, StyleRemark

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_LARGE, _LARGE_BOLD = 36, 28  # half points
_PAIRS: Final = (
    ("tekst", "", "gewone tekst"),
    ("tekst", "vlak", "tekst op een gekleurd vlak"),
    ("zacht", "", "toelichtingen en kopregels"),
    ("accent", "", "titels en koppen"),
    ("accent", "vlak", "tabelkoppen"),
)


def hindrances(template: Opened) -> Iterator[StyleRemark]:
    """Yields everything in a template that keeps a reader out."""
    yield from _title(template)
    yield from _language(template)
    yield from _headings(template)
    for part in template.parts:
        yield from _tables(template, part)
        yield from _pictures(template, part)
    yield from faint_colours(template)
    yield from _own_colours(template)


def _title(template: Opened) -> Iterator[StyleRemark]:
    core = template.members.get("docProps/core.xml")
    title = parse(core).findtext(_TITLE) if core else None
    if not (title or "").strip():
        yield template.remark(
            Grade.LET_OP,
            "titel",
            "eigenschappen",
            "het document heeft geen titel, die een schermlezer als eerste voorleest",
            "Vul in Word bij Bestand, Info, Eigenschappen een titel in, zoals Plan van aanpak.",
        )


def _language(template: Opened) -> Iterator[StyleRemark]:
    styles = template.members.get("word/styles.xml")
    default = parse(styles).find(f"{w('docDefaults')}//{w('lang')}") if styles else None
    if default is None or not str(default.get(w("val"), "")).startswith("nl"):
        yield template.remark(
            Grade.LET_OP,
            "taal",
            "",
            "de taal van het document is niet Nederlands",
            "Selecteer in Word alles, kies Controleren, Taal, Nederlands, en maak dat de standaard.",
        )
    for part in template.parts:
        for element in part.root.iter(w("lang")):
            if not str(element.get(w("val"), "nl")).startswith("nl"):
                yield template.remark(
                    Grade.LET_OP,
                    "taal",
                    part.place_of(element),
                    "deze tekst staat op een andere taal dan Nederlands",
                    "Selecteer de tekst en kies Controleren, Taal, Nederlands.",
                )


def _headings(template: Opened) -> Iterator[StyleRemark]:
    levels = _levels(template)
    found = []
    for part in template.parts[:1]:
        for paragraph in part.root.iter(w("p")):
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            level = levels.get(str(style.get(w("val")))) if style is not None else None
            if level is not None:
                found.append((level, part.place_of(paragraph)))
    if not found:
        yield template.remark(
            Grade.LET_OP,
            "koppen",
            "",
            "er is geen enkele kop",
            "Geef de titel de stijl Titel en de kopjes de stijl Kop 1, Kop 2 en Kop 3.",
        )
    for (before, _), (after, place) in pairwise([(0, ""), *found]):
        if after > before + 1:
            yield template.remark(
                Grade.LET_OP,
                "koppen",
                place,
                f"na een kop van niveau {before} komt er een van niveau {after}"
                if before
                else "de eerste kop is geen Kop 1",
                f"Geef deze kop de stijl Kop {before + 1}.",
            )


def _levels(template: Opened) -> Mapping[str, int]:
    """Returns the level of each style that is a heading, 0 for that of the title."""
    styles = template.members.get("word/styles.xml")
    levels: dict[str, int] = {}
    for style in parse(styles).iter(w("style")) if styles else ():
        outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
        name = style.find(w("name"))
        if name is not None and str(name.get(w("val"))).lower() == "title":
            levels[str(style.get(w("styleId")))] = 0
        elif outline is not None and str(outline.get(w("val"))).isdecimal():
            level = int(str(outline.get(w("val")))) + 1
            if level <= 9:
                levels[str(style.get(w("styleId")))] = level
    return levels


def _tables(template: Opened, part: Part) -> Iterator[StyleRemark]:
    for table in part.root.iter(w("tbl")):
        rows = [row for row in table.findall(w("tr")) if "{%tr" not in _text(row)]
        if rows and rows[0].find(f"{w('trPr')}/{w('tblHeader')}") is None:
            yield template.remark(
                Grade.LET_OP,
                "tabelkop",
                part.table_of(table),
                "de tabel heeft geen kopregel die op elke pagina terugkomt",
                "Zet de cursor in de eerste rij en kies Indeling, Veldnamenrijen herhalen.",
            )
        properties = table.find(w("tblPr"))
        described = properties is not None and any(
            properties.find(w(name)) is not None for name in ("tblCaption", "tblDescription")
        )
        if not described:
            yield template.remark(
                Grade.LET_OP,
                "tabeltekst",
                part.table_of(table),
                "de tabel heeft geen beschrijving voor wie haar niet ziet",
                "Kies Tabeleigenschappen, Alternatieve tekst, en vul een titel in.",
            )


def _pictures(template: Opened, part: Part) -> Iterator[StyleRemark]:
    for picture in part.root.iter(_DRAWING + "docPr"):
        decorative = any("decorative" in str(node.tag) for node in picture.iter(etree.Element))
        if not str(picture.get("descr", "")).strip() and not decorative:
            yield template.remark(
                Grade.LET_OP,
                "afbeelding",
                part.place_of(picture),
                "de afbeelding heeft geen beschrijving voor wie haar niet ziet",
                "Klik met rechts op de afbeelding, kies Alternatieve tekst bewerken, en zeg wat erop staat.",
            )


def faint_colours(template: Opened) -> Iterator[StyleRemark]:
    """Yields the colours of the palette that can hardly be read on what lies behind them."""
    colours = palette(template.members)
    for front, back, what in _PAIRS:
        if front in colours and (not back or back in colours):
            ratio = contrast(colours[front], colours[back] if back else WHITE)
            if ratio < ENOUGH:
                behind = f"{back} (#{colours[back]})" if back else "wit"
                yield template.remark(
                    Grade.LET_OP,
                    "contrast",
                    f"kleuren.{front}",
                    f"{what}: #{colours[front]} op {behind} heeft een contrast van {_number(ratio)}",
                    f"Kies een donkerder kleur; {_number(ENOUGH)} is het minste dat goed leesbaar is.",
                )


def _own_colours(template: Opened) -> Iterator[StyleRemark]:
    """Yields the styles and runs with a colour of their own, outside the palette, that can hardly be read."""
    known = set(palette(template.members).values())
    styles = template.members.get("word/styles.xml")
    for style in parse(styles).iter(w("style")) if styles else ():
        look = style.find(w("rPr"))
        if look is not None and (ratio := _too_faint(look, known)):
            name = style.find(w("name"))
            shown = str(name.get(w("val"))) if name is not None else str(style.get(w("styleId")))
            yield _faint(template, f"stijl {shown}", ratio)
    for part in template.parts:
        for look in part.root.iter(w("rPr")):
            if ratio := _too_faint(look, known):
                yield _faint(template, part.place_of(look), ratio)


def _too_faint(look: etree._Element, known: set[str]) -> float | None:
    """Returns the contrast of text that looks so, when it is its own and too low."""
    node, shade, size = look.find(w("color")), look.find(w("shd")), look.find(w("sz"))
    colour = read_colour(str(node.get(w("val")))) if node is not None else None
    behind = read_colour(str(shade.get(w("fill")))) if shade is not None else None
    if colour is None or (colour in known and behind is None):
        return None
    points = str(size.get(w("val"))) if size is not None else ""
    is_bold = look.find(w("b")) is not None
    is_large = points.isdecimal() and int(points) >= (_LARGE_BOLD if is_bold else _LARGE)
    ratio = contrast(colour, behind or WHITE)
    return ratio if ratio < (ENOUGH_LARGE if is_large else ENOUGH) else None


def _faint(template: Opened, place: str, ratio: float) -> StyleRemark:
    return template.remark(
        Grade.LET_OP,
        "contrast",
        place,
        f"de tekst heeft een contrast van {_number(ratio)} met haar achtergrond",
        f"Kies een donkerder kleur; {_number(ENOUGH)} is het minste dat goed leesbaar is.",
    )


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
