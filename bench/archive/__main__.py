"""Writes samples/archief anew, with the list of what is in it and of what a screening must say."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from bench.archive import letters, personnel, shelves

FOLDER = Path(__file__).parents[2] / "samples" / "archief"
ENTRIES = (*personnel.ENTRIES, *letters.ENTRIES, *shelves.ENTRIES)
FOLDERS = (("Oud/hersteld na burn-out", "map", "De naam van een map zegt te veel", "bevindingen", 1, ""),)
LIST = "inhoud.csv"
HEAD = ("pad", "soort", "wat", "uitkomst", "bevindingen", "nodig")


def main() -> None:
    """Makes every file, and the list."""
    documents = FOLDER / "documenten"
    shutil.rmtree(documents, ignore_errors=True)
    for entry in ENTRIES:
        path = documents / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(entry.make(entry.text))
    copy = f"{personnel.YILMAZ}/brief eerste week (kopie).docx"
    (documents / copy).write_bytes((documents / copy.replace(" (kopie)", "")).read_bytes())
    write_list()
    print(f"{len(ENTRIES)} bestanden in {documents}")


def write_list() -> None:
    """Writes the list beside the folder with the documents."""
    with (FOLDER / LIST).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEAD)
        rows = [(item.path, item.format, item.what, item.status, item.findings, item.needs) for item in ENTRIES]
        writer.writerows(sorted([*rows, *FOLDERS]))


if __name__ == "__main__":
    main()
