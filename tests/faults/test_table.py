"""The fault table: each of its fifty rows is proven by tests, most of them named after their row.

`python tests/faults/test_table.py` prints which test proves which row.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

ROWS = {
    1: "een afgebroken, leeg of ander bestand dan zijn naam zegt",
    2: "een beschadigde stroom",
    3: "XXE en DTD's",
    4: "entiteiten die zich vermenigvuldigen, grote teksten, diepe nesten",
    5: "zipbommen, zeer veel onderdelen, bestanden in bestanden, overlappende onderdelen",
    6: "versleutelde en oude bestanden",
    7: "een woord over meer stukken, met onzichtbare tekens of vreemde letters",
    8: "alle plaatsen waar tekst zich verbergt",
    9: "verwijzingen, pijpen, apparaten, sockets, mappen die niet open mogen, bestanden die verdwijnen",
    10: "bestanden in gebruik en lange paden",
    11: "JSON met dubbele sleutels, NaN, een BOM, UTF-16 of grote diepte",
    12: "vijandige namen",
    13: "patronen die ontploffen",
    14: "YAML-bommen, labels, dubbele sleutels",
    15: "een lege tekst in een lijst met termen",
    16: "tekens van XML in gegevens",
    17: "opdrachten van sjablonen in gegevens",
    18: "sjablonen die bij Python willen",
    19: "sjablonen die groeien zonder eind",
    20: "een waarde die ontbreekt",
    21: "XML die niet klopt in wat wij maken",
    22: "kill -9, een volle schijf of stroomuitval tijdens het schrijven",
    23: "uitvoer die er al staat",
    24: "rechten op wat wij maken",
    25: "resten na het weglakken",
    26: "formules in werkbladen",
    27: "opmaak in een webpagina",
    28: "opmaak en stuurtekens op een terminal",
    29: "een document dat zijn proces doodt",
    30: "een document dat hangt of geheugen eet",
    31: "Ctrl-C, en nog een keer",
    32: "kill -9 van de hele run",
    33: "andere regels of een andere versie bij het hervatten",
    34: "een bestand dat veranderde tussen onderzoek en besluit",
    35: "twee runs tegelijk",
    36: "een miljoen documenten",
    37: "de klok, tijdzones en schrikkeldagen",
    38: "tekst in logs, fouten en rapporten",
    39: "namen van bestanden",
    40: "een rapport dat per mail rondgaat",
    41: "een gestolen database met besluiten",
    42: "raden naar de woorden achter vingerafdrukken",
    43: "een auditspoor dat is bewerkt, ingekort of vervangen",
    44: "wie wat besloot, en wanneer",
    45: "bewaartermijnen",
    46: "het netwerk",
    47: "een vijandige webpagina die met `serve` praat",
    48: "code of regels uit een map met gegevens",
    49: "een afhankelijkheid die kwaad wil",
    50: "geheimen in vlaggen en omgeving",
}

BESIDE = {
    7: ["test_text.py"],
    9: ["test_inputs.py::test_what_is_no_ordinary_file_is_refused_and_not_followed"],
    8: ["test_docx.py", "test_everywhere.py::test_every_place_loses_its_word"],
    10: ["test_store.py::test_a_document_that_is_open_in_word_stops_the_rebuild"],
    13: [
        "conformance.py::test_row_29_and_30_whatever_a_document_does_costs_itself_only",
        "test_corpus.py::test_row_2_and_13_what_fuzzing_found_stays_mended",
    ],
    14: [
        "test_nodes.py::test_is_refused_with_a_line",
        "test_nodes.py::test_row_14_depth_is_counted_and_a_bomb_does_not_crash",
    ],
    15: ["test_rules.py::test_a_mistake_is_shown_with_its_line"],
    25: ["test_redaction.py", "test_copies.py::test_row_25_screening_the_redacted_archive_finds_nothing"],
    26: ["test_overview.py::test_row_26_hostile_text_is_only_text_in_the_workbook"],
    27: ["test_overview.py::test_hostile_text_is_only_text_on_the_page", "test_reports.py"],
    31: [
        "test_exit_codes.py::test_who_interrupts_a_run_is_told_how_to_go_on",
        "conformance.py::test_who_asks_to_stop_gets_what_was_begun_and_no_more",
    ],
    32: ["test_interrupted.py::test_a_run_that_was_cut_off_goes_on_and_gives_the_same"],
    33: ["test_interrupted.py::test_going_on_with_other_folders_is_refused"],
    34: [
        "test_review_verb.py::test_row_34_a_changed_document_is_said_so_and_no_other_place_is_shown",
        "test_screen.py::test_row_34_a_file_that_changes_between_two_looks_is_not_called_examined",
    ],
    36: ["conformance.py::test_items_are_taken_as_they_are_needed"],
    38: ["test_canary.py", "test_screen.py::test_no_text_stands_anywhere_unless_asked_for"],
    39: ["test_screen.py::test_file_names_stay_off_the_output_unless_asked_for"],
    40: ["test_show_text.py"],
    41: [
        "test_decisions.py::test_row_41_no_table_has_room_for_a_text_or_a_path",
        "test_decisions.py::test_row_41_what_was_purged_is_in_no_byte_of_the_file",
        "test_decisions.py::test_row_41_the_file_is_for_its_owner_only_also_one_that_was_not",
    ],
    42: [
        "test_detector.py::test_row_42_fingerprints_need_the_key_and_survive_moving",
        "test_screen.py::test_a_baseline_of_another_key_or_cut_off_is_refused",
    ],
    43: ["test_audit.py"],
    44: [
        "test_audit.py::test_row_44_a_trail_that_nobody_touched_holds",
        "test_screen.py::test_a_run_is_noted_in_the_trail_and_the_report_names_its_head",
    ],
    45: ["test_audit.py::test_row_45_a_purge_says_what_it_removed_and_leaves_a_trail_that_holds", "test_retention.py"],
    48: ["test_packaging.py::test_row_48_data_holds_no_code"],
    49: ["test_supply.py::test_row_49_every_locked_package_has_hashes_and_a_licence_that_may_come_along"],
    50: ["test_exit_codes.py::test_row_50_a_key_that_can_be_guessed_is_refused"],
}
"""Tests that prove a row and have another name; a file alone means all of it."""

_NAMED = re.compile(r"test_rows?_(\d+(?:_and_\d+)*)_")


@cache
def functions() -> dict[str, list[str]]:
    """Returns the tests in each file by its name; files with the same name stand together."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        found[path.name] += [name for name in names if name.startswith("test_")]
    return found


@cache
def table() -> dict[int, list[str]]:
    """Returns the tests that prove each row."""
    proofs = {row: list(BESIDE.get(row, [])) for row in ROWS}
    for file, names in functions().items():
        for name in names:
            if match := _NAMED.match(name):
                for row in match[1].split("_and_"):
                    proofs[int(row)].append(f"{file}::{name}")
    return proofs


@pytest.mark.parametrize("row", ROWS)
def test_each_row_is_proven(row: int) -> None:
    assert table()[row]


@pytest.mark.parametrize("proof", sorted({proof for proofs in BESIDE.values() for proof in proofs}))
def test_each_proof_is_there(proof: str) -> None:
    file, _, name = proof.partition("::")
    assert functions().get(file)
    assert not name or name in functions()[file]


if __name__ == "__main__":
    for number, fault in ROWS.items():
        print(f"{number}. {fault}")  # noqa: T201
        for proven_by in table()[number]:
            print(f"   {proven_by}")  # noqa: T201
