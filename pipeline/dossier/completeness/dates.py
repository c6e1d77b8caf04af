"""Check 27: whether the dates can all be true, and whether documents follow what they build on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.dossier import chronology, references
from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import Hit, Look, label

# What builds on what; the last of the one must not be older than the first of the other.
_AFTER: Final = (
    ("plan_van_aanpak", "probleemanalyse"),
    ("bijstelling_probleemanalyse", "probleemanalyse"),
    ("bijstelling_plan_van_aanpak", "plan_van_aanpak"),
    ("evaluatie", "plan_van_aanpak"),
    ("actueel_oordeel", "probleemanalyse"),
    ("eindevaluatie", "plan_van_aanpak"),
    ("voortgangsrapportage", "trajectplan"),
)


def order(look: Look) -> Iterator[Hit]:
    """Yields the dates that contradict each other, documents before their prerequisite, and files made much later."""
    faults = [*chronology.faults(look.case), *references.earlier_targets(look.case)]
    yield from (Hit("tegenspraak", fault.pointer, {"bericht": fault.message}, told=True) for fault in faults)
    known = {fault.pointer.rpartition("/")[0] for fault in faults}
    for kind, earlier in _AFTER:
        first = next((item for item in look.documents(earlier) if item.day("datum")), None)
        begin = first.day("datum") if first else None
        for document in look.documents(kind):
            day = document.day("datum")
            if first and begin and day and day < begin and document.pointer not in known:
                yield Hit("voorganger", document.place("datum"), {"stuk": label(document), "ander": label(first)})
    for item in look.case.items("bijlagen"):
        said, made = item.day("datum"), item.day("gemaakt_op")
        if said and made and (made - said).days > catalogue().days["backdated"]:
            yield Hit("antedatering", item.place("gemaakt_op"), {"dagen": str((made - said).days)})


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {27: order}
