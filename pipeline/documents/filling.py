"""Finishes the controls of a rendered part: which are still blank, which day a date is, which box is ticked."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from pipeline.controls import TICKED_BOX, is_blank, mark
from pipeline.formats import read_dutch_date

_CONTROL: Final = re.compile(
    r'<w:sdt><w:sdtPr>(?P<before>(?:(?!</w:sdtPr>).)*?)<w:tag w:val="(?P<tag>/[^"]*)"/>(?P<after>.*?)</w:sdtPr>'
    r"<w:sdtContent>(?P<content>.*?)</w:sdtContent></w:sdt>",
    re.DOTALL,
)
_IDENTITY: Final = re.compile(r"<w:id [^>]*/>")
_KIND: Final = re.compile(r"<(?:w:text|w:date|w:dropDownList|w:comboBox|w14:checkbox)\b")
_PLAIN: Final = re.compile(r"<w:text(?: [^>]*)?/>")
_SHOWN: Final = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(br|tab)/>")
_HINT: Final = "<w:showingPlcHdr/>"


def has_controls(source: str) -> bool:
    """Says whether the source of a part holds controls with a place in the data."""
    return '<w:tag w:val="/' in source


def finished(xml: str) -> str:
    """Returns a rendered part with its controls finished."""
    used: set[int] = set()

    def finish(match: re.Match[str]) -> str:
        content = match["content"]
        if "<w:sdt>" in content:
            return match[0]
        text = _text(content)
        number = mark(unescape(match["tag"]), text)
        while number in used:
            number += 1
        used.add(number)
        return (
            f'<w:sdt><w:sdtPr>{match["before"]}<w:tag w:val="{match["tag"]}"/><w:id w:val="{number}"/>'
            f"{_properties(_IDENTITY.sub('', match['after']), text)}</w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    return _CONTROL.sub(finish, xml)


def _properties(properties: str, text: str) -> str:
    """Returns the properties of a control as fits what stands in it."""
    if "<w14:checkbox" in properties:
        ticked = int(text.strip() == TICKED_BOX)
        return re.sub(r'(<w14:checked w14:val=")[^"]*', rf"\g<1>{ticked}", properties)
    if is_blank(text):
        place = _KIND.search(properties)
        at = place.start() if place and _HINT not in properties else len(properties)
        return properties[:at] + _HINT * (_HINT not in properties) + properties[at:]
    if "\n" in text:  # LibreOffice moves the line breaks of a plain text field to its front; of a rich one it does not
        return _PLAIN.sub("", properties)
    if day := read_dutch_date(text):
        return properties.replace("<w:date>", f'<w:date w:fullDate="{day.isoformat()}T00:00:00Z">')
    return properties


def _text(content: str) -> str:
    breaks = {"br": "\n", "tab": "\t"}
    return "".join(breaks.get(match[2], "") or unescape(match[1] or "") for match in _SHOWN.finditer(content))
