"""The proofs in the rule files notice it when a rule, a tenzij or a context falls out of the data.

`python -m bench.mutation` prints the same shares, and those of single patterns and terms.
"""

from __future__ import annotations

import pytest

from bench.mutation import Tally, contexts_tally, guards_tally, rules_tally
from pipeline.privacy.model import RuleSet
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import installed_tiers

WANTED = 0.95


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules()


def check(tally: Tally) -> None:
    assert tally.count > 0
    assert tally.caught >= WANTED, f"geen bewijs mist deze {tally.kind}: {', '.join(tally.survivors)}"


def test_a_rule_that_finds_nothing_is_noticed(rules):
    check(rules_tally(rules))


@pytest.mark.slow
def test_a_tenzij_that_falls_out_is_noticed(rules):
    check(guards_tally(rules))


@pytest.mark.slow
def test_a_context_that_falls_out_is_noticed(rules):
    check(contexts_tally(rules, installed_tiers(encoder=False)))
