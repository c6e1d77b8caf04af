"""Web pages: what is shown, a segment a block, and what is not shown: comments, attributes, scripts, hidden parts."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from html.parser import HTMLParser
from typing import Final

from pipeline.model import Segment, Unread
from pipeline.readers.encodings import decode, wide_encoding
from pipeline.readers.gather import has_words, readable_address
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

_BLOCKS: Final = frozenset(
    """
    html head title body p div section article aside header footer nav main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table
    caption thead tbody tfoot tr td th blockquote pre address form fieldset legend label select option optgroup textarea
    button details summary dialog figure figcaption hr center iframe noscript template script style object applet svg
    text desc foreignobject math video audio datalist output map area frame frameset noframes xmp listing o:p
""".split()
)
_INLINE: Final = frozenset(
    """
    a abbr acronym b base basefont bdi bdo big br canvas cite code col colgroup data del dfn em embed font i img input
    ins kbd link mark menu meta meter nobr param picture progress q rb rp rt rtc ruby s samp slot small source span
    strike strong sub sup time track tt u var wbr g path rect circle ellipse line polyline polygon tspan textpath defs
    use symbol clippath mask lineargradient radialgradient stop filter image xml hgroup search marquee blink
    wordsection
""".split()
)
# Attributes that hold measures, kinds and names for programs.
_MACHINE: Final = frozenset(
    """
    class for type rel rev target width height align valign bgcolor color face size border cellpadding cellspacing
    colspan rowspan lang xml:lang dir charset http-equiv method enctype role tabindex media sizes d points viewbox
    transform fill stroke xmlns nowrap frame rules scope shape coords clear compact start hspace vspace link vlink alink
    autocomplete spellcheck crossorigin integrity loading decoding referrerpolicy background leftmargin topmargin
    marginwidth marginheight preserveaspectratio version contenteditable draggable
""".split()
)
_LABELS: Final = {
    "alt": "alternatieve tekst", "title": "knopinfo", "placeholder": "invultekst", "value": "waarde",
    "content": "kenmerk", "href": "koppeling", "src": "koppeling", "aria-label": "alternatieve tekst",
}  # fmt: skip
_ADDRESSES: Final = frozenset({"href", "src", "action", "cite", "data", "poster", "srcset", "formaction", "background"})
_DATA = re.compile(r"data:(?:[\w.+-]+/[\w.+-]+)?(?:;[\w-]+=[^;,\s]*)*;base64,([A-Za-z0-9+/=_\s-]+)")
_STYLE_TEXT = re.compile(r"/\*(.*?)\*/|\"([^\"\n]*)\"|'([^'\n]*)'", re.DOTALL)
_CONDITION = re.compile(r"\A\s*\[if\b[^\]<>]*\]>|<!\[endif\]\Z")
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_SEVEN_BITS: Final = (b"utf-7", b"utf7", b"iso-2022", b"hz")  # letters of these look like those of ASCII
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:-]{2,40})")
_PRE: Final = frozenset({"pre", "textarea"})
_RAW: Final = frozenset({"script", "style"})
_SPACE = re.compile(r"\s+")
_BAD_PICTURE: Final = "Een bestand dat in deze pagina staat is beschadigd. Bekijk de pagina zelf."
WHOLE: Final = "pagina"
"""What is read of a web page: all of it."""


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of a page by line, hidden ones too, with the pictures and files that stand in the page itself.

    Raises:
        UnreadableError: the bytes are no text.
    """
    page = _Page()
    page.read(text_of(content))
    segments, unread, parts = list(page.segments), [], [WHOLE]
    for number, data in enumerate(page.data, start=1):
        place = f"ingesloten bestand {number}"
        try:
            reading = visit.inner(place, "", base64.b64decode(data.translate(_URL_SAFE)))
        except (binascii.Error, ValueError):
            unread.append(Unread(place, _BAD_PICTURE))
            continue
        segments += reading.segments
        unread += reading.unread
        parts += reading.read
    return Reading(Format.HTML, tuple(segments), tuple(unread), tuple(parts))


_URL_SAFE: Final = str.maketrans("-_", "+/")


def text_of(content: bytes) -> str:
    """Returns the source of a page: by its mark, as UTF-8 when it is that, else by what it says of itself.

    Raises:
        UnreadableError: the bytes are no text.
    """
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or wide_encoding(content):
        return decode(content)
    said = _CHARSET.search(content[:4096]) or _XML_CHARSET.match(content)
    is_seven_bits = said is not None and said[1].lower().startswith(_SEVEN_BITS)
    try:
        if not is_seven_bits:
            return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        name = codecs.lookup(said[1].decode("ascii")).name if said else ""
        if name in {"", "utf-8", "utf-16", "utf-32", "ascii"}:
            return decode(content)
        return content.decode("cp1252" if name == "iso8859-1" else name, "replace")
    except (LookupError, UnicodeError, TypeError, ValueError):
        return decode(content)


class _Page(HTMLParser):
    """Takes a page apart; every character of it comes by in one of the methods."""

    def __init__(self, noun: str = "", line: int = 0, places: dict[str, int] | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.segments: list[Segment] = []
        self.data: list[str] = []
        self._noun = noun
        self._offset = line
        self._places: dict[str, int] = {} if places is None else places
        self._text: list[str] = []
        self._from = 0
        self._raw = ""
        self._pre = 0

    def read(self, source: str) -> None:
        self.feed(source)
        self.close()
        self._flush()
        if self.rawdata:  # a script without an end
            self._note(self._line, "script", _escaped(self.rawdata))

    @property
    def _line(self) -> int:
        return self.lineno + self._offset

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = ""
        if tag in _BLOCKS:
            self._flush()
            self._pre += tag in _PRE
            self._raw = tag if tag in _RAW else ""
        elif tag == "br":
            self._text.append("\n")
        elif tag not in _INLINE and ":" not in tag:
            self._note(self._line, "onbekende code", self.get_starttag_text() or "")
        for name, value in attrs:
            if value and name not in _MACHINE and not name.startswith("xmlns"):
                self._attribute(name, value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._raw = ""
        self._pre -= tag in _PRE

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""
        if tag in _BLOCKS:
            self._flush()
            self._pre = max(0, self._pre - (tag in _PRE))

    def handle_data(self, data: str) -> None:
        if self._raw == "style":
            self._style(data)
        elif self._raw:
            self._note(self._line, "script", self._without_data(_escaped(data)))
        else:
            if not self._from:
                if not data.isspace():
                    self._from = self._line + data[: len(data) - len(data.lstrip())].count("\n")
                elif not self._pre:  # between two blocks
                    return
            is_plain = self._pre or not ("\n" in data or "  " in data or "\t" in data or "\r" in data)
            self._text.append(data if is_plain else _SPACE.sub(" ", data))

    def handle_comment(self, data: str) -> None:
        self._aside("commentaar", data)

    def handle_pi(self, data: str) -> None:
        if not data.startswith("xml"):
            self._note(self._line, "opdracht", data)

    def handle_decl(self, decl: str) -> None:
        if not re.match(r"(?i)doctype\s+html\b", decl) or "[" in decl:
            self._note(self._line, "opdracht", decl)

    def parse_html_declaration(self, i: int) -> int:
        """Reads what begins with <!; what Word puts between <![ and ]> is no mistake, and what is one is a comment."""
        if not self.rawdata.startswith("<![", i):
            return super().parse_html_declaration(i)
        is_text = self.rawdata.startswith("<![CDATA[", i)
        closing = "]]>" if is_text else ">"
        end = self.rawdata.find(closing, i)
        if end < 0:
            return -1
        inside = self.rawdata[i + len("<![CDATA[" if is_text else "<![") : end]
        if is_text:
            self.handle_data(inside)
        elif not re.fullmatch(r"(?:if\b[\s\w!()&|.]*|endif)\]?(?:--)?", inside):
            self.handle_comment(inside)
        return end + len(closing)

    def _attribute(self, name: str, value: str) -> None:
        if name == "srcdoc":
            self._aside("ingesloten pagina", value)
        elif name == "style":
            self._style(value)
        elif name != "id" or " " in value or not value.isascii():
            value = self._without_data(value)
            text = readable_address(value) if name in _ADDRESSES else value
            self._note(self._line, _LABELS.get(name, "kenmerk"), text)

    def _style(self, source: str) -> None:
        if '"' not in source and "'" not in source and "/*" not in source:
            return
        for found in _STYLE_TEXT.finditer(self._without_data(source)):
            self._note(self._line + source.count("\n", 0, found.start()), "opmaak", found[0])

    def _without_data(self, source: str) -> str:
        """Returns a value without the files that are written in it, which are kept to be read."""
        if "base64" not in source:
            return source
        self.data += [found[1] for found in _DATA.finditer(source)]
        return _DATA.sub("", source)

    def _aside(self, noun: str, source: str) -> None:
        """Reads what is no part of the page shown, but may be written as one."""
        if "<" not in source or self._noun:
            self._note(self._line, noun, source)
            return
        inner = _Page(noun, self._line - 1, self._places)
        inner.read(_CONDITION.sub("", source))
        self.segments += inner.segments
        self.data += inner.data

    def _flush(self) -> None:
        if not self._text:
            return
        text = "".join(self._text)
        self._note(self._from, "", text if self._pre else text.strip())
        self._text.clear()
        self._from = 0

    def _note(self, line: int, noun: str, text: str) -> None:
        if not has_words(text):
            return
        place = f"regel {line}"
        if self._noun or noun:
            place = ", ".join(filter(None, (place, self._noun, noun)))
        number = self._places[place] = self._places.get(place, 0) + 1
        self.segments.append(Segment(f"{place}, tekst {number}" if number > 1 else place, Tekst(text)))


def _escaped(source: str) -> str:
    """Returns a script with its escapes undone, as in the data that search engines read."""
    return _UNICODE.sub(lambda found: chr(int(found[1], 16)), source)
