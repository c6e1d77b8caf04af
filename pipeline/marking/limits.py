"""How long some values of Office files may be: a longer one makes a program say that the file must be repaired."""

from __future__ import annotations

from typing import Final

# By element and attribute, without their namespaces; the attribute of a text is "".
_MOST: Final = {
    ("dataValidation", "promptTitle"): 32,
    ("dataValidation", "errorTitle"): 32,
    ("dataValidation", "prompt"): 255,
    ("dataValidation", "error"): 255,
    ("formula1", ""): 255,
    ("definedName", "comment"): 255,
    ("hyperlink", "tooltip"): 255,
    ("statusText", "val"): 140,
    ("helpText", "val"): 255,
    ("alias", "val"): 64,
    ("tag", "val"): 64,
    **dict.fromkeys(
        ((name, "") for name in ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter")),
        255,
    ),
}


def longest(element: str, attribute: str | None) -> int | None:
    """Returns how many characters a value may have at most, None where there is no such end.

    Args:
        element: the name of the element without its namespace.
        attribute: the attribute that is the value, None for the text of the element.
    """
    return _MOST.get((element, (attribute or "").rpartition("}")[2]))
