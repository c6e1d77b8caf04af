"""Finishes the controls of a rendered part: which are still blank, which day a date is, which box is ticked."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from pipeline.controls import TICKED_BOX, is_blank, mark
from pipeline.formats import read_dutch_date

_BEGIN: Final = "<w:sdt><w:sdtPr>"
_MIDDLE: Final = "</w:sdtPr><w:sdtContent>"
_END: Final = "</w:sdtContent></w:sdt>"
_PLACE: Final = re.compile('<w:tag w:val="(/[^"]*)"/>')
_IDENTITY: Final = re.compile(r"<w:id [^>]*/>")
_KIND: Final = re.compile(r"<(?:w:text|w:date|w:dropDownList|w:comboBox|w14:checkbox)\b")
_NESTED: Final = "<w:sdt>"  # a control that begins in another way
_PLAIN: Final = re.compile(r"<w:text(?: [^>]*)?/>")
_SHOWN: Final = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(br|tab)/>")
_CHECKED: Final = re.compile(r'(?<=<w14:checked w14:val=")[^"]*')
_BREAKS: Final = {"br": "\n", "tab": "\t"}
_HINT: Final = "<w:showingPlcHdr/>"


def has_controls(source: str) -> bool:
    """Says whether the source of a part holds controls with a place in the data."""
    return '<w:tag w:val="/' in source


def finished(xml: str) -> str:
    """Returns a rendered part with its controls finished."""
    used: set[int] = set()
    start, *controls = xml.split(_BEGIN)
    return "".join([start, *[_finished(control, used) for control in controls]])


def _finished(control: str, used: set[int]) -> str:
    """Returns a control and what follows it, up to the next control.

    Args:
        control: what follows the beginning of a control; without its end when another control stands in it.
        used: the ids that other controls have; that of this one is added.
    """
    properties, _, rest = control.partition(_MIDDLE)
    content, end, after = rest.partition(_END)
    place = _PLACE.search(properties)
    if not end or place is None or _NESTED in content:
        return _BEGIN + control
    text = _text(content)
    number = mark(unescape(place[1]), text)
    while number in used:
        number += 1
    used.add(number)
    told = _properties(_IDENTITY.sub("", properties[place.end() :]), text)
    return f'{_BEGIN}{properties[: place.end()]}<w:id w:val="{number}"/>{told}{_MIDDLE}{content}{_END}{after}'


def _properties(properties: str, text: str) -> str:
    """Returns the properties of a control as fits what stands in it."""
    if "<w14:checkbox" in properties:
        return _CHECKED.sub("1" if text.strip() == TICKED_BOX else "0", properties)
    if is_blank(text):
        place = _KIND.search(properties)
        at = place.start() if place and _HINT not in properties else len(properties)
        return properties[:at] + _HINT * (_HINT not in properties) + properties[at:]
    if "\n" in text:  # LibreOffice moves the line breaks of a plain text field to its front; of a rich one it does not
        return _PLAIN.sub("", properties)
    if "<w:date>" in properties and (day := read_dutch_date(text)):
        return properties.replace("<w:date>", f'<w:date w:fullDate="{day.isoformat()}T00:00:00Z">')
    return properties


def _text(content: str) -> str:
    shown = _SHOWN.findall(content)
    return "".join([_BREAKS[mark] if mark else unescape(text) for text, mark in shown])
