"""Check 26: what an employment that ends before the wachttijd asks for, and whether it was there in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from pipeline.dossier.completeness.look import Hit, Look, dates
from pipeline.dossier.completeness.report import carriers, in_words, present
from pipeline.dossier.deadlines import end_of_wait
from pipeline.model import RivKind
from pipeline.working_days import last_working_day

_UNTIL: Final = ("hersteld", "aow_voor_einde_wachttijd", "verkorte_wachttijd")


def leaving(look: Look) -> Iterator[Hit]:
    """Yields which report the end of employment asks for, and what of it was not there on the last working day."""
    job, situation = look.case.part("dienstverband"), look.situation
    flagged = look.facts_block.text("ziek_uit_dienst") == "ja"
    ends = job.day("einddatum")
    if look.planned is None:
        yield Hit("geen_ziektedag")
    elif ends is None:
        if flagged or job.text("soort_contract") == "bepaalde_tijd":
            yield Hit("geen_einddatum", job.place("einddatum"))
        else:
            reason = "Het dienstverband eindigt niet binnen de wachttijd."
            yield Hit("niet_van_toepassing", "", {"reden": reason})
    elif situation.cell in _UNTIL:
        yield Hit("niet_van_toepassing", "", {"reden": situation.reason})
    elif ends > end_of_wait(look.planned.clock):
        yield Hit("niet_van_toepassing", "", {"reden": "Het dienstverband eindigt na de wachttijd."})
    else:
        last = last_working_day(ends)
        yield Hit("variant", job.place("einddatum"), {"reden": situation.reason, **dates(dag=last)})
        if look.is_after(ends) and not flagged:
            yield Hit("niet_gemeld", look.facts_block.place("ziek_uit_dienst"), dates(dag=ends))
        if situation.kind is not RivKind.GEEN and not situation.cell.startswith("erd"):
            yield from _late(look, last)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {26: leaving}


def _late(look: Look, last: date) -> Iterator[Hit]:
    if not look.is_after(last):
        return
    for kinds in carriers(look):
        made = [day for item in present(look, kinds) if (day := item.day("datum"))]
        if not any(day <= last for day in made):
            yield Hit("te_laat", "/documenten", {"stuk": in_words(kinds), **dates(dag=last)})
