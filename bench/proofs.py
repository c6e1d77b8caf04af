"""Runs the proofs of rule files, also while another file does not load because somebody is mending it.

Usage: python -m bench.proofs [--fast] [FILE...]
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from pipeline.errors import OwnDataError
from pipeline.privacy.detector import Detector
from pipeline.privacy.proofs import failures
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import installed_tiers
from pipeline.privacy.spelling import WORDS, load_dictionary
from pipeline.resources import data_root


def load_what_loads(*, fast: bool = False) -> Detector:
    """Returns a detector without the files that have a mistake in them; the mistakes go to stderr.

    Args:
        fast: without the encoder, also where it is installed.
    """
    tiers = installed_tiers()
    tiers = replace(tiers, encoder=None) if fast else tiers
    broken: frozenset[str] = frozenset()
    while True:
        try:
            dictionary = load_dictionary(data_root("nlp_rules") / WORDS)
            return Detector(load_rules(skip=broken), tiers=tiers, dictionary=dictionary)
        except OwnDataError as error:
            print(error, file=sys.stderr)
            broken |= {line.partition(":")[0] for line in str(error).splitlines()}


def main() -> None:
    """Prints the failures in the shipped rules, or of the files named."""
    detector = load_what_loads(fast="--fast" in sys.argv)
    wanted = {Path(name).name for name in sys.argv[1:]} - {"--fast"}
    shown = [failure for failure in failures(detector) if not wanted or failure.source.partition(":")[0] in wanted]
    for failure in shown:
        print(f"{failure.source}: {failure.message}")
    print(f"{len(detector.rules.rules)} regels, {len(shown)} bewijzen kloppen niet")


if __name__ == "__main__":
    main()
