"""Renames the ids of styles and the members of a package into which a word that goes is glued: "Kopburnout"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, count
from typing import Final

from lxml import etree

from pipeline.marking.replacing import Replacement, local_name
from pipeline.marking.words import Words
from pipeline.names import written_name
from pipeline.readers.opendocument_names import name
from pipeline.readers.relations import base_of, is_listing, is_outside, listing_of, member_at, owner_of

_STYLE_ID: Final = "styleId"
_WORD_REFERENCES: Final = frozenset(
    {"pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"}
)
_SHEET_REFERENCES: Final = frozenset({"defaultTableStyle", "defaultPivotStyle"})
_OPEN_NAME: Final = name("style:name")
_OPEN_STYLES: Final = frozenset({name("style:style"), name("text:list-style"), name("style:master-page")})
_TARGETS: Final = frozenset({"Target", "PartName", "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"})
_ADDRESS: Final = name("xlink:href")


def style_names(roots: Iterable[etree._Element]) -> dict[etree._Element, str]:
    """Returns the names by which styles are referred to, by their element, as they are now."""
    return {element: found for root in roots for element in root.iter(etree.Element) if (found := _style_name(element))}


def rename_styles(
    before: Mapping[etree._Element, str], roots: Iterable[etree._Element], words: Words, replacement: Replacement
) -> None:
    """Gives a style whose name changed, or has a word in it, another one wherever it is referred to.

    Args:
        before: the names as they were.
        roots: the members of the package.
        words: what went.
        replacement: gives names.
    """
    new: dict[str, str] = {}
    for element, old in before.items():
        if _style_name(element) != old or words.are_glued_in(old):
            new[old] = replacement.name_for(old)
    if not new:
        return
    for root in roots:
        for element in root.iter(etree.Element):
            for attribute in _style_attributes(element):
                value = before.get(element, "") if attribute == _own_attribute(element) else element.get(attribute, "")
                if value in new:
                    element.set(attribute, new[value])


def _own_attribute(element: etree._Element) -> str:
    """Returns the attribute that is the name of a style by which others refer to it, "" for what is no style."""
    local = local_name(element)
    if element.tag in _OPEN_STYLES:
        return _OPEN_NAME
    if local == "style":
        return next((str(key) for key in element.attrib if str(key).rpartition("}")[2] == _STYLE_ID), "")
    return "name" if local == "tableStyle" else ""


def _style_name(element: etree._Element) -> str:
    own = _own_attribute(element)
    return element.get(own, "") if own else ""


def _style_attributes(element: etree._Element) -> list[str]:
    """Returns the attributes that hold the name of a style: its own, or that of another."""
    local, own = local_name(element), _own_attribute(element)
    found = [own] if own else []
    for key in map(str, element.attrib):
        short = key.rpartition("}")[2]
        is_word = short == "val" and local in _WORD_REFERENCES
        is_sheet = short in _SHEET_REFERENCES or (local == "tableStyleInfo" and short == "name")
        if (is_word or is_sheet or short.endswith(("style-name", "page-name"))) and key != own:
            found.append(key)
    return found


def new_members(members: Iterable[str], words: Words, replacement: Replacement) -> dict[str, str]:
    """Returns the new name of each member of a package in whose name a word stands, by its old one.

    Args:
        members: all members.
        words: what goes, from their names too.
        replacement: gives names.
    """
    members = list(members)
    taken = {member.casefold() for member in members}
    found: dict[str, str] = {}
    for member in members:
        if not is_listing(member) and words.stand_in_name(member):
            parts = [_without(part, words, replacement) for part in member.split("/")]
            stem, suffix = written_name(parts[-1])
            forms = ("/".join([*parts[:-1], f"{stem}{more}{suffix}"]) for more in chain([""], map(str, count(2))))
            wanted = next(form for form in forms if form.casefold() not in taken)
            found[member] = wanted
            taken.add(wanted.casefold())
    for member in filter(is_listing, members):  # the relations of a member are called after it
        if owner_of(member) in found:
            found[member] = listing_of(found[owner_of(member)])
    return found


def rename_members(new: Mapping[str, str], roots: Mapping[str, etree._Element]) -> None:
    """Puts the new names of members where the old ones are listed or referred to.

    Args:
        new: what `new_members` gave.
        roots: the parsed members of the package, by their old names.
    """
    pairs = [(old.split("/"), fresh.split("/")) for old, fresh in new.items()]
    places = {
        "/".join(old[:depth]): "/".join(fresh[:depth]) for old, fresh in pairs for depth in range(1, len(old) + 1)
    }
    for member, root in roots.items():
        if is_listing(member):
            _retarget(member, root, places, is_moved=member in new)
            continue
        for element in root.iter(etree.Element):
            for attribute in map(str, element.attrib):
                if attribute in _TARGETS or attribute == _ADDRESS:
                    value = element.get(attribute, "")
                    bare = value.removeprefix("./").strip("/")
                    if bare in places:
                        element.set(attribute, value.replace(bare, places[bare], 1))


def _retarget(listing: str, root: etree._Element, places: Mapping[str, str], *, is_moved: bool) -> None:
    for element in root.iter(etree.Element):
        target = element.get("Target")
        if target is None or is_outside(element):
            continue
        whole = member_at(base_of(listing), target)
        if is_moved or whole in places:
            element.set("Target", "/" + places.get(whole, whole))


def _without(part: str, words: Words, replacement: Replacement) -> str:
    """Returns one part of the name of a member without words, its known suffix left."""
    stem, suffix = written_name(part)
    return replacement.name_for(stem) + suffix if words.stand_in_name(stem) else part
