"""Puts what a template shows of its document in content controls, each tagged with the place of the value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape, quoteattr

from pipeline.controls import CHOICE_MARK, MAX_TAG
from pipeline.shape import Shape, document_shapes

_RUN = re.compile(
    r'<w:r>(?P<look><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">(?P<text>[^<]*)</w:t></w:r>'
)
_PATH = r"[a-z]+(?:[._][a-z_]+)*"
_FILTER = r"(?: \| (?:datum|keuze|uren|procent|getal))?"
_VALUE = re.compile(rf"\{{\{{ (?P<path>{_PATH}){_FILTER} \}}\}}")
_EITHER = re.compile(
    rf"\{{% if (?P<path>{_PATH}) %\}}\{{\{{ (?P=path){_FILTER} \}}\}}\{{% else %\}}[^%]*\{{% endif %\}}"
)
_PIECE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|[^{]+|\{")
_STATEMENT = re.compile(r"\{%(?:p|tr|r)? (?P<word>for|endfor)(?: (?P<name>\w+) in (?P<over>.*?))? %\}")
_NEVER = frozenset({"id", "soort", "soort_evaluatie"})


@dataclass(frozen=True)
class _Place:
    """Something that a template can name.

    Attributes:
        pointer: where it stands in the document, with template tags for the rows of a list.
        shape: what the schema says of it.
        parent: what holds it, for its title.
        boxes: whether it stands for the boxes of a choice.
        depth: in how many loops the number of the innermost is its own; 0 when it needs none.
    """

    pointer: str
    shape: Shape
    parent: Shape | None = None
    boxes: bool = False
    depth: int = 0


def kind_of(name: str) -> str:
    """Returns the kind of document that the template with this name is of, or "" when nothing is filled in there."""
    kind = name.replace("-", "_")
    return kind if kind in document_shapes() else ""


def with_controls(body: str, name: str) -> str:
    """Returns the body of a template with a control around every value of its document.

    Args:
        body: WordprocessingML with template tags.
        name: the name of the template, which tells the kind of document.
    """
    kind = kind_of(name)
    return _Wrapper(document_shapes()[kind]).wrapped(body) if kind else body


class _Wrapper:
    """Goes through a body from front to back, knowing what each name stands for."""

    def __init__(self, document: Shape) -> None:
        self._scopes: list[dict[str, _Place]] = [{"document": _Place("", document)}]

    def wrapped(self, body: str) -> str:
        return _RUN.sub(self._run, body)

    def _run(self, match: re.Match[str]) -> str:
        look, text = match["look"] or "", unescape(match["text"])
        if (either := _EITHER.fullmatch(text)) and (place := self._place(either["path"])):
            return self._control(place, match[0])
        pieces = _PIECE.findall(text)
        shown = [_VALUE.fullmatch(piece) for piece in pieces]
        places = [self._place(value["path"]) if value else None for value in shown]
        for piece in pieces:
            self._follow(piece)
        if not any(places):
            return match[0]
        return "".join(
            self._control(place, _run(look, piece)) if place else _run(look, _scoped(piece, alone=len(pieces) == 1))
            for piece, place in zip(pieces, places, strict=True)
        )

    def _follow(self, piece: str) -> None:
        found = _STATEMENT.fullmatch(piece)
        if found is None:
            return
        if found["word"] == "endfor":
            self._scopes.pop()
            return
        over, _, how = found["over"].partition(" | ")
        scope: dict[str, _Place] = {}
        listed = self._place(over, whole=True) if re.fullmatch(_PATH, over) else None
        if listed and how == "opties":
            scope[found["name"]] = _Place(listed.pointer, listed.shape, listed.parent, boxes=True)
        elif listed and not how and listed.shape.items and not listed.shape.items.labels:
            item = listed.shape.items
            pointer = f"{{{{ {found['name']}.rij }}}}" if item.fields else f"{listed.pointer}/{{{{ loop.index0 }}}}"
            depth = 0 if item.fields else len(self._scopes)
            scope[found["name"]] = _Place(pointer, item, listed.shape, depth=depth)
        else:
            scope[found["name"]] = _Place("", Shape("", {}))
        self._scopes.append(scope)

    def _place(self, path: str, *, whole: bool = False) -> _Place | None:
        """Returns what a path stands for, when it is of the document; without `whole` only what can be filled in."""
        first, *names = path.split(".")
        place = next((scope[first] for scope in reversed(self._scopes) if first in scope), None)
        if place is None:
            return None
        if place.boxes:
            return place if names == ["vakje"] else None
        for name in names:
            shape = place.shape.fields.get(name)
            if shape is None or name in _NEVER or shape.refers_to:
                return None
            place = _Place(f"{place.pointer}/{name}", shape, place.shape, depth=place.depth)
        if place.depth and place.depth != len(self._scopes) - 1:
            return None
        is_value = place.pointer and not place.shape.fields and place.shape.items is None and place.shape.keywords
        return place if whole or is_value else None

    def _control(self, place: _Place, runs: str) -> str:
        if place.boxes:
            tag = f"{place.pointer}{CHOICE_MARK}{{{{ optie.code }}}}"
            kind = (
                '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="Segoe UI Symbol"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
            )
        else:
            tag, kind = place.pointer, "".join(_kind(place.shape))
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(_title(place))}/><w:tag w:val={quoteattr(tag)}/>"
            f'<w:lock w:val="sdtLocked"/>{kind}</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'
        )


def _kind(shape: Shape) -> Iterator[str]:
    if shape.labels:
        yield "<w:dropDownList>"
        for code, label in shape.labels.items():
            yield f"<w:listItem w:displayText={quoteattr(label)} w:value={quoteattr(code)}/>"
        yield "</w:dropDownList>"
    elif shape.keywords.get("format") == "date":
        yield '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="nl-NL"/>'
        yield '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    else:
        yield '<w:text w:multiLine="1"/>'


def _title(place: _Place) -> str:
    own, around = place.shape.title, place.parent.title if place.parent else ""
    return (f"{around}: {own}" if around and around != own else own)[:MAX_TAG]


def _run(look: str, content: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(content)}</w:t></w:r>'


def _scoped(piece: str, *, alone: bool) -> str:
    """Returns a statement so that its run goes with it, for it stands between controls now."""
    return piece if alone or not piece.startswith("{% ") else f"{{%r {piece[3:]}"
