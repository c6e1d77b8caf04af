"""Why something is not read and what to do about it, in Dutch, where more than one reader says so."""

from __future__ import annotations

from typing import Final

DAMAGED: Final = "Dit bestand is beschadigd. Open het in het programma waarmee het gemaakt is en sla het opnieuw op."
"""Of a package or a compound file, which only the program that made it can mend."""

BOMB: Final = "Dit bestand is verdacht sterk ingepakt en wordt niet gelezen. Vraag de afzender om een gewoon bestand."
"""Of what unpacks to more than `Limits.most` of it."""

MACROS: Final = "Macro's worden niet gelezen. Bekijk ze zelf, of sla het bestand op zonder macro's."
"""Of the programs in an office file."""
