"""The verb `screen` with a scanner that is there in a moment; a program, to be killed."""

from __future__ import annotations

import sys
from dataclasses import replace
from unittest.mock import patch

from pipeline.batch import screening
from pipeline.cli import main

SHARD = 7
"""So few documents are lost with a shard, that one run of some hundred has many."""


def screen(*arguments: str) -> None:
    """Does what the verb does."""
    real = screening.Work

    def light(*rest: object) -> object:
        return replace(real(*rest), function="fault_works:screen_lightly", prepare="")  # type: ignore[arg-type]

    with patch.object(screening, "Work", light), patch.object(screening, "SHARD", SHARD):
        main(["screen", *arguments])


if __name__ == "__main__":
    screen(*sys.argv[1:])
