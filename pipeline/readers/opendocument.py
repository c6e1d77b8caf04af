"""OpenDocument files (odt, odp, ods): every place where they hold text."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.model import TextKind
from pipeline.readers.gather import AddressPiece, Gather, Line, has_words
from pipeline.readers.ooxml import PROPERTIES, everything, read_walk
from pipeline.readers.opendocument_names import is_address, name, written
from pipeline.readers.opendocument_story import Story
from pipeline.readers.package import Package
from pipeline.readers.passages import Walk
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.reasons import MACROS
from pipeline.readers.recognise import REMEDIES, Format

_DAMAGED: Final = "Dit bestand is beschadigd. Open het in LibreOffice en sla het opnieuw op."
_MANIFEST: Final = "META-INF/manifest.xml"
_PROGRAM: Final = re.compile(r"(?:Basic|Dialogs|Scripts)/")
_STORY: Final = re.compile(r"(?:(?P<object>.+)/)?(?P<part>content|styles)\.xml")
_ENCRYPTED: Final = "{*}encryption-data"
_STYLE: Final = name("style:style")
_FORMAT: Final = name("style:text-properties")
_DISPLAY: Final = name("text:display")
_NAME: Final = name("style:name")
_SHOWN_NAME: Final = name("style:display-name")
_NAMED_STYLES: Final = name("office:styles")
_ITEM: Final = name("config:config-item")
_ITEM_KIND: Final = name("config:type")
_META: Final = {
    "title": "titel",
    "subject": "onderwerp",
    "description": "opmerkingen",
    "keyword": "trefwoord",
    "initial-creator": "auteur",
    "creator": "laatst opgeslagen door",
    "printed-by": "afgedrukt door",
    "user-defined": "waarde",
}
_PEOPLE: Final = frozenset({"initial-creator", "creator", "printed-by"})
_NO_WORDS: Final = frozenset({"creation-date", "date", "print-date", "generator", "editing-duration"})
_OASIS: Final = "http://docs.oasis-open.org/"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
# LibreOffice puts a small picture of the first page in every file it saves; it shows nothing but what was read there.
_SMALL: Final = 512  # pixels


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the text of an OpenDocument file with the files within it, and what was not read.

    Raises:
        UnreadableError: damaged, locked, hostile, or no OpenDocument file.
    """
    package = Package(content, visit)
    return read_walk(Format.ODT, package, walk(package), visit)


def walk(package: Package) -> Walk:
    """Returns every text of an OpenDocument file with its place in the XML.

    Raises:
        UnreadableError: damaged, locked, hostile, or no OpenDocument file.
    """
    try:
        return _walk(Gather(package))
    except (RecursionError, ValueError, KeyError, etree.LxmlError):
        raise UnreadableError(_DAMAGED) from None


def _walk(gather: Gather) -> Walk:
    if _MANIFEST in gather.package and gather.tree(_MANIFEST).find(f".//{_ENCRYPTED}") is not None:
        raise UnreadableError(REMEDIES[Format.LOCKED])
    if "content.xml" not in gather.package:
        raise UnreadableError(_DAMAGED)
    found = [(part, match) for part in gather.package if (match := _STORY.fullmatch(part))]
    # The document first, then its headers and footers, then the objects within it.
    found.sort(key=lambda item: (item[1]["object"] or "", item[1]["part"]))
    hidden = frozenset(style for part, _ in found for style in _hidden(gather.tree(part)))
    objects: dict[str, str] = {}
    for part, match in found:
        inside = match["object"]
        if inside and inside not in objects:
            objects[inside] = gather.numbered("", "ingesloten object")
        root = gather.tree(part)
        Story(gather, part, root, hidden).tell(objects.get(inside or "", ""))
        _styles(gather, part, root)
    for part in gather.left():
        _other(gather, part)
    return gather.walk()


def _hidden(root: etree._Element) -> list[str]:
    """Returns the names of the styles that hide text."""
    formats = root.iter(_FORMAT)
    styles = (found.getparent() for found in formats if found.get(_DISPLAY) in {"none", "condition"})
    return [str(style.get(_NAME)) for style in styles if style is not None and style.get(_NAME)]


def _styles(gather: Gather, part: str, root: etree._Element) -> None:
    """Notes the names of the styles, as one text, for most have been given by the program."""
    line = Line()
    for styles in root.iter(_NAMED_STYLES):
        for style in styles.iter(_STYLE):
            line.value(style, _SHOWN_NAME if style.get(_SHOWN_NAME) else _NAME)
            line.gap("\n\n")
    gather.line(part, "namen van opmaakprofielen", line)


def _other(gather: Gather, part: str) -> None:
    """Sees to a part that is no text of the document."""
    local = part.rpartition("/")[2]
    if part == "mimetype" or local == "layout-cache":
        gather.seen(part)
    elif _PROGRAM.match(part):
        gather.unread(part, gather.numbered("", "macro"), MACROS)
    elif local == "meta.xml":
        _meta(gather, part)
    elif local == "settings.xml":
        _settings(gather, part)
    elif part.startswith("Thumbnails/") and _is_small(gather.package[part]):
        gather.seen(part)
    elif part.startswith("Thumbnails/"):
        gather.inner(part, gather.numbered("", "miniatuur"))
    elif local.endswith(".rdf"):
        _statements(gather, part)
    elif local.endswith(".xml"):
        everything(gather, part, gather.numbered("", "onderdeel"))
    elif "Pictures/" in part:
        gather.inner(part, gather.numbered("", "afbeelding"))
    elif part.startswith("ObjectReplacements/"):
        gather.inner(part, gather.numbered("", "weergave van ingesloten object"))
    else:
        gather.inner(part, gather.numbered("", "ingesloten bestand"))


def _statements(gather: Gather, part: str) -> None:
    """Notes what is stated of the document, less what the standard itself states of its members."""
    for element in gather.tree(part).iter(etree.Element):
        gather.value(part, gather.numbered("", "verklaring"), element)
        for name_, value in element.attrib.items():
            if str(value) not in gather.package and not str(value).startswith(_OASIS):
                gather.value(part, gather.numbered("", "verklaring"), element, str(name_))


def _is_small(content: bytes) -> bool:
    if not content.startswith(_PNG):
        return False
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    return width <= _SMALL and height <= _SMALL


def _meta(gather: Gather, part: str) -> None:
    """Notes the properties of the document."""
    root = gather.tree(part)
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        if local not in _NO_WORDS and element.text and has_words(element.text):
            kind = TextKind.NAAM if local in _PEOPLE else TextKind.VRIJ
            gather.value(part, f"{PROPERTIES}, {_META.get(local, 'eigenschap')}", element, kind=kind)
        if element.tail and has_words(element.tail):
            line = Line()
            line.value(element, is_tail=True)
            gather.line(part, f"{PROPERTIES}, eigenschap", line)
    for element, attribute, label in written(root):
        if is_address(attribute):
            gather.value(part, f"{PROPERTIES}, {label}", element, attribute, form=AddressPiece)
        else:
            gather.value(part, f"{PROPERTIES}, {label}", element, attribute)


def _settings(gather: Gather, part: str) -> None:
    """Notes the settings that are words, as one text, for most have been given by the program."""
    line = Line()
    for item in gather.tree(part).iter(etree.Element):
        if item.text and (item.tag != _ITEM or item.get(_ITEM_KIND) == "string") and has_words(item.text):
            line.text(item)
            line.gap("\n\n")
    gather.line(part, "instellingen", line)
