"""Reads the fields of rule files and gathers the mistakes, so that an author sees all of them at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pipeline.errors import NotationError, OwnDataError
from pipeline.model import Category, Severity
from pipeline.nodes import Node, compose
from pipeline.privacy.model import Effect, Thresholds
from pipeline.privacy.notation import ShorthandError, Term, expand_braces, parse_term

FORMAT = "1"

_ID = re.compile(r"[a-z]+\.[a-z0-9_]+\Z")
_Option = TypeVar("_Option", Category, Severity, Effect)


class FieldReader:
    """The file that is being read, and the mistakes so far; a wrong field becomes empty and reading goes on."""

    def __init__(self) -> None:
        self.path = Path()
        self._mistakes: list[str] = []
        self._ids: dict[str, str] = {}

    def finish(self) -> None:
        """Raises all mistakes at once, as lines of file:line: what is wrong."""
        if self._mistakes:
            raise OwnDataError("\n".join(self._mistakes))

    def top(self, path: Path, keys: set[str]) -> Mapping[str, Node]:
        """Returns the entries of a rule file; raises when it is no YAML at all."""
        self.path = path
        try:
            entry = self.entry(compose(path.read_text(encoding="utf-8")), keys)
        except NotationError as error:
            raise OwnDataError(f"{path.name}:{error.line}: {error.reason}") from None
        except UnicodeDecodeError:
            raise OwnDataError(f"{path.name}:1: sla dit bestand op als UTF-8") from None
        if self.text(entry.get("formaat")) != FORMAT:
            self.mistake(1, f"dit bestand heeft niet formaat: {FORMAT}")
        return entry

    def entry(self, node: Node, keys: set[str]) -> Mapping[str, Node]:
        """Returns the entries of a block, noting the keys that do not belong in it."""
        entry = self.block(node)
        for key in entry.keys() - keys:
            self.mistake(entry[key].line, f"onbekende sleutel '{key}'")
        return entry

    def block(self, node: Node | None) -> Mapping[str, Node]:
        """Returns the entries of a block."""
        if node is not None and node.kind == "map" and isinstance(node.value, Mapping):
            return node.value
        self.mistake(node.line if node else 1, "hier hoort een blok met sleutels te staan")
        return {}

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """Returns the items of a list; none for a field that is absent."""
        if node is None or node.value == "":
            return ()
        if isinstance(node.value, tuple):
            return node.value
        self.mistake(node.line, "hier hoort een lijst te staan")
        return ()

    def text(self, node: Node | None) -> str:
        """Returns a text; empty for a field that is absent."""
        if node is None:
            return ""
        if isinstance(node.value, str) and node.value.strip():
            return node.value
        self.mistake(node.line, "hier hoort tekst te staan")
        return ""

    def yes(self, node: Node | None) -> bool:
        """Tells whether a field says ja; absent means nee."""
        written = self.text(node)
        if written not in {"", "ja", "nee"}:
            self.mistake(node.line if node else 1, "vul ja of nee in")
        return written == "ja"

    def thresholds(self, entry: Mapping[str, Node], line: int) -> Thresholds | None:
        """Returns the thresholds of a rule or context, or None when it has none."""
        fast, encoder = self._chance(entry.get("drempel")), self._chance(entry.get("drempel_encoder"))
        certain, of_somebody = self._chance(entry.get("zeker")), self._chance(entry.get("drempel_encoder_mens"))
        if (fast is None) != (encoder is None) or (encoder is None and {certain, of_somebody} != {None}):
            self.mistake(line, "'drempel' en 'drempel_encoder' horen bij elkaar; de andere kunnen alleen daarnaast")
        if fast is None or encoder is None:
            return None
        return Thresholds(fast, encoder, 1.0 if certain is None else certain, of_somebody)

    def _chance(self, node: Node | None) -> float | None:
        """Returns a number between 0 and 1, or None for a field that is absent."""
        written = self.text(node)
        if node is None or re.fullmatch(r"0\.[0-9]{1,3}", written):
            return float(written) if written else None
        self.mistake(node.line, "een drempel is een getal tussen 0 en 1, zoals 0.9")
        return None

    def choice(self, node: Node | None, options: type[_Option]) -> _Option | None:
        """Returns the option that a field names, or None."""
        written = self.text(node)
        for option in options:
            if option.value == written:
                return option
        self.mistake(node.line if node else 1, f"kies uit: {', '.join(option.value for option in options)}")
        return None

    def id(self, node: Node | None, line: int, prefix: str) -> str:
        """Returns an id of the form prefix.name that no other entry has."""
        written = self.text(node)
        if not _ID.match(written) or not written.startswith(f"{prefix}."):
            self.mistake(line, f"een id ziet eruit als {prefix}.naam")
        earlier = self._ids.setdefault(written, f"{self.path.name}:{line}")
        if earlier != f"{self.path.name}:{line}":
            self.mistake(line, f"het id {written} staat ook op {earlier}")
        return written

    def readings(self, node: Node) -> list[str]:
        """Returns every reading of a text with braces."""
        try:
            return expand_braces(self.text(node))
        except ShorthandError as error:
            self.mistake(node.line, str(error))
            return []

    def term(self, written: str, line: int) -> Term | None:
        """Returns one expanded term, or None when it is written wrongly."""
        try:
            return parse_term(written)
        except ShorthandError as error:
            self.mistake(line, str(error))
            return None

    def mistake(self, line: int, message: str) -> None:
        """Notes a mistake."""
        self._mistakes.append(f"{self.path.name}:{line}: {message}")
