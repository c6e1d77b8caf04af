"""Writes the tables in the manual that follow from the code: `python docs/maak.py`."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.flow.article6 import article_6_table

MANUAL = Path(__file__).parent / "handleiding.md"
BEGIN, END = "<!-- artikel 6, gemaakt door docs/maak.py -->\n", "<!-- einde artikel 6 -->\n"


def renewed(text: str) -> str:
    """Returns the manual with its tables as the code has them now."""
    return re.sub(f"(?<={re.escape(BEGIN)}).*?(?={re.escape(END)})", lambda _: article_6_table(), text, flags=re.DOTALL)


def main() -> None:
    """Renews the manual."""
    MANUAL.write_text(renewed(MANUAL.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
