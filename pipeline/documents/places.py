"""Where a paragraph of a template stands, in words: "alinea 4", "tabel 3, rij 2, cel 1", "koptekst 2, alinea 1"."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from pipeline.documents.ooxml import w

_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = w("p"), w("tbl"), w("tr"), w("tc"), w("txbxContent")
_NOTES = {w("footnote"): "voetnoot", w("endnote"): "eindnoot", w("comment"): "opmerking"}
_COUNTED = {_TABLE: "tabel", _ROW: "rij", _CELL: "cel", **_NOTES}


def paragraph_places(root: etree._Element, label: str) -> dict[etree._Element, str]:
    """Returns the place of every paragraph below `root`; counts start at 1 in each table, row, cell, note and text box.

    Args:
        root: the root element of a part.
        label: what a person calls the part, "" for the document itself.
    """
    places: dict[etree._Element, str] = {}
    _walk(root, label, Counter(), places)
    return places


def _walk(element: etree._Element, prefix: str, counts: Counter[str], places: dict[etree._Element, str]) -> None:
    for child in element:
        name = str(child.tag)
        if name == _PARAGRAPH:
            counts["alinea"] += 1
            alone = str(element.tag) == _CELL and len(element.findall(_PARAGRAPH)) == 1
            places[child] = prefix if alone else _join(prefix, f"alinea {counts['alinea']}")
            _walk(child, places[child], Counter(), places)
        elif name == _BOX:
            _walk(child, _join(prefix, "tekstvak"), Counter(), places)
        elif name in _COUNTED and _is_visible(child):
            word = _COUNTED[name]
            counts[word] += 1
            outer = "" if name in _NOTES else prefix
            _walk(child, _join(outer, f"{word} {counts[word]}"), Counter(), places)
        else:
            _walk(child, prefix, counts, places)


def _is_visible(element: etree._Element) -> bool:
    """False for the separator lines that Word keeps among the notes."""
    return element.get(w("type")) is None


def _join(prefix: str, last: str) -> str:
    return f"{prefix}, {last}" if prefix else last
