"""Puts a house style on a template: colours, typefaces, wording, letterhead; the template itself is not edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from pipeline.documents.colour import read_colour
from pipeline.documents.letterhead import with_letterhead
from pipeline.documents.look import Colours, Look
from pipeline.documents.ooxml import parse, w

THEME: Final = "word/theme/theme1.xml", "word/theme1.xml"
"""Where a theme may stand: as Word puts it, and as our own templates do."""
ROLES: Final[Mapping[str, str]] = {
    "dk1": "tekst",
    "dk2": "accent",
    "lt2": "vlak",
    "accent1": "accent",
    "accent2": "zacht",
    "accent3": "lijn",
    "accent4": "accent",
    "accent5": "zacht",
    "accent6": "lijn",
    "hlink": "accent",
    "folHlink": "zacht",
}
"""Which colour of the house style each slot of the theme gets; `lt1`, the paper, stays as it is."""

_STYLES, _FONTS = "word/styles.xml", "word/fontTable.xml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_AFTER_LOOK = tuple(map(w, ("tblPr", "trPr", "tcPr", "tblStylePr")))
_PIECES = (w("t"), w("noBreakHyphen"))
"""What the text of a paragraph consists of."""
_TEXT_PARTS = ("word/document", "word/header", "word/footer")


def dressed(members: Mapping[str, bytes], look: Look) -> dict[str, bytes]:
    """Returns the members of a template in a house style.

    A colour is repainted wherever it is one of the template's own theme, a typeface wherever it is that of the theme,
    so that what a template draws in any other colour on purpose stays as it was.

    Args:
        members: the members of the template by name, in their order.
        look: the house style.

    Raises:
        TemplateError: a part is not well-formed.
    """
    paint, fonts = _paint(members, look.colours), _fonts(members, look)
    texts = dict(look.texts)
    changed = dict(members)
    for name, content in members.items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        if not (paint or fonts or (texts and name.startswith(_TEXT_PARTS))):
            continue
        root = parse(content)
        _repaint(root, paint)
        _reset_fonts(root, fonts)
        if name in THEME:
            _set_theme(root, look)
        elif name == _STYLES:
            _set_heading_font(root, look)
        elif name == _FONTS:
            _set_font_table(root, fonts)
        elif name.startswith(_TEXT_PARTS):
            _reword(root, texts)
        changed[name] = written(root)
    return with_letterhead(changed, look)


def written(root: etree._Element) -> bytes:
    """Returns a part as it stands in a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def theme_of(members: Mapping[str, bytes]) -> etree._Element | None:
    """Returns the theme of a template, or None when it has none."""
    return next((parse(members[name]) for name in THEME if name in members), None)


def palette(members: Mapping[str, bytes]) -> dict[str, str]:
    """Returns the colour of every role in the theme of a template, by the key that huisstijl.toml gives it."""
    theme = theme_of(members)
    found: dict[str, str] = {}
    for slot, colour in _slots(theme) if theme is not None else ():
        found.setdefault(ROLES[slot], colour)
    return found


def typefaces(members: Mapping[str, bytes]) -> tuple[str, str]:
    """Returns the typefaces of text and of headings in the theme of a template, each "" when it says nothing."""
    theme = theme_of(members)
    if theme is None:
        return "", ""
    text, headings = (theme.find(f".//{{{_DRAWING}}}{kind}Font/{{{_DRAWING}}}latin") for kind in ("minor", "major"))
    return str(text.get("typeface", "")) if text is not None else "", (
        str(headings.get("typeface", "")) if headings is not None else ""
    )


def texts_in(members: Mapping[str, bytes]) -> Iterator[str]:
    """Yields every text that `teksten` can replace: a whole paragraph, or what stands in one piece within it."""
    for name, content in members.items():
        if name.startswith(_TEXT_PARTS) and name.endswith(".xml"):
            for paragraph in parse(content).iter(w("p")):
                pieces = [_text(piece) for piece in paragraph.iter(*_PIECES)]
                yield from {" ".join(piece.split()) for piece in ("".join(pieces), *pieces)}


def _paint(members: Mapping[str, bytes], colours: Colours) -> dict[str, str]:
    """Returns the new colour for each colour of the template's theme that changes."""
    theme = theme_of(members)
    paint: dict[str, str] = {}
    for slot, old in _slots(theme) if theme is not None else ():
        if new := getattr(colours, ROLES[slot]):
            paint.setdefault(old, new)
    return paint


def _slots(theme: etree._Element) -> Iterator[tuple[str, str]]:
    for scheme in theme.iter(f"{{{_DRAWING}}}clrScheme"):
        for slot in scheme:
            name, holder = etree.QName(slot).localname, next(iter(slot), None)
            if name in ROLES and holder is not None:
                colour = read_colour(str(holder.get("lastClr") or holder.get("val") or ""))
                if colour:
                    yield name, colour


def _fonts(members: Mapping[str, bytes], look: Look) -> dict[str, str]:
    """Returns the new typeface for each typeface of the template's theme that changes."""
    text, headings = typefaces(members)
    wanted = {headings: look.heading_font, text: look.font}
    return {old: new for old, new in wanted.items() if old and new and old != new}


def _repaint(root: etree._Element, paint: Mapping[str, str]) -> None:
    if not paint:
        return
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        for key, value in element.items():
            attribute = etree.QName(key).localname
            is_colour = attribute in ("color", "fill") or (attribute == "val" and name in ("color", "srgbClr"))
            if is_colour and str(value).upper() in paint:
                element.set(key, paint[str(value).upper()])


def _reset_fonts(root: etree._Element, fonts: Mapping[str, str]) -> None:
    for element in root.iter(w("rFonts")) if fonts else ():
        for script in _SCRIPTS:
            if (old := element.get(w(script))) in fonts:
                element.set(w(script), fonts[str(old)])


def _set_theme(theme: etree._Element, look: Look) -> None:
    for scheme in theme.iter(f"{{{_DRAWING}}}clrScheme"):
        for slot in scheme:
            role = ROLES.get(etree.QName(slot).localname)
            if role and (colour := getattr(look.colours, role)):
                for child in list(slot):
                    slot.remove(child)
                etree.SubElement(slot, f"{{{_DRAWING}}}srgbClr", val=colour)
    for kind, font in (("minor", look.font), ("major", look.heading_font)):
        for latin in theme.iterfind(f".//{{{_DRAWING}}}{kind}Font/{{{_DRAWING}}}latin"):
            if font:
                latin.set("typeface", font)


def _set_heading_font(styles: etree._Element, look: Look) -> None:
    """Gives the title and every heading the typeface of headings, when it is another than that of the text."""
    if not look.heading_font or look.heading_font == look.font:
        return
    for style in styles.iter(w("style")):
        is_title = style.get(w("styleId")) in ("Title", "Titel")
        if is_title or style.find(f"{w('pPr')}/{w('outlineLvl')}") is not None:
            _set_font_of(style, look.heading_font)


def _set_font_of(style: etree._Element, font: str) -> None:
    look = style.find(w("rPr"))
    if look is None:
        look = etree.Element(w("rPr"))
        later = next((place for place, child in enumerate(style) if child.tag in _AFTER_LOOK), len(style))
        style.insert(later, look)
    fonts = look.find(w("rFonts"))
    if fonts is None:
        fonts = etree.Element(w("rFonts"))
        look.insert(0, fonts)
    for script in _SCRIPTS:
        fonts.attrib.pop(w(f"{script}Theme"), "")
        fonts.set(w(script), font)


def _set_font_table(table: etree._Element, fonts: Mapping[str, str]) -> None:
    """Renames what the document says of its typefaces; what it said of the old one does not hold for the new."""
    for entry in table.iter(w("font")):
        if (old := entry.get(w("name"))) in fonts:
            entry.set(w("name"), fonts[str(old)])
            for child in list(entry):
                entry.remove(child)


def _reword(root: etree._Element, texts: Mapping[str, str]) -> None:
    for paragraph in root.iter(w("p")) if texts else ():
        all_pieces = [piece for piece in paragraph.iter(*_PIECES) if next(piece.iterancestors(w("p"))) is paragraph]
        pieces = [piece for piece in all_pieces if piece.tag == _PIECES[0]]
        whole = " ".join("".join(map(_text, all_pieces)).split())
        if whole in texts and pieces:
            pieces[0].text = texts[whole]
            for piece in pieces[1:]:
                piece.text = ""
            etree.strip_elements(paragraph, _PIECES[1], with_tail=False)
        else:
            for piece in pieces:
                piece.text = texts.get(" ".join((piece.text or "").split()), piece.text)


def _text(piece: etree._Element) -> str:
    return piece.text or "" if piece.tag == _PIECES[0] else "-"
