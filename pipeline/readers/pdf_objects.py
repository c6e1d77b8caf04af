"""The texts of a PDF outside its pages: every string of every object, called by what the object is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, TextKind
from pipeline.readers.gather import has_words, readable_address
from pipeline.readers.pdf_streams import rich_text, string_text
from pipeline.text import Tekst

MAX_OBJECTS: Final = 500_000
"""More objects than that is no document of an office."""

PROPERTIES: Final = "documenteigenschappen"
NAMES: Final = "namen in het bestand"
"""The place of the words that stand in no string: names of choices, layers, typefaces, one a line."""

_STRING = re.compile(rb"[(]|<[0-9A-Fa-f]")
_TITLE = re.compile(rb"/Title (\d+) (\d+) R")
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]{3,})")
# Dates, checks, and what names a script, a typeface or a colour: never a text of whoever made the document.
_SILENT: Final = frozenset({
    "/ID", "/CreationDate", "/ModDate", "/M", "/Lang", "/Registry", "/Ordering", "/CharSet", "/DA", "/CheckSum",
    "/Panose", "/Cert", "/ByteRange", "/Encrypt", "/DocChecksum",
})  # fmt: skip
_LABELS: Final = {
    "/Title": "titel",
    "/Author": "auteur",
    "/Subject": "onderwerp",
    "/Keywords": "trefwoorden",
    "/T": "naam",
    "/TU": "toelichting",
    "/TM": "naam voor uitvoer",
    "/V": "waarde",
    "/DV": "standaardwaarde",
    "/Opt": "keuze",
    "/Contents": "tekst",
    "/RC": "opgemaakte tekst",
    "/RV": "opgemaakte tekst",
    "/Subj": "onderwerp",
    "/Desc": "omschrijving",
    "/F": "bestandsnaam",
    "/UF": "bestandsnaam",
    "/Alt": "alternatieve tekst",
    "/ActualText": "vervangende tekst",
    "/E": "voluit",
    "/URI": "adres",
    "/JS": "script",
    "/Name": "naam",
    "/Reason": "reden",
    "/Location": "plaats",
    "/ContactInfo": "contactgegevens",
    "/P": "voorvoegsel",
    "/NM": "kenmerk",
}
_RICH: Final = frozenset({"/RC", "/RV"})


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a PDF holds.

    Attributes:
        place: "bijlage 2".
        name: what the PDF calls it, "" when it does not.
        stream: its bytes, of pikepdf.
    """

    place: str
    name: str
    stream: Any = field(repr=False)


class Objects:
    """The objects of one PDF, sorted by what a reader does with them.

    Attributes:
        pdf: the PDF, of pikepdf.
        streams: all streams.
        fonts: the typefaces.
        lost_pages: the pages that left the tree of pages, so that no program shows them.
        numbers: number and generation of every object, also of those that hold nothing to read.
    """

    def __init__(self, pdf: Any) -> None:
        """Goes over all objects.

        Raises:
            UnreadableError: there are too many.
        """
        import pikepdf

        if len(pdf.objects) > MAX_OBJECTS:
            raise UnreadableError("Dit pdf-bestand heeft te veel onderdelen om te lezen. Splits het.")
        self.pdf = pdf
        self.streams: list[Any] = []
        self.lost_pages: list[Any] = []
        self.fonts: list[Any] = []
        self._with_strings: list[Any] = []
        self._with_files: list[Any] = []
        self._numbers: Counter[str] = Counter()
        self._written: list[bytes] = []
        self._pages: list[Any] = []
        self.numbers: set[tuple[int, int]] = set()
        locked = pdf.trailer.get("/Encrypt")
        skip = locked.objgen if isinstance(locked, pikepdf.Object) and locked.is_indirect else None
        number = (0, 0)
        for item in (pdf.trailer, *pdf.objects):
            # They come by their number, and one that is a plain number itself comes without.
            is_object = isinstance(item, pikepdf.Object)
            number = item.objgen if is_object else (number[0] + 1, 0)
            self.numbers.add(number)
            if is_object and number != skip:
                self._sort(item)
        if len(self._pages) != len(pdf.pages):
            self.lost_pages = [page for page in self._pages if page.objgen not in self.page_numbers]

    def _sort(self, item: Any) -> None:
        """Puts an object with those of its kind."""
        import pikepdf

        is_stream = isinstance(item, pikepdf.Stream)
        if is_stream:
            self.streams.append(item)
        written = (item.stream_dict if is_stream else item).unparse(resolved=True)
        self._written.append(written)
        if _STRING.search(written):
            self._with_strings.append(item)
        if b"/EF" in written:
            self._with_files.append(item)
        if b"/Page" in written and isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Page":
            self._pages.append(item)
        if b"/Font" in written and isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            self.fonts.append(item)

    @cached_property
    def page_numbers(self) -> dict[tuple[int, int], int]:
        """The pages that are shown, from 1, by their object."""
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, start=1)}

    @cached_property
    def notes(self) -> dict[tuple[int, int], int]:
        """On which page a note or field stands, by its object."""
        import pikepdf

        found: dict[tuple[int, int], int] = {}
        for number, page in enumerate(self.pdf.pages, start=1):
            notes = page.obj.get("/Annots")
            for note in notes if isinstance(notes, pikepdf.Array) else ():
                if isinstance(note, pikepdf.Dictionary) and note.is_indirect:
                    found[note.objgen] = number
        return found

    @cached_property
    def references(self) -> dict[tuple[int, int], str]:
        """Under which key an object is first referred to, by the object."""
        found: dict[tuple[int, int], str] = {}
        for written in self._written:
            for match in re.finditer(rb"/([^\s/<>\[\]()]+)\s*((?:\[[^]/]*|\d+ \d+ R))", written):
                for number, generation in re.findall(rb"(\d+) (\d+) R", match[2]):
                    found.setdefault((int(number), int(generation)), match[1].decode("latin-1"))
        return found

    def mentions(self, key: bytes) -> bool:
        """Says whether any object holds a key."""
        return any(key in written for written in self._written)

    @cached_property
    def _titles(self) -> set[tuple[int, int]]:
        found = _TITLE.findall(b"\n".join(self._written))
        return {(int(number), int(generation)) for number, generation in found}

    def segments(self) -> Iterator[Segment]:
        """Yields every text of every object, and the names that stand in no string."""
        for item in self._with_strings:
            yield from self._of(item)
        names = {_plain_name(name) for name in set(_NAME.findall(b"\n".join(self._written)))}
        if text := "\n".join(sorted(names)):
            yield Segment(NAMES, Tekst(text), TextKind.CODE)

    def files(self) -> Iterator[Attached]:
        """Yields the files within this one, each once, in the order of the objects."""
        import pikepdf

        seen: set[tuple[int, int]] = set()
        for item in self._with_files:
            for holder in _holders(item):
                for key in ("/UF", "/F", "/DOS", "/Mac", "/Unix"):
                    stream = holder["/EF"].get(key)
                    if isinstance(stream, pikepdf.Stream) and stream.objgen not in seen:
                        seen.add(stream.objgen)
                        yield Attached(f"bijlage {len(seen)}", _file_name(holder), stream)
        for stream in self.streams:
            if stream.get("/Type") == "/EmbeddedFile" and stream.objgen not in seen:
                seen.add(stream.objgen)
                yield Attached(f"bijlage {len(seen)}", "", stream)

    def numbered(self, place: str) -> str:
        """Returns a place with the next number."""
        self._numbers[place] += 1
        return f"{place} {self._numbers[place]}"

    def _of(self, item: Any) -> Iterator[Segment]:
        place = ""
        for key, value in _strings(item, ""):
            raw = bytes(value)
            if key in _SILENT or (key == "/Contents" and _is_signature(item)):
                continue
            place = place or self._place(item)
            text = string_text(raw)
            label = _LABELS.get(key, "")
            kind = TextKind.NAAM if key == "/Author" else TextKind.VRIJ
            if key == "/T" and " opmerking " in f" {place} ":
                label, kind = "auteur", TextKind.NAAM
            if place == PROPERTIES and not label:
                text = f"{_plain_name(key[1:].encode())}: {text}"
            if key == "/URI" or "%" in text:
                text = readable_address(text)
            for piece in rich_text(text) if key in _RICH else (text,):
                if has_words(piece):
                    yield Segment(f"{place}, {label}" if label else place, Tekst(piece), kind)

    def _place(self, item: Any) -> str:
        import pikepdf

        if isinstance(item, pikepdf.String) and item.objgen in self._titles:
            return self.numbered("titel")
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            return self.numbered("overig onderdeel")
        info = self.pdf.trailer.get("/Info")
        if isinstance(info, pikepdf.Object) and item.objgen == info.objgen != (0, 0):
            return PROPERTIES
        if item.get("/Type") == "/Page":
            number = self.page_numbers.get(item.objgen)
            return f"pagina {number}" if number else "verwijderde pagina"
        noun = _noun(item)
        on_page = self.notes.get(item.objgen)
        return self.numbered(f"pagina {on_page}, {noun}" if on_page else noun)


def _strings(item: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Yields the strings of an object, each with the key that it stands under; not those of other objects."""
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield key, item
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in item.items():
            yield from _strings(value, name) if _is_direct(value) else ()
    elif isinstance(item, pikepdf.Array) and not _is_colour(item):
        for value in item:
            yield from _strings(value, key) if _is_direct(value) else ()


def _is_colour(array: Any) -> bool:
    return len(array) == 4 and str(array[0]) in {"/Indexed", "/I"}


def _is_signature(item: Any) -> bool:
    import pikepdf

    return isinstance(item, pikepdf.Dictionary) and "/ByteRange" in item


def _holders(item: Any) -> Iterator[Any]:
    """Yields the dictionaries in an object that name a file within the PDF."""
    import pikepdf

    if isinstance(item, pikepdf.Dictionary):
        if isinstance(item.get("/EF"), pikepdf.Dictionary):
            yield item
        for value in item.values():
            yield from _holders(value) if _is_direct(value) else ()
    elif isinstance(item, pikepdf.Array):
        for value in item:
            yield from _holders(value) if _is_direct(value) else ()


def _is_direct(value: Any) -> bool:
    """Says whether a value is an object that stands where it is found; numbers and the like are no objects."""
    import pikepdf

    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _file_name(holder: Any) -> str:
    import pikepdf

    names = (holder.get(key) for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac"))
    return next((string_text(bytes(name)) for name in names if isinstance(name, pikepdf.String)), "")


def _noun(item: Any) -> str:
    kind, subtype, action = (str(item.get(key, "")) for key in ("/Type", "/Subtype", "/S"))
    if subtype == "/Widget" or "/FT" in item or ("/T" in item and ("/Kids" in item or "/Parent" in item)):
        return "invulveld"
    if kind == "/Annot" or (subtype and "/Rect" in item):
        return "koppeling" if subtype == "/Link" else "opmerking"
    if kind in _KINDS:
        return _KINDS[kind]
    if action in {"/JavaScript", "/Rendition"} or "/JS" in item:
        return "script"
    if action in {"/URI", "/Launch", "/GoToR", "/GoToE", "/SubmitForm"} or "/URI" in item:
        return "koppeling"
    found = next((noun for key, noun in _BY_KEY if key in item), None)
    return found or "overig onderdeel"


_KINDS: Final = {
    "/StructElem": "structuur",
    "/OCG": "laag",
    "/OCMD": "laag",
    "/Sig": "handtekening",
    "/DocTimeStamp": "handtekening",
    "/Filespec": "naam van bijlage",
    "/F": "naam van bijlage",
    "/PageLabel": "paginanummering",
    "/Catalog": "bestand",
    "/Outlines": "bladwijzer",
    "/Font": "lettertype",
    "/FontDescriptor": "lettertype",
    "/OutputIntent": "kleurprofiel",
}
_BY_KEY: Final = (
    ("/EF", "naam van bijlage"),
    ("/UF", "naam van bijlage"),
    ("/XFA", "invulformulier"),
    ("/OCGs", "laag"),
    ("/Title", "bladwijzer"),
    ("/Nums", "paginanummering"),
    ("/Alt", "structuur"),
    ("/ActualText", "structuur"),
    ("/Names", "lijst met namen"),
    ("/Limits", "lijst met namen"),
    ("/Params", "bijlage"),
)


def _plain_name(name: bytes) -> str:
    text = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name)
    return string_text(text).replace("\n", " ")
