"""The shipped table of anchors: what the analysis of each expression gives, with costs counted in the corpus.

The key of an expression is a digest of all of it, so an expression that changed is not in the table and is analysed
when the rules load, with guessed costs: it finds the same, a little slower. `python -m bench.anchors` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from pipeline.errors import OwnDataError
from pipeline.privacy.anchors import Check, Needs

TABLE: Final = "ankers.json"


def key(expression: str) -> str:
    """Returns the key of an expression that is written out."""
    return blake2b(expression.encode(), digest_size=9).hexdigest()


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of expressions.

    Attributes:
        needs: key of an expression to what must stand in its matches.
    """

    needs: Mapping[str, Needs] = field(default_factory=dict, repr=False)

    def of(self, expression: str) -> Needs | None:
        """Returns what must stand in the matches of an expression written out, or None when it is not in the table."""
        return self.needs.get(key(expression))


def read(path: Path) -> Table:
    """Reads the table; a folder without one has an empty table.

    Raises:
        OwnDataError: the file is not one that bench.anchors wrote.
    """
    if not path.exists():
        return Table()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        sets = [Check(frozenset(words), tuple(parts)) for words, parts in found["verzamelingen"]]
        return Table(
            {
                name: tuple(tuple(sets[number] for number in numbers) for numbers in ways)
                for name, ways in found["patronen"].items()
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise OwnDataError(f"{path.name}:1: dit is geen bruikbare tabel. Installeer opnieuw.") from None


def written(needs: Mapping[str, Needs]) -> str:
    """Returns the text of a table file; equal needs give equal text."""
    sets: dict[Check, int] = {}
    patterns = {
        name: [[sets.setdefault(check, len(sets)) for check in way] for way in ways]
        for name, ways in sorted(needs.items())
    }
    lines = ",\n".join(json.dumps([sorted(c.words), c.parts], ensure_ascii=False) for c in sets)
    rows = ",\n".join(f'"{name}":{json.dumps(ways)}' for name, ways in patterns.items())
    return f'{{"verzamelingen":[\n{lines}\n],"patronen":{{\n{rows}\n}}}}\n'
