"""Writes a package anew with some of its members changed; the same members give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from pipeline.readers.package import Package

_STORED_FIRST: Final = "mimetype"


def serialised(root: etree._Element) -> bytes:
    """Returns the bytes of a member, with what stands around its root."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def packed(
    package: Package,
    changed: Mapping[str, bytes],
    dropped: frozenset[str] = frozenset(),
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Returns a package anew, members in their order and new ones behind them, without its comment.

    Args:
        package: the package as it was.
        changed: the members that are different or new, by name.
        dropped: the members that are left out.
        renamed: the new names of members, by the old ones.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys([*package, *changed]):
            if name not in dropped:
                # A ZipInfo has the day on which zip begins: no clock in a copy.
                member = zipfile.ZipInfo(renamed.get(name, name))
                method = zipfile.ZIP_STORED if name == _STORED_FIRST else zipfile.ZIP_DEFLATED
                archive.writestr(member, changed[name] if name in changed else package[name], method)
    return stream.getvalue()
