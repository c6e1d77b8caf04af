"""The names of OpenDocument, and which of its attributes hold words of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.readers.docx_names import search
from pipeline.readers.gather import has_words

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES: Final = {
    "office": f"{_OASIS}office:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "dr3d": f"{_OASIS}dr3d:1.0",
    "style": f"{_OASIS}style:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "form": f"{_OASIS}form:1.0",
    "presentation": f"{_OASIS}presentation:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "chart": f"{_OASIS}chart:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "config": f"{_OASIS}config:1.0",
    "number": f"{_OASIS}datastyle:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "smil": f"{_OASIS}smil-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""Namespaces by the prefix that they usually have."""


def name(prefixed: str) -> str:
    """Returns the whole name of an element or attribute: of "text:p"."""
    prefix, local = prefixed.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def names(prefix: str, locals_: str) -> frozenset[str]:
    """Returns the whole names of elements or attributes of one namespace."""
    return frozenset(name(f"{prefix}:{local}") for local in locals_.split())


# Attributes that hold words of a person wherever they stand, and what they are called.
_LABELS: Final = {
    **dict.fromkeys(names("text", "description"), "aanwijzing"),
    **dict.fromkeys(names("text", "string-value string-value-if-true string-value-if-false"), "verborgen tekst"),
    **dict.fromkeys(names("text", "condition formula"), "veldcode"),
    **dict.fromkeys(names("text", "column-name database-name table-name"), "samenvoeggegevens"),
    **dict.fromkeys(names("text", "num-prefix num-suffix"), "tekst van opsomming"),
    **dict.fromkeys(names("style", "num-prefix num-suffix"), "tekst van opsomming"),
    **dict.fromkeys(names("text", "name ref-name author title annote"), "naam"),
    **dict.fromkeys(names("office", "string-value"), "waarde"),
    **dict.fromkeys(names("office", "title"), "knopinfo van koppeling"),
    **dict.fromkeys(names("office", "name target-frame-name"), "naam"),
    **dict.fromkeys(names("xlink", "title"), "knopinfo van koppeling"),
    **dict.fromkeys(names("draw", "name"), "naam"),
    **dict.fromkeys(names("table", "name title message-type"), "naam"),
    **dict.fromkeys(names("table", "formula expression condition base-cell-address"), "formule"),
    **dict.fromkeys(names("table", "string-value display-name"), "waarde"),
    **dict.fromkeys(names("form", "name"), "naam van formulierveld"),
    **dict.fromkeys(names("form", "label title"), "titel van formulierveld"),
    **dict.fromkeys(names("form", "value current-value string-value"), "waarde van formulierveld"),
    **dict.fromkeys(names("form", "command datasource data-field list-source"), "gegevens van formulierveld"),
    **dict.fromkeys(names("meta", "name value"), "naam van een eigen eigenschap"),
    **dict.fromkeys(names("presentation", "name"), "naam"),
    **dict.fromkeys(names("chart", "label-string"), "opschrift"),
}
_ADDRESSES: Final = names("xlink", "href")
_STYLED: Final = tuple(
    f"{{{SPACES[prefix]}}}" for prefix in ("fo", "style", "svg", "number", "smil", "manifest", "dr3d")
)
_STANDARD: Final = (f"{{{_OASIS}", "{http://www.w3.org/", "{http://openoffice.org/")
_QUIET: Final = re.compile(
    r"\}(?:.*style-name|style|type|id|d|viewBox|transform|path.*|points|glue-point.*|enhanced-path|text-areas|"
    r"cell-range-address|.*-range-addresses?|.*-range|date-value|time-value|.*format|modifiers|service-name|"
    r"ruby-position|value-type|max-.*|min-.*|formula-hidden|control-implementation|target-range-address|end-cell-address|font-.*|class-names)\Z"
)
# Names that LibreOffice gives.
_GIVEN: Final = re.compile(
    r"(?i)(?:_*(?:Toc|Ref|Ref_Heading|RefHeading|Bookmark|PictureBullets)_*[\d_]*|__\S*__\S*|"
    r"(?:Tabel|Table|Frame|Kader|Image|Afbeelding|Object|Section|Sectie|Sheet|Blad|Shape|Vorm|Slide|page|Text|"
    r"Illustration|Drawing|Figure)\s?\d*|ooow:|local-table|RenderedShapes|vnd\.oasis\.\S*|f\d+|Bookmark Copy \d+)\Z"
)
_LOOKS: Final = names("draw", "layer gradient hatch marker stroke-dash opacity") | names(
    "loext", "theme theme-colors color theme-font-scheme major-font minor-font latin east-asian complex-script"
)
_attributes = search("//@*")


def written(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Yields the attributes of a part that hold words of a person: element, attribute, what it is called."""
    for found in _attributes(root):
        attribute = str(found.attrname)
        if not has_words(found) or _GIVEN.match(found) or found.getparent().tag in _LOOKS:
            continue
        label = _LABELS.get(attribute)
        if label is not None:
            yield found.getparent(), attribute, label
        elif attribute in _ADDRESSES:
            if ":" in found or found.startswith(("/", "..")):
                yield found.getparent(), attribute, "koppeling"
        elif _is_unknown(attribute, str(found)):
            yield found.getparent(), attribute, "eigenschap"


def is_address(attribute: str) -> bool:
    """Says whether the value of an attribute is an address."""
    return attribute in _ADDRESSES


def _is_unknown(attribute: str, value: str) -> bool:
    """Says whether an attribute that is not known to hold words may do so: it has a space, or is an extension."""
    if attribute.startswith(_STYLED) or _QUIET.search(attribute) or value in {"true", "false"}:
        return False
    return " " in value.strip() or (attribute.startswith("{") and not attribute.startswith(_STANDARD))
