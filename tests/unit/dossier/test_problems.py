"""The problems that the schemas give: all at once, in Dutch, mendable, with a line and never with a value."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.dossier import checks, schema
from pipeline.dossier.load import Dossier, load

Put = Callable[[str, Any], Any]
Read = Callable[[Any], Dossier]
CANARY = "Geheimwoord"


def message(dossier: Dossier) -> str:
    (problem,) = schema.problems(dossier)
    return problem.message


@pytest.mark.parametrize(
    ("pointer", "value", "expected"),
    [
        (
            "/werknemer/geboortedatum",
            "17-4-1979",
            "Geboortedatum: schrijf een bestaande datum als jjjj-mm-dd, bijvoorbeeld 2026-01-05.",
        ),
        (
            "/werknemer/geboortedatum",
            "17 april 1979",
            "Geboortedatum: schrijf een bestaande datum als jjjj-mm-dd, bijvoorbeeld 2026-01-05.",
        ),
        (
            "/werknemer/bsn",
            "123456789",
            "Burgerservicenummer: vul negen cijfers in zonder spaties of punten; "
            "het nummer moet aan de elfproef voldoen.",
        ),
        (
            "/werknemer/bsn",
            999990019,
            "Burgerservicenummer: hier hoort tekst. Zet de waarde tussen aanhalingstekens.",
        ),
        (
            "/situatie/vangnet",
            "misschien",
            "Vangnetbepaling van toepassing: deze keuze bestaat niet. Kies uit ja, nee, onbekend.",
        ),
        ("/soort", "brief", "Soort bestand: hier hoort 'dossier' te staan."),
        ("/dienstverband/contracturen", 80, "Contracturen per week: te hoog. Vul 60 of lager in."),
        ("/dienstverband/contracturen", -1, "Contracturen per week: te laag. Vul 0 of hoger in."),
        (
            "/dienstverband/contracturen",
            "32",
            "Contracturen per week: hier hoort een getal van 0 tot en met 60, maar er staat tekst.",
        ),
        (
            "/dienstverband/contracturen",
            None,
            "Contracturen per week: hier staat niets. Laat het veld weg als dat mag. "
            "Anders: een getal van 0 tot en met 60.",
        ),
        ("/dienstverband/functie", "x" * 301, "Functie: te lang. Gebruik hooguit 300 tekens."),
        ("/dienstverband/functie", "", "Functie: hier staat niets; vul gewone tekst in, zonder stuurtekens."),
        ("/dienstverband/functie", ["x"], "Functie: hier hoort tekst, maar er staat een lijst."),
        ("/verzuimperiodes", [], "Verloop van het verzuim: de lijst is te kort. Zet er ten minste 1 regel in."),
        (
            "/documenten/3/afspraken",
            {},
            "Afspraken: dit blok is leeg. Vul ten minste één rubriek in, of laat het blok weg.",
        ),
        (
            "/documenten/3/visie",
            "prima",
            "Visie op de doelen en afspraken: hier hoort een blok met ten minste werknemer, werkgever, "
            "maar er staat tekst.",
        ),
    ],
)
def test_message_says_what_is_expected_and_how_to_mend_it(
    put: Put, dossier: Read, pointer: str, value: Any, expected: str
) -> None:
    assert message(dossier(put(pointer, value))) == expected


@pytest.mark.parametrize(
    ("block", "name", "expected"),
    [
        ("werknemer", "achternaam", "Werknemer: het veld 'achternaam' (Achternaam) ontbreekt. Voeg het toe: tekst."),
        (
            "situatie",
            "vangnet",
            "Situatie: het veld 'vangnet' (Vangnetbepaling van toepassing) ontbreekt. "
            "Voeg het toe: kies uit ja, nee, onbekend.",
        ),
    ],
)
def test_a_missing_field_is_named_with_its_title(
    full: Any, dossier: Read, block: str, name: str, expected: str
) -> None:
    del full[block][name]
    assert message(dossier(full)) == expected


def test_a_missing_block_names_the_fields_that_it_needs(full: Any, dossier: Read) -> None:
    del full["werknemer"]
    assert message(dossier(full)) == (
        "Dossier: het veld 'werknemer' (Werknemer) ontbreekt. "
        "Voeg het toe: een blok met ten minste voorletters, achternaam."
    )


def test_a_belgian_dossier_needs_no_dutch_situation_and_no_bsn(full: Any, dossier: Read) -> None:
    del full["situatie"], full["werknemer"]["bsn"]
    assert {problem.rule for problem in schema.problems(dossier(full))} == {"schema.required"}
    full["land"] = "BE"
    assert schema.problems(dossier(full)) == []


def test_an_unknown_field_is_counted_and_not_named(put: Put, dossier: Read) -> None:
    changed = dossier(put(f"/documenten/0/{CANARY} sinds maart", CANARY))
    (problem,) = schema.problems(changed)
    assert problem.pointer == "/documenten/0"
    assert problem.message == (
        "Contactblad: het schema kent het 8e veld van dit blok niet. Haal het weg, of gebruik een veld dat wel bestaat."
    )
    assert problem.line == changed.line(f"/documenten/0/{CANARY} sinds maart")


def test_an_unknown_field_that_resembles_a_known_one_gets_a_suggestion(put: Put, dossier: Read) -> None:
    assert message(dossier(put("/documenten/0/bereikbarheid", "x"))).endswith("Bedoelt u 'bereikbaarheid'?")


def test_problems_stand_in_the_order_of_the_file_with_their_lines() -> None:
    text = '{"schema_versie": "v1",\n"soort": "x",\n"werknemer": {\n"bsn": "1"\n},\n"land": "x"}'
    lines = [problem.line for problem in schema.problems(load(text.encode(), "x.json"))]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert {1, 2, 3, 4, 6} == set(lines)


def test_a_string_that_is_wrong_in_three_ways_is_one_problem(put: Put, dossier: Read) -> None:
    assert [problem.rule for problem in schema.problems(dossier(put("/werknemer/bsn", "")))] == ["schema.minLength"]


def test_a_field_in_a_wrong_part_is_not_called_unknown(put: Put, dossier: Read) -> None:
    rules = [problem.rule for problem in schema.problems(dossier(put("/documenten/2/id", 5)))]
    assert rules == ["schema.type"]


def test_no_more_problems_than_a_person_can_read(put: Put, dossier: Read) -> None:
    problems = schema.problems(dossier(put("/documenten", [{"soort": "contactblad"}] * 500)))
    assert len(problems) == schema.MAX_PROBLEMS + 1
    assert problems[-1].rule == "schema.meer"


def test_what_only_the_fast_validator_refuses_does_not_pass(
    full: Any, dossier: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "is_valid", lambda _: False)
    assert [problem.rule for problem in schema.problems(dossier(full))] == ["schema"]


def poisoned(value: Any) -> Iterator[Any]:
    """Yields copies of a dossier with a canary in every place at once, each time of another type."""
    for poison in (CANARY, f"{CANARY}\x07", [CANARY], {CANARY: CANARY}):
        for spared in ({"soort"}, set()):
            yield _poison(copy.deepcopy(value), poison, spared)


def _poison(value: Any, poison: Any, spared: set[str]) -> Any:
    if isinstance(value, dict):
        kept = {key: child if key in spared else _poison(child, poison, spared) for key, child in value.items()}
        return kept | {f"{CANARY} {len(kept)}": poison}
    return [_poison(child, poison, spared) for child in value] if isinstance(value, list) else poison


def test_canary_no_value_and_no_unknown_name_is_ever_in_a_problem(full: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MAX_PROBLEMS", 10_000)
    rules = set()
    for data in poisoned(full):
        dossier = load(json.dumps(data).encode(), "x.json")
        for problem in (*schema.problems(dossier), *checks.problems(dossier)):
            rules.add(problem.rule)
            assert CANARY.lower() not in repr(problem).lower()
    assert len(rules) > 5, "the canary was seen by many checks"
