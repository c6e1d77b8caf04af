"""JSON and YAML as data: what is refused, with which line, and that lines are found back."""

from __future__ import annotations

import json
import string
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline import nodes
from pipeline.errors import ExitCode, NotationError
from pipeline.nodes import (
    MAX_DEPTH,
    compose,
    compose_json,
    line_in_json,
    line_of,
    parse_json,
    pointer_of,
    pointer_steps,
    to_data,
)

CANARY = "geheimwoord"


@pytest.fixture(params=["c", "python"])
def yaml_data(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Reads YAML with libyaml, and with the pure Python parser that takes its place where libyaml lacks."""
    if request.param == "python":
        monkeypatch.setattr(nodes, "_YamlLoader", yaml.BaseLoader)
    return lambda text: to_data(compose(text))


def refused(read: Callable[[str], object], text: str) -> NotationError:
    """Returns the refusal of a text, after a look that nothing of the text is in it."""
    with pytest.raises(NotationError) as caught:
        read(text)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert CANARY not in shown
    assert caught.value.exit_code is ExitCode.INCOMPLETE
    assert str(caught.value) == f"Regel {caught.value.line}: {caught.value.reason}"
    return caught.value


class TestRow11Json:
    """Row 11 of the table of bad input: a JSON file that is broken or says two things at once."""

    @pytest.mark.parametrize(
        ("text", "line", "part"),
        [
            ('{"a": 1,\n "a": 2}', 2, "twee keer"),
            ('{"b": [\n{"a": 1, "c": {}, \n"a": "%s"}]}', 3, "twee keer"),
            ('{"a":\n\n NaN}', 3, "getal"),
            ('{"a": -Infinity}', 1, "getal"),
            ("[1,\n1e999]", 2, "getal"),
            ("[" + "9" * 5000 + "]", 1, "getal"),
            ("", 1, "leeg"),
            ("  \n ", 2, "leeg"),
            ('{"a": "%s', 1, "sluitend aanhalingsteken"),
            ('{"a": 1,\n"b": [1, 2', 2, "afgebroken"),
            ('{"a": 1}\n{"b": "%s"}', 2, "één dossier"),
            ('{"a": "een\nregel"}', 1, "regeleinde"),
            ('{"a": "C:\\x"}', 1, "backslash"),
            ('{"a": 1,}', 1, "komma"),
            ("{'a': 1}", 1, "aanhalingstekens"),
            ('{"a":\n"\\ud800 %s"}', 2, "half teken"),
            ('{"a": "\\udc00\\ud800"}', 1, "half teken"),
            ("%s", 1, "JSON"),
        ],
    )
    def test_is_refused_with_a_line(self, text: str, line: int, part: str) -> None:
        error = refused(parse_json, text.replace("%s", CANARY))
        assert error.line == line
        assert part in error.reason

    def test_row_14_depth_is_counted_and_a_bomb_does_not_crash(self) -> None:
        assert parse_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)
        for depth in (MAX_DEPTH + 1, 5_000, 200_000):
            assert "dieper" in refused(parse_json, "[" * depth + "]" * depth).reason

    def test_whole_characters_in_escapes_are_fine(self) -> None:
        assert parse_json('["\\ud83d\\ude00", "\\\\ud800"]') == ["😀", "\\ud800"]


class TestRow14Yaml:
    """Row 14: a YAML file that is a bomb, runs code, or means something else than it looks like."""

    @pytest.mark.parametrize(
        ("text", "line", "part"),
        [
            ("a: &x %s\nb: 1", 1, "Ankers"),
            ("a: 1\nb: *x", 2, "Ankers"),
            ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", 1, "Ankers"),
            ("a: !!python/object/apply:os.system [%s]", 1, "Typeaanduidingen"),
            ("a: 1\nb: !eigen {x: 1}", 2, "Typeaanduidingen"),
            ("a: 1\nb: 2\na: %s", 3, "twee keer"),
            ("a:\n  - x: 1\n    x: 2", 3, "twee keer"),
            ("a: 1\n---\nb: %s", 2, "tweede document"),
            ("? [a, b]\n: 1", 1, "naam"),
            ("? {a: b}\n: 1", 1, "naam"),
            ("a: [%s", 1, "YAML"),
            ("a: b: %s", 1, "YAML"),
            ("a: 1\n\tb: 2", 2, "YAML"),
            ('a: "%s', 1, "YAML"),
            ("a: \x07%s", 1, "teken"),
            ("é: 1\nb: €\nc: \x07%s", 3, "teken"),
            ("", 1, "leeg"),
            ("# alleen %s", 1, "leeg"),
            ("a: " + "9" * 5000, 1, "getal"),
            ("a: 1e999", 1, "getal"),
        ],
    )
    def test_is_refused_with_a_line(self, yaml_data: Callable[[str], Any], text: str, line: int, part: str) -> None:
        error = refused(yaml_data, text.replace("%s", CANARY))
        assert error.line in {line, line + 1}, "the line, or the next where the parser noticed"
        assert part in error.reason

    def test_row_14_depth_is_counted_and_a_bomb_does_not_crash(self, yaml_data: Callable[[str], Any]) -> None:
        assert yaml_data("[" * MAX_DEPTH + "]" * MAX_DEPTH)
        for depth in (MAX_DEPTH + 1, 20_000):
            assert "dieper" in refused(yaml_data, "[" * depth).reason

    def test_text_is_what_it_looks_like(self, yaml_data: Callable[[str], Any]) -> None:
        words = ["no", "yes", "on", "off", "NO", "True", "~", "8:30", "0123", "0x1F", "1_000", "+1", ".5", "2026-01-05"]
        assert yaml_data("\n".join(f"- {word}" for word in words)) == words

    def test_only_what_json_reads_as_a_value_becomes_one(self, yaml_data: Callable[[str], Any]) -> None:
        assert yaml_data('[1, -2.5, 1e3, true, false, null, "1", \'true\']') == [
            1, -2.5, 1000.0, True, False, None, "1", "true",
        ]  # fmt: skip
        assert yaml_data("a:\nb: ''") == {"a": None, "b": ""}

    def test_a_merge_key_is_a_plain_name(self, yaml_data: Callable[[str], Any]) -> None:
        assert yaml_data("<<: {a: 1}") == {"<<": {"a": 1}}


def test_a_surrogate_from_a_yaml_escape_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_YamlLoader", yaml.BaseLoader)
    assert "half teken" in refused(compose, 'a: "\\uD800"').reason


def test_lines_are_those_of_the_key_or_of_the_item() -> None:
    root = compose("a: 1\nb:\n  c:\n    - x\n    - d: |\n        veel\n        tekst\n      e: 2\n")
    assert [line_of(root, pointer) for pointer in ("", "/a", "/b", "/b/c", "/b/c/0", "/b/c/1/d", "/b/c/1/e")] == [
        1, 1, 2, 3, 4, 5, 8,
    ]  # fmt: skip


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    root = compose_json('{\n"a": [\n1,\n{"b": 2}\n]}')
    assert [line_of(root, pointer) for pointer in ("/a/1/z", "/a/9", "/a/x", "/a/0/b", "/q")] == [4, 2, 2, 3, 1]


KEYS = st.text(string.ascii_letters + "é/~ _", min_size=1, max_size=6)
DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(KEYS, children, max_size=4),
    max_leaves=12,
)
PRINTABLE = st.recursive(
    st.text(string.printable.replace("\x0b", "").replace("\x0c", "") + "éü€😀\u2019"),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(KEYS, children, max_size=4),
    max_leaves=12,
)


@given(DATA)
def test_json_comes_back_as_it_was_and_both_layers_agree(data: Any) -> None:
    text = json.dumps(data)
    assert parse_json(text) == data
    assert to_data(compose_json(text)) == data


@given(PRINTABLE)
def test_yaml_comes_back_as_it_was(data: Any) -> None:
    text = yaml.safe_dump(data, default_style='"', allow_unicode=True)
    assert to_data(compose(text)) == data


@given(st.lists(KEYS))
def test_a_pointer_gives_its_steps_back(steps: list[str]) -> None:
    assert list(pointer_steps(pointer_of(*steps))) == steps


def _pointers(data: Any, pointer: str = "") -> Iterator[str]:
    yield pointer
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _pointers(value, pointer + pointer_of(key))


@given(DATA, st.sampled_from([None, 0, 2, "\t"]))
def test_a_line_is_found_without_the_tree_as_in_the_tree(data: Any, indent: int | str | None) -> None:
    text = "\n" + json.dumps(data, indent=indent)
    root = compose_json(text)
    for pointer in (*_pointers(data), "/weg", "/0/weg/0"):
        assert line_in_json(text, pointer) == line_of(root, pointer)


@given(st.dictionaries(KEYS, st.lists(st.integers(), min_size=1, max_size=3), min_size=1, max_size=4))
def test_the_line_of_every_value_in_printed_json_is_its_line(data: dict[str, list[int]]) -> None:
    root = compose_json(json.dumps(data, indent=1))
    line = 1
    for key, items in data.items():
        line += 1
        assert line_of(root, pointer_of(key)) == line
        for index in range(len(items)):
            line += 1
            assert line_of(root, pointer_of(key, index)) == line
        line += 1
