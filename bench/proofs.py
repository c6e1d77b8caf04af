"""Runs the proofs of rule files, also while another file does not load because somebody is mending it.

Usage: python -m bench.proofs [FILE...]
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.errors import OwnDataError
from pipeline.privacy.detector import Detector
from pipeline.privacy.proofs import failures
from pipeline.privacy.rules import load_rules
from pipeline.privacy.suspicion import WEIGHTS, SecondOpinion
from pipeline.resources import data_root


def load_what_loads() -> Detector:
    """Returns a detector without the files that have a mistake in them; the mistakes go to stderr."""
    broken: frozenset[str] = frozenset()
    while True:
        try:
            opinion = SecondOpinion.load(data_root("nlp_rules") / WEIGHTS)
            return Detector(load_rules(skip=broken), opinion=opinion)
        except OwnDataError as error:
            print(error, file=sys.stderr)
            broken |= {line.partition(":")[0] for line in str(error).splitlines()}


def main() -> None:
    """Prints the failures in the shipped rules, or of the files named."""
    detector = load_what_loads()
    wanted = {Path(name).name for name in sys.argv[1:]}
    shown = [failure for failure in failures(detector) if not wanted or failure.source.partition(":")[0] in wanted]
    for failure in shown:
        print(f"{failure.source}: {failure.message}")
    print(f"{len(detector.rules.rules)} regels, {len(shown)} bewijzen kloppen niet")


if __name__ == "__main__":
    main()
