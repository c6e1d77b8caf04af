"""Reads a rendered document again from its bytes and proves it holds what it should, and nothing of the template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from pipeline.documents.template import Recorded, Shown, Template
from pipeline.errors import TemplateError

_VALUE = re.compile(rb'="([^"]*)"')
_TAG = re.compile(r"\{[{%#]|[%#]\}|\}\}")


def render_checked(template: Template, context: Mapping[str, Any]) -> bytes:
    """Renders and reads back: well-formed, every value that was used occurs, in order, and no tag is left between them.

    Raises:
        TemplateError: rendering failed, or the document does not hold what it should; the message never holds a value.
    """
    recorded = template.render_recorded(context)
    for problem in problems(recorded):
        raise TemplateError(f"{template.name}: {problem}")
    return recorded.content


def problems(recorded: Recorded) -> list[str]:
    """Returns, in Dutch, what is wrong with a rendered document; an empty list when it is as it should be."""
    found: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(recorded.content)) as archive:
            for name, shown in recorded.shown.items():
                found += (f"{name}: {problem}" for problem in _part_problems(archive.read(name), shown))
    except (zipfile.BadZipFile, KeyError):
        return ["het geschreven document is niet terug te lezen"]
    return found


def _part_problems(xml: bytes, shown: Shown) -> list[str]:
    try:
        text = _text(xml, shown.in_attributes)
    except expat.ExpatError:
        return ["het geschreven onderdeel is geen geldige XML"]
    rest, position = [], 0
    for value in shown.values:
        start = text.find(value, position)
        if start < 0:
            return ["een waarde die het sjabloon gebruikt, staat niet in het document"]
        rest.append(text[position:start])
        position = start + len(value)
    rest.append(text[position:])
    if any(_TAG.search(piece) for piece in rest):
        return ["in het document is een tag van het sjabloon blijven staan"]
    return []


def _text(xml: bytes, elements: frozenset[str]) -> str:
    """Returns all text of a part in its order, with breaks and tabs as characters.

    Args:
        xml: the part.
        elements: names of the elements of which the attributes are text too, where the element begins.
    """
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append
    if elements:
        # Much faster than to be called for every element of the part; as text it is escaped just as well.
        xml = _begins(elements).sub(lambda match: match[0] + b"".join(_VALUE.findall(match[0])), xml)
    parser.Parse(xml.replace(b"<w:br/>", b"\n").replace(b"<w:tab/>", b"\t"), True)
    return "".join(pieces)


@lru_cache(maxsize=64)
def _begins(elements: frozenset[str]) -> re.Pattern[bytes]:
    names = "|".join(map(re.escape, sorted(elements)))
    return re.compile(rf"""<(?:{names})(?=[\s/>])(?:[^>"]|"[^"]*")*>""".encode())
