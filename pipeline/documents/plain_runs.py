"""Lets a text that the dossier knows stand in a document as ordinary text, without the control that a form needs.

Many programs read past what stands in a control. So only what is filled in or chosen keeps one: a day, a choice, a
place that is still blank; and all of a form. It is settled when a template is compiled: a render has less to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pipeline.documents.tags import MARK

FILLABLE: Final = "_invulbaar"
"""What compiled templates ask: whether every control stays, because people fill in this document."""

_CONTROL: Final = re.compile(
    r'<w:sdt><w:sdtPr>(?P<properties>(?:(?!</w:sdtPr>).)*<w:tag w:val="(?:/|\{\{)(?:(?!</w:sdtPr>).)*)</w:sdtPr>'
    r"<w:sdtContent>(?P<runs>(?:(?!</?w:sdt|<w:p\b).)*)</w:sdtContent></w:sdt>",
    re.DOTALL,
)
_TEXT: Final = re.compile(r"<w:text(?: [^>]*)?/>")
_TAG: Final = rf"\{{%-? ?{MARK.pattern} ?-?%\}}"
_EITHER: Final = re.compile(
    rf"(?P<before><w:r>(?:(?!<w:t\b).)*<w:t(?: [^>]*)?>)(?P<if>{_TAG})(?P<known>(?:(?!{_TAG}|<).)*)(?P<else>{_TAG})"
    rf"(?P<blank>(?:(?!{_TAG}|<).)*)(?P<end>{_TAG})(?P<after></w:t></w:r>)",
    re.DOTALL,
)


def is_fillable(context: Mapping[str, Any]) -> bool:
    """Says whether every control stays: in a form, and in whatever is no document of a dossier."""
    return getattr(context.get("document"), "is_formulier", None) is not False


def with_plain_runs(source: str) -> str:
    """Returns the source of a part in which every control of a text is there only while it is to be filled in.

    Args:
        source: WordprocessingML with a mark for every tag.
    """
    return _CONTROL.sub(_control, source)


def _control(match: re.Match[str]) -> str:
    if not _TEXT.search(match["properties"]):
        return match[0]

    def inside(runs: str) -> str:
        return f"<w:sdt><w:sdtPr>{match['properties']}</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"

    runs = match["runs"]
    if either := _EITHER.fullmatch(runs):
        known, blank = (f"{either['before']}{either[name]}{either['after']}" for name in ("known", "blank"))
        return f"{either['if']}{_unless_filled(inside(known), known)}{either['else']}{inside(blank)}{either['end']}"
    if "{%" in runs or "{{" not in runs:
        return match[0]
    return _unless_filled(inside(runs), runs)


def _unless_filled(control: str, runs: str) -> str:
    return f"{{% if {FILLABLE} %}}{control}{{% else %}}{runs}{{% endif %}}"
