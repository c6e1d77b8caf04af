"""Drops the rule data piece by piece, and names what no proof in the rule files would miss.

Usage: python -m bench.mutation [--parts]
A rule that finds nothing must fail its own moet_raken. Without a tenzij the rule must hit wrongly in its wel_vrij or in
another text that says it must not, without a context the findings in its wel_vrij must change: nothing else may clear
the same. A pattern or term is needed when some proof is hit by it alone.
Spelling and the models are left out, but for the contexts that ask a model.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.privacy.detector import Detector
from pipeline.privacy.evaluation import overlaps
from pipeline.privacy.hits import Hit
from pipeline.privacy.model import Context, Example, Guard, Rule, RuleSet
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.proofs import failures
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import installed_tiers
from pipeline.text import normalise

Standing = frozenset[tuple[int, int, str, bool]]
"""Start, end, category and whether it blocks, of each hit that nothing clears."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pieces of one kind were dropped one at a time, and which of them nobody missed."""

    kind: str
    count: int
    survivors: tuple[str, ...]

    @property
    def caught(self) -> float:
        """The share that a proof catches, 0 to 1."""
        return 1 - len(self.survivors) / self.count if self.count else 1.0


def rules_tally(rules: RuleSet) -> Tally:
    """Drops what each rule looks for: do its own proofs fail?"""
    silent = [replace(rule, terms=(), patterns=(), thresholds=None) for rule in rules.rules]
    survivors = [rule.id for rule in silent if not _fails(rule)]
    return Tally("regels", len(silent), tuple(survivors))


def guards_tally(rules: RuleSet) -> Tally:
    """Drops each tenzij of each rule: does the rule then hit wrongly in a text that says it must not?"""
    mutants = {
        replace(rule, guards=tuple(other for other in rule.guards if other is not guard)): guard
        for rule in rules.rules
        for guard in rule.guards
    }
    # All of them in one detector, for what costs time is to build one. They share the expressions and the contexts.
    detector = Detector(RuleSet(tuple(mutants), rules.contexts, (), ""))
    clean = tuple(example for _, example in rules.clean_texts)
    survivors = [
        _name(mutant, guard.pattern.line)
        for mutant, guard in mutants.items()
        if not any(_stands(detector, mutant, example) for example in (*guard.clears, *mutant.clean, *clean))
    ]
    return Tally("tenzij", len(mutants), tuple(survivors))


def contexts_tally(rules: RuleSet, tiers: Tiers) -> Tally:
    """Drops each context: do the findings in a text of its wel_vrij change?

    Args:
        rules: what to mutate.
        tiers: what the contexts with a threshold ask; the others must do without.
    """
    written, asking = Detector(rules), Detector(rules, tiers=tiers)
    survivors = [
        context.id
        for context in rules.contexts
        if not _is_missed(context, asking if context.thresholds else written, tiers if context.thresholds else None)
    ]
    return Tally("contexten", len(rules.contexts), tuple(survivors))


def parts_tallies(rules: RuleSet) -> tuple[Tally, Tally]:
    """Drops each pattern and each term of each rule: does a proof of that rule fail?"""
    survivors: dict[str, list[str]] = {"patronen": [], "termen": []}
    for rule in rules.rules:
        patterns = {replace(rule, terms=(), patterns=(pattern,)): pattern for pattern in rule.patterns}
        terms = {replace(rule, terms=(term,), patterns=()): term for term in rule.terms}
        needed = _needed(rule, rules, (*patterns, *terms))
        survivors["patronen"] += [_name(rule, patterns[part].line) for part in patterns if part not in needed]
        survivors["termen"] += [f"{rule.id}: {terms[part].text}" for part in terms if part not in needed]
    counts = {"patronen": sum(len(r.patterns) for r in rules.rules), "termen": sum(len(r.terms) for r in rules.rules)}
    first, second = (Tally(kind, counts[kind], tuple(names)) for kind, names in survivors.items())
    return first, second


def _name(rule: Rule, line: int) -> str:
    return f"{rule.source.partition(':')[0]}:{line} {rule.id}"


def _fails(rule: Rule) -> bool:
    return any(failures(Detector(RuleSet((rule,), (), (), ""))))


def _stands(detector: Detector, rule: Rule, example: Example) -> bool:
    return any(hit.rule is rule and hit.cleared_by is None for hit in detector.hits(normalise(example.text)))


def _is_missed(context: Context, every: Detector, tiers: Tiers | None) -> bool:
    rest = tuple(other for other in every.rules.contexts if other is not context)
    for example in context.clears:
        hits = every.hits(normalise(example.text))
        # Only the rules that hit here: a detector over all of them takes long to build.
        hitting = tuple(dict.fromkeys(hit.rule for hit in hits))
        mutant = Detector(RuleSet(hitting, rest, (), ""), tiers=tiers)
        if _standing(mutant.hits(normalise(example.text))) != _standing(hits):
            return True
    return False


def _standing(hits: Iterable[Hit]) -> Standing:
    return frozenset((hit.start, hit.end, hit.category.value, hit.blocking) for hit in hits if hit.cleared_by is None)


def _needed(rule: Rule, rules: RuleSet, parts: tuple[Rule, ...]) -> set[Rule]:
    """Returns the parts that a proof needs: in some text where the rule must hit, no other part does."""
    detector = Detector(RuleSet(parts, rules.contexts, (), ""))
    needed: set[Rule] = set()
    for example, guard in _asked(rule):
        normalised = normalise(example.text)
        hits = [
            (normalised.source_span(hit.start, hit.end), hit.rule)
            for hit in detector.hits(normalised)
            if hit.cleared_by is guard
        ]
        # Of a text that a tenzij clears any hit will do; of one with marks each mark must be hit.
        for mark in [(0, len(example.text))] if guard else example.marked:
            hitting = {part for span, part in hits if overlaps(span, mark)}
            needed |= hitting if len(hitting) == 1 else set()
    return needed


def _asked(rule: Rule) -> Iterator[tuple[Example, Guard | None]]:
    """Yields every text in which the rule must hit, with the tenzij that clears the hit there."""
    yield from ((example, None) for example in rule.proven)
    for guard in rule.guards:
        yield from ((example, guard) for example in guard.clears)
        yield from ((example, None) for example in guard.keeps)


def main() -> None:
    """Prints the shares, and what nobody missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", action="store_true", help="names the patterns and terms that no proof needs, too")
    options = parser.parse_args()
    rules = load_rules()
    for tally in (
        rules_tally(rules),
        guards_tally(rules),
        contexts_tally(rules, installed_tiers(encoder=False)),
    ):
        print(f"{tally.kind}: {tally.caught:.1%} van {tally.count} wordt gemist als het wegvalt")
        print("".join(f"  {name}\n" for name in tally.survivors), end="")
    for tally in parts_tallies(rules):
        print(f"{tally.kind}: {tally.caught:.1%} van {tally.count} wordt gemist als het wegvalt")
        if options.parts:
            print("".join(f"  {name}\n" for name in tally.survivors), end="")


if __name__ == "__main__":
    main()
