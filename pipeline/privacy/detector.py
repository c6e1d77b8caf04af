"""Finds forbidden wording: one automaton over the whole text, patterns and contexts only where an anchor stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model import Category, Finding
from pipeline.privacy.company import tempered
from pipeline.privacy.hits import Hit, changed, disjoint, joined, place, touched
from pipeline.privacy.judging import Judge, has_few_words
from pipeline.privacy.matching import Matcher
from pipeline.privacy.model import Rule, RuleSet
from pipeline.privacy.opinions import Opinion, Tiers
from pipeline.privacy.spelling import Dictionary, Spelling
from pipeline.text import Normalised, normalise, sentence_bounds


class Detector:
    """A rule set made ready to scan. Threads may share it: what it keeps is what any of them would find."""

    def __init__(
        self,
        rules: RuleSet,
        *,
        tiers: Tiers | None = None,
        dictionary: Dictionary | None = None,
        anchored: bool = True,
    ) -> None:
        """Builds the automaton.

        Args:
            rules: what to look for.
            dictionary: how words are spelt; without it a misspelt term is not looked for.
            tiers: the second opinion, which speaks through the rules with thresholds; without it they are silent.
            anchored: False runs every pattern on every sentence; only the test that both agree needs it.
        """
        self.rules = rules
        self._matcher = Matcher(rules, anchored=anchored)
        self._judge = Judge(rules, anchored=anchored)
        self._tiers = tiers
        self._asking = [context for context in rules.contexts if context.thresholds is not None]
        self._doubts = {rule.category: rule for rule in rules.rules if rule.thresholds is not None}
        self._bars = {rule.thresholds for rule in self._doubts.values() if rule.thresholds}
        self._by_term = _single_words(rules)
        self._spelling = None if dictionary is None else Spelling(self._by_term, dictionary)

    def findings(self, text: str, *, prose: bool = True) -> list[Finding]:
        """Returns what may not stand in a text, in order, without overlaps.

        Args:
            text: what to scan; the offsets of the findings are its code points.
            prose: False for a name or a code, about which only the rules know something: the second opinion reads
                sentences, and a name is spelt as it is.
        """
        return self.all_findings([(text, prose)])[0]

    def all_findings(self, texts: Iterable[tuple[str, bool]]) -> list[list[Finding]]:
        """Returns the findings of each of many texts, as `findings` of a text and whether it is prose."""
        read = [(normalise(text), prose) for text, prose in texts]
        if len(read) > 1:
            self.read_ahead(normalised for normalised, prose in read if prose)
        return [self._standing(normalised, prose=prose) for normalised, prose in read]

    def read_ahead(self, texts: Iterable[Normalised]) -> None:
        """Has the fast tier read many texts at once that will be asked for, which is faster than one by one."""
        if self._tiers is not None:
            self._tiers.fast.read_ahead(texts)

    def may_ask_tokens(self, normalised: Normalised) -> bool:
        """Tells whether a context over tokens may have to look at a text: spaCy is loaded for the first that does."""
        return self._judge.may_ask_tokens(normalised)

    def _standing(self, normalised: Normalised, *, prose: bool) -> list[Finding]:
        standing = [hit for hit in self.hits(normalised, prose=prose) if hit.cleared_by is None]
        return [_finding(hit, normalised) for hit in joined(disjoint(standing), normalised.lower)]

    def hits(self, normalised: Normalised, *, prose: bool = True) -> list[Hit]:
        """Returns every hit, also those that a guard or context clears and those that overlap."""
        bounds = sentence_bounds(normalised)
        found = self._matcher.raw(normalised, bounds)
        written = sorted((Hit(start, end, rule, rule.category, rule.blocking) for start, end, rule in found), key=place)
        # A name or a code that looks like a term is no slip of the pen: 'Creator' is not Crestor.
        slips = self._misspelt(normalised, written) if prose else ()
        in_order = sorted([*written, *slips], key=place)
        by_rules = self._judge.judged(in_order, normalised, bounds)
        if self._tiers is None or not prose:
            return by_rules
        opinion = self._tiers.of(normalised, bounds, [(hit.start, hit.end) for hit in by_rules])
        weighed = self._weighed(by_rules, opinion, normalised, bounds)
        among = tempered(opinion, weighed)
        if among is not opinion:  # again, for what the opinion cleared by itself is company too for what still stands
            opinion, weighed = among, self._weighed(weighed, among, normalised, bounds)
        named = [_named(hit, opinion) for hit in weighed]
        return named + list(self._doubtful(normalised, bounds, named, opinion))

    def _weighed(self, hits: list[Hit], opinion: Opinion, normalised: Normalised, bounds: list[int]) -> list[Hit]:
        """Lets the contexts that ask the second opinion decide on the hits that still stand."""
        weighed = []
        for hit in hits:
            asking = [context for context in self._asking if hit.category in context.categories]
            if hit.cleared_by is None and asking:
                chance = opinion.chance((hit.start, hit.end), hit.rule.category)
                for context in asking:
                    if self._judge.holds_at(chance, context, hit, opinion, normalised, bounds):
                        hit = changed(hit, context)
            weighed.append(hit)
        return weighed

    def _doubtful(
        self, normalised: Normalised, bounds: list[int], by_rules: list[Hit], opinion: Opinion
    ) -> Iterator[Hit]:
        """Yields what only the second opinion finds; what cleared a rule's hit clears it too."""
        if not self._doubts:
            return
        may_block = not has_few_words(normalised.lower)
        found: list[Hit] = []
        for suspicion in opinion.suspicions(min(map(opinion.bar, self._bars))):
            rule = self._doubts.get(suspicion.category)
            if rule is None or rule.thresholds is None or suspicion.score < opinion.bar(rule.thresholds):
                continue
            blocking = may_block and opinion.is_certain(suspicion, rule.thresholds)
            found.append(Hit(suspicion.start, suspicion.end, rule, rule.category, blocking))
        for hit in self._judge.judged(found, normalised, bounds):
            near = touched(by_rules, hit.start, hit.end)
            cleared = [other.cleared_by for other in near if other.cleared_by is not None]
            yield replace(hit, cleared_by=cleared[0]) if cleared and len(cleared) == len(near) else hit

    def _misspelt(self, normalised: Normalised, written: list[Hit]) -> Iterator[Hit]:
        """Yields the terms that are spelt wrongly; a guess at what was meant never blocks.

        Where a rule hits what is written there is nothing to guess: 'eerste hulp' is for the rule that names it.
        """
        if self._spelling is None:
            return
        for slip in self._spelling.slips(normalised):
            for rule in () if touched(written, slip.start, slip.end) else self._rules_of(slip.term):
                yield Hit(slip.start, slip.end, rule, rule.category, blocking=False, meant=slip.term)

    def _rules_of(self, term: str) -> tuple[Rule, ...]:
        """Returns the rules that hit a term by itself, all of it."""
        if term not in self._by_term:
            self._by_term[term] = self._matcher.rules_of(term)
        return self._by_term[term]


def _named(hit: Hit, opinion: Opinion) -> Hit:
    """Returns a hit with the category that it has in its sentence: an operation may be his own or his wife's."""
    if hit.cleared_by is not None or hit.category is Category.IDENTIFICATIE:
        return hit
    return replace(hit, category=opinion.category((hit.start, hit.end)) or hit.category)


def _single_words(rules: RuleSet) -> dict[str, tuple[Rule, ...]]:
    """Returns the rules of each term that is one whole word."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules.rules:
        for term in rule.terms:
            if term.text.isalpha() and not (term.open_left or term.open_right or term.cased):
                found[term.text] = (*found.get(term.text, ()), rule)
    return found


def _finding(hit: Hit, normalised: Normalised) -> Finding:
    start, end = normalised.source_span(hit.start, hit.end)
    rule = hit.rule
    return Finding(
        start, end, hit.category, rule.id, hit.blocking, rule.severity, rule.basis, rule.advice, rule.proposal
    )
