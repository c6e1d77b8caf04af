"""JSON and YAML text as plain data, with the line that every value stands on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import yaml

from pipeline.errors import NotationError

MAX_DEPTH: Final = 60

_YamlLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<float>(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\Z")
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "": None}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_JSON: Final = json.JSONDecoder(strict=False)
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')

_TOO_DEEP: Final = f"De gegevens zijn dieper genest dan {MAX_DEPTH} niveaus. Maak het bestand platter."
_DUPLICATE: Final = "Dezelfde naam staat hier twee keer in één blok. Laat één van de twee staan."
_BAD_NUMBER: Final = "Hier staat een getal dat niet bestaat of te groot is (zoals NaN). Vul een gewoon getal in."
_BAD_CHARACTER: Final = "Hier staat een half teken (een losse surrogaatcode). Typ het teken opnieuw."


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the line it stands on.

    Attributes:
        value: the text of a scalar, the items of a list, or the entries of a map in the order of the file.
        line: line of the key when the node is a value in a map, else the line where the node starts; from 1.
        plain: True for a scalar without quotes, which `to_data` may read as a number, true, false or null.
    """

    value: str | tuple[Node, ...] | Mapping[str, Node]
    line: int
    plain: bool = False

    @property
    def kind(self) -> str:
        """Returns "scalar", "list" or "map"."""
        if isinstance(self.value, str):
            return "scalar"
        return "list" if isinstance(self.value, tuple) else "map"


def compose(text: str) -> Node:
    """Returns the node tree of one YAML document; scalars stay text.

    Raises:
        NotationError: no or broken YAML, or a notation that is refused: tags, anchors and aliases, a second document,
            the same key twice, a key that is not plain text, more than `MAX_DEPTH` levels.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_YamlLoader):
            _take_event(builder, event)
    except yaml.MarkedYAMLError as error:
        # PyYAML's own message may quote the text, so only the line of it is used.
        mark = error.problem_mark or error.context_mark
        _refuse(
            "De YAML klopt hier niet. Let op inspringen, dubbele punten en aanhalingstekens.",
            mark.line + 1 if mark else 1,
        )
    except yaml.YAMLError:
        _refuse("Hier staat een teken dat niet in een tekstbestand hoort. Haal het weg.", _unprintable_line(text))
    return builder.result()


def compose_json(text: str) -> Node:
    """Returns the node tree of a JSON document, with typed scalars left as text.

    Expects text of which `json.loads` accepts the structure.

    Raises:
        NotationError: the same key twice, a number that does not exist, or more than `MAX_DEPTH` levels.
    """
    builder = _Builder()
    line, seen = 1, 0
    for match in _JSON_TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        _take_token(builder, match.group(), line)
    return builder.result()


def parse_json(text: str) -> Any:
    """Returns JSON text as plain data.

    Raises:
        NotationError: broken or empty JSON, or what `compose_json` refuses.
    """
    try:
        data = json.loads(
            text, object_pairs_hook=_unique_pairs, parse_constant=_no_constant, parse_float=_finite, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        reason = "Het bestand is leeg." if not text.strip() else _explain_json(error.msg)
        _refuse(reason, error.lineno)
    except RecursionError:
        _refuse(_TOO_DEEP, 1)
    except _Suspect:
        compose_json(text)
        raise AssertionError("compose_json accepts what parse_json refuses") from None
    if _depth(data) > MAX_DEPTH or _SURROGATE_ESCAPE.search(text):
        compose_json(text)
    return data


def to_data(node: Node) -> Any:
    """Returns the plain data of a node: text, numbers, True, False, None, lists and dicts.

    Only a plain scalar that JSON would read as a number, true, false or null becomes one (and an empty value null);
    all else stays text, so `no`, `8:30`, `0123` and `2026-01-05` are what they look like.

    Raises:
        NotationError: a number that is too large.
    """
    value = node.value
    if isinstance(value, str):
        return _typed(value, node.line) if node.plain else value
    if isinstance(value, tuple):
        return [to_data(item) for item in value]
    return {key: to_data(item) for key, item in value.items()}


def line_of(node: Node, pointer: str) -> int:
    """Returns the line of the value at a JSON pointer, or of the nearest ancestor that exists."""
    for step in pointer_steps(pointer):
        child: Node | None = None
        if isinstance(node.value, tuple):
            child = node.value[int(step)] if step.isdecimal() and int(step) < len(node.value) else None
        elif not isinstance(node.value, str):
            child = node.value.get(step)
        if child is None:
            break
        node = child
    return node.line


def line_in_json(text: str, pointer: str) -> int:
    """Returns what `line_of` returns for the tree of a JSON text, without making the tree.

    Args:
        text: what `parse_json` takes.
        pointer: a JSON pointer (RFC 6901).
    """
    named = at = _past_space(text, 0)  # where the value has its name, if any, and where it begins
    for step in pointer_steps(pointer):
        found = next((place for name, place in _entries(text, at) if name == step), None)
        if found is None:
            break
        named, at = found
    return text.count("\n", 0, named) + 1


def _entries(text: str, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yields each value in the map or list at `at`: its name or number, where that stands and where it begins."""
    opener, number = text[at], 0
    if opener not in "{[":
        return
    at = _past_space(text, at + 1)
    while text[at] not in "}]":
        name, named = str(number), at
        if opener == "{":
            name, at = _JSON.raw_decode(text, at)
            at = _past_space(text, _past_space(text, at) + 1)  # over the colon
        yield name, (named, at)
        number += 1
        at = _past_space(text, _JSON.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _past_space(text, at + 1)


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def pointer_steps(pointer: str) -> Iterator[str]:
    """Yields the unescaped steps of a JSON pointer (RFC 6901)."""
    for step in pointer.split("/")[1:]:
        yield step.replace("~1", "/").replace("~0", "~")


def pointer_of(*steps: str | int) -> str:
    """Returns the JSON pointer (RFC 6901) of a path of keys and indexes."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps])


class _Builder:
    """Builds a node tree while a text is read from front to back, without recursion."""

    def __init__(self) -> None:
        self._open: list[list[Node] | dict[str, Node]] = []
        self._lines: list[int] = []
        self._keys: list[tuple[str, int] | None] = []
        self._root: Node | None = None

    def start(self, container: list[Node] | dict[str, Node], line: int) -> None:
        if self._open and self._expects_key():
            _refuse("Een naam moet hier gewone tekst zijn, geen lijst of blok.", line)
        if len(self._open) >= MAX_DEPTH:
            _refuse(_TOO_DEEP, line)
        self._open.append(container)
        self._lines.append(line)
        self._keys.append(None)

    def end(self) -> None:
        container, line = self._open.pop(), self._lines.pop()
        self._keys.pop()
        self._add(Node(tuple(container) if isinstance(container, list) else container, line))

    def scalar(self, text: str, line: int, *, plain: bool) -> None:
        if _SURROGATE.search(text):
            _refuse(_BAD_CHARACTER, line)
        if self._open and self._expects_key():
            if text in self._open[-1]:
                _refuse(_DUPLICATE, line)
            self._keys[-1] = (text, line)
        else:
            self._add(Node(text, line, plain))

    @property
    def finished(self) -> bool:
        return self._root is not None

    def result(self) -> Node:
        if self._root is None:
            _refuse("Het bestand is leeg.", 1)
        return self._root

    def _expects_key(self) -> bool:
        return isinstance(self._open[-1], dict) and self._keys[-1] is None

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        container = self._open[-1]
        if isinstance(container, list):
            container.append(node)
            return
        key = self._keys[-1]
        assert key is not None, "a value in a map follows its key"  # noqa: S101
        container[key[0]] = Node(node.value, key[1], node.plain)
        self._keys[-1] = None


class _Suspect(Exception):  # noqa: N818
    """`parse_json` met something refused; `compose_json` knows its line."""


def _take_event(builder: _Builder, event: Any) -> None:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        _refuse("Ankers en verwijzingen (& en *) mogen hier niet. Zet de tekst tussen aanhalingstekens.", line)
    if getattr(event, "tag", None):
        _refuse("Typeaanduidingen (!) mogen hier niet. Laat ze weg, of zet de tekst tussen aanhalingstekens.", line)
    if isinstance(event, yaml.DocumentStartEvent) and builder.finished:
        _refuse("Er begint een tweede document (---). Zet elk document in een eigen bestand.", line)
    if isinstance(event, yaml.ScalarEvent):
        builder.scalar(event.value, line, plain=event.style is None or event.style == "")
    elif isinstance(event, yaml.MappingStartEvent):
        builder.start({}, line)
    elif isinstance(event, yaml.SequenceStartEvent):
        builder.start([], line)
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.end()


def _unprintable_line(text: str) -> int:
    # The parsers count in bytes or in characters, so the position in the error itself says little.
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _take_token(builder: _Builder, lexeme: str, line: int) -> None:
    if lexeme in "{[":
        builder.start({} if lexeme == "{" else [], line)
    elif lexeme in "}]":
        builder.end()
    elif lexeme[0] == '"':
        builder.scalar(json.loads(lexeme), line, plain=False)
    else:
        if lexeme not in _WORDS:
            _number(lexeme, line)
        builder.scalar(lexeme, line, plain=True)


def _typed(text: str, line: int) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    return _number(text, line) if _NUMBER.match(text) else text


def _number(text: str, line: int) -> int | float:
    match = _NUMBER.match(text)
    try:
        return (_finite if match and match["float"] else _integer)(text)
    except _Suspect:
        _refuse(_BAD_NUMBER, line)


def _finite(text: str) -> float:
    value = float(text)
    if value - value != 0:
        raise _Suspect
    return value


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:  # not a number at all, or more digits than Python reads
        raise _Suspect from None


def _no_constant(_: str) -> NoReturn:
    raise _Suspect


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _Suspect
    return result


def _explain_json(message: str) -> str:
    if "control character" in message:
        return "Er staat een regeleinde of stuurteken in een tekst. Schrijf een regeleinde als \\n."
    if message == "Extra data":
        return "Na het einde van de gegevens staat nog iets. Eén bestand bevat één dossier."
    if "escape" in message:
        return "Er staat een backslash die JSON niet kent. Schrijf een backslash als \\\\."
    if "Unterminated string" in message:
        return "Een tekst heeft geen sluitend aanhalingsteken; misschien is het bestand afgebroken."
    return "De JSON klopt hier niet. Let op komma's, aanhalingstekens en haakjes; misschien is het bestand afgebroken."


def _depth(data: Any) -> int:
    depth, level = 0, [data]
    while level:
        containers = [item for item in level if isinstance(item, dict | list)]
        depth += bool(containers)
        level = [child for item in containers for child in (item.values() if isinstance(item, dict) else item)]
    return depth


def _refuse(reason: str, line: int) -> NoReturn:
    raise NotationError(reason, line) from None
