"""Writes a screening as one page: what to do now, what was not examined, the documents; without script or network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import islice
from typing import Any, BinaryIO, Final, NamedTuple

from jinja2 import Environment, StrictUndefined

from pipeline.examined import Examined, Mark
from pipeline.formats import dutch_day
from pipeline.model import Finding
from pipeline.reports.screening import words
from pipeline.reports.screening.report import MOST, Report, weight
from pipeline.reports.screening.words import counted, number

_TEMPLATE: Final = "page.html.j2"
_TOP_RULES: Final = 15
_MOST_ABSENT: Final = 500
_FULL: Final = 100
_BUFFER: Final = 50  # pieces of the page that are written at once


class Step(NamedTuple):
    """Something to do now: how urgent, what, and how."""

    tone: str
    what: str
    how: str


class Tile(NamedTuple):
    """A number on the first screen."""

    tone: str
    big: str
    small: str


class Row(NamedTuple):
    """A finding in the table of a document; its text only when the user asked for it."""

    finding: Finding
    mark: Mark
    text: str | None


def write_page(report: Report, out: BinaryIO) -> None:
    """Writes the page; the same report gives the same bytes."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"shown": words.shown, "parts": words.parts, "number": number, "certainty": words.certainty}
    source = (files("pipeline.reports.screening") / _TEMPLATE).read_text("utf-8")
    stream = environment.from_string(source).stream(**_context(report))
    stream.enable_buffering(_BUFFER)
    # What cannot be encoded came from a file name; `shown` made it visible wherever a name stands.
    out.writelines(piece.encode("utf-8", "replace") for piece in stream)


def _context(report: Report) -> dict[str, Any]:
    day = dutch_day(date.fromisoformat(report.op)) if report.op else ""
    found = [item for item in report.rules.items() if item[1].findings]
    ranked = sorted(found, key=lambda item: (-item[1].findings, item[0]))
    with_findings = report.tally.marked + (report.tally.silenced > 0)
    return {
        "report": report,
        "title": f"Onderzoek van bestaande documenten{f' op {day}' if day else ''}",
        "day": day,
        "confidential": words.CONFIDENTIAL,
        "steps": list(_steps(report)),
        "tiles": list(_tiles(report)),
        "kinds": list(_kinds(report)),
        "top_rules": ranked[:_TOP_RULES],
        "absent": list(islice(report.lines("absent"), _MOST_ABSENT)),
        "with_findings": with_findings,
        "known": report.known,
        "more_findings": report.tally.marked > MOST,
        "most": MOST,
        "badges": _badges,
        "rows": _rows,
        "statuses": words.STATUSES,
        "categories": words.CATEGORIES,
        "severities": words.SEVERITIES,
        "states": words.STATES,
        "verdicts": words.VERDICTS,
    }


def _steps(report: Report) -> Iterator[Step]:
    tally = report.tally
    if tally.incomplete:
        yield Step(
            "bad",
            f"{counted(tally.incomplete, 'document is', 'documenten zijn')} niet of niet helemaal onderzocht.",
            "Los de redenen hieronder op en onderzoek opnieuw; tot dan is de uitkomst onvolledig.",
        )
    if report.is_compared:
        known = counted(tally.findings - tally.new, "was", "waren")
        yield Step(
            "bad" if tally.new else "",
            f"{counted(tally.new, 'bevinding is', 'bevindingen zijn')} nieuw sinds de vorige keer.",
            f"Die staan voorop; wat al bekend was, staat er ingeklapt onder: {known} er al.",
        )
    if tally.blocking:
        yield Step(
            "bad",
            f"Op {counted(tally.blocking, 'plaats staat', 'plaatsen staat')} iets wat er niet mag staan.",
            "Begin bovenaan. Haal het weg of herschrijf het in termen van werk, of maak met redact een kopie zonder. "
            "Verdeel het werk met het werkblad.",
        )
    if doubtful := tally.findings - tally.blocking:
        yield Step(
            "warn",
            f"{counted(doubtful, 'vermoeden vraagt', 'vermoedens vragen')} om iemand die kijkt.",
            "Beslis er een voor een over met poortwachter review; een vals alarm komt dan niet terug.",
        )
    if report.warnings:
        yield Step("warn", "Een vrijstelling is verlopen of raakt niets meer.", "Zie onderaan welke.")
    if tally.findings or tally.incomplete:
        how = "Onderzoek dezelfde mappen opnieuw met --baseline: dan staat erbij wat nieuw is en wat verdween."
        yield Step("", "Onderzoek opnieuw als het werk gedaan is.", how)
    else:
        yield Step(
            "",
            "In wat onderzocht is, is niets gevonden.",
            "De regels zien niet alles: lees een steekproef zelf na, en bewaar dit rapport als bewijs.",
        )


def _tiles(report: Report) -> Iterator[Tile]:
    tally = report.tally
    yield Tile("", number(tally.documents), "document" if tally.documents == 1 else "documenten")
    yield Tile("", number(tally.documents - tally.incomplete), "helemaal onderzocht")
    bad = "bad" if tally.incomplete else ""
    yield Tile(bad, number(tally.incomplete), "niet of niet helemaal onderzocht")
    yield Tile(
        "bad" if tally.blocking else "", number(tally.blocking), "bevinding" if tally.blocking == 1 else "bevindingen"
    )
    doubtful = tally.findings - tally.blocking
    yield Tile("warn" if doubtful else "", number(doubtful), "vermoeden" if doubtful == 1 else "vermoedens")
    if report.is_compared:
        yield Tile("bad" if tally.new else "", number(tally.new), "nieuw sinds de vorige keer")
    if tally.copies:
        yield Tile("", number(tally.copies), f"{'kopie' if tally.copies == 1 else 'kopieën'} van een ander document")
    if tally.silenced:
        yield Tile("", number(tally.silenced), "onderdrukt")


def _kinds(report: Report) -> Iterator[tuple[str, int, int, int]]:
    """Yields per category its name, the sure ones, the doubtful ones, and how it compares with the largest."""
    largest = max((total for _, total in report.categories.values()), default=1)
    for category, (sure, total) in sorted(report.categories.items(), key=lambda item: (-item[1][1], item[0])):
        yield words.CATEGORIES[category], sure, total - sure, round(_FULL * total / largest)


def _badges(item: Examined) -> Iterator[tuple[str, str]]:
    standing = item.standing
    sure = sum(finding.blocking for finding in standing)
    if item.is_folder:
        yield "plain", "naam van een map"
    if sure:
        yield "bad", counted(sure, "bevinding", "bevindingen")
    if len(standing) > sure:
        yield "warn", counted(len(standing) - sure, "vermoeden", "vermoedens")
    if len(item.findings) > len(standing):
        yield "plain", f"{number(len(item.findings) - len(standing))} onderdrukt"
    if not item.status.is_complete:
        yield "bad", words.STATUSES[item.status]
    if item.same_as:
        yield "plain", "kopie"


def _rows(item: Examined) -> list[Row]:
    texts = item.shown or (None,) * len(item.findings)
    rows = [Row(finding, mark, text) for (finding, mark), text in zip(item.marked, texts, strict=True)]
    return sorted(rows, key=lambda row: (bool(row.mark.silenced), weight(row.finding)))
