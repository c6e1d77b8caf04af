"""Which charts an overview has, each with the sentence below it and the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from pipeline.reports import overview_text as words
from pipeline.reports.overview_text import PHASES, RESUMED, TRACKS
from pipeline.reports.svg import Row, Step, bars, columns, course

if TYPE_CHECKING:
    from datetime import date

    from pipeline.figures import CaseFigures, Overview, Sums

_ONE: Final = ("one",)
_TWO: Final = ("one", "four")
_THREE: Final = ("one", "two", "three")
_PAIR: Final = ("one", "two")
_FULL: Final = 100


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with what says the same in words.

    Attributes:
        title: what it shows.
        svg: the drawing.
        caption: what to read from it.
        head: the heads of its table, nothing when the bars say it all.
        rows: the cells of its table.
    """

    title: str
    svg: str
    caption: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def charts(overview: Overview) -> list[Chart]:
    """Returns the charts over all cases; one without anything to show is left out."""
    sums = overview.sums
    found = (
        _phases(sums),
        _durations(sums),
        _resumption(sums),
        _tracks(sums),
        _punctuality(sums),
        _halves(sums),
        _hours(sums),
        _money(sums),
        _marks(sums),
    )
    return [chart for chart in found if chart]


def course_chart(case: CaseFigures, op: date) -> Chart:
    """Returns the course of one case."""
    last = case.course[-1]
    steps = [
        Step(item.first, item.last, item.percentage, min(_FULL, item.worked / item.contract * _FULL))
        if item.contract
        else Step(item.first, item.last, item.percentage, 0)
        for item in case.course
    ]
    until = min(op, case.ended) if case.ended and case.ended >= last.first else op
    caption = (
        f"{PHASES[case.phase]}. Laatst {words.number(last.percentage)}% verzuim, {words.hours(last.worked)} van "
        f"{words.hours(last.contract)} uur, loonwaarde {words.number(last.value)}%."
    )
    name = f"verloop-{case.number}"
    return Chart(words.label(case), course(name, f"Verloop van {words.label(case)}", steps, until), caption)


def _phases(sums: Sums) -> Chart | None:
    rows = [Row(PHASES[phase], (float(count),), str(count)) for phase, count in sums.phases]
    title = "Waar de dossiers staan"
    return Chart(title, bars("fasen", title, rows, (), _ONE), "Aantal dossiers per fase.") if rows else None


def _durations(sums: Sums) -> Chart | None:
    rows = [
        Row(f"{label} weken", (float(running), float(over)), str(running + over))
        for label, running, over in sums.durations
    ]
    if not any(sum(row.parts) for row in rows):
        return None
    caption = (
        f"Mediaan van de lopende dossiers {words.mean_days(sums.open_days)}, van de afgelopen dossiers "
        f"{words.mean_days(sums.closed_days)}."
    )
    title = "Hoe lang het verzuim duurt"
    drawn = bars("duur", title, rows, ("loopt", "afgelopen"), _TWO)
    table = tuple((row.label, *(words.number(part) for part in row.parts)) for row in rows)
    return Chart(title, drawn, caption, ("Duur", "Loopt", "Afgelopen"), table)


def _resumption(sums: Sums) -> Chart | None:
    rows = [Row(RESUMED[kind], (float(count),), str(count)) for kind, count in sums.resumed]
    title = "Werkhervatting"
    caption = (
        f"{words.plural(len(sums.days_to_work), 'werknemer nam', 'werknemers namen')} werk met loonwaarde op, na "
        f"{words.mean_days(sums.days_to_work)} (mediaan). {sums.elsewhere} bij een andere werkgever."
    )
    return Chart(title, bars("hervatting", title, rows, (), _ONE), caption) if rows else None


def _tracks(sums: Sums) -> Chart | None:
    rows = [Row(TRACKS[kind], (float(count),), str(count)) for kind, count in sums.tracks]
    if not rows:
        return None
    title = "Tweede spoor"
    head = ("Re-integratiebedrijf", "Trajecten", "Werk gevonden", "Gesprekken", "Sollicitaties")
    table = tuple(
        (words.clean(item.name) or "Naam niet getoond", *(str(count) for count in item.counts))
        for item in sums.agencies
    )
    caption = "Aantal dossiers per stand. Sollicitaties zijn die uit de voortgangsrapportages."
    return Chart(title, bars("spoor", title, rows, (), _ONE), caption, head if table else (), table)


def _punctuality(sums: Sums) -> Chart | None:
    if not sums.punctuality:
        return None
    rows = [
        Row(_short(item.title), (float(item.in_time), float(item.late), float(item.missing)), words.percent(item.share))
        for item in sums.punctuality
    ]
    title = "Tijdigheid"
    legend = ("op tijd", "te laat gedaan", "te laat en nog niet gedaan")
    table = tuple(
        (
            item.title,
            *(str(count) for count in item.counts),
            words.percent(item.share),
            words.number(item.mean_days_late, 1),
        )
        for item in sums.punctuality
    )
    head = ("Termijn", "Op tijd", "Te laat gedaan", "Nog niet gedaan", "Deel op tijd", "Gemiddeld te laat (dagen)")
    caption = "Per termijn hoe vaak die is gehaald, over alle dossiers."
    return Chart(title, bars("tijdigheid", title, rows, legend, _THREE), caption, head, table)


def _short(title: str) -> str:
    """Returns a title that fits beside a bar."""
    most = 29
    return title if len(title) <= most else title[: most - 1].rsplit(" ", 1)[0] + " ..."


def _halves(sums: Sums) -> Chart | None:
    if not sums.halves:
        return None
    title = "Per halfjaar: begonnen en beëindigd"
    labels = [words.half_name(half) for half in sums.halves]
    series = [[float(half.began) for half in sums.halves], [float(half.ended) for half in sums.halves]]
    events = ("Begonnen", "Beëindigd", "Werk opgenomen", "Tweede spoor", "Op tijd")
    head = ("Halfjaar", *events, "Niet gewerkte uren", "Kosten", "Baten", "Cijfer")
    table = tuple(
        (
            words.half_name(half),
            *(str(count) for count in (half.began, half.ended, half.resumed, half.tracks)),
            words.percent(half.in_time / (half.in_time + half.late)) if half.in_time + half.late else "-",
            words.number(half.lost_hours),
            words.euros(half.costs),
            words.euros(half.benefits),
            words.number(fmean(half.marks), 1) if half.marks else "-",
        )
        for half in sums.halves
    )
    drawn = columns("halfjaar", title, labels, series, ("begonnen", "beëindigd"), _PAIR)
    return Chart(title, drawn, "2026-1 is de eerste helft van 2026. De tabel hieronder zegt meer.", head, table)


def _hours(sums: Sums) -> Chart | None:
    rows = [
        Row(name, (hours,), words.number(hours))
        for name, hours in (
            ("Niet gewerkt", sums.lost_hours),
            ("Gewerkt tijdens verzuim", sums.worked_hours),
            ("Loonwaarde in uren", sums.value_hours),
        )
    ]
    if not sums.lost_hours and not sums.worked_hours:
        return None
    caption = "Loonwaarde in uren: wat het werk tijdens het verzuim waard was, in uren van het contract."
    if sums.with_wages:
        caption += (
            f" In {words.plural(sums.with_wages, 'dossier', 'dossiers')} met loonkosten: "
            f"{words.euros(sums.lost_wages)} aan niet gewerkte uren, {words.euros(sums.saved_wages)} aan loonwaarde."
        )
    title = "Uren"
    return Chart(title, bars("uren", title, rows, (), _ONE), caption)


def _money(sums: Sums) -> Chart | None:
    if not sums.costs and not sums.benefits:
        return None
    rows = list(_amounts(sums))
    out, back = sum(euros for _, euros in sums.costs), sum(euros for _, euros in sums.benefits)
    title = "Kosten en baten"
    caption = f"{words.euros(out)} uitgegeven, {words.euros(back)} ontvangen, volgens de bedragen in de dossiers."
    return Chart(title, bars("geld", title, rows, ("kosten", "baten"), _PAIR), caption)


def _amounts(sums: Sums) -> Iterator[Row]:
    for kind, euros in sums.costs:
        yield Row(kind, (euros, 0.0), words.euros(euros))
    for kind, euros in sums.benefits:
        yield Row(kind, (0.0, euros), words.euros(euros))


def _marks(sums: Sums) -> Chart | None:
    rows = [
        Row(about, (mark,), f"{words.number(mark, 1)} ({words.plural(count, 'cijfer', 'cijfers')})")
        for about, mark, count in sums.marks
    ]
    title = "Wat werknemers ervan vinden"
    caption = "Gemiddeld cijfer van 1 tot en met 10. Wie een traject volgde, weet vaak wat beter kan."
    return Chart(title, bars("cijfers", title, rows, (), _ONE), caption) if rows else None
