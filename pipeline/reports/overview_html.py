"""Writes an overview as one page: what needs attention, the cases, the totals; without script, images or network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from pipeline.formats import dutch_day
from pipeline.reports import overview_text as words
from pipeline.reports.overview_charts import Chart, charts, course_chart
from pipeline.reports.overview_style import STYLE
from pipeline.reports.overview_text import PHASES, TRACKS, URGENCIES, Urgency

if TYPE_CHECKING:
    from pipeline.figures import CaseFigures, Overview
    from pipeline.reports.overview_text import Attention

_TONES: Final = {
    Urgency.LATE: "bad",
    Urgency.DUE: "warn",
    Urgency.UNSIGNED: "warn",
    Urgency.CHECK: "warn",
    Urgency.DATA: "warn",
}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def overview_page(overview: Overview) -> bytes:
    """Returns the page; the same figures give the same bytes."""
    title = f"Overzicht re-integratie op {dutch_day(overview.op)}"
    body = "\n".join(
        [
            *_head(overview, title),
            *_attention(overview),
            *_unread(overview),
            *_cases(overview),
            *_courses(overview),
            *_totals(overview),
            *_foot(overview),
        ]
    )
    page = f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""
    return page.encode()


def _head(overview: Overview, title: str) -> Iterator[str]:
    lines = words.attention(overview)
    late = sum(line.urgency is Urgency.LATE for line in lines)
    due = sum(line.urgency is Urgency.DUE for line in lines)
    unsigned = sum(line.urgency is Urgency.UNSIGNED for line in lines)
    running = sum(case.phase.is_open for case in overview.cases)
    tiles = [
        ("", str(running), "lopende dossiers"),
        ("bad" if late else "good", str(late), "termijnen te laat"),
        ("warn" if due else "good", str(due), "nu te doen"),
        ("warn" if unsigned else "good", str(unsigned), "handtekeningen ontbreken"),
        ("", _in_time(overview), "van de termijnen op tijd"),
        ("", words.mean_days(overview.sums.days_to_work), "tot het eerste werk (mediaan)"),
    ]
    if overview.unread:
        tiles.append(("bad", str(len(overview.unread)), "dossiers niet gelezen"))
    yield '<a class="skip" href="#inhoud">Naar de inhoud</a>'
    confidential = "Vertrouwelijk: met namen van werknemers." if overview.named else "Zonder namen van werknemers."
    counted = words.plural(len(overview.cases), "dossier", "dossiers")
    yield f'<header><h1>{escape(title)}</h1><p class="soft">{counted}. {confidential}</p>'
    items = "".join(f'<li class="{tone}"><b>{escape(big)}</b>{escape(small)}</li>' for tone, big, small in tiles)
    yield f'<ul class="tiles">{items}</ul></header><main id="inhoud">'


def _in_time(overview: Overview) -> str:
    rows = overview.sums.punctuality
    total = sum(row.in_time + row.late + row.missing for row in rows)
    return words.percent(sum(row.in_time for row in rows) / total) if total else "-"


def _attention(overview: Overview) -> Iterator[str]:
    yield "<section><h2>Wat nu aandacht vraagt</h2>"
    lines = words.attention(overview)
    if not lines:
        yield '<p class="good">Er is nu niets te laat, niets dringend en er ontbreekt geen handtekening.</p></section>'
        return
    yield _table(
        "Te laat eerst, daarna wat binnenkort moet, handtekeningen en gegevens.",
        ("Wat", "Dossier", "Waar het om gaat", "Aan zet"),
        [_attention_row(line) for line in lines],
    )
    yield "</section>"


def _attention_row(line: Attention) -> str:
    mark = f'<span class="mark {_TONES[line.urgency]}">{URGENCIES[line.urgency]}</span>'
    return f"<td>{mark}</td>{_th(line.who)}{_td(line.what)}{_td(line.turn)}"


def _unread(overview: Overview) -> Iterator[str]:
    if not overview.unread:
        return
    yield "<section><h2>Niet gelezen</h2><p>Deze dossiers tellen nergens in mee: het overzicht is onvolledig.</p>"
    rows = [_th(words.lost_label(case, overview)) + _td(words.clean(case.unread)) for case in overview.unread]
    yield _table("Dossiers die niet gelezen konden worden.", ("Dossier", "Waarom niet"), rows)
    yield "</section>"


def _cases(overview: Overview) -> Iterator[str]:
    yield "<section><h2>De dossiers</h2>"
    head = (
        *("Dossier", "Week", "Fase", "Eerstvolgende", "Te laat", "Niet getekend", "Fout", "Let op"),
        *("Verzuim", "Uren", "Tweede spoor"),
    )
    rows = [_case_row(case) for case in overview.cases]
    yield _table(
        "Per dossier de ziekteweek, de laatste werkdag van de eerstvolgende termijn, hoeveel te laat is, hoeveel "
        "handtekeningen ontbreken, bij hoeveel controles op volledigheid 'fout' en 'let op' staat, het "
        "verzuimpercentage nu, en de gewerkte uren van de contracturen.",
        head,
        rows,
        right=frozenset({1, 4, 5, 6, 7, 8, 9}),
    )
    yield "</section>"


def _case_row(case: CaseFigures) -> str:
    unsigned = len(words.missing(case))
    last = case.course[-1] if case.course else None
    absent = f"{words.number(last.percentage)}%" if last and case.phase.is_open else "-"
    hours = f"{words.hours(last.worked)} van {words.hours(last.contract)}" if last and case.phase.is_open else "-"
    return "".join(
        (
            _th(words.label(case)),
            _td(str(case.week) if case.week else "-", "n"),
            _td(PHASES[case.phase]),
            _td(words.next_text(case) or "-"),
            _td(str(len(case.late)), "n bad" if case.late else "n"),
            _td(str(unsigned), "n warn" if unsigned else "n"),
            _td(str(case.faults), "n bad" if case.faults else "n"),
            _td(str(case.doubts), "n warn" if case.doubts else "n"),
            _td(absent, "n"),
            _td(hours, "n"),
            _td(TRACKS[case.track] if case.first_day else "-"),
        )
    )


def _courses(overview: Overview) -> Iterator[str]:
    shown = [case for case in overview.cases if case.course and case.first_day]
    if not shown:
        return
    yield "<section><h2>Verzuim en uren in de tijd</h2>"
    yield '<p class="key"><span class="k1">verzuimpercentage</span><span class="k2">gewerkte uren, in procenten van '
    yield 'het contract</span></p><div class="charts">'
    for case in shown:
        yield _figure(course_chart(case, overview.op))
    yield "</div></section>"


def _totals(overview: Overview) -> Iterator[str]:
    yield "<section><h2>Alles bij elkaar</h2>"
    yield "<p>De cijfers voor de halfjaarlijkse evaluatie van het re-integratiebeleid.</p>"
    drawn = charts(overview)
    yield '<div class="charts big">'
    for chart in drawn:
        yield _figure(chart)
    yield "</div>"
    for chart in drawn:
        if chart.head:
            rows = [_th(row[0]) + "".join(_td(cell, "n") for cell in row[1:]) for row in chart.rows]
            right = frozenset(range(1, len(chart.head)))
            yield f"<h3>{escape(chart.title)}</h3>{_table(chart.caption, chart.head, rows, right=right)}"
    yield "</section>"


def _figure(chart: Chart) -> str:
    return f"<figure><h3>{escape(chart.title)}</h3>{chart.svg}<figcaption>{escape(chart.caption)}</figcaption></figure>"


def _foot(overview: Overview) -> Iterator[str]:
    items = "".join(f"<li>{escape(text)}</li>" for text in words.how_counted(overview))
    yield f"</main><footer><h2>Hoe dit is geteld</h2><ul>{items}</ul></footer>"


def _table(caption: str, head: Sequence[str], rows: Sequence[str], right: frozenset[int] = frozenset()) -> str:
    cells = "".join(
        f'<th scope="col"{" class=n" if number in right else ""}>{escape(text)}</th>'
        for number, text in enumerate(head)
    )
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table><caption>{escape(caption)}'
        f"</caption><thead><tr>{cells}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _td(text: str, tone: str = "") -> str:
    return f'<td class="{tone}">{escape(text)}</td>' if tone else f"<td>{escape(text)}</td>"


def _th(text: str) -> str:
    return f'<th scope="row">{escape(text)}</th>'
