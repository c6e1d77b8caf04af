"""Holds the variables of a template against the schemas, both ways: what no schema knows, and what never appears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from jinja2 import Environment, nodes

from pipeline.documents.inspection.opened import Opened
from pipeline.documents.inspection.roots import ADDED
from pipeline.documents.labels import FILTERS
from pipeline.documents.language import first_word, mend
from pipeline.documents.sandbox import TemplateEnvironment
from pipeline.documents.tags import Tag, take_tags
from pipeline.model import Grade, StyleRemark
from pipeline.shape import Shape

ALWAYS: Final = frozenset({"loop", "range", "true", "false", "none"})
_SAME: Final = frozenset(
    {"selectattr", "rejectattr", "select", "reject", "sort", "list", "unique", "reverse", "default", "d"}
)
_ITEM: Final = frozenset({"first", "last", "max", "min", "random"})
_HANDLING: Final = frozenset({"soort", "id", "schema_versie"})
_MAPPING: Final = frozenset({"items", "keys", "values", "get"}) | ADDED


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression stands for: a place in the data, or with a shape of None anything at all."""

    path: str = ""
    shape: Shape | None = None


ANY: Final = Value()


@dataclass(slots=True)
class Reading:
    """What a template reads.

    Attributes:
        paths: every place in the data that is read, as "document.doelen[].termijn".
        whole: the places of which all that is below them is read, as by a filter.
        remarks: what is wrong with it.
    """

    paths: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    remarks: list[StyleRemark] = field(default_factory=list)

    def names(self) -> set[str]:
        """Returns the names that the paths begin with."""
        return {path.partition(".")[0].removesuffix("[]") for path in self.paths}


def read(template: Opened, roots: Mapping[str, Shape | None], *, strict: bool = True) -> Reading:
    """Returns what a template reads, with a remark for every variable that nothing gives a value.

    Args:
        template: the template.
        roots: the names that a template is given, with the shape of each, None for one that no schema describes.
        strict: whether another name is a mistake; else it is taken for one that no schema describes.
    """
    reading = Reading()
    for part in template.parts:
        reader = _Reader(template, reading, roots, strict=strict)
        for tag in take_tags(deepcopy(part.root), part.label).tags:
            reader.take(tag)
    return reading


def never_shown(reading: Reading, root: str, shape: Shape) -> list[str]:
    """Returns the fields below a name that a template never reads, as "doelen[].termijn", in the schema's order."""
    return [
        path.removeprefix(f"{root}.")
        for path in _leaves(root, shape)
        if path not in reading.paths and not any(path.startswith((f"{whole}.", f"{whole}[")) for whole in reading.whole)
    ]


def _leaves(path: str, shape: Shape) -> Iterator[str]:
    if shape.items is not None:
        yield from _leaves(f"{path}[]", shape.items)
    elif shape.fields:
        for name, child in shape.fields.items():
            if name not in _HANDLING and not child.refers_to:
                yield from _leaves(f"{path}.{name}", child)
    else:
        yield path.removesuffix("[]")


class _Reader:
    """Follows the tags of one part in their order, knowing which names hold at each."""

    def __init__(self, template: Opened, reading: Reading, roots: Mapping[str, Shape | None], *, strict: bool) -> None:
        self._strict = strict
        self._template = template
        self._reading = reading
        self._environment: Environment = TemplateEnvironment(FILTERS)
        self._scopes: list[dict[str, Value]] = [{name: Value(name, shape) for name, shape in roots.items()}]
        self._tag: Tag | None = None

    def take(self, tag: Tag) -> None:
        """Takes in one tag."""
        if tag.literal or tag.opener == "{#":
            return
        self._tag = tag
        word, _, rest = tag.body.partition(" ")
        if tag.opener == "{{":
            self._expression(tag.body)
        elif word in ("if", "elif", "colspan", "cellbg"):
            self._expression(rest)
        elif word == "set" and "=" in rest:
            name, _, value = rest.partition("=")
            self._scopes[-1][name.strip()] = self._expression(value)
        elif first_word(tag.body) == "for":
            self._loop(tag.body)
        elif word == "endfor" and len(self._scopes) > 1:
            self._scopes.pop()

    def _loop(self, body: str) -> None:
        tree = self._parsed(f"{{% {mend(self._environment, '{%', body)} %}}{{% endfor %}}")
        loop = next(tree.find_all(nodes.For), None) if tree else None
        scope: dict[str, Value] = {}
        if loop is not None:
            over = self._resolve(loop.iter)
            item = over.shape.items if over.shape else None
            value = Value(f"{over.path}[]", item) if item else ANY
            names = [loop.target] if isinstance(loop.target, nodes.Name) else list(loop.target.find_all(nodes.Name))
            for name in names:
                scope[name.name] = value if len(names) == 1 else ANY
        self._scopes.append(scope)

    def _expression(self, body: str) -> Value:
        tree = self._parsed(f"{{{{ {mend(self._environment, '{{', body)} }}}}")
        output = next(tree.find_all(nodes.Output), None) if tree else None
        return self._resolve(output.nodes[0]) if output and output.nodes else ANY

    def _parsed(self, source: str) -> nodes.Template | None:
        try:
            return self._environment.parse(source)
        except Exception:  # noqa: BLE001  the compiler tells what is wrong with the syntax, with its place
            return None

    def _resolve(self, node: nodes.Node) -> Value:
        if isinstance(node, nodes.Name):
            return self._name(node.name)
        if isinstance(node, nodes.Getattr):
            return self._field(self._resolve(node.node), node.attr)
        if isinstance(node, nodes.Getitem):
            return self._item(self._resolve(node.node), node.arg)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, self._resolve(node.node))
        for child in node.iter_child_nodes():
            self._resolve(child)
        return ANY

    def _name(self, name: str) -> Value:
        for scope in reversed(self._scopes):
            if name in scope:
                return self._seen(scope[name])
        if name not in ALWAYS and not self._strict:
            return self._seen(Value(name))
        if name not in ALWAYS:
            known = ", ".join(self._scopes[0])
            self._unknown(f"'{name}' bestaat niet", f"Begin met {known}, of met een naam uit een {{% for %}}.")
        return ANY

    def _field(self, value: Value, name: str) -> Value:
        shape = value.shape
        if shape is None or not (shape.fields or shape.items) or (name in _MAPPING and name not in shape.fields):
            # A name that no schema describes is kept by its path, to compare with what _basis reads.
            return self._seen(Value(f"{value.path}.{name}")) if value.path and shape is None else ANY
        if name in shape.fields:
            return self._seen(Value(f"{value.path}.{name}", shape.fields[name]))
        if shape.items is not None:
            self._unknown(f"'{value.path}' is een lijst en heeft geen veld '{name}'", "Zet er een {% for %} omheen.")
        else:
            resembling = _resembling(name, shape)
            self._unknown(
                f"het schema kent het veld '{name}' niet in '{value.path}'",
                f"Bedoelt u '{resembling}'?" if resembling else f"Kies uit: {', '.join(shape.fields)}.",
            )
        return ANY

    def _item(self, value: Value, argument: nodes.Node) -> Value:
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            return self._field(value, argument.value)
        self._resolve(argument)
        return Value(f"{value.path}[]", value.shape.items) if value.shape and value.shape.items else ANY

    def _filtered(self, node: nodes.Filter, value: Value) -> Value:
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self._resolve(child)
        if node.name in _SAME:
            return value
        if node.name in _ITEM and value.shape and value.shape.items:
            return Value(f"{value.path}[]", value.shape.items)
        if value.path:
            self._reading.whole.add(value.path)
        return ANY

    def _seen(self, value: Value) -> Value:
        if value.path:
            self._reading.paths.add(value.path.removesuffix("[]"))
        return value

    def _unknown(self, message: str, remedy: str) -> None:
        assert self._tag is not None, "an expression stands in a tag"  # noqa: S101
        place, message = self._tag.place, f"{self._tag.source}: {message}"
        self._reading.remarks.append(self._template.remark(Grade.FOUT, "veld", place, message, remedy))


def _resembling(name: str, shape: Shape) -> str | None:
    return next(iter(get_close_matches(name, shape.fields, n=1, cutoff=0.6)), None)
