"""Which members of a package are called as office programs call them; any other name is text of somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.names import written_name

OWN: Final = "onderdelen met een eigen naam"
"""What members with another name are called together."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 3  # letters; shorter ones stand for themselves in hexadecimal numbers
_HASH: Final = re.compile(r"\{?[0-9A-Fa-f_-]{8,}\}?")
_SIGNS: Final = re.compile(r"[A-Za-z0-9_./\[\] -]*")
_KNOWN: Final = frozenset(
    """
    _rels activex app attachments basic bin bindings calcchain cellimages chart charts chartex chartsheets chartstyle
    chartuserstyle colors comment commentauthors comments commentsextended commentsextensible commentsids
    configurations connections content content_types control controls core ctrlprop ctrlprops current custom
    customproperty customxml data dataconsolidation database dialogs dialogsheets diagrams docprops document documents
    docmetadata drawing drawings embeddings emf endnotes externallink externallinks fonttable footer footers footnotes
    glossary handoutmaster handoutmasters header headers images image ink item itemprops jpeg labelinfo layout
    layoutcache macrosheets manifest media meta metadata moderncomment notesmaster notesmasters notesslide notesslides
    numbering object objects odttf people person persons pictures pivotcache pivotcachedefinition
    pivotcacherecords pivottable pivottables ppt pres presentation presprops printersettings queries querytable
    querytables quickstyle rdrichvalue rdrichvaluestructure rdrichvaluetypes rdf rels replacements revisions richdata
    settings sharedstrings sheet sheets signatures slicer slicercache slicercaches slicers slide slidelayout
    slidelayouts slidemaster slidemasters slides style styles styleswitheffects stylewitheffects table tables
    tablesinglecells tablestyles tag tags theme themeoverride themes threadedcomment threadedcomments thumbnail
    thumbnails timeline timelines usernames vbadata vbaproject versions viewprops vmldrawing volatiledependencies
    webextension webextensions websettings word workbook workbookprotection worksheets xl xml xmlmaps xmlsignatures
    inf vml types
    """.split()
)


def own_names(members: Iterable[str]) -> list[str]:
    """Returns what members and their folders are called, where an office program does not call them so, each once."""
    found: dict[str, None] = {}
    for member in members:
        for part in member.split("/"):
            name = written_name(part.removesuffix(".rels"))[0]
            words = (word for word in _WORD.findall(name) if len(word) >= _SHORTEST)
            if any(word.lower() not in _KNOWN for word in words) and not _HASH.fullmatch(name):
                found[name] = None
    return list(found)


def told(name: str) -> str:
    """Returns the name of a member when it is one that office programs give, else what all others are called."""
    is_known = _SIGNS.fullmatch(name) and _KNOWN.issuperset(word.lower() for word in _WORD.findall(name))
    return name if is_known else OWN
