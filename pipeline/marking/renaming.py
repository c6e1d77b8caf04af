"""Gives names in a package their new form wherever they are referred to: sheets, columns, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from lxml import etree

from pipeline.marking.replacing import Edits, Replacement, local_name
from pipeline.readers.passages import PartPiece, Passage, Piece

_Name: TypeAlias = tuple[tuple[str, str], str]  # its kind, and what it was

# What is referred to by its name, by element and attribute, and how long such a name may be.
_NAMES: Final = {
    ("sheet", "name"): 31,
    ("definedName", "name"): 255,
    ("table", "name"): 255,
    ("table", "displayName"): 255,
    ("tableColumn", "name"): 255,
    ("bookmarkStart", "name"): 40,
}
_COLUMN: Final = ("tableColumn", "name")
# Where names are referred to: formulas, codes of fields, and attributes with an address in the file.
_REFERRING: Final = frozenset({
    "f", "formula", "formula1", "formula2", "definedName", "instrText", "delInstrText", "calculatedColumnFormula",
    "totalsRowFormula", "sqref",
})  # fmt: skip
_REFERRING_ATTRIBUTES: Final = frozenset({"location", "anchor", "instr", "sheet", "ref", "name", "sourceRef"})


def rename(passages: Iterable[Passage], edits: Edits, replacement: Replacement) -> None:
    """Makes names whole, unique and short enough, and puts the new ones where the old ones are referred to.

    Args:
        passages: all texts of the package.
        edits: what changes in them so far.
        replacement: gives names.
    """
    passages = list(passages)
    pieces = [piece for passage in passages for piece in passage.pieces if not isinstance(piece, PartPiece)]
    new = _new_names(pieces, edits, replacement)
    if not new:
        return
    columns = {old: name for (kind, old), name in new.items() if kind == _COLUMN}
    pattern = re.compile("|".join(_written(old) for old in _longest_first({old for _, old in new})), re.IGNORECASE)
    by_name = {_plain(old): name for (_, old), name in new.items()}
    for piece in pieces:
        own = new.get((_kind(piece), piece.value))
        if own is not None:
            edits.call(piece, 0, len(piece.value), own)
        elif _refers(piece):
            for match in _references(pattern, piece):
                edits.call(piece, *match.span(), by_name[_plain(match[0])])
    for passage in passages:
        text = passage.text.reveal()
        # The head of a column must say what the column is called.
        if text in columns and passage.pieces and _is_cell(passage.pieces[0].element):
            for number, piece in enumerate(passage.pieces):
                edits.call(piece, 0, len(piece.value), "" if number else columns[text])


def _references(pattern: re.Pattern[str], piece: Piece) -> Iterator[re.Match[str]]:
    """Yields the names in a value; a text in a formula is no name."""
    is_formula = piece.attribute is None and not local_name(piece.element).lower().endswith("instrtext")
    for match in pattern.finditer(piece.value):
        if not (is_formula and piece.value[: match.start()].count('"') % 2):
            yield match


def _new_names(pieces: Iterable[Piece], edits: Edits, replacement: Replacement) -> dict[_Name, str]:
    """Returns the new form of each name that changes, by its kind and what it was."""
    found: dict[_Name, str] = {}
    named = [piece for piece in pieces if _kind(piece) in _NAMES]
    taken = {edits.changed(piece).casefold() for piece in named if edits.changed(piece) == piece.value}
    for piece in named:
        kind, old, wanted = _kind(piece), piece.value, edits.changed(piece)
        if wanted == old or (kind, old) in found:
            continue
        most = _NAMES[kind]
        same = next((name for (_, other), name in found.items() if other == old), None)
        if same is None:
            same = next(name for name in _forms(wanted, old, replacement, most) if name.casefold() not in taken)
        found[kind, old] = same
        taken.add(same.casefold())
    return found


def _forms(wanted: str, old: str, replacement: Replacement, most: int) -> Iterator[str]:
    """Yields names for one, each a bit further from what was wanted."""
    if len(wanted) <= most:
        yield wanted
    while True:
        yield replacement.name_for(old)
        old += "'"


def _kind(piece: Piece) -> tuple[str, str]:
    return local_name(piece.element), str(piece.attribute or "").rpartition("}")[2]


def _refers(piece: Piece) -> bool:
    local, attribute = _kind(piece)
    return attribute in _REFERRING_ATTRIBUTES if attribute else local in _REFERRING


def _is_cell(element: etree._Element) -> bool:
    """Says whether a text is that of cells."""
    return any(local_name(item) in {"si", "is", "c"} for item in element.iterancestors())


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _written(name: str) -> str:
    """Returns a pattern for a name as it is written in a formula, where quotes are doubled and brackets are marked."""
    letters = "".join(f"'?{re.escape(letter)}" if letter in "[]#'" else re.escape(letter) for letter in name)
    return rf"(?<![\w.]){letters}(?![\w.])"


def _plain(name: str) -> str:
    return re.sub(r"'(?=[\[\]#'])", "", name).casefold()
