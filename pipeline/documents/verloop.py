"""The course of an absence as a chart shows it: percentages and hours over weeks, and the same in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pipeline.documents.labels import datum, getal, procent
from pipeline.formats import parse_date

WEEK = 7
TITLES = (
    "Week", "Verzuimpercentage", "Gewerkte uren per week", "Contracturen per week", "Arbeidstherapeutische uren",
)  # fmt: skip
"""The columns of the workbook behind a chart."""

FIELDS = ("verzuimpercentage", "gewerkte_uren", "contracturen", "arbeidstherapeutische_uren")

Row = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A period with the same percentage and hours, with both its days included."""

    first: date
    last: date
    percentage: float
    hours: float
    contract: float
    therapeutic: float


class Verloop:
    """The periods of absence up to a day; reads the dossier only when a template asks.

    Args:
        dossier: the envelope as templates see it.
        until: the day up to which to show, as an ISO date, or none; a period that still runs ends there.
    """

    def __init__(self, dossier: Mapping[str, Any], until: object) -> None:
        self._dossier = dossier
        self._until = parse_date(until)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The cells of the workbook: two rows a period, so that the lines have steps, and an empty one at a gap."""
        periods = list(self._periods())
        if not periods:
            return ()
        start = periods[0].first
        rows: list[Row] = []
        for number, period in enumerate(periods):
            if number and periods[number - 1].last + timedelta(1) < period.first:
                rows.append((_weeks(start, periods[number - 1].last + timedelta(1)), None, None, None, None))
            values = (period.percentage, period.hours, period.contract, period.therapeutic)
            rows.append((_weeks(start, period.first), *values))
            rows.append((_weeks(start, period.last + timedelta(1)), *values))
        return tuple(rows)

    @property
    def weeks(self) -> int:
        """How many weeks the chart shows, begun ones included."""
        rows = self.rows
        return max(1, -int(-(rows[-1][0] or 0) // 1)) if rows else 1

    @property
    def beschrijving_verzuim(self) -> str:
        """What the chart of the percentages shows, in Dutch."""
        periods = list(self._periods())
        if not periods:
            return "Grafiek van het verzuim. Er zijn nog geen gegevens."
        first, last = periods[0], periods[-1]
        begin = f"Grafiek van het verzuim in procenten. Het verzuim begint op {_day(first.first)}"
        begin += f" met {procent(first.percentage)}"
        if len(periods) == 1:
            return f"{begin} en is op {_day(last.last)} nog hetzelfde."
        return f"{begin} en is op {_day(last.last)} {procent(last.percentage)}. De tabel hieronder heeft elke periode."

    @property
    def beschrijving_uren(self) -> str:
        """What the chart of the hours shows, in Dutch."""
        periods = list(self._periods())
        if not periods:
            return "Grafiek van de gewerkte uren. Er zijn nog geen gegevens."
        first, last = periods[0], periods[-1]
        most = max(period.hours for period in periods)
        return (
            f"Grafiek van de gewerkte uren per week naast de contracturen. Op {_day(first.first)} werkt de werknemer "
            f"{getal(first.hours)} uur, op {_day(last.last)} {getal(last.hours)} uur. Het hoogste aantal is "
            f"{getal(most)} uur; het contract is {getal(last.contract)} uur per week."
        )

    def _periods(self) -> Iterator[Period]:
        """Yields the periods in order, without what lies after the day up to which is shown."""
        found = [(parse_date(item["van"]), parse_date(item["tot"]), item) for item in self._dossier["verzuimperiodes"]]
        ordered = sorted(((van, tot, item) for van, tot, item in found if van), key=lambda period: period[0])
        shown = [period for period in ordered if self._until is None or period[0] <= self._until]
        begins = [van for van, _, _ in shown[1:]]
        for (van, tot, item), later in zip(shown, [*begins, None], strict=False):
            following = later - timedelta(1) if later else None
            last = tot or following or self._until or van
            if self._until:
                last = min(last, self._until)
            yield Period(
                van,
                max(van, last),
                *(_number(item[name]) for name in FIELDS),
            )


def _number(value: object) -> float:
    """Returns a number; what is none counts as nothing here, for the table of the same document refuses it."""
    return value if isinstance(value, int | float) else 0


def _weeks(start: date, day: date) -> float:
    return round((day - start).days / WEEK, 2)


def _day(day: date) -> str:
    return datum(day.isoformat())
