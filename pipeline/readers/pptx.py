"""PowerPoint presentations (pptx, pptm, ppsx): every text by slide, with notes, comments and what the layouts hold."""

from __future__ import annotations

from typing import Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.readers.gather import Gather
from pipeline.readers.ooxml import everything, name_parts, read_walk, the_rest
from pipeline.readers.package import Package
from pipeline.readers.passages import Walk
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.reasons import DAMAGED
from pipeline.readers.recognise import Format
from pipeline.readers.relations import relation_id, relations, target_of

_MASTERS: Final = {
    "slideMaster": "diamodel",
    "slideLayout": "indeling",
    "notesMaster": "notitiemodel",
    "handoutMaster": "hand-outmodel",
}


def read(content: bytes, visit: Visit) -> Reading:
    """Returns every text of a presentation, and what was not read.

    Raises:
        UnreadableError: damaged, locked or too large.
    """
    package = Package(content, visit)
    return read_walk(Format.PPTX, package, walk(package), visit)


def walk(package: Package) -> Walk:
    """Returns every text of a presentation with its nodes.

    Raises:
        UnreadableError: damaged or too large.
    """
    try:
        return _walk(package)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(DAMAGED) from None


def _walk(package: Package) -> Walk:
    gather = Gather(package)
    show = target_of(package, "", "officeDocument")
    if show not in package:
        raise UnreadableError(DAMAGED)
    labels = {show: "presentatie"}
    related = relations(package, show)
    slides = []
    for number, listed in enumerate(gather.tree(show).iter("{*}sldId"), start=1):
        relation = related.get(relation_id(listed))
        if relation is not None and relation.target in package and relation.target not in labels:
            hidden = " (verborgen)" if _is_hidden(gather.tree(relation.target)) else ""
            labels[relation.target] = f"dia {number}{hidden}"
            slides.append(relation.target)
    _name_masters(gather, show, labels)
    for slide in slides:
        name_parts(gather, slide, labels[slide], labels)
        _in_order(gather, slide, labels)
    name_parts(gather, show, "presentatie", labels)
    everything(gather, show, "presentatie")
    the_rest(gather, labels)
    return gather.walk()


def _is_hidden(slide: etree._Element) -> bool:
    return slide.get("show") in {"0", "false"}


def _in_order(gather: Gather, slide: str, labels: dict[str, str]) -> None:
    """Notes the texts of a slide, then those of its notes and comments, as a person reads them."""
    everything(gather, slide, labels[slide])
    for relation in relations(gather.package, slide).values():
        if relation.kind in {"notesSlide", "comments"} and relation.target in gather.package:
            everything(gather, relation.target, labels[relation.target])


def _name_masters(gather: Gather, show: str, labels: dict[str, str]) -> None:
    """Numbers the masters and their layouts, which many slides share."""
    masters = [item for item in relations(gather.package, show).values() if item.kind in _MASTERS]
    for master in masters:
        if master.target not in gather.package:
            continue
        labels.setdefault(master.target, gather.numbered("", _MASTERS[master.kind]))
        for layout in relations(gather.package, master.target).values():
            if layout.kind in _MASTERS and layout.target in gather.package:
                labels.setdefault(layout.target, gather.numbered("", _MASTERS[layout.kind]))
    for master in masters:
        if master.target in labels:
            for part in [master.target, *(item.target for item in relations(gather.package, master.target).values())]:
                if part in labels:
                    name_parts(gather, part, labels[part], labels)
