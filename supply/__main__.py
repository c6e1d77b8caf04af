"""Writes docs/licenties.md and docs/sbom.cdx.json out of the locks: python -m supply."""

from __future__ import annotations

import sys
from pathlib import Path

from supply.licences import UnknownLicenceError, page
from supply.sbom import sbom

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Writes both files; returns 1, with the reason, when a licence is unknown or may not come along."""
    try:
        made = {"licenties.md": page(ROOT), "sbom.cdx.json": sbom(ROOT)}
    except UnknownLicenceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for name, text in made.items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
