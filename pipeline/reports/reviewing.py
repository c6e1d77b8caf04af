"""What a person reads while deciding about findings, of the decisions, and of the audit trail."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.formats import dutch_day
from pipeline.reports.line import Line, Tone, count

if TYPE_CHECKING:
    from pipeline.verdicts import Decision, Glance, RuleScore

_SPACE: Final = re.compile(r"\s+")
_CERTAIN: Final = 30
"""From how many decisions on a precision says something."""


def opening_lines(suppressed: int) -> Iterator[Line]:
    """Yields what is not shown in a review."""
    if suppressed:
        said = "1 onderdrukte bevinding is" if suppressed == 1 else f"{suppressed} onderdrukte bevindingen zijn"
        yield Line(f"{said} weggelaten.", Tone.NOTE)


def glance_lines(glance: Glance) -> Iterator[Line]:
    """Yields one finding for a decision: where it stands, its text with the hit between [[ and ]], and what to do."""
    finding = glance.finding
    grade = "blokkeert" if finding.blocking else "vermoeden"
    yield Line("")
    yield Line(f"Bevinding {glance.at} van {glance.of}, nog {glance.left} te beslissen", Tone.HEAD)
    yield Line(glance.path)
    yield Line(f"  {finding.place}: {finding.category.value}, {finding.severity.value}, {grade} ({finding.rule})")
    if glance.unseen:
        yield Line(f"  {glance.unseen}", Tone.BAD)
    else:
        yield Line(f"  {_SPACE.sub(' ', f'{glance.before}[[{glance.hit}]]{glance.after}')}", Tone.DOUBT)
    for title, said in (("Advies", finding.advice), ("Voorstel", finding.proposal), ("Grondslag", finding.basis)):
        if said:
            yield Line(f"  {title}: {said}")
    if glance.decision:
        yield Line(f"  Beslist: {decision_words(glance.decision)}", Tone.GOOD)


def decision_words(decision: Decision) -> str:
    """Returns a decision in a few words: what, by whom and when, until when, and why."""
    said = f"{decision.verdict.value.replace('_', ' ')}, door {decision.person} op {dutch_day(decision.day)}"
    if decision.until:
        said += f", tot en met {dutch_day(decision.until)}"
    if decision.clause:
        said += f", {decision.clause}"
    return f"{said}: {decision.reason}" if decision.reason else said


def closing_lines(findings: int, left: int, kept: int, head: str, folder: str) -> Iterator[Line]:
    """Yields how a review ended, with the head of the audit trail to keep apart."""
    tone = Tone.DOUBT if left else Tone.GOOD
    said = count(kept, "besluit", "besluiten")
    yield Line(f"{said} genomen of teruggenomen; {left} van {count(findings, 'bevinding', 'bevindingen')} open.", tone)
    if left:
        yield Line(f"Ga later verder met: poortwachter review {folder}", Tone.NOTE)
    yield Line(f"Kop van het auditspoor, bewaar haar apart: {head}", Tone.NOTE)


def trail_line(head: str, folder: str) -> Line:
    """Returns where the audit trail of a run stands, with its head to keep apart."""
    return Line(f"Kop van het auditspoor in {folder}, bewaar haar apart: {head}", Tone.NOTE)


def score_lines(scores: Sequence[RuleScore]) -> Iterator[Line]:
    """Yields the precision of each rule with its interval, the least precise first."""
    if not scores:
        yield Line("Er zijn nog geen besluiten.")
        return
    width = max(len(score.rule) for score in scores)
    yield Line(f"{'regel':{width}}  goed  fout  precisie (95%-interval)", Tone.HEAD)
    for score in sorted(scores, key=lambda score: (score.precision, score.rule)):
        share = f"{score.precision:.0%} ({score.low:.0%} tot {score.high:.0%})"
        few = "" if score.right + score.wrong >= _CERTAIN else "  te weinig voor een conclusie"
        yield Line(f"{score.rule:{width}}  {score.right:4}  {score.wrong:4}  {share}{few}")


def false_alarm_lines(version: str, rules: str, alarms: Iterable[dict[str, object]]) -> str:
    """Returns the file of false alarms for the authors of the rules, as JSON lines."""
    head = {"kind": "false_alarms", "version": version, "rules": rules}
    return "".join(f"{json.dumps(line, ensure_ascii=True)}\n" for line in (head, *alarms))


def audit_lines(faults: Sequence[str], notes: Sequence[str], events: int, head: str, *, apart: bool) -> Iterator[Line]:
    """Yields what the check of the audit trail came to.

    Args:
        faults: what is wrong with it.
        notes: what could not be checked.
        events: how many events it holds.
        head: its last event, "" when it has none.
        apart: whether it was held against a head that was kept apart.
    """
    yield from (Line(fault, Tone.BAD) for fault in faults)
    yield from (Line(note, Tone.DOUBT) for note in notes)
    if faults:
        yield Line("Het auditspoor klopt niet. Bewaar de map zoals zij is en zoek uit wie erbij kon.", Tone.BAD)
        return
    yield Line(f"Het auditspoor klopt: {count(events, 'gebeurtenis', 'gebeurtenissen')}.", Tone.GOOD)
    if head:
        yield Line(f"Kop: {head}", Tone.NOTE)
    if not apart:
        lesser = "Zonder een kop die apart bewaard is, valt een spoor dat is teruggezet of opnieuw begonnen niet op."
        yield Line(f"{lesser} Geef er een met --kop.", Tone.DOUBT)


def audit_json(
    faults: Sequence[str],
    notes: Sequence[str],
    events: int,
    head: str,
    told: Sequence[Mapping[str, object]],
    *,
    apart: bool,
) -> Iterator[str]:
    """Yields the same as lines of JSON, one object each.

    Args:
        faults: what is wrong with the trail.
        notes: what could not be checked.
        events: how many events it holds.
        head: its last event, "" when it has none.
        told: the events themselves, when they are asked for.
        apart: whether it was held against a head that was kept apart.
    """
    for event in told:
        yield json.dumps({"kind": "audit_event", **event})
    told_of = {"sound": not faults, "faults": list(faults), "notes": list(notes), "events": events, "head": head}
    yield json.dumps({"kind": "audit", **told_of, "apart": apart})


def event_line(number: int, time: str, user: str, action: str, counts: dict[str, int], *more: str) -> Line:
    """Returns one event of the audit trail; `more` is the document it is about and the reason, where there are any."""
    told = ", ".join(f"{key} {value}" for key, value in counts.items())
    return Line("  ".join(part for part in (f"{number:5}", time, user, action, told, *more) if part))


def purge_lines(decisions: int, events: int, journal: int, left: int) -> Iterator[Line]:
    """Yields what was removed, and what older decisions stay."""
    removed = f"{count(decisions, 'besluit', 'besluiten')} en {count(events, 'gebeurtenis', 'gebeurtenissen')}"
    also = f", en het journaal van een afgebroken run ({count(journal, 'bestand', 'bestanden')})" if journal else ""
    yield Line(f"Verwijderd: {removed}{also}.")
    if left:
        stays = "1 ouder besluit blijft" if left == 1 else f"{left} oudere besluiten blijven"
        yield Line(f"{stays}: er is later nog over die bevinding beslist, of het vals alarm geldt nog.", Tone.NOTE)
