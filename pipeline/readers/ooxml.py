"""The parts that all Office Open XML packages share: properties, drawings, charts, and files within them."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from pipeline.model import TextKind
from pipeline.readers.docx_copies import with_copies
from pipeline.readers.gather import TWO_LETTERS, AddressPiece, Gather, Line, has_words, is_element
from pipeline.readers.package import Package
from pipeline.readers.passages import Passage, Walk
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.reasons import MACROS
from pipeline.readers.recognise import Format
from pipeline.readers.relations import CONTENT_TYPES, ID_SPACES, is_listing, is_outside, owner_of, relations

_A_SPACES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}",
    "{http://purl.oclc.org/ooxml/drawingml/main}",  # the strict form of the standard
)
_A_TBL, _A_TR, _A_TC, _A_P, _A_T, _A_BR = (
    tuple(f"{space}{local}" for space in _A_SPACES) for local in ("tbl", "tr", "tc", "p", "t", "br")
)
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# Parts by content type that only say how things look.
_LOOKS = re.compile(
    r"theme(?:Override|Manager)?\+xml|fontTable\+xml|presProps\+xml|viewProps\+xml|calcChain\+xml|"
    r"tableStyles\+xml|chart(?:color)?style\+xml|diagram(?:Layout|Style|Colors)\+xml|obfuscatedFont|x-font|fontdata"
)
# Attributes that hold numbers, references and words of the format, never words of a person.
_MACHINE: Final = frozenset(
    """
    id Id type Type ref r s t cell sqref uri lang altLang typeface script clrIdx rgb lastClr algn anchor cap cmpd dir
    spd fmtid baseType vt idx orient prst rig scheme uid dT guid Requires Ignorable ProcessContent PreserveElements
    PartName ContentType Extension TargetMode style spid lastView activeCell topLeftCell pane operator horizontal
    vertical orientation textHAlign textVAlign objectType ObjectType connecttype joinstyle endcap fillcolor strokecolor
    color color2 on insetmode ext coordsize path editAs defaultTableStyle defaultPivotStyle patternType applyFont
    refersTo r1 r2 fontRef bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink bwMode
    xml:space presId grpId spPr modelId srcId destId parTransId sibTransId presAssocID presName presStyleLbl loTypeId
    loCatId qsTypeId qsCatId csTypeId csCatId fill filter transition restart nodeType sz view pageOrder
    cellComments displayEmptyCellsAs stringRefSyntax showObjects appName errorStyle startarrow startarrowlength
    startarrowwidth presetClass accel calcmode
    providerId
""".split()
)
# In drawings and charts only these hold words of a person.
_DRAWN: Final = frozenset({"name", "descr", "title", "tooltip", "invalidUrl", "tgtFrame", "formatCode", "phldrT"})
_DRAWING: Final = ("{http://schemas.openxmlformats.org/drawingml/2006/", "{http://purl.oclc.org/ooxml/drawingml/")
_PLAIN = re.compile(
    r"(?i)true|false|general|standaard|\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?|https?://schemas\.\S+|urn:schemas\S+"
)
_LABELS: Final = {
    "prompt": "invoerbericht", "promptTitle": "invoerbericht", "error": "foutmelding", "errorTitle": "foutmelding",
    "display": "tekst van een koppeling", "location": "koppeling", "displayName": "naam", "userId": "naam",
    "descr": "alternatieve tekst", "alt": "alternatieve tekst", "title": "titel", "name": "naam",
    "tooltip": "knopinfo", "screenTip": "knopinfo", "author": "auteur", "userName": "auteur", "initials": "initialen",
}  # fmt: skip
_PEOPLE: Final = frozenset(
    {"author", "userName", "initials", "displayName", "userId", "creator", "lastModifiedBy", "Manager"}
)
_PROPERTIES: Final = {
    "title": "titel", "subject": "onderwerp", "creator": "auteur", "keywords": "trefwoorden",
    "description": "opmerkingen", "lastModifiedBy": "laatst opgeslagen door", "category": "categorie",
    "contentStatus": "status", "Company": "organisatie", "Manager": "leidinggevende", "Template": "sjabloon",
    "HyperlinkBase": "basis van koppelingen", "lpstr": "titel van een onderdeel", "lpwstr": "waarde",
}  # fmt: skip
PROPERTIES: Final = "documenteigenschappen"
"""The place of the properties of a document."""

# Names that the programs give; a member that is called otherwise was named by a person.
_USUAL_NAME = re.compile(
    r"(?:image|hdphoto|media|audio|video|thumbnail|oleObject|Microsoft_\w+_(?:Worksheet|Sheet|Document|Presentation|"
    r"Slide|Book)\w*|embeddedWorkbook|Workbook|package|font|vbaProject|activeX|printerSettings|bin)?[_\d-]*"
)


def content_types(gather: Gather) -> dict[str, str]:
    """Returns the content type of every member that has one, by its name."""
    if CONTENT_TYPES not in gather.package:
        return {}
    endings, named = {}, {}
    for element in gather.tree(CONTENT_TYPES).iter(etree.Element):
        kind = element.get("ContentType", "")
        endings[element.get("Extension", "").lower()] = kind
        named[element.get("PartName", "").lstrip("/").lower()] = kind
    return {
        name: named.get(name.lower()) or endings.get(name.rpartition(".")[2].lower(), "") for name in gather.package
    }


def addresses(gather: Gather, part: str, place: str) -> None:
    """Notes where the links in a file of relations lead to; addresses hold names of people and files."""
    for element in gather.tree(part).iter(etree.Element):
        if is_outside(element) and has_words(element.get("Target", "")):
            where = gather.numbered(place, "koppeling")
            gather.value(part, where, element, "Target", form=AddressPiece)


def properties(gather: Gather, part: str) -> None:
    """Notes the properties of the document in one of the three parts that hold them."""
    for element in gather.tree(part).iter(etree.Element):
        local = etree.QName(element).localname
        label = _PROPERTIES.get(local, "eigenschap")
        kind = TextKind.NAAM if local in _PEOPLE else TextKind.VRIJ
        name = element.get("name")
        if name:
            gather.value(part, gather.numbered(PROPERTIES, "naam van een eigen eigenschap"), element, "name")
        text = element.text
        if text and has_words(text) and not _PLAIN.fullmatch(text) and not _is_moment(local):
            gather.value(part, f"{PROPERTIES}, {label}", element, kind=kind)
        if element.tail and has_words(element.tail):
            line = Line()
            line.value(element, is_tail=True)
            gather.line(part, f"{PROPERTIES}, {label}", line)


def _is_moment(local: str) -> bool:
    return local in {"created", "modified", "lastPrinted", "AppVersion"}


def everything(
    gather: Gather,
    part: str,
    place: str,
    elements: Iterable[etree._Element] | None = None,
    nouns: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Notes all texts of a part, whatever its elements mean: paragraphs as a whole, any other value by itself.

    Args:
        gather: where they are noted.
        part: the member.
        place: what a person calls it.
        elements: the elements that are looked at; those of the whole part when not given.
        nouns: what the text of an element is called, by the name of the element; "tekst" when it is not there.
    """
    tables = _Tables(gather, place)
    begin = len(gather.passages)
    taken: set[etree._Element] = set()
    for element in gather.tree(part).iter(etree.Element) if elements is None else elements:
        tag = element.tag
        if element.attrib:
            _attributes(gather, part, place, element)
        if tag in _A_TBL:
            tables.number(element)
        if element in taken:
            continue
        if tag in _A_P or tag == "div":
            taken.update(element.iter())
            line = Line()
            _flow(line, element, mixed=tag == "div")
            if has_words(line.whole):
                where = tables.place(element) or gather.numbered(place, "alinea")
                gather.line(part, where, line, copies=())
        elif element.text and has_words(element.text) and not _PLAIN.fullmatch(element.text):
            local = etree.QName(element).localname
            kind = TextKind.NAAM if local in _PEOPLE else TextKind.VRIJ
            gather.value(part, gather.numbered(place, nouns.get(local, "tekst")), element, kind=kind)
        if element.tail and element.tail.strip() and has_words(element.tail):
            line = Line()
            line.value(element, is_tail=True)
            gather.line(part, gather.numbered(place, "tekst"), line)
    if next(gather.tree(part).iter(_FALLBACK), None) is not None:
        noted = gather.passages[begin:]
        gather.passages[begin:] = with_copies(
            (item for item in noted if not _is_fallback(item)), (item for item in noted if _is_fallback(item))
        )


def _is_fallback(passage: Passage) -> bool:
    """Says whether a passage is what a program shows that cannot draw the real thing."""
    return bool(passage.pieces) and next(passage.pieces[0].element.iterancestors(_FALLBACK), None) is not None


class _Tables:
    """Where the paragraphs in the tables of a drawing stand."""

    def __init__(self, gather: Gather, place: str) -> None:
        self._gather = gather
        self._place = place
        self._cells: dict[etree._Element, str] = {}

    def number(self, table: etree._Element) -> None:
        where = self._gather.numbered(self._place, "tabel")
        for row, line in enumerate(table.iterchildren(*_A_TR), start=1):
            for column, cell in enumerate(line.iterchildren(*_A_TC), start=1):
                paragraphs = list(cell.iter(*_A_P))
                for number, paragraph in enumerate(paragraphs, start=1):
                    more = f", alinea {number}" if len(paragraphs) > 1 else ""
                    self._cells[paragraph] = f"{where}, rij {row}, cel {column}{more}"

    def place(self, paragraph: etree._Element) -> str:
        return self._cells.get(paragraph, "")


def _flow(line: Line, element: etree._Element, *, mixed: bool) -> None:
    if is_element(element):
        text = element.text
        if text and (mixed or element.tag in _A_T or not text.isspace()):
            line.value(element)
        for child in element:
            if child.tag in _A_BR or (mixed and child.tag == "br"):
                line.gap("\n")
            _flow(line, child, mixed=mixed)
            tail = child.tail
            if tail and (mixed or not is_element(child) or not tail.isspace()):
                line.value(child, is_tail=True)


def _attributes(gather: Gather, part: str, place: str, element: etree._Element) -> None:
    is_drawn = str(element.tag).startswith(_DRAWING)
    for key, found in element.attrib.items():
        if is_drawn and key not in _DRAWN:
            continue
        name, value = str(key), str(found)
        local = name.rpartition("}")[2]
        if local in _MACHINE or not TWO_LETTERS.search(value) or _PLAIN.fullmatch(value):
            continue
        if name.startswith((*ID_SPACES, "{http://www.w3.org/XML")):
            continue
        is_name = local in _PEOPLE or (local == "displayName" and str(element.tag).endswith("}person"))
        kind = TextKind.NAAM if is_name else TextKind.VRIJ
        where = gather.numbered(place, _LABELS.get(local, "eigenschap"))
        gather.value(part, where, element, name, kind=kind)


_KINDS: Final = {
    "drawing": "tekening", "vmlDrawing": "tekening", "chartUserShapes": "tekening", "legacyDrawing": "tekening",
    "chart": "grafiek", "chartEx": "grafiek", "diagramData": "diagram", "diagramDrawing": "diagram",
    "image": "afbeelding", "hdphoto": "afbeelding", "package": "ingesloten bestand", "oleObject": "ingesloten bestand",
    "audio": "geluid", "video": "film", "media": "film", "control": "formulierelement", "ctrlProp": "formulierelement",
    "table": "tabel", "pivotTable": "draaitabel", "pivotCacheDefinition": "gegevens van een draaitabel",
    "pivotCacheRecords": "gegevens van een draaitabel", "queryTable": "query", "externalLink": "externe koppeling",
    "connections": "verbindingen", "person": "personen", "authors": "personen", "commentAuthors": "personen",
    "slicer": "slicer", "customXml": "eigen xml-gegevens", "tags": "labels", "notesSlide": "notities",
    "comments": "opmerkingen", "threadedComment": "reacties",
}  # fmt: skip


def name_parts(gather: Gather, part: str, place: str, labels: dict[str, str]) -> None:
    """Gives every part that can be reached from `part` a name for people, in the order of the relations.

    Args:
        gather: the package.
        part: where to start.
        place: what a person calls it.
        labels: the names by part; what is in it already keeps its name.
    """
    labels.setdefault(part, place)
    waiting = deque([part])
    while waiting:
        owner = waiting.popleft()
        for relation in relations(gather.package, owner).values():
            target = relation.target
            if target in gather.package and target not in labels:
                labels[target] = gather.numbered(labels[owner], _KINDS.get(relation.kind, "onderdeel"))
                waiting.append(target)


def the_rest(gather: Gather, labels: Mapping[str, str]) -> None:
    """Sees to every member that no one has looked at yet, so that none is left out.

    Args:
        gather: where it is noted.
        labels: what a person calls a part, by its name; others get a number.
    """
    types = content_types(gather)
    for part in gather.left():
        kind = types.get(part, "")
        if is_listing(part):
            addresses(gather, part, labels.get(owner_of(part), ""))
        elif part.startswith("docProps/") and part.endswith(".xml"):
            properties(gather, part)
        elif _LOOKS.search(kind):
            gather.looked_at(part)
        elif "vbaProject" in kind or part.endswith(("vbaProject.bin", "vbaProjectSignature.bin")):
            gather.unread(part, "macro's", MACROS)
        elif "printerSettings" in kind:
            _letters(gather, part)
        elif kind.endswith("xml") or part.endswith((".xml", ".vml")):
            everything(gather, part, labels.get(part) or _label(gather, part, kind))
        else:
            _file(gather, part, kind, labels.get(part, ""))


_NOUNS: Final = (
    ("/charts/", "grafiek"),
    ("/diagrams/", "diagram"),
    ("/drawings/", "tekening"),
    ("customXml/", "eigen xml-gegevens"),
)


def _label(gather: Gather, part: str, kind: str) -> str:
    noun = next((noun for sign, noun in _NOUNS if sign in f"/{part}" or sign in part or sign in kind), "onderdeel")
    return gather.numbered("", noun)


def _file(gather: Gather, part: str, kind: str, label: str) -> None:
    if label:
        gather.inner(part, label)
    elif "thumbnail" in part.lower():
        gather.inner(part, gather.numbered("", "miniatuur"))
    elif kind.startswith("image/") or "/media/" in part:
        gather.inner(part, gather.numbered("", "afbeelding"))
    else:
        gather.inner(part, gather.numbered("", "ingesloten bestand"))


def given_name(part: str) -> str:
    """Returns the name of a member when a person gave it, "" when a program did."""
    name = posixpath.basename(part)
    return "" if _USUAL_NAME.fullmatch(posixpath.splitext(name)[0]) else name


def _letters(gather: Gather, part: str) -> None:
    """Notes the words in settings that a printer wrote in a form of its own."""
    content = gather.package[part]
    words = [word.decode("utf-16-le") for word in re.findall(rb"(?:[\x20-\x7e]\0){4,}", content)]
    words += [word.decode("ascii") for word in re.findall(rb"(?<=>)[^<>\0-\x1f\x7f-\xff]{4,}(?=<)", content)]  # macOS
    gather.loose(part, gather.numbered("", "printerinstellingen"), "\n".join(words))
    gather.seen(part)


def read_walk(found: Format, package: Package, walk: Walk, visit: Visit) -> Reading:
    """Returns what was walked as a reading, with the files within the package read too."""
    inner = [visit.inner(item.place, given_name(item.part), package[item.part]) for item in walk.inner]
    return Reading(
        found.value,
        (*walk.segments(), *(segment for item in inner for segment in item.segments)),
        (*walk.unread, *(unread for item in inner for unread in item.unread)),
        (*walk.read, *(part for item in inner for part in item.read)),
    )
