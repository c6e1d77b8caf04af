"""Takes text out of a package of XML, as Word and OpenDocument write: every part, every copy, every file in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from lxml import etree

from pipeline.marking.glued import new_members, rename_members, rename_styles, style_names
from pipeline.marking.packing import packed, serialised
from pipeline.marking.redacted import Find, Inner, Redacted, texts_of
from pipeline.marking.renaming import rename
from pipeline.marking.replacing import Edits, Replacement
from pipeline.marking.words import Words, merged
from pipeline.names import name_segment
from pipeline.readers.ooxml import given_name
from pipeline.readers.package import Package
from pipeline.readers.passages import Passage, Walk
from pipeline.readers.reading import Visit
from pipeline.readers.relations import CONTENT_TYPES, ID_SPACES, base_of, is_listing, member_at, owner_of

# A small picture of the first page: it shows what the page no longer says.
_THUMBNAIL: Final = re.compile(r"docProps/thumbnail\.\w+|Thumbnails/.*", re.IGNORECASE)
_MANIFEST: Final = "META-INF/manifest.xml"


def redact_package(
    content: bytes,
    walk: Callable[[Package], Walk],
    find: Find,
    replacement: Replacement,
    visit: Visit,
    inner: Inner,
) -> Redacted:
    """Returns the package without what `find` finds, and without the same words anywhere else in it.

    Args:
        content: the package.
        walk: makes the passages of it.
        find: says what must go.
        replacement: what comes instead.
        visit: the limits to read it by.
        inner: redacts a file within it, by its member name and content.

    Raises:
        UnreadableError: it cannot be read, or a file within it cannot be redacted.
    """
    package = Package(content, visit)
    walked = walk(package)
    found = [merged(find(passage.segment)) for passage in walked.passages]
    thumbnails = frozenset(name for name in package if _THUMBNAIL.fullmatch(name))
    kept = (item.part for item in walked.inner if item.part not in thumbnails)
    within = {part: inner(part, package[part]) for part in kept}
    named = map(given_name, within)
    inside = (text for item in within.values() for text in item.words.texts)
    own_names = texts_of((name_segment(item) for item in named if item), find)
    words = Words(frozenset(_texts(walked.passages, found)).union(inside, own_names))
    members = new_members((name for name in package if name != CONTENT_TYPES), words, replacement)
    count = sum(item.count for item in within.values()) + len(members)
    edits = Edits(replacement)
    taken, left_out = _note(walked.passages, found, words, edits)
    count, dropped = count + taken, thumbnails | left_out
    if not count and not dropped:
        return Redacted(content, 0, words)
    rename(walked.passages, edits, replacement)
    styles = style_names(walked.trees.values())
    edits.apply()
    rename_styles(styles, walked.trees.values(), words, replacement)
    roots = walked.trees | {name: package.xml(name) for name in package if _lists(name) and name not in walked.trees}
    for name in filter(_lists, roots):
        _unlist(dropped, name, roots)
    rename_members(members, roots)
    changed = {name: serialised(root) for name, root in roots.items()}
    changed |= {name: item.content for name, item in within.items()}
    return Redacted(packed(package, changed, dropped, members), count, words)


def _note(
    passages: Iterable[Passage], found: Iterable[list[tuple[int, int]]], words: Words, edits: Edits
) -> tuple[int, frozenset[str]]:
    """Notes what goes from each passage; returns of how many stretches, and the members that go with them."""
    count = 0
    dropped: set[str] = set()
    for passage, spans in zip(passages, found, strict=True):
        whole = merged([*spans, *words.spans(passage.text.reveal())])
        if whole:
            edits.add(passage, whole)
            count += len(whole)
            if passage.part and not passage.pieces:  # settings of a printer: no text of anyone, and not needed
                dropped.add(passage.part)
    return count, frozenset(dropped)


def _lists(name: str) -> bool:
    """Says whether a member names others, by what they are or by what refers to them."""
    return is_listing(name) or name in {CONTENT_TYPES, _MANIFEST}


def _unlist(dropped: frozenset[str], listing: str, roots: dict[str, etree._Element]) -> None:
    """Takes the lines out of a list of members that name one that goes, and what refers to such a line."""
    base, owner = base_of(listing), roots.get(owner_of(listing))
    for element in list(roots[listing].iter(etree.Element)):
        above = element.getparent()
        targets = (member_at(base, str(value)) for value in element.values())
        if above is None or dropped.isdisjoint(targets):
            continue
        above.remove(element)
        for referring in owner.iter(etree.Element) if owner is not None else ():
            for key, value in tuple(referring.attrib.items()):
                if str(key).startswith(ID_SPACES) and value == element.get("Id"):
                    del referring.attrib[key]


def _texts(passages: Iterable[Passage], found: Iterable[list[tuple[int, int]]]) -> Iterable[str]:
    for passage, spans in zip(passages, found, strict=True):
        text = passage.text.reveal()
        yield from (text[start:end] for start, end in spans)
