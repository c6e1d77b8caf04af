"""What was filled in in a Word document of our own: its content controls, and which document of which dossier it is."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.controls import CHOICE_MARK, TICKED, Control, ControlKind, Filled, is_blank, mark
from pipeline.errors import UnreadableError
from pipeline.readers.package import parse_xml
from pipeline.text import Tekst

MAX_UNPACKED: Final = 100_000_000
"""The most that a document may unpack to; ours takes less than one megabyte."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PICTURES: Final = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_DOCUMENT, _CUSTOM = "word/document.xml", "docProps/custom.xml"
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_TAG: Final = re.compile(r"(?:/[a-z0-9_@.A-Z-]+)+(?:=[a-z0-9_]+)?")
_PLACE: Final = re.compile(r"/documenten/(?:-|[0-9]+|@[A-Za-z0-9][A-Za-z0-9._-]*)")
_ON: Final = frozenset({None, "1", "true", "on"})
_DAMAGED: Final = "Dit Word-document is beschadigd of heeft een wachtwoord. Open het in Word en sla het opnieuw op."
_FOREIGN: Final = (
    "Dit document is niet met poortwachter gemaakt, of er is in dit stuk niets in te vullen. "
    "Neem de gegevens met de hand over."
)
_LOST: Final = (
    "De velden zijn uit dit document verdwenen; LibreOffice 7.4 en Google Documenten bewaren ze niet. "
    "Neem de gegevens met de hand over, of laat het stuk in Word invullen."
)


def read_filled(path: str, content: bytes) -> Filled:
    """Returns the controls of a document that `build` made, as they are filled in now.

    Args:
        path: what to call the document.
        content: its bytes.

    Raises:
        UnreadableError: damaged, locked, no Word document, or not made by this program.
    """
    parts = _parts(content)
    names = _properties(parts.get(_CUSTOM, b""))
    place = names.get("Stuk", "")
    if not names.get("Kenmerk") or not names.get("Soort") or not _PLACE.fullmatch(place):
        raise UnreadableError(_FOREIGN)
    controls = tuple(_controls(_parsed(parts[_DOCUMENT])))
    if not controls:
        raise UnreadableError(_LOST)
    return Filled(path, names["Kenmerk"], place, names["Soort"], names.get("Formulier", ""), controls)


def _parts(content: bytes) -> dict[str, bytes]:
    if content.startswith(_OLD_WORD):
        raise UnreadableError(
            "Dit is een oud Word-bestand of het heeft een wachtwoord. Sla het zonder wachtwoord op als .docx."
        )
    if not content.startswith(b"PK\3\4"):
        raise UnreadableError("Dit is geen Word-document (.docx). Geef het ingevulde document zoals Word het bewaarde.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise UnreadableError(
                    "Dit Word-document is uitgepakt te groot om te lezen. Haal de afbeeldingen eruit."
                )
            names = [member.filename for member in members]
            if _DOCUMENT not in names:
                raise UnreadableError(
                    "Dit is geen Word-document (.docx). Geef het ingevulde document zoals Word het bewaarde."
                )
            return {name: archive.read(name) for name in (_DOCUMENT, _CUSTOM) if name in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError):
        raise UnreadableError(_DAMAGED) from None


def _parsed(part: bytes) -> etree._Element:
    try:
        return parse_xml(part)
    except UnreadableError:
        raise UnreadableError(_DAMAGED) from None


def _properties(part: bytes) -> dict[str, str]:
    """Returns the custom properties by their name."""
    if not part:
        return {}
    return {str(entry.get("name", "")): "".join(map(str, entry.itertext())).strip() for entry in _parsed(part)}


def _controls(root: etree._Element) -> Iterator[Control]:
    for element in root.iter(f"{_W}sdt"):
        properties, content = element.find(f"{_W}sdtPr"), element.find(f"{_W}sdtContent")
        tag = _value(properties, "tag")
        # A control that Word moved, in a tracked change, stands there twice; what was deleted does not count.
        if properties is None or tag is None or not _TAG.fullmatch(tag) or _is_deleted(element):
            continue
        kind = _kind(properties)
        shown = "".join(_pieces(content)) if content is not None else ""
        if kind is ControlKind.BOX:
            text = "☒" if _is_ticked(properties, shown) else "☐"
            yield Control(tag, kind, Tekst(text), mark(tag, text) != _number(properties))
            continue
        is_hint = _is_on(properties, "showingPlcHdr") or is_blank(shown)
        text = "" if is_hint else _without_dots(shown)
        is_touched = mark(tag, shown) != _number(properties)
        yield Control(tag, kind, Tekst(text), is_touched, is_hint, _has_picture(content))


def _kind(properties: etree._Element) -> ControlKind:
    if properties.find(f"{_W14}checkbox") is not None or CHOICE_MARK in (_value(properties, "tag") or ""):
        return ControlKind.BOX
    if properties.find(f"{_W}date") is not None:
        return ControlKind.DATE
    lists = (properties.find(f"{_W}{name}") for name in ("dropDownList", "comboBox"))
    return ControlKind.CHOICE if any(found is not None for found in lists) else ControlKind.TEXT


def _is_ticked(properties: etree._Element, shown: str) -> bool:
    """Says whether a box is ticked: by what it shows, for that is what the reader of the paper saw."""
    if mark_shown := shown.strip():
        return any(character in TICKED for character in mark_shown)
    checked = properties.find(f"{_W14}checkbox/{_W14}checked")
    return checked is not None and checked.get(f"{_W14}val") in ("1", "true", "on")


def _without_dots(text: str) -> str:
    """Returns what was written over or between the dots of a blank, with line ends as newlines."""
    return re.sub(r"…{2,}|\.{5,}|_{3,}", " ", text).strip()


def _pieces(content: etree._Element) -> Iterator[str]:
    first = True
    for element in content.iter(etree.Element):
        if element.tag == f"{_W}p":
            yield "" if first else "\n"
            first = False
        elif element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif element.tag == f"{_W}tab" and _in_run(element):
            yield "\t"
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif element.tag == f"{_W}sym":
            yield _symbol(element)


def _symbol(element: etree._Element) -> str:
    """Returns the character of a symbol; of the old symbol fonts the boxes and ticks."""
    try:
        code = int(str(element.get(f"{_W}char", "0")), 16) & 0xFF
    except ValueError:
        return ""
    return {0xFE: "☒", 0xFD: "☒", 0xFC: "✓", 0x78: "☒", 0xA8: "☐", 0x6F: "☐"}.get(code, "")


def _has_picture(content: etree._Element | None) -> bool:
    return content is not None and next(content.iter(*_PICTURES), None) is not None


def _in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{_W}r"


def _is_deleted(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(f"{_W}del", f"{_W}moveFrom"))


def _is_on(properties: etree._Element, name: str) -> bool:
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val") in _ON


def _number(properties: etree._Element) -> int | None:
    value = _value(properties, "id") or ""
    return int(value) if value.isdecimal() else None


def _value(properties: etree._Element | None, name: str) -> str | None:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    value = found.get(f"{_W}val") if found is not None else None
    return str(value) if value is not None else None
