"""Draws charts as SVG: bars, columns and the course of an absence; the colours come from the style of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

_WIDTH: Final = 500
_ROW: Final = 30
_BAR: Final = 18
_LABEL: Final = 222
_AFTER: Final = 84
_COLUMNS: Final = 240
_AXIS: Final = 26
_LEFT: Final = 52
_MOST_LABELS: Final = 8
_COURSE: Final = (420, 132)
_STEPS: Final = (2, 4, 6, 8, 10)
"""Tops of an axis, of which the half is a whole number too."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: what it is, its parts in the order of the legend, and what stands behind it."""

    label: str
    parts: tuple[float, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a course: its days, percentage of absence and hours worked as a percentage of the contract."""

    first: date
    last: date
    absent: float
    worked: float


def bars(name: str, title: str, rows: Sequence[Row], legend: Sequence[str], tones: Sequence[str]) -> str:
    """Returns a chart of horizontal bars, one a row, with their parts side by side.

    Args:
        name: unique on the page.
        title: what the chart shows, read aloud instead of it.
        rows: the bars.
        legend: what the parts are; with one part no legend is drawn.
        tones: the class that colours each part.
    """
    most = max((sum(row.parts) for row in rows), default=0) or 1
    top = _AXIS if len(legend) > 1 else 4
    height = top + len(rows) * _ROW + 2
    said = "; ".join(f"{row.label}: {row.after}" for row in rows)
    shapes = [*(_legend(legend, tones) if len(legend) > 1 else ())]
    room = _WIDTH - _LABEL - _AFTER
    for number, row in enumerate(rows):
        y = top + number * _ROW
        shapes.append(_text(_LABEL - 8, y + _BAR - 4, row.label, "end"))
        x = float(_LABEL)
        for part, tone in zip(row.parts, tones, strict=False):
            width = part / most * room
            if width > 0:
                shapes.append(f'<rect class="{tone}" x="{_n(x)}" y="{y}" width="{_n(width)}" height="{_BAR}"/>')
            x += width
        shapes.append(_text(x + 6, y + _BAR - 4, row.after))
    return _svg(name, title, said, _WIDTH, height, shapes)


def columns(
    name: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[Sequence[float]],
    legend: Sequence[str],
    tones: Sequence[str],
) -> str:
    """Returns a chart of columns in groups; the arguments are as for `bars`, `series` has one value a label."""
    most = _round_up(max((value for values in series for value in values), default=0))
    floor, head = _COLUMNS - _AXIS, _AXIS + 6
    said = "; ".join(
        f"{label}: " + ", ".join(f"{what} {_said(values[at])}" for what, values in zip(legend, series, strict=True))
        for at, label in enumerate(labels)
    )
    shapes = [*_legend(legend, tones)]
    for share in (0, 0.5, 1):
        y = floor - share * (floor - head)
        shapes.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{_n(y)}" y2="{_n(y)}"/>')
        shapes.append(_text(_LEFT - 6, y + 4, _said(most * share), "end"))
    group = (_WIDTH - _LEFT) / max(1, len(labels))
    every = -(-len(labels) // _MOST_LABELS) if labels else 1
    thick = min(34.0, group * 0.8 / max(1, len(series)))
    for at, label in enumerate(labels):
        middle = _LEFT + group * (at + 0.5)
        if at % every == (len(labels) - 1) % every:
            shapes.append(_text(middle, _COLUMNS - 8, label, "middle"))
        x = middle - thick * len(series) / 2
        for values, tone in zip(series, tones, strict=True):
            tall = values[at] / most * (floor - head)
            if tall > 0:
                shapes.append(
                    f'<rect class="{tone}" x="{_n(x)}" y="{_n(floor - tall)}" width="{_n(thick - 2)}" '
                    f'height="{_n(tall)}"/>'
                )
            x += thick
    return _svg(name, title, said, _WIDTH, _COLUMNS, shapes)


def course(name: str, title: str, steps: Sequence[Step], until: date) -> str:
    """Returns the course of an absence: an area of the percentage absent, and a line of the hours worked.

    Args:
        name: unique on the page.
        title: what the chart shows.
        steps: the stretches, in order.
        until: the last day of the axis.
    """
    width, height = _COURSE
    left, right, floor, head = 36, width - 6, height - 22, 8
    first = min((step.first for step in steps), default=until)
    days = max(1, (until - first).days + 1)

    def x(day: date) -> float:
        return left + (day - first).days / days * (right - left)

    def y(percentage: float) -> float:
        return floor - percentage / 100 * (floor - head)

    said = "; ".join(
        f"van {_day(step.first)} tot en met {_day(step.last)}: {step.absent:.0f}% verzuim, {step.worked:.0f}% gewerkt"
        for step in steps
    )
    shapes = []
    for percentage in (0, 50, 100):
        line = _n(y(percentage))
        shapes.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{line}" y2="{line}"/>')
        shapes.append(_text(left - 5, y(percentage) + 4, f"{percentage}%", "end", "small"))
    for step in steps:
        begins, ends = x(step.first), x(min(step.last, until) + timedelta(days=1))
        shapes.append(
            f'<rect class="absent" x="{_n(begins)}" y="{_n(y(step.absent))}" width="{_n(ends - begins)}" '
            f'height="{_n(floor - y(step.absent))}"/>'
        )
    if line := _line(steps, until, x, y):
        shapes.append(f'<path class="worked" d="{line}"/>')
    for number, day in enumerate((first, until)):
        shapes.append(_text(x(day), height - 6, _day(day), "end" if number else "start", "small"))
    return _svg(name, title, said, width, height, shapes)


def _line(steps: Sequence[Step], until: date, x: Callable[[date], float], y: Callable[[float], float]) -> str:
    """Returns the path of the hours worked, broken where a day is missing."""
    parts: list[str] = []
    before: Step | None = None
    for step in steps:
        joins = before is not None and step.first == before.last + timedelta(days=1)
        parts.append(f"{'L' if joins else 'M'}{_n(x(step.first))} {_n(y(step.worked))}")
        parts.append(f"H{_n(x(min(step.last, until) + timedelta(days=1)))}")
        before = step
    return " ".join(parts)


def _legend(legend: Sequence[str], tones: Sequence[str]) -> Iterator[str]:
    x = 2.0
    for what, tone in zip(legend, tones, strict=False):
        yield f'<rect class="{tone}" x="{_n(x)}" y="2" width="12" height="12"/>'
        yield _text(x + 18, 13, what)
        x += 36 + 7.4 * len(what)


def _svg(name: str, title: str, said: str, width: int, height: int, shapes: Sequence[str]) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(said)}</desc>{"".join(shapes)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start", tone: str = "") -> str:
    kind = f' class="{tone}"' if tone else ""
    return f'<text{kind} x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(text)}</text>'


def _round_up(value: float) -> float:
    """Returns the next round number, for the top of an axis."""
    if value <= 0:
        return _STEPS[0]
    size = 1.0
    while value > 10 * size:
        size *= 10
    return next(step * size for step in _STEPS if step * size >= value)


def _said(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".") if value == int(value) or value >= 10 else f"{value:.1f}".replace(".", ",")


def _day(day: date) -> str:
    return f"{day.day:02}-{day.month:02}-{day.year}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
