"""The relations by which the members of an Office Open XML package refer to each other and to what is outside it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.readers.package import Package

ID_SPACES: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",  # the strict form of the standard
)
"""The namespaces of attributes that name a relation by its id."""

CONTENT_TYPES: Final = "[Content_Types].xml"
"""The member that says of all others what they are."""

_ID: Final = tuple(f"{space}id" for space in ID_SPACES)


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of the relations of a part.

    Attributes:
        kind: the last word of its type: "worksheet", "hyperlink".
        target: the member it points to, or the address as written when it is outside the package.
    """

    kind: str
    target: str


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Returns the relations of a part by their id; none when it has none. The part "" is the package itself."""
    listing = listing_of(part)
    if listing not in package:
        return {}
    found = {}
    for element in package.xml(listing).iter(etree.Element):
        target = element.get("Target")
        if target is not None:
            whole = target if is_outside(element) else member_at(posixpath.dirname(part), target)
            found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], whole)
    return found


def target_of(package: Package, part: str, kind: str) -> str:
    """Returns where the first relation of a kind leads to from a part, "" when it has none of that kind."""
    return next((item.target for item in relations(package, part).values() if item.kind == kind), "")


def relation_id(element: etree._Element) -> str:
    """Returns the id of the relation that an element names, "" when it names none."""
    return next((element.get(name, "") for name in _ID if name in element.attrib), "")


def is_outside(element: etree._Element) -> bool:
    """Says whether a line of relations leads out of the package."""
    return element.get("TargetMode") == "External"


def is_listing(member: str) -> bool:
    """Says whether a member holds the relations of another, or of the package."""
    return member.endswith(".rels")


def listing_of(part: str) -> str:
    """Returns the member that holds the relations of a part, whether it is there or not."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(listing: str) -> str:
    """Returns the part whose relations a member holds, "" for those of the package itself."""
    return posixpath.join(base_of(listing), posixpath.basename(listing).removesuffix(".rels"))


def base_of(listing: str) -> str:
    """Returns the folder from which the targets in a list of members are meant."""
    return posixpath.dirname(posixpath.dirname(listing))


def member_at(base: str, target: str) -> str:
    """Returns the member that a target within the package means.

    Args:
        base: the folder from which it is meant.
        target: as it is written: a path from there, or from the top when it begins with a slash.
    """
    return posixpath.normpath(posixpath.join("/", base, target))[1:]
