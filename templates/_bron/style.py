"""How every document looks: the palette, the typeface and the page; the styles themselves stand in onderdelen/."""

from __future__ import annotations

from pathlib import Path
from string import Template

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# One accent (petrol) and greys that lean towards it. Text keeps a contrast of at least 4.5:1, on the tint too.
PALETTE = {"accent": "1B4B5A", "tint": "EAF2F3", "line": "CBDADD", "ink": "1E2A30", "muted": "55666E"}
TYPEFACES = {"typeface": "Calibri", "symbols": "Segoe UI Symbol"}

# Twentieths of a point: A4 with margins of 2.3 cm at the sides.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
SIDE = 1304
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE

PARTS = Path(__file__).parent / "onderdelen"


def part(name: str) -> bytes:
    """Returns the part onderdelen/`name` in our colours."""
    values = PALETTE | TYPEFACES | {"text_width": str(TEXT_WIDTH)}
    return compact(Template((PARTS / name).read_text("utf-8")).substitute(values))


def compact(xml: str) -> bytes:
    """Returns a part without the white space and remarks that make it readable here."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False)
    return etree.tostring(etree.fromstring(xml, parser), xml_declaration=True, encoding="UTF-8", standalone=True)
