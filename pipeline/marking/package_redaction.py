"""Takes text out of a package of XML, as Word and OpenDocument write: every part, every copy, every file in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from pipeline.marking.packing import packed, serialised
from pipeline.marking.redacted import Find, Inner, Redacted
from pipeline.marking.replacing import Replacement, replace
from pipeline.marking.words import Words, merged
from pipeline.readers.package import Package, parse_xml
from pipeline.readers.passages import Passage, Walk
from pipeline.readers.reading import Visit

# A small picture of the first page: it shows what the page no longer says.
_THUMBNAIL: Final = re.compile(r"docProps/thumbnail\.\w+|Thumbnails/.*", re.IGNORECASE)


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
    words = Words(frozenset(_texts(walked.passages, found)).union(*(item.words.texts for item in within.values())))
    count = sum(item.count for item in within.values())
    for passage, spans in zip(walked.passages, found, strict=True):
        whole = merged([*spans, *words.spans(passage.text.reveal())])
        if whole:
            replace(passage, whole, replacement)
            count += len(whole)
    if not count and not thumbnails:
        return Redacted(content, 0, words)
    changed = {name: serialised(root) for name, root in walked.trees.items()}
    changed |= {name: item.content for name, item in within.items()}
    changed |= {name: _without_thumbnails(changed.get(name, package[name])) for name in package if _lists(name)}
    return Redacted(packed(package, changed, thumbnails), count, words)


def _lists(name: str) -> bool:
    return name.endswith(".rels") or name == "META-INF/manifest.xml"


def _without_thumbnails(part: bytes) -> bytes:
    """Returns a list of members without the lines that name a thumbnail."""
    if b"humbnail" not in part:
        return part
    root = parse_xml(part)
    for element in list(root):
        if any("humbnail" in str(value) for value in element.values()):
            root.remove(element)
    return serialised(root)


def _texts(passages: Iterable[Passage], found: Iterable[list[tuple[int, int]]]) -> Iterable[str]:
    for passage, spans in zip(passages, found, strict=True):
        text = passage.text.reveal()
        yield from (text[start:end] for start, end in spans)
