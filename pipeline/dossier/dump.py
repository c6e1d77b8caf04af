"""A dossier as a file again, in the notation that it came in: JSON or YAML, its fields in their order."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import yaml

_WIDTH: Final = 110
_LIKE_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.eE+_-]*")
"""What our reader of YAML, or another one, may take for a number."""


class _Dumper(yaml.SafeDumper):
    """Writes YAML as people do: lists indented, text of several lines as a block, no references."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "'" if _LIKE_NUMBER.fullmatch(text) else "|" if "\n" in text.strip("\n") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dumped(data: Any, *, as_json: bool) -> bytes:
    """Returns the bytes of a dossier, in UTF-8.

    Remarks (#) in the YAML that it came from are not data, and are not in it.

    Args:
        data: the dossier as plain data.
        as_json: whether to write JSON; else YAML.
    """
    if as_json:
        return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return str(text).encode()
