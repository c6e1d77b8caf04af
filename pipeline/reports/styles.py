"""What a person or a program reads of the examination of a house style."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from pipeline.errors import ExitCode
from pipeline.model import Grade, StyleRemark
from pipeline.reports.wording import Line, Tone

_SHOWN: Final = {Grade.FOUT: ("Fout", Tone.BAD), Grade.LET_OP: ("Let op", Tone.DOUBT), Grade.INFO: ("Info", Tone.NOTE)}


def style_exit_code(remarks: Sequence[StyleRemark]) -> ExitCode:
    """Returns how a check ends: a fout is our own data gone wrong, a let op is something found, info is nothing."""
    grades = {remark.grade for remark in remarks}
    if Grade.FOUT in grades:
        return ExitCode.OWN_DATA
    return ExitCode.FOUND if Grade.LET_OP in grades else ExitCode.OK


def style_lines(remarks: Sequence[StyleRemark], *, verbose: bool = False) -> Iterator[Line]:
    """Yields the remarks of each file with how to mend them; those that are only good to know when `verbose`."""
    wanted = [remark for remark in remarks if verbose or remark.grade is not Grade.INFO]
    for path, group in groupby(wanted, key=lambda remark: remark.path):
        yield Line(f"{path}:", Tone.HEAD)
        for remark in group:
            label, tone = _SHOWN[remark.grade]
            where = f" ({remark.place})" if remark.place else ""
            yield Line(f"  {label}{where}: {remark.message}.", tone)
            yield Line(f"    Herstel: {remark.remedy}")


def style_summary(remarks: Sequence[StyleRemark], name: str) -> Iterator[Line]:
    """Yields the last lines: the counts and the next step."""
    counts = Counter(remark.grade for remark in remarks)
    parts = (_count(counts[Grade.FOUT], "fout", "fouten"), f"{counts[Grade.LET_OP]} keer let op")
    if counts[Grade.FOUT] or counts[Grade.LET_OP]:
        tone = Tone.BAD if counts[Grade.FOUT] else Tone.DOUBT
        yield Line(f"Huisstijl {name}: {', '.join(parts)}.", tone)
        yield Line("Volgende stap: herstel wat hierboven staat en controleer opnieuw.")
    else:
        yield Line(
            f"Huisstijl {name}: geen opmerkingen. Bekijk zelf een document in Word voor u haar gebruikt.", Tone.GOOD
        )
    if counts[Grade.INFO]:
        yield Line(f"{counts[Grade.INFO]} keer info; die ziet u met -v.", Tone.NOTE)


def style_json(remarks: Sequence[StyleRemark]) -> Iterator[str]:
    """Yields the remarks as JSON lines, and the line that ends a run (schemas/uitvoer/regel.schema.json)."""
    for remark in remarks:
        yield json.dumps(
            {
                "kind": "style_remark",
                "path": remark.path,
                "place": remark.place,
                "rule": remark.rule,
                "grade": remark.grade.value,
                "message": remark.message,
                "remedy": remark.remedy,
            }
        )
    problems = sum(remark.grade is not Grade.INFO for remark in remarks)
    end = {"documents": len({remark.path for remark in remarks}), "findings": 0, "blocking": 0, "problems": problems}
    yield json.dumps({"kind": "end", "exit_code": int(style_exit_code(remarks)), **end, "unread": 0})


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
