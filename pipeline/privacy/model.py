"""What a rule file says, as frozen values: rules, their guards, and the contexts that hold over many rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from pipeline.model import Category, Severity
from pipeline.privacy.anchors import Needs
from pipeline.privacy.notation import Term


class Effect(StrEnum):
    """What a context does to a hit that stands in it."""

    CLEAR = "vrij"
    RELABEL = "derde"
    DOUBT = "vermoeden"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which chance, 0 to 1, the second opinion counts; each tier is calibrated apart.

    Attributes:
        fast: for the fast tier.
        encoder: for the encoder, when it is installed.
        certain: chance of the encoder from which a finding of it blocks; 1 when it never does.
        of_somebody: for the encoder, in a sentence with a wording that the context is `without`: who speaks of somebody
            rarely means work by a medical word. None when it is `encoder` there too.
    """

    fast: float
    encoder: float
    certain: float = 1.0
    of_somebody: float | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text that proves something, with the marked spans that must be found (half-open, in `text`)."""

    text: str = field(repr=False)
    marked: tuple[tuple[int, int], ...]
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A regular expression over one sentence of normalised text.

    Attributes:
        written: as it stands in the rule file; full: written out.
        needs: sets of literals of which one each stands in every match, the rarest first; empty when none is known.
        cased: it sees the capitals.
    """

    written: str
    full: str
    needs: Needs
    cased: bool
    line: int

    @property
    def expression(self) -> re.Pattern[str]:
        """The compiled expression; made at first use, for most texts need few of the patterns."""
        return _compiled(self.full)


@cache
def _compiled(full: str) -> re.Pattern[str]:
    return re.compile(full)


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """Clears a hit of its own rule when its pattern covers the whole hit."""

    pattern: Pattern
    why: str
    clears: tuple[Example, ...]
    keeps: tuple[Example, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Finds one kind of forbidden text, and says what to write instead.

    Attributes:
        id: stable for ever; "category.name".
        proven: examples that must be found; clean: that must not; missed: that are known to be missed.
        eleven_test: the digits of a hit must pass the eleven-test of the burgerservicenummer.
        thresholds: chances from which the second opinion speaks through this rule, which then has no terms or
            patterns; None for every other rule.
        source: "file:line" of the rule.
    """

    id: str
    category: Category
    severity: Severity
    blocking: bool
    basis: str
    advice: str
    proposal: str
    terms: tuple[Term, ...]
    patterns: tuple[Pattern, ...]
    guards: tuple[Guard, ...]
    proven: tuple[Example, ...]
    clean: tuple[Example, ...]
    missed: tuple[Example, ...]
    eleven_test: bool
    thresholds: Thresholds | None
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Wording around a hit that clears it, relabels it or takes away its certainty, whatever rule found it.

    Attributes:
        categories: of the hits it may change.
        patterns: expressions over the sentence, in which HIT stands for the hit.
        phrases: fixed expressions; the context holds for a hit that lies in one, and nothing in them stands for it.
        tokens: spaCy Matcher patterns over the same sentence as `patterns`, each as JSON text.
        thresholds: the context holds where the model of privacy/bearing.py, or the encoder, gives less than this;
            None when it asks no model, and then it has patterns, phrases or tokens.
        without: the context does not hold when one of these stands in the sentence: a person who may be meant; where
            it has thresholds, another one counts then.
        only_in_sentences: whether it leaves alone what stands in a text of a few words, where no model can tell.
    """

    id: str
    categories: frozenset[Category]
    effect: Effect
    patterns: tuple[Pattern, ...]
    phrases: tuple[Pattern, ...]
    tokens: tuple[str, ...]
    without: tuple[Pattern, ...]
    thresholds: Thresholds | None
    why: str
    clears: tuple[Example, ...]
    keeps: tuple[Example, ...]
    source: str
    only_in_sentences: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """Everything in a folder of rule files.

    Attributes:
        clean_texts: texts in which no rule may find anything, with their place.
        digest: SHA-256 over the files.
    """

    rules: tuple[Rule, ...]
    contexts: tuple[Context, ...]
    clean_texts: tuple[tuple[str, Example], ...]
    digest: str
