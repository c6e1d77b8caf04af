"""Shows what clears a hit from the clause before or after it, which speaks of something else.

Usage: python -m bench.clauses [--show N]
Every sentence that a rule must find is put behind and before clauses with words that guards and contexts look for: a
client, a course, a machine. What the employee has is as forbidden there. No model takes part.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator

from pipeline.privacy.detector import Detector
from pipeline.privacy.hits import Hit
from pipeline.privacy.model import Guard, Rule
from pipeline.privacy.rules import load_rules
from pipeline.text import normalise

PROOFS = 6
"""Of so many proofs of a rule, the first ones."""
LONGEST = 110
"""Characters of a sentence; a longer one has clauses of its own."""

BEFORE = (
    "Zijn boek is uit, maar ", "Het rapport is klaar en ", "De cursus is vol en ", "Ik sprak de klant en ",
    "De machine staat stil en ", "Na het overleg met de teamleider zei hij: ", "Het magazijn is vol, ",
    "De markt is slecht en ", "Op de afdeling is het druk, ", "Het team is compleet, maar ",
    "De winkel gaat later open want ", "De patiënten zijn verzet want ", "De auto is bij de garage en ",
    "Bij de vergadering bleek dat ", "Het beleid is besproken; ", "De leerlingen zijn vrij en ",
    "Het project loopt uit omdat ", "Gisteren belde Fatma: ", "In de kantine hoorde ik: ",
    "Het schip ligt in de haven en ", "De offerte is weg, verder: ", "De apotheek sluit vroeg en ",
    "Haar werk op de kraamafdeling gaat door, maar ", "De hond van de portier is zoek en ", "De training is vol; ",
    "De vacature staat open en ", "Het ziekenhuis is een grote klant, maar ", "De bhv-oefening ging door en ",
    "De griepprik is geweest, ", "Zij werkt op de spoedeisende hulp, maar ", "Hij geeft les over gezondheid, maar ",
    "De tandarts is onze klant en ", "De verzekering betaalt en ", "Het verzuim is gestegen en ",
    "In het protocol staat niets over ziekte en ", "De paarden staan op stal en ",
    "Hij verkoopt matrassen en vertelt dat ", "Zij verzorgt bewoners; ", "De kinderen zijn op kamp en ",
    "Hij is fysiotherapeut van beroep, maar ", "Als verpleegkundige zegt zij dat ", "De voetbalclub won en ",
    "Bij de bakker was het druk en ", "De film was mooi en ", "Volgens het formulier: ", "Even over de planning: ",
)  # fmt: skip
AFTER = (
    " en het rapport is klaar.", " terwijl de klant wacht.", " dus de cursus gaat niet door.",
    " en de machine staat stil.", " maar het team redt het.", " en de patiënten zijn verzet.",
    " want het magazijn is vol.", " volgens zijn collega.", " en de leerlingen zijn vrij.",
    " dus het project loopt uit.", " zegt de planner.", " en de apotheek sluit vroeg.",
    " dus de training gaat niet door.", " want de bewoners wachten.", " en de paarden staan op stal.",
    " terwijl het ziekenhuis klant is.", " staat in zijn mail aan de planning.", " zei de verpleegkundige van dienst.",
    " tijdens de bhv-oefening.", " maar de vacature blijft open.", " dus neemt een collega de les over.",
    " en de film was mooi.",
)  # fmt: skip


def proofs(detector: Detector) -> Iterator[tuple[Rule, str, str]]:
    """Yields each rule with a sentence that it finds and the words it hits first, normalised."""
    for rule in detector.rules.rules:
        for example in rule.proven[:PROOFS]:
            normalised = normalise(example.text)
            own = (hit for hit in detector.hits(normalised) if hit.rule is rule and hit.cleared_by is None)
            hit = next(own, None)
            if hit is not None and len(example.text) <= LONGEST:
                yield rule, example.text, normalised.lower[hit.start : hit.end]


def longer(text: str) -> Iterator[str]:
    """Yields a sentence with another clause before or after it."""
    begun = text if text[1:2].isupper() else text[:1].lower() + text[1:]
    yield from (clause + begun for clause in BEFORE)
    yield from (text.rstrip(".!") + clause for clause in AFTER)


def cleared(hits: list[Hit]) -> Guard | object | None:
    """Returns what clears the first of the hits when none of them stands, else None."""
    return hits[0].cleared_by if hits and all(hit.cleared_by is not None for hit in hits) else None


def main() -> None:
    """Prints how many of the sentences lose their hit, and to what."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="sentences to show of each")
    show = parser.parse_args().show
    detector = Detector(load_rules())
    lost: dict[str, list[str]] = defaultdict(list)
    count = 0
    for rule, text, words in proofs(detector):
        for sentence in longer(text):
            count += 1
            normalised = normalise(sentence)
            hits = [hit for hit in detector.hits(normalised) if normalised.lower[hit.start : hit.end] == words]
            by = cleared(hits)
            if by is not None:
                lost[f"{rule.id}: {by.why}" if isinstance(by, Guard) else getattr(by, "id", "")].append(sentence)
    print(f"{count} zinnen, {sum(map(len, lost.values()))} verliezen hun treffer")
    for name, sentences in sorted(lost.items(), key=lambda item: -len(item[1])):
        print(f"{len(sentences):5} {name}")
        for sentence in sentences[:show]:
            print(f"        {sentence}")


if __name__ == "__main__":
    main()
