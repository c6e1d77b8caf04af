"""The writers of an overview by the ending of the file, and what a person reads of it on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.errors import ExitCode
from pipeline.formats import dutch_day
from pipeline.reports import overview_text as words
from pipeline.reports.overview_html import overview_page
from pipeline.reports.overview_text import Urgency
from pipeline.reports.wording import Line, Tone

if TYPE_CHECKING:
    from pipeline.figures import Overview


def _workbook(overview: Overview) -> bytes:
    from pipeline.reports.overview_xlsx import overview_workbook  # the library for it is only needed here

    return overview_workbook(overview)


WRITERS: Final[Mapping[str, Callable[[Overview], bytes]]] = {".html": overview_page, ".xlsx": _workbook}


def overview_lines(
    overview: Overview, out: str, lost: Sequence[tuple[str, str]], *, quiet: bool = False
) -> Iterator[Line]:
    """Yields what was counted and what was not read.

    Args:
        overview: the figures.
        out: where they were written.
        lost: path and reason of each dossier that was not read.
        quiet: whether only the last line is wanted.
    """
    for path, reason in lost:
        yield Line(f"{path}: niet gelezen. {reason}", Tone.BAD)
    lines = words.attention(overview)
    late = sum(line.urgency is Urgency.LATE for line in lines)
    due = sum(line.urgency is Urgency.DUE for line in lines)
    counted = words.plural(len(overview.cases), "dossier", "dossiers")
    if not quiet:
        yield Line(f"{counted} op {dutch_day(overview.op)}: {late} te laat, {due} nu te doen.", _tone(late, due))
        if not overview.given:
            yield Line("Die dag is de jongste waarop een dossier is bijgewerkt. Kies met --op een andere.", Tone.NOTE)
        if overview.named:
            yield Line("Vertrouwelijk: er staan namen in. Let op wie het bestand kan zien.", Tone.DOUBT)
        if lost:
            says = words.plural(len(lost), "dossier is", "dossiers zijn")
            yield Line(f"{says} niet gelezen: dit overzicht is onvolledig.", Tone.BAD)
    yield Line(f"Geschreven: {out}", Tone.GOOD)


def exit_code(overview: Overview) -> ExitCode:
    """Returns how the run ends: incomplete when a dossier was not read; late terms are the content, no finding."""
    return ExitCode.INCOMPLETE if overview.unread else ExitCode.OK


def _tone(late: int, due: int) -> Tone:
    return Tone.BAD if late else Tone.DOUBT if due else Tone.GOOD
