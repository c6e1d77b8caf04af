"""Proves once per template that whatever its conditions and loops do, the XML that comes out nests properly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jinja2 import nodes

_ELEMENT = re.compile(r"<(/?)([\w:.-]+)([^<>]*?)(/?)>")
_DECLARATION = re.compile(r"<\?[^<>]*\?>")


def unbalanced_lines(template: nodes.Template) -> Iterator[int]:
    """Yields the line of every block that opens elements which it does not close, or the reverse; 0 for the whole part.

    A block may close what surrounds it as long as it opens the same again, as an `{% if %}` does that runs from one
    paragraph into the next.
    """
    text, lines = _flatten(template.body)
    yield from lines
    if not lines and not _is_balanced(text, closed=True):
        yield 0


def _flatten(body: Sequence[nodes.Node]) -> tuple[str, list[int]]:
    """Returns the XML of a body with its blocks left out, and the lines of the blocks in it that do not balance."""
    text: list[str] = []
    lines: list[int] = []
    for node in body:
        if isinstance(node, nodes.Output):
            text += [part.data if isinstance(part, nodes.TemplateData) else "x" for part in node.nodes]
        elif isinstance(node, nodes.If | nodes.For):
            for block in _bodies(node):
                inner, below = _flatten(block)
                lines += below
                if not below and not _is_balanced(inner, closed=False):
                    lines.append(node.lineno)
    return "".join(text), lines


def _bodies(node: nodes.If | nodes.For) -> Iterator[Sequence[nodes.Node]]:
    yield node.body
    yield node.else_
    if isinstance(node, nodes.If):
        for branch in node.elif_:
            yield branch.body


def _is_balanced(xml: str, *, closed: bool) -> bool:
    """True when `xml` ends within the elements it began in; with `closed` it may not close what it did not open."""
    below: list[str] = []
    opened: list[str] = []
    for closing, name, _, empty in _ELEMENT.findall(xml):
        if empty:
            continue
        if not closing:
            opened.append(name)
        elif not opened:
            below.append(name)
        elif opened.pop() != name:
            return False
    rest = _ELEMENT.sub("", _DECLARATION.sub("", xml))
    return opened == below[::-1] and not (closed and below) and "<" not in rest and ">" not in rest
