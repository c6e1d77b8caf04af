"""Runs the proofs that stand in the rule files: what must be found, what must not, and what a guard may clear."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import itemgetter
from typing import Final

from pipeline.privacy.detector import Detector
from pipeline.privacy.hits import Hit
from pipeline.privacy.model import Context, Example, Guard, Rule
from pipeline.text import Normalised, normalise

CleanText = tuple[str, Example]
"""Where a text stands in which no rule may find anything, and the text."""

Proven = Rule | Context | CleanText


@dataclass(frozen=True, slots=True)
class Failure:
    """A proof that does not hold; the message is Dutch. Proofs are invented texts, so they may be shown."""

    source: str
    message: str


def failures(detector: Detector, jobs: int = 1) -> list[Failure]:
    """Returns every proof of the detector's rule set that does not hold, in the order of the files.

    Args:
        detector: the rules, and what else they are proven with.
        jobs: the number of processes to divide them over, where the system can split a process in two.
    """
    proven: list[Proven] = [*detector.rules.rules, *detector.rules.contexts, *detector.rules.clean_texts]
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return list(chain.from_iterable(_failures(detector, proven)))
    parts = _parts(detector, proven, jobs)
    # A child has all that its parent loaded; to load it anew takes longer than the proofs.
    with multiprocessing.get_context("fork").Pool(len(parts), _begin, (detector, proven, parts)) as pool:
        told = chain.from_iterable(pool.map(_failures_in, range(len(parts)), chunksize=1))
        in_order = sorted(zip(chain.from_iterable(parts), told, strict=True), key=itemgetter(0))
    return list(chain.from_iterable(failed for _, failed in in_order))


_of_child: list[tuple[Detector, Sequence[Proven], Sequence[Sequence[int]]]] = []


def _begin(detector: Detector, proven: Sequence[Proven], parts: Sequence[Sequence[int]]) -> None:
    _of_child.append((detector, proven, parts))


def _failures_in(part: int) -> list[list[Failure]]:
    detector, proven, parts = _of_child[0]
    return _failures(detector, [proven[at] for at in parts[part]])


def _parts(detector: Detector, proven: Sequence[Proven], number: int) -> list[list[int]]:
    """Returns the places of what is proven, in parts that take about as long.

    What may ask spaCy stands in the first part, so that the others need not load it; the rest is in the order of the
    files, for what stands together shares its patterns.
    """
    asks = [any(detector.may_ask_tokens(normalise(e.text)) for e in _examples(item)) for item in proven]
    places = sorted(range(len(proven)), key=lambda at: not asks[at])
    costs = [_cost(proven[at]) for at in places]
    loading = _LOADING if any(asks) else 0
    whole = loading + sum(costs)
    parts: list[list[int]] = [[] for _ in range(number)]
    for at, before in zip(places, accumulate(costs, initial=loading), strict=False):
        parts[min(number * before // whole, number - 1)].append(at)
    return [part for part in parts if part]


_LOADING: Final = 1700
"""How long spaCy takes to load, in the measure of `_cost`."""


def _cost(item: Proven) -> int:
    return len(_examples(item)) + (0 if isinstance(item, tuple) else len(item.patterns))


def _failures(detector: Detector, proven: Sequence[Proven]) -> list[list[Failure]]:
    """Returns what does not hold of each item."""
    detector.read_ahead(normalise(example.text) for item in proven for example in _examples(item))
    return [list(_failures_of(detector, item)) for item in proven]


def _examples(item: Proven) -> Sequence[Example]:
    match item:
        case Rule():
            of_guards = (example for guard in item.guards for example in (*guard.clears, *guard.keeps))
            return [*item.proven, *item.clean, *item.missed, *of_guards]
        case Context():
            return [*item.clears, *item.keeps]
        case (_, example):
            return [example]


def _failures_of(detector: Detector, item: Proven) -> Iterator[Failure]:
    match item:
        case Rule():
            yield from _rule_failures(detector, item)
        case Context():
            yield from _context_failures(detector, item)
        case (source, example):
            for hit, text in _standing(detector, example):
                yield Failure(source, f"{hit.rule.id} raakt ‘{text}’ in een schone tekst")


def _rule_failures(detector: Detector, rule: Rule) -> Iterator[Failure]:
    file = rule.source.partition(":")[0]
    for example in rule.proven:
        yield from _misses(detector, example, file, rule)
    for example in rule.clean:
        for hit, text in _standing(detector, example):
            if hit.rule is rule:
                yield Failure(f"{file}:{example.line}", f"{rule.id} raakt ten onrechte ‘{text}’")
    for example in rule.missed:
        if any(hit.rule is rule for hit, _ in _standing(detector, example)):
            yield Failure(f"{file}:{example.line}", f"{rule.id} raakt nu wat als gemist bekend stond; verplaats het")
    for guard in rule.guards:
        yield from _guard_failures(detector, rule, guard, file)
    for text in (rule.advice, rule.proposal):
        if detector.findings(text):
            yield Failure(rule.source, f"{rule.id}: advies of voorstel bevat zelf verboden tekst")


def _guard_failures(detector: Detector, rule: Rule, guard: Guard, file: str) -> Iterator[Failure]:
    for example in guard.clears:
        hits = [hit for hit in detector.hits(normalise(example.text)) if hit.rule is rule]
        if not any(hit.cleared_by is guard for hit in hits):
            yield Failure(f"{file}:{example.line}", f"{rule.id}: deze tenzij is hier niet wat de treffer vrijgeeft")
        if any(hit.cleared_by is None for hit in hits):
            yield Failure(f"{file}:{example.line}", f"{rule.id} raakt hier ondanks zijn tenzij")
    for example in guard.keeps:
        yield from _misses(detector, example, file, rule)


def _context_failures(detector: Detector, context: Context) -> Iterator[Failure]:
    file = context.source.partition(":")[0]
    for example in context.clears:
        source = f"{file}:{example.line}"
        if not any(_touched(hit, context) for hit in detector.hits(normalise(example.text))):
            yield Failure(source, f"{context.id} doet hier niets")
        if context.effect.value == "vrij":
            for hit, text in _standing(detector, example):
                yield Failure(source, f"{hit.rule.id} raakt hier nog ‘{text}’")
    for example in context.keeps:
        yield from _misses(detector, example, file, None, changed_by=context)


def _touched(hit: Hit, context: Context) -> bool:
    if context.effect.value == "derde":
        return hit.category.value == "derde" and hit.cleared_by is None
    if context.effect.value == "vermoeden":
        return not hit.blocking and hit.rule.blocking
    return hit.cleared_by is context


def _misses(
    detector: Detector, example: Example, file: str, rule: Rule | None, changed_by: Context | None = None
) -> Iterator[Failure]:
    normalised = normalise(example.text)
    spans = [
        normalised.source_span(hit.start, hit.end)
        for hit in detector.hits(normalised)
        if hit.cleared_by is None
        and (rule is None or hit.rule is rule)
        and not (changed_by is not None and changed_by.effect.value != "vrij" and _touched(hit, changed_by))
    ]
    for start, end in example.marked:
        if not any(s < end and start < e for s, e in spans):
            name = rule.id if rule else "geen regel"
            yield Failure(f"{file}:{example.line}", f"{name} raakt ‘{example.text[start:end]}’ niet")


def _standing(detector: Detector, example: Example) -> Iterator[tuple[Hit, str]]:
    normalised: Normalised = normalise(example.text)
    for hit in detector.hits(normalised):
        if hit.cleared_by is None:
            yield hit, normalised.cased[hit.start : hit.end]
