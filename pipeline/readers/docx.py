"""Word files (docx, docm, dotx, dotm): every place where they hold text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.readers.docx_blocks import Story
from pipeline.readers.docx_copies import Aside, with_copies
from pipeline.readers.docx_names import SPACES, names
from pipeline.readers.gather import Gather, Line
from pipeline.readers.ooxml import content_types, everything, name_parts, read_walk, the_rest
from pipeline.readers.package import Package
from pipeline.readers.passages import Passage, Walk
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.readers.relations import relations

_NOT_WORD: Final = "In dit bestand zit geen Word-document. Open het in Word en sla het opnieuw op."

_DAMAGED: Final = "Dit bestand is beschadigd. Open het in Word en sla het opnieuw op."
_INK: Final = "Handschrift wordt niet gelezen. Bekijk het zelf."
_CONTROL: Final = "De inhoud van een besturingselement (ActiveX) wordt niet gelezen. Bekijk het zelf in Word."

# The root of a part, what a person calls it, and whether it gets a number; in the order in which they are read.
_STORIES: Final[dict[str, tuple[int, str, bool]]] = {
    name: (rank, noun, has_number)
    for rank, (local, noun, has_number) in enumerate(
        (
            ("document", "", False),
            ("hdr", "koptekst", True),
            ("ftr", "voettekst", True),
            ("footnotes", "", False),
            ("endnotes", "", False),
            ("comments", "", False),
            ("glossaryDocument", "bouwstenen", False),
            ("settings", "instellingen", False),
            ("numbering", "opsommingen", False),
        )
    )
    for name in names("w", local)
}
_DOCUMENT: Final = names("w", "document")
_STYLES: Final = names("w", "styles")
_STYLE: Final = tuple(names("w", "style"))
_STYLE_NAMES: Final = tuple(names("w", "name", "aliases"))
_PEOPLE: Final = names("w15", "people")
_OWN: Final = re.compile(r"word/(?:glossary/)?[^/]+\.xml")
_OWN_TYPE: Final = re.compile(r"\.wordprocessingml\.|\.ms-word\.")
_QUIET: Final = re.compile(r"(?:webSettings|fontTable)\+xml\Z")
_SPACES: Final = tuple(space.encode() for space in SPACES["w"])
_NUMBER: Final = re.compile(r"(\d+)")


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the text of a Word file with the files within it, and what was not read.

    Raises:
        UnreadableError: damaged, locked, hostile, or no Word file.
    """
    package = Package(content, visit)
    return read_walk(Format.DOCX, package, walk(package), visit)


def walk(package: Package) -> Walk:
    """Returns every text of a Word file with its place in the XML.

    Raises:
        UnreadableError: damaged, hostile, or no Word file.
    """
    try:
        return _walk(Gather(package))
    except (RecursionError, ValueError, KeyError, etree.LxmlError):
        raise UnreadableError(_DAMAGED) from None


def _walk(gather: Gather) -> Walk:
    types = content_types(gather)
    parts = sorted(_parts(gather, types))
    if not parts or parts[0][0] != 0:
        raise UnreadableError(_NOT_WORD)
    labels = {part: gather.numbered("", noun) if has_number else noun for _, _, part, noun, has_number in parts}
    for part, place in tuple(labels.items()):
        _name_files(gather, part, place, labels)
    for _, _, part, _, _ in parts:
        root = gather.tree(part)
        if root.tag in _STYLES:
            _styles(gather, part, root)
        else:
            Story(gather, part, root).tell(labels[part])
    _diagrams(gather, types, labels)
    _closed(gather, types)
    the_rest(gather, labels)
    return gather.walk()


def _parts(gather: Gather, types: dict[str, str]) -> Iterator[tuple[int, list[object], str, str, bool]]:
    """Yields the parts in the form of a Word document: rank, a key to sort by, the part, its noun, numbered or not."""
    for part in gather.left():
        kind = types.get(part, "")
        if _QUIET.search(kind):
            gather.looked_at(part)
            continue
        if not (part.endswith(".xml") and (_OWN_TYPE.search(kind) or _OWN.fullmatch(part) or _is_word(gather, part))):
            continue
        root = gather.tree(part)
        tag = str(root.tag)
        key: list[object] = [int(bit) if bit.isdecimal() else bit for bit in _NUMBER.split(part)]
        if tag in _STYLES:
            yield len(_STORIES) + 1, key, part, "opmaakprofielen", False
        elif tag in _STORIES:
            rank, noun, has_number = _STORIES[tag]
            yield rank, key, part, noun, has_number
        elif tag in _PEOPLE:
            yield len(_STORIES), key, part, "personen", False
        else:
            yield len(_STORIES), key, part, "onderdeel", True


def _is_word(gather: Gather, part: str) -> bool:
    """Says whether a part of another kind has paragraphs of Word in it."""
    content = gather.package[part]
    return any(space in content for space in _SPACES) and b":p" in content


def _styles(gather: Gather, part: str, root: etree._Element) -> None:
    """Notes the names that people gave to styles, as one text, for most have been given by a program."""
    line = Line()
    for style in root.iter(*_STYLE):
        if any(str(name).endswith("}customStyle") for name in style.attrib):
            named = [(found, str(name)) for found in style.iter(*_STYLE_NAMES) for name in found.attrib]
            glued = {_glued(found.get(name, "")) for found, name in named}
            # Word makes the id of the name, without its spaces; another id is a text of its own.
            ids = [str(name) for name in style.attrib if str(name).endswith("}styleId")]
            named += [(style, name) for name in ids if _glued(style.get(name, "")) not in glued]
            for found, name in named:
                line.value(found, name)
                line.gap("\n\n")
    gather.line(part, "namen van opmaakprofielen", line)


def _glued(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _name_files(gather: Gather, part: str, place: str, labels: dict[str, str]) -> None:
    for relation in relations(gather.package, part).values():
        if relation.kind == "aFChunk" and relation.target in gather.package:
            labels.setdefault(relation.target, gather.numbered(place, "ingevoegd bestand"))
    name_parts(gather, part, place, labels)


def _diagrams(gather: Gather, types: dict[str, str], labels: dict[str, str]) -> None:
    """Notes the texts of diagrams; how one was last drawn is a copy of what it says."""
    parts = [part for part in gather.left() if re.search(r"diagram(?:Data|Drawing)\+xml\Z", types.get(part, ""))]
    parts.sort(key=lambda part: "Drawing" in types[part])
    found: list[Passage] = []
    for part in parts:
        aside = Aside(gather)
        gather.tree(part)
        everything(aside, part, labels.get(part) or gather.numbered("", "diagram"))
        found = with_copies(found, aside.passages)
    gather.add(found)


def _closed(gather: Gather, types: dict[str, str]) -> None:
    """Notes what holds words that no program gives as text."""
    for part in gather.left():
        kind = types.get(part, "")
        if "inkml" in kind or part.startswith("word/ink/"):
            gather.tree(part)
            everything(gather, part, place := gather.numbered("", "inkt"))
            gather.unread(part, place, _INK)
        elif "activeX" in part and part.endswith(".bin"):
            gather.unread(part, gather.numbered("", "besturingselement"), _CONTROL)
