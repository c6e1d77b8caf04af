"""The Jinja environment of templates: sandboxed, strict, bounded, with every value escaped on its way out.

It is the second wall. The first is the list of what a template may say at all, in `language`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS

from pipeline.documents.values import Ready, as_plain, as_rich, as_run, as_text, is_simple, texts_of

Filter = Callable[..., object]

MAX_RANGE: Final = 10_000
"""The most numbers that all calls of `range` together may give out while one part is rendered."""

_FILTER_NAMES = (
    "abs capitalize count d default dictsort first float groupby int items join last length list lower map max min "
    "reject rejectattr replace reverse round select selectattr sort string sum title trim unique upper wordcount"
).split()
_TEST_NAMES = (
    "boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer iterable le lessthan lower "
    "lt mapping ne none number odd sequence string true undefined upper == != > >= < <="
).split()


class RenderContext(Context):
    """The state of one render of one part: what was shown, and how many numbers `range` may still give."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: Any = None,
    ) -> None:
        super().__init__(environment, parent, name, blocks, globals)
        self.shown: list[str] = []
        self.numbers_left = MAX_RANGE


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja as templates know it: sandboxed, strict, every value escaped by `finalize`."""

    context_class = RenderContext
    intercepted_binops = frozenset({"*", "%"})  # on text these multiply and format: both can ask for all memory

    def __init__(self, filters: Mapping[str, Filter]) -> None:
        super().__init__(undefined=StrictUndefined, finalize=_show, keep_trailing_newline=True, autoescape=False)
        known = {name: FILTERS[name] for name in _FILTER_NAMES}
        # Everything is escaped in any case, so the filter that asks for it has nothing left to do.
        self.filters = {**known, "e": _same, "escape": _same, **filters, "_plain": _plain, "_rich": _rich}
        self.tests = {name: TESTS[name] for name in _TEST_NAMES}
        self.globals = {"range": _bounded_range}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Looks in the data first, so that a field called `items` or `count` is the field."""
        kind: Any = type(obj)
        if kind is dict or _is_mapping(kind):
            try:
                return obj[attribute]
            except KeyError:
                pass
        # A property is safe; what Jinja asks to find that out would take longer than most values take.
        return getattr(obj, attribute) if _has_property(kind, attribute) else super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiplies and divides numbers only."""
        if not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise TypeError("numbers only")
        return super().call_binop(context, operator, left, right)


@cache
def _is_mapping(kind: type) -> bool:
    return issubclass(kind, Mapping)


@cache
def _has_property(kind: type, name: str) -> bool:
    return not name.startswith("_") and isinstance(getattr(kind, name, None), property)


@pass_context
def _show(context: RenderContext, value: object) -> str:
    if type(value) is Ready:
        return value
    if type(value) is str and is_simple(value):
        context.shown.append(value)
        return value
    text = as_text(value)
    context.shown.append(text)
    return as_run(text)


@pass_context
def _plain(context: RenderContext, value: object) -> Ready:
    text = as_text(value)
    context.shown.append(text)
    return as_plain(text)


@pass_context
def _rich(context: RenderContext, value: object) -> Ready:
    runs = as_rich(value)
    context.shown.extend(texts_of(runs))
    return runs


def _same(value: object) -> object:
    return value


@pass_context
def _bounded_range(context: RenderContext, *args: int) -> range:
    numbers = range(*args)
    if len(numbers) > context.numbers_left:
        raise OverflowError("range")
    context.numbers_left -= len(numbers)
    return numbers
