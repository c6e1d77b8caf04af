"""Every document of a bare, an ordinary and a very full dossier, in two house styles: a valid file and tidy pages."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from pipeline.documents.build import build
from pipeline.documents.forms import FORMS
from pipeline.documents.inspection.specimen import specimen
from pipeline.documents.office import SOURCES, TEMPORARY, convert
from pipeline.documents.policy import build_policy
from pipeline.dossier.completeness import examine
from pipeline.dossier.load import load
from pipeline.model import Rendered, RivKind, RivSituation
from pipeline.resources import data_root
from pipeline.shape import Shape, dossier_shape, policy_shape
from tests.openxml import errors_of

pytestmark = pytest.mark.slow

SAMPLES = data_root("samples")
STYLES = ("_basis", str(SAMPLES / "huisstijlen" / "noorderlicht"))
RULES = "0" * 64
OP = date(2026, 9, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LEADING = {"Heading1", "Heading2", "Heading3", "Vraag"}
"""The styles of what announces what follows it, and may not end a page."""
TWIPS = 20
"""Twips in a point."""
HEIGHT = 842
"""The height of a page (A4) in points; a page is drawn with a pixel to a point."""
RULE = 8
"""How far below a heading its rule is, in points."""
WHITE = 255
LONG = 700


@dataclass(frozen=True)
class Line:
    """A line on a page, in points from the top."""

    top: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Made:
    """A document with its pages, each as its lines from top to bottom without header and footer."""

    name: str
    content: bytes
    pdf: bytes
    pages: list[list[Line]]

    def is_bare_below(self, number: int) -> bool:
        """Says whether nothing at all is drawn between the last line of a page and its footer."""
        image = pypdfium2.PdfDocument(self.pdf)[number].render(grayscale=True).to_pil()
        first = round(self.pages[number][-1].bottom) + RULE
        return bool(image.crop((0, first, image.width, round(bottom_of(self.content)))).getextrema()[0] == WHITE)


def generous(shape: Shape) -> str:
    """Returns as much text as may stand in a place, up to half a page, with a word that is far too long."""
    most = min(shape.keywords.get("maxLength", LONG), LONG)
    words = (
        f"Deze proeftekst over {shape.title.lower()} is zo lang als zij zijn mag en loopt door, tot en met de laatste "
    )
    text = "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersoverleg " + words * (most // len(words) + 1)
    return text[: most - 1].rstrip() + "." if most > len("Arbeidsongeschiktheid") else words[:most].strip()


def crowded(value: Any, key: str = "") -> Any:
    """Returns made-up data with three times as many items in every list but that of the documents."""
    if isinstance(value, dict):
        return {name: crowded(child, name) for name, child in value.items()}
    if isinstance(value, list):
        items = [crowded(item) for item in value]
        return items if key == "documenten" or not all(isinstance(item, dict) for item in items) else items * 3
    return value


def dossiers() -> dict[str, Any]:
    bare = json.loads((Path(__file__).parent / "templates" / "minimaal.json").read_text("utf-8"))
    ordinary = json.loads((SAMPLES / "dossiers" / "voorbeeld-volledig.json").read_text("utf-8"))
    full = crowded(specimen(dossier_shape(), generous, full=True))
    for item in full["bijlagen"]:
        item.pop("pad", None)  # no file lies beside it
    return {"minimaal": bare, "normaal": ordinary, "maximaal": full | {"land": "NL", "kenmerk": "maximaal"}}


def policies() -> dict[str, Any]:
    ordinary = load((SAMPLES / "beleid" / "bakkerij-de-halm.yaml").read_bytes(), "beleid.yaml").data
    bare = load((SAMPLES / "beleid" / "klein-bedrijf-leeg.yaml").read_bytes(), "beleid.yaml").data
    return {"minimaal": bare, "normaal": ordinary, "maximaal": crowded(specimen(policy_shape(), generous, full=True))}


def rendered(style: str) -> Iterator[tuple[str, Rendered]]:
    """Yields every document there is, with the dossier and the sort of report that it was made of."""
    for what, data in dossiers().items():
        dossier = load(json.dumps(data).encode(), "dossier.json")
        for kind in (RivKind.VOLLEDIG, RivKind.BEPERKT, RivKind.VERKORT, RivKind.AANVULLING):
            situation = RivSituation(
                "in_dienst", kind, "Proef van de pagina's.", "Wet WIA, artikel 65", (), OP, is_due=True
            )
            # A report of the end of an employment is only asked for when that ends.
            ends = {"dienstverband": {**data["dienstverband"], "einddatum": OP.isoformat()}}
            built = build(
                data | (ends if kind is RivKind.VERKORT else {}),
                (),
                (),
                style,
                rules_digest=RULES,
                forms=tuple(FORMS),
                situation=situation,
                checks=examine(dossier, OP, ()),
                op=OP,
            )
            assert built.withheld == ()
            yield from ((f"{what}/{kind}", document) for document in built.documents)
    for what, data in policies().items():
        built = build_policy(data, (), (), style, rules_digest=RULES)
        assert built.withheld == ()
        yield from ((f"{what}/beleid", document) for document in built.documents)


@pytest.fixture(scope="module", params=STYLES, ids=["basis", "noorderlicht"])
def made(request: pytest.FixtureRequest, soffice: str, pdftotext: str, tmp_path_factory: Any) -> list[Made]:
    """Every document that differs, with its pages as LibreOffice lays them out."""
    folder = tmp_path_factory.mktemp("pages")
    named: dict[str, tuple[str, bytes]] = {}
    for origin, document in rendered(request.param):
        named.setdefault(sha256(document.content).hexdigest(), (f"{origin}/{document.name}", document.content))
    (folder / SOURCES).mkdir()
    (folder / TEMPORARY).mkdir()
    for digest, (_, content) in named.items():
        (folder / SOURCES / f"{digest}.docx").write_bytes(content)
    pdfs = convert(folder, [f"{digest}.docx" for digest in named])
    assert pdfs.keys() == named.keys()
    found = []
    for digest, (name, content) in named.items():
        pdf = folder / f"{digest}.pdf"
        pdf.write_bytes(pdfs[digest])
        found.append(Made(name, content, pdfs[digest], list(pages_of(pdftotext, pdf, content))))
    return found


def pages_of(pdftotext: str, pdf: Path, document: bytes) -> Iterator[list[Line]]:
    """Yields the lines of every page that stand between the margins of the document."""
    xml = subprocess.run([pdftotext, "-bbox-layout", pdf, "-"], check=True, capture_output=True).stdout
    above, last = margin(document, "top"), bottom_of(document)
    for page in etree.fromstring(xml).iter(XHTML + "page"):
        lines = (
            Line(
                float(line.get("yMin")),
                float(line.get("yMax")),
                " ".join(word.text or "" for word in line.iter(XHTML + "word")),
            )
            for line in page.iter(XHTML + "line")
        )
        yield sorted(
            (line for line in lines if line.top >= above - 1 and line.bottom <= last + 1), key=lambda line: line.top
        )


def margin(document: bytes, side: str) -> float:
    return int(next(body(document).iter(W + "pgMar")).get(W + side, "0")) / TWIPS


def bottom_of(document: bytes) -> float:
    """Returns where the text of a page ends and its footer begins, in points from the top."""
    return HEIGHT - margin(document, "bottom")


def body(document: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def leading(document: bytes) -> Iterator[tuple[bool, str]]:
    """Yields every paragraph with text in its order, and whether it announces what follows."""
    for paragraph in body(document).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(node.text or "" for node in paragraph.iter(W + "t")).strip()
        if text:
            yield style is not None and style.get(W + "val") in LEADING, " ".join(text.split())


def test_every_document_is_a_valid_word_file(made: list[Made], tmp_path: Path) -> None:
    wrong = {}
    for item in made:
        (tmp_path / "document.docx").write_bytes(item.content)
        if errors := errors_of(tmp_path / "document.docx"):
            wrong[item.name] = errors
    assert wrong == {}


def test_no_page_is_empty(made: list[Made]) -> None:
    assert [item.name for item in made if not all(item.pages)] == []


def test_hardly_a_heading_or_question_stands_alone_at_the_foot_of_a_page(made: list[Made]) -> None:
    """Every one keeps with what follows; LibreOffice forgets that now and then, and Word does not.

    It lays out a new document with some 25 paragraphs and rows a page first; where that guess parts two that belong
    together, and they stand at the foot of the page indeed, it does not bring them together again.
    """
    alone = []
    for item in made:
        announced = {text for is_leading, text in leading(item.content) if is_leading}
        alone += [
            (item.name, number + 1, lines[-1].text)
            for number, lines in enumerate(item.pages[:-1])
            if lines and lines[-1].text in announced and item.is_bare_below(number)
        ]
    assert len(alone) * 100 <= sum(len(item.pages) for item in made), alone


def test_no_heading_has_nothing_below_it(made: list[Made]) -> None:
    ends = [(item.name, paragraphs[-1][1]) for item in made if (paragraphs := list(leading(item.content)))[-1][0]]
    assert ends == []
