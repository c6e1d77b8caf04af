"""Measures reading: our readers against the library that people read the format with, on the same file in one run.

Usage: python -m bench.reading [--rounds N] [FORMAT...]
Each file is made here, with text of nlp_rules/corpus and the noise that office programs write, as large as offices
have them. The library gives paragraphs and cells; ours gives every place with its position in the XML. Both are timed
by turns in CPU time on one core; the fastest round counts. It ends with code 1 when a format takes more than it may.
A format is added as a `Subject`.
"""

from __future__ import annotations

import argparse
import io
import platform
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from bench import reading_pages, reading_sheets
from pipeline.readers.registry import read_file

CORPUS = Path("nlp_rules/corpus")
WANTED = 1.5
"""How many times the library a reader may take."""

Library = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Subject:
    """A format to measure.

    Attributes:
        name: what it is called.
        make: makes the file.
        peer: the distribution to compare with.
        use: reads the file with it.
        wanted: how many times the library ours may take.
        file_name: what the file is called, where that says what it is.
    """

    name: str
    make: Callable[[], bytes]
    peer: str
    use: Library
    wanted: float = WANTED
    file_name: str = ""


def sentences(count: int) -> list[str]:
    """Returns lines of the corpus, in an order that is always the same."""
    lines = [line for path in sorted(CORPUS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    plain = [line.replace("[[", "").replace("]]", "") for line in lines if line and not line.startswith("#")]
    random.Random(3).shuffle(plain)
    return [line.replace("&", "en").replace("<", "(").replace(">", ")") for line in plain[:count]]


def word_file() -> bytes:
    """A Word file of about 30 kB: paragraphs in a few runs each, tables, a header, styles, Word's noise."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    texts = iter(sentences(420))
    dice = random.Random(4)

    def run(text: str) -> str:
        return (
            f'<w:r w:rsidRPr="00{dice.randrange(16**6):06X}"><w:rPr><w:rFonts w:cs="Arial"/><w:lang w:val="nl-NL"/>'
            f'</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        )

    def paragraph() -> str:
        words = next(texts).split(" ")
        cut = len(words) // 2
        runs = f'{run(" ".join(words[:cut]))}<w:proofErr w:type="spellStart"/>{run(" " + " ".join(words[cut:]))}'
        return f'<w:p w:rsidR="00{dice.randrange(16**6):06X}"><w:pPr><w:pStyle w:val="Plat"/></w:pPr>{runs}</w:p>'

    def table() -> str:
        cell = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{}</w:tc>'
        rows = ("".join(cell.format(paragraph()) for _ in range(3)) for _ in range(8))
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    body = "".join("".join(paragraph() for _ in range(40)) + table() for _ in range(6))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="heading {number}"/><w:rPr><w:b/></w:rPr>'
        "</w:style>"
        for number in range(120)
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
            f'<Override PartName="/word/header1.xml" ContentType="{kind}.header+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{listed}"><Relationship Id="r1" Type="{relations}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{listed}">'
            f'<Relationship Id="r1" Type="{relations}/header" Target="header1.xml"/>'
            f'<Relationship Id="r2" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
            "word/header1.xml": f'<w:hdr xmlns:w="{space}">{paragraph()}</w:hdr>',
            "word/styles.xml": f'<w:styles xmlns:w="{space}">{styles}</w:styles>',
        }
    )


def with_python_docx(content: bytes) -> object:
    """Paragraphs and tables, as most programs read a Word file."""
    document = import_module("docx").Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def open_text() -> bytes:
    """An OpenDocument text with as much in it as the Word file."""
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"))
    )
    texts = iter(sentences(420))

    def paragraph() -> str:
        words = next(texts).split(" ")
        cut = len(words) // 2
        styled = f'<text:span text:style-name="T1"> {" ".join(words[cut:])}</text:span>'
        return f'<text:p text:style-name="P1">{" ".join(words[:cut])}{styled}</text:p>'

    def table() -> str:
        cell = '<table:table-cell table:style-name="A1" office:value-type="string">{}</table:table-cell>'
        rows = ("".join(cell.format(paragraph()) for _ in range(3)) for _ in range(8))
        return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"

    body = "".join("".join(paragraph() for _ in range(40)) + table() for _ in range(6))
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    whole = f'<office:document-content{spaces} office:version="1.2">{text}</office:document-content>'
    mime = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return packed({"mimetype": mime, "content.xml": whole, "META-INF/manifest.xml": manifest})


def with_odfpy(content: bytes) -> object:
    """Paragraphs and headings."""
    opendocument, text, teletype = (import_module(f"odf.{name}") for name in ("opendocument", "text", "teletype"))
    document = opendocument.load(io.BytesIO(content))
    return [teletype.extractText(found) for kind in (text.P, text.H) for found in document.getElementsByType(kind)]


def packed(members: dict[str, str]) -> bytes:
    """Returns a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _of_lines(make: Callable[[list[str]], bytes]) -> bytes:
    return make(sentences(400))


ALONE: Final[Mapping[str, tuple[str, Library]]] = {
    "csv": ("rows without places", reading_sheets.with_csv_alone),
    "pdf": ("pypdfium2, text of pages only", reading_pages.with_pypdfium2_alone),
    "msg": ("bytes of streams, no text", reading_pages.with_olefile_alone),
}
"""The least that the library can do, which is told too and decides nothing: it does not give the texts that ours gives.

The figure that decides has the calls with it that are needed to reach the same texts.
"""

SUBJECTS: Sequence[Subject] = (
    Subject("docx", word_file, "python-docx", with_python_docx, wanted=8 / 11),
    Subject("odt", open_text, "odfpy", with_odfpy),
    *(
        Subject(name, partial(_of_lines, make), peer, use, wanted, f"x.{name}")
        for name, make, peer, use, wanted in (*reading_sheets.FILES, *reading_pages.FILES)
    ),
)


def milliseconds(tools: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Returns the CPU time of the fastest round of each tool; they take turns."""
    best = [float("inf")] * len(tools)
    for _ in range(rounds):
        for index, tool in enumerate(tools):
            started = time.process_time()
            tool()
            best[index] = min(best[index], (time.process_time() - started) * 1000)
    return best


def measure(subject: Subject, rounds: int) -> bool:
    """Prints the figures of a format and says whether they are what is wanted."""
    try:
        own = platform.python_version() if subject.peer == reading_sheets.OWN else version(subject.peer)
        named = f"{subject.peer} {own}"
    except PackageNotFoundError:
        print(f"{subject.name}: skipped, {subject.peer} is not installed")
        return True
    content = subject.make()
    ours_in = partial(read_file, subject.file_name)
    reading = ours_in(content)
    assert not reading.unread, reading.unread
    what, least = ALONE.get(subject.name, ("", subject.use))
    tools: list[Callable[[], object]] = [
        partial(subject.use, content),
        partial(ours_in, content),
        partial(least, content),
    ]
    theirs, ours, alone = milliseconds(tools if what else tools[:2], rounds) + ([] if what else [0.0])
    met = ours <= theirs * subject.wanted
    print(
        f"{subject.name:6} {len(content) / 1000:4.0f} kB, {len(reading.segments)} texts: {named} {theirs:.1f} ms, ours "
        f"{ours:.1f} ms, {ours / theirs:.2f} times ({'at most' if met else 'MORE THAN'} {subject.wanted:.2f})"
    )
    if what:
        print(f"       {what}: {alone:.1f} ms, ours {ours / alone:.2f} times")
    return met


def chosen(names: Sequence[str]) -> Iterator[Subject]:
    """Yields the formats that are asked for, all of them when none is."""
    return (subject for subject in SUBJECTS if not names or subject.name in names)


def main() -> int:
    """Prints the figures and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    parser.add_argument("--rounds", type=int, default=30)
    asked = parser.parse_args()
    print(f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}")
    met = [measure(subject, asked.rounds) for subject in chosen(asked.formats)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
