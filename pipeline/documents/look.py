"""Reads huisstijl.toml: how a client's documents are to look; every mistake with its line and what to do, at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from pipeline.documents.colour import mixed, read_colour
from pipeline.documents.pictures import Picture, measure
from pipeline.errors import OwnDataError

FILE: Final = "huisstijl.toml"
MAX_LOGO: Final = 2_000_000
"""Bytes; a logo stands in every document, and UWV takes no document above ten megabytes."""
MAX_PIXELS: Final = 25_000_000
"""The most pixels of a logo; a small file can hold thousands of millions, which Word unpacks."""
MAX_LOGO_HEIGHT: Final = 18.0
"""Millimetres; a taller logo is shown smaller, so that the header leaves the page to the text."""

_MAX_FILE = 100_000
_WIDTHS = (10.0, 90.0)
_LONG, _SHORT = 300, 80
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SECTION = re.compile(r"\s*\[\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*=""")
_TAG = re.compile(r"\{[{%#_]|[}%#_]\}")
_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ufffe\uffff]")
_FONT = re.compile(r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ .,'&+-]{0,79}")

KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("naam", "logo", "kleuren", "lettertypen", "afzender", "voettekst", "teksten"),
    "logo": ("bestand", "tekst", "breedte_mm"),
    "kleuren": ("accent", "vlak", "lijn", "tekst", "zacht"),
    "lettertypen": ("tekst", "koppen"),
    "afzender": ("adres", "telefoon", "email", "website", "kvk"),
}
"""Every key of huisstijl.toml by its section; `teksten` takes any."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The palette: each six hexadecimal digits, or "" for that of the template.

    Attributes:
        accent: titles, headings, the heads of tables.
        vlak: the light field behind the head of a table.
        lijn: rules and borders.
        tekst: ordinary text.
        zacht: explanations, header and footer.
    """

    accent: str = ""
    vlak: str = ""
    lijn: str = ""
    tekst: str = ""
    zacht: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo.

    Attributes:
        name: its file name in the folder of the house style.
        content: the bytes of the file.
        picture: its kind and its size in pixels.
        text: what it shows, for those who cannot see it.
        width: in millimetres, as it stands on the page.
    """

    name: str
    content: bytes = field(repr=False)
    picture: Picture
    text: str
    width: float

    @property
    def height(self) -> float:
        """Millimetres, as it stands on the page."""
        return self.width * self.picture.height / self.picture.width


@dataclass(frozen=True, slots=True)
class Look:
    """A house style as data; the colours and typefaces that it does not name stay those of the template.

    Attributes:
        name: what the organisation calls itself.
        logo: its logo, or None.
        colours: its palette.
        font: the typeface of text, "" for that of the template.
        heading_font: the typeface of titles and headings, likewise.
        address: the lines of the address.
        contact: how to reach the organisation, and its number with the Chamber of Commerce.
        footer: a line of its own below that, or "".
        texts: what stands in the templates, with what is to stand there instead.
    """

    name: str
    logo: Logo | None = None
    colours: Colours = Colours()
    font: str = ""
    heading_font: str = ""
    address: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    footer: str = ""
    texts: tuple[tuple[str, str], ...] = ()


def read_look(path: Path) -> Look:
    """Returns what the huisstijl.toml at `path` says.

    Raises:
        OwnDataError: it cannot be read or holds mistakes; a line for each, with file, line, key and remedy.
    """
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OwnDataError(_unreadable(path, error, text)) from None
    reader = _Reader(path, text)
    look = reader.look(data)
    if reader.mistakes:
        raise OwnDataError("\n".join(message for _, message in sorted(reader.mistakes)))
    return look


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OwnDataError(f"{path}: dit bestand is niet te lezen ({type(error).__name__}). Zet het terug.") from None
    if len(content) > _MAX_FILE:
        raise OwnDataError(f"{path}: dit bestand is groter dan {_MAX_FILE // 1000} kB. Maak het kleiner.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise OwnDataError(f"{path}:{line}: hier staat een teken dat geen UTF-8 is. Bewaar als UTF-8.") from None


def _unreadable(path: Path, error: tomllib.TOMLDecodeError, text: str) -> str:
    found = _AT_LINE.search(str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    if "overwrite" in str(error) or "twice" in str(error):
        return f"{path}:{line}: deze sleutel of dit blok staat er twee keer. Haal er één weg."
    advice = (
        'Schrijf elke regel als sleutel = "waarde", met rechte aanhalingstekens om tekst, en een blok als [kleuren].'
    )
    return f"{path}:{line}: deze regel is niet te lezen. {advice}"


class _Reader:
    """Reads the parts of one file and gathers every mistake with its line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = dict(_key_lines(text))
        self.mistakes: list[tuple[int, str]] = []

    def look(self, data: Mapping[str, Any]) -> Look:
        self._unknown("", data)
        name = self._required(data, "naam", "Vul de naam van de organisatie in.")
        blocks = {section: self._block(data, section) for section in ("kleuren", "lettertypen", "afzender", "teksten")}
        fonts = blocks["lettertypen"]
        font = self._font(fonts, "tekst")
        return Look(
            name=name,
            logo=self._logo(data.get("logo"), name),
            colours=self._colours(blocks["kleuren"]),
            font=font,
            heading_font=self._font(fonts, "koppen") or font,
            address=tuple(filter(None, self._address(blocks["afzender"]))),
            contact=tuple(self._contact(blocks["afzender"])),
            footer=self._string(data, "voettekst", "voettekst", _LONG),
            texts=tuple(self._texts(blocks["teksten"])),
        )

    def _mistake(self, key: str, message: str) -> None:
        line = self._lines.get(key) or self._lines.get(key.partition(".")[0]) or 1
        self.mistakes.append((line, f"{self._path}:{line}: {key}: {message}"))

    def _unknown(self, section: str, block: Mapping[str, Any]) -> None:
        known = KNOWN[section]
        for key in block.keys() - set(known):
            meant = get_close_matches(key.lower(), known, n=1, cutoff=0.6)
            hint = f"Bedoelt u {meant[0]}?" if meant else f"Kies uit: {', '.join(known)}."
            self._mistake(f"{section}.{key}" if section else key, f"deze sleutel bestaat niet. {hint}")

    def _block(self, data: Mapping[str, Any], section: str) -> Mapping[str, Any]:
        block = data.get(section, {})
        if not isinstance(block, Mapping):
            self._mistake(section, f"hier hoort een blok. Schrijf [{section}] op een regel, met de sleutels eronder.")
            return {}
        if section in KNOWN:
            self._unknown(section, block)
        return block

    def _required(self, data: Mapping[str, Any], key: str, remedy: str) -> str:
        value = self._string(data, key, key, _SHORT)
        if not value and not any(f": {key}: " in message for _, message in self.mistakes):
            self._mistake(key, f"dit ontbreekt. {remedy}")
        return value

    def _string(self, block: Mapping[str, Any], key: str, shown: str, limit: int = _LONG) -> str:
        value = block.get(key, "")
        return self._line(value, shown, limit) if value != "" else ""

    def _line(self, value: object, shown: str, limit: int) -> str:
        """Returns a line of text; what is none is a mistake."""
        if not isinstance(value, str):
            self._mistake(shown, "hier hoort tekst. Zet de waarde tussen rechte aanhalingstekens.")
        elif not value.strip():
            self._mistake(shown, "hier staat niets. Vul tekst in of haal de sleutel weg.")
        elif _CONTROL.search(value):
            self._mistake(shown, "hier hoort één regel, zonder regeleinde of stuurteken.")
        elif _TAG.search(value):
            self._mistake(shown, "hier kan geen tag als {{ }} of {% %} staan; zet die in een eigen sjabloon.")
        elif len(value) > limit:
            self._mistake(shown, f"te lang. Gebruik hooguit {limit} tekens.")
        else:
            return value.strip()
        return ""

    def _colours(self, block: Mapping[str, Any]) -> Colours:
        read = {key.name: self._colour(block, key.name) for key in fields(Colours)}
        accent = read["accent"]
        if accent:
            # A tint of the accent goes with it; that of the template may not.
            read["vlak"] = read["vlak"] or mixed(accent, 0.09)
            read["lijn"] = read["lijn"] or mixed(accent, 0.28)
        return Colours(**read)

    def _colour(self, block: Mapping[str, Any], key: str) -> str:
        value = block.get(key)
        if value is None:
            return ""
        colour = read_colour(value) if isinstance(value, str) else None
        if colour is None:
            self._mistake(f"kleuren.{key}", 'dit is geen kleur. Schrijf zes cijfers of letters a-f, als "#1B4B5A".')
        return colour or ""

    def _font(self, block: Mapping[str, Any], key: str) -> str:
        font = self._string(block, key, f"lettertypen.{key}", _SHORT)
        if font and not _FONT.fullmatch(font):
            self._mistake(f"lettertypen.{key}", "dit is geen naam van een lettertype. Neem de naam over uit Word.")
            return ""
        return font

    def _address(self, block: Mapping[str, Any]) -> Iterator[str]:
        address = block.get("adres", [])
        for line in address if isinstance(address, list) else [address]:
            yield self._line(line, "afzender.adres", _SHORT)

    def _contact(self, block: Mapping[str, Any]) -> Iterator[str]:
        prefixes: Mapping[str, str] = {"telefoon": "", "email": "", "website": "", "kvk": "KvK "}
        for key, prefix in prefixes.items():
            if value := self._string(block, key, f"afzender.{key}", _SHORT):
                yield prefix + value

    def _texts(self, block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for old, new in block.items():
            if _TAG.search(old) or not old.strip():
                self._mistake(f"teksten.{old}", "links hoort een tekst uit de sjablonen, zonder tags.")
            elif replaced := self._line(new, f"teksten.{old}", 2 * _LONG):
                yield " ".join(old.split()), replaced

    def _logo(self, value: object, name: str) -> Logo | None:
        if value is None:
            return None
        block: Mapping[str, Any] = (
            {"bestand": value} if isinstance(value, str) else self._block({"logo": value}, "logo")
        )
        shown = "logo" if isinstance(value, str) else "logo.bestand"
        file = self._string(block, "bestand", shown, 200)
        text = self._string(block, "tekst", "logo.tekst", _LONG) or f"Logo van {name}"
        width = self._width(block.get("breedte_mm", 42))
        if not file:
            if not any(f": {shown}: " in message for _, message in self.mistakes):
                self._mistake(shown, "dit ontbreekt. Noem het bestand met het logo, in de map van de huisstijl.")
            return None
        content = self._content(file, shown)
        picture = measure(content) if content else None
        if picture is None:
            if content:
                remedy = "Bewaar het als .png of .jpg (een .svg kan niet elke Word aan)."
                self._mistake(shown, f"dit is geen PNG of JPEG, of het is beschadigd. {remedy}")
            return None
        if picture.width * picture.height > MAX_PIXELS:
            limit = MAX_PIXELS // 1_000_000
            self._mistake(shown, f"dit logo heeft meer dan {limit} miljoen beeldpunten. Maak het kleiner.")
            return None
        return Logo(file, content, picture, text, min(width, MAX_LOGO_HEIGHT * picture.width / picture.height))

    def _width(self, value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and _WIDTHS[0] <= value <= _WIDTHS[1]:
            return float(value)
        self._mistake("logo.breedte_mm", f"hier hoort een getal van {_WIDTHS[0]:g} tot en met {_WIDTHS[1]:g}.")
        return _WIDTHS[0]

    def _content(self, file: str, shown: str) -> bytes:
        folder = self._path.parent.resolve()
        path = (folder / file).resolve()
        if not path.is_relative_to(folder):
            self._mistake(shown, "het logo moet in de map van de huisstijl staan. Zet het daar neer.")
        elif not path.is_file():
            self._mistake(shown, "dit bestand staat niet in de map van de huisstijl. Verbeter de naam.")
        elif path.stat().st_size > MAX_LOGO:
            self._mistake(shown, f"het logo is groter dan {MAX_LOGO // 1_000_000} MB. Bewaar het kleiner.")
        else:
            return self._read(path, shown)
        return b""

    def _read(self, path: Path, shown: str) -> bytes:
        try:
            content = path.read_bytes()
        except OSError as error:
            self._mistake(shown, f"het logo is niet te lezen ({type(error).__name__}).")
            return b""
        if not content:
            self._mistake(shown, "het logo is een leeg bestand. Zet het goede erbij.")
        return content


def _key_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yields every key with its line, as 'kleuren.accent'; enough to point with, not to parse with."""
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _SECTION.match(line):
            section = match[1].strip("\"' ")
            yield section, number
        elif match := _KEY.match(line):
            key = next(part for part in match.groups() if part is not None)
            yield (f"{section}.{key}" if section else key), number
