"""Runs the proofs that stand in the rule files: what must be found, what must not, and what a guard may clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.privacy.detector import Detector
from pipeline.privacy.hits import Hit
from pipeline.privacy.model import Context, Example, Guard, Rule
from pipeline.text import Normalised, normalise


@dataclass(frozen=True, slots=True)
class Failure:
    """A proof that does not hold; the message is Dutch. Proofs are invented texts, so they may be shown."""

    source: str
    message: str


def failures(detector: Detector) -> Iterator[Failure]:
    """Yields every proof of the detector's rule set that does not hold."""
    for rule in detector.rules.rules:
        yield from _rule_failures(detector, rule)
    for context in detector.rules.contexts:
        yield from _context_failures(detector, context)
    for source, example in detector.rules.clean_texts:
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
