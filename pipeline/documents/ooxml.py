"""The names of WordprocessingML that the template engine works with, and the parts of a package that bear text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import TemplateError

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = _WORD + "document.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"

_LABELS = {
    _MAIN: "",
    _WORD + "header+xml": "koptekst",
    _WORD + "footer+xml": "voettekst",
    _WORD + "footnotes+xml": "voetnoten",
    _WORD + "endnotes+xml": "eindnoten",
    _WORD + "comments+xml": "opmerkingen",
    "application/vnd.openxmlformats-package.core-properties+xml": "eigenschappen",
    _OFFICE + "extended-properties+xml": "eigenschappen",
    _OFFICE + "custom-properties+xml": "eigenschappen",
}


@dataclass(frozen=True, slots=True)
class TextPart:
    """A member that may hold tags.

    Attributes:
        name: its name in the package.
        label: what a person calls it: "" for the document itself, "koptekst 2", "voetnoten".
        is_word: True when it holds paragraphs, False for document properties.
    """

    name: str
    label: str
    is_word: bool


def w(name: str) -> str:
    """Returns `name` in the namespace of WordprocessingML, as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"


def parse(data: bytes) -> etree._Element:
    """Parses a part strictly, without entities, comments or processing instructions.

    Raises:
        TemplateError: it is not well-formed, or brings a document type of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise TemplateError("Het sjabloon is beschadigd: een onderdeel is geen geldige XML.") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise TemplateError("Het sjabloon bevat een documenttype-verklaring (DOCTYPE); die hoort niet in een DOCX.")
    return root


def text_parts(members: Mapping[str, bytes]) -> tuple[TextPart, ...]:
    """Returns every member that may hold tags, the document itself first.

    Raises:
        TemplateError: the package is no Word document, or one of a kind that cannot serve as a template.
    """
    if _CONTENT_TYPES not in members:
        raise TemplateError("Het sjabloon is geen Word-document (.docx).")
    types = {
        str(node.get("PartName", "")).lstrip("/"): str(node.get("ContentType", ""))
        for node in parse(members[_CONTENT_TYPES]).iter("{*}Override")
    }
    if _MAIN not in types.values():
        raise TemplateError("Het sjabloon is geen gewoon Word-document; bewaar het als .docx, zonder macro's.")
    found = [(name, types[name]) for name in members if types.get(name) in _LABELS]
    found.sort(key=lambda pair: pair[1] != _MAIN)
    totals, seen = Counter(kind for _, kind in found), Counter[str]()
    parts = []
    for name, kind in found:
        seen[kind] += 1
        number = f" {seen[kind]}" if totals[kind] > 1 else ""
        parts.append(TextPart(name, _LABELS[kind] + number, _LABELS[kind] != "eigenschappen"))
    return tuple(parts)
