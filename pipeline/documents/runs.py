"""The text of a paragraph as one string over its runs, in which a stretch can be replaced.

Word cuts a tag into pieces when its spelling or its history changes halfway. Over the parsed tree it is seen what lies
between the pieces: noise stays where it is, anything else makes the stretch one that cannot be replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import accumulate, pairwise

from lxml import etree

from pipeline.documents.ooxml import w

_TEXT, _RUN, _PARAGRAPH, _LOOK = w("t"), w("r"), w("p"), w("rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN_TAG = re.compile(r"(\{[{%]r .*?[}%]\})")
_NOISE = {_TEXT, _LOOK, w("lastRenderedPageBreak"), w("proofErr")} | {
    w(name + end) for name in ("bookmark", "commentRange", "perm") for end in ("Start", "End")
}


class RunText:
    """The texts of one paragraph, those of paragraphs within it (text boxes) left out.

    Attributes:
        joined: the whole text as it was when this was made.
    """

    def __init__(self, paragraph: etree._Element) -> None:
        self._texts = [text for text in paragraph.iter(_TEXT) if next(text.iterancestors(_PARAGRAPH)) is paragraph]
        self._starts = [0, *accumulate(len(text.text or "") for text in self._texts)]
        self.joined = "".join(text.text or "" for text in self._texts)

    def first(self, start: int) -> etree._Element:
        """Returns the text element that holds the character at `start`."""
        return self._texts[self._pieces(start, start + 1)[0]]

    def problem(self, start: int, end: int) -> str | None:
        """Says why the stretch from `start` to `end` is no whole: something real stands in it, or an edge."""
        texts = [self._texts[index] for index in self._pieces(start, end)]
        runs = list(dict.fromkeys(text.getparent() for text in texts))
        if len(texts) > 1 and any(run is None or run.tag != _RUN for run in runs):
            return "de tag is versnipperd; typ hem opnieuw, in één keer"
        if len({run.getparent() for run in runs if run is not None}) > 1:
            return "de tag loopt over de grens van een wijziging of een koppeling; accepteer die of typ hem opnieuw"
        if any(str(element.tag) not in _NOISE for pair in pairwise(texts) for element in _between(*pair)):
            return "de tag wordt onderbroken door een regeleinde, een tab, een veld of een afbeelding; typ hem opnieuw"
        return None

    def replace(self, start: int, end: int, new: str) -> None:
        """Puts `new` in the place of a stretch, in the run where it began; to be called from the last to the first."""
        first, *rest = self._pieces(start, end)
        last = rest[-1] if rest else first
        after = (self._texts[last].text or "")[end - self._starts[last] :]
        for index in rest:
            _set(self._texts[index], after if index == last else "")
        before = (self._texts[first].text or "")[: start - self._starts[first]]
        _set(self._texts[first], before + new + ("" if rest else after))

    def tidy(self) -> None:
        """Drops runs that were left empty, and gives every run-level tag a run of its own in the same style.

        docxtpl puts a run-level tag in a new run itself, but loses the style of what comes after it.
        """
        for text in self._texts:
            run = text.getparent()
            if run is not None and run.tag == _RUN and all(child.tag in (_TEXT, _LOOK) for child in run):
                _tidy(run)

    def _pieces(self, start: int, end: int) -> list[int]:
        starts = self._starts
        return [index for index in range(len(self._texts)) if starts[index] < end and starts[index + 1] > start]


def _between(left: etree._Element, right: etree._Element) -> Iterator[etree._Element]:
    """Yields what lies between two texts in runs of the same parent: of the runs not themselves, but what they hold."""
    first, last = left.getparent(), right.getparent()
    if first is None or last is None or first is last:
        yield from _until(left, right)
        return
    yield from left.itersiblings()
    for sibling in _until(first, last):
        yield from sibling if sibling.tag == _RUN else (sibling,)
    yield from right.itersiblings(preceding=True)


def _until(left: etree._Element, right: etree._Element) -> Iterator[etree._Element]:
    for sibling in left.itersiblings():
        if sibling is right:
            return
        yield sibling


def _set(text: etree._Element, content: str) -> None:
    text.text = content
    if content != content.strip():  # docxtpl sees to the texts that hold a tag
        text.set(_SPACE, "preserve")


def _tidy(run: etree._Element) -> None:
    texts, parent = run.findall(_TEXT), run.getparent()
    if parent is not None and not any(text.text for text in texts):
        parent.remove(run)
        return
    pieces = [piece for piece in _RUN_TAG.split(texts[0].text or "") if piece]
    if len(texts) > 1 or len(pieces) < 2:
        return
    for piece in reversed(pieces[1:]):
        copy = deepcopy(run)
        _set(copy.findall(_TEXT)[0], piece)
        run.addnext(copy)
    _set(texts[0], pieces[0])
