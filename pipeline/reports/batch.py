"""What a person reads at the end of a run over many files: what was done before, what was lost, and how to go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.model import Status
from pipeline.reports.line import Line, Tone, count

_NAMES: Final = {
    Status.OK: "in orde",
    Status.BEVINDINGEN: "met bevindingen",
    Status.ONVOLLEDIG: "niet helemaal gelezen",
    Status.ONLEESBAAR: "niet te lezen",
    Status.TIJD: "te lang bezig",
    Status.GECRASHT: "gecrasht",
}


def run_lines(by_status: Mapping[Status, int], earlier: int, total: int, *, is_stopped: bool) -> Iterator[Line]:
    """Yields what the totals of a run do not say; nothing when every file was read in one go.

    Args:
        by_status: how many files have each status; together all that were taken up.
        earlier: how many of them an earlier run had finished.
        total: how many files there are.
        is_stopped: whether the user broke the run off.
    """
    done = sum(by_status.values())
    if is_stopped or earlier or by_status.keys() - {Status.OK, Status.BEVINDINGEN}:
        parts = [f"{by_status[status]} {name}" for status, name in _NAMES.items() if by_status.get(status)]
        yield Line(f"{count(done, 'dossier', 'dossiers')}: {', '.join(parts) or 'geen'}.")
    if earlier:
        yield Line(f"Daarvan had een eerdere run er {earlier} al klaar; die zijn niet opnieuw gemaakt.", Tone.NOTE)
    if is_stopped:
        yield Line(f"Onderbroken: {done} van {total} gedaan. Ga verder met dezelfde opdracht en --resume.", Tone.BAD)
