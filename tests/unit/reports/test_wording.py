from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.model import Built, Category, Cause, Finding, Outcome, Problem, Rendered, Unread, Untemplated, Withheld
from pipeline.reports.totals import Totals
from pipeline.reports.wording import (
    Line,
    build_lines,
    build_summary,
    demo_notes,
    scan_lines,
    scan_summary,
    validate_lines,
    validate_summary,
)

SURE = Finding(
    3,
    9,
    Category.BEHANDELING,
    "behandeling.fysio",
    True,
    advice="Laat dit weg.",
    proposal="Kan niet tillen.",
    place="/a/1",
)
DOUBT = Finding(0, 4, Category.KLACHT, "klacht.moe", False, place="alinea 12")
PLAN = Withheld(
    "plan.docx",
    "plan van aanpak (2026-02-16)",
    (
        Cause("behandeling.fysio", "/documenten/1/activiteiten/4/activiteit", "Beschrijf wat het werk vraagt."),
        Cause("schema.required", "/documenten/1/datum", "Vul de datum van het plan in."),
        Cause("riv.onderdeel", "", "Een onderdeel is achtergehouden."),
    ),
)


def texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def test_every_cause_of_a_withheld_document_has_a_clear_line() -> None:
    built = Built("week-05.json", "week-05", (Rendered("a.docx", "a", b""),), (PLAN,))
    assert texts(build_lines(built)) == [
        "week-05.json: 1 document gereed, 1 achtergehouden",
        "  Achtergehouden: plan van aanpak (2026-02-16) - noemt een behandeling "
        "(/documenten/1/activiteiten/4/activiteit). Advies: Beschrijf wat het werk vraagt.",
        "  Achtergehouden: plan van aanpak (2026-02-16) - Vul de datum van het plan in (/documenten/1/datum).",
        "  Achtergehouden: plan van aanpak (2026-02-16) - Een onderdeel is achtergehouden.",
    ]


def test_a_finding_that_withholds_nothing_is_shown() -> None:
    lines = texts(build_lines(Built("a.json", "a", findings=(SURE, DOUBT))))
    assert lines[1].startswith("  Bevinding: noemt ")
    assert lines[-1] == "  Vermoeden: noemt misschien een klacht (alinea 12, teken 1 tot en met 4; regel klacht.moe)."


def test_a_finding_says_place_advice_and_proposal() -> None:
    assert texts(scan_lines(Outcome("notitie.txt", (SURE,)))) == [
        "notitie.txt: 1 bevinding",
        "  Bevinding: noemt een behandeling (/a/1, teken 4 tot en met 9; regel behandeling.fysio).",
        "    Advies: Laat dit weg.",
        "    Voorstel: Kan niet tillen.",
    ]


def test_text_of_a_document_is_shown_only_on_request() -> None:
    outcome = Outcome("notitie.txt", (DOUBT,))
    assert not any("Tekst:" in line for line in texts(scan_lines(outcome)))
    assert "    Tekst: zo'n zin" in texts(scan_lines(outcome, lambda _: "zo'n zin"))


def test_a_problem_says_line_and_place() -> None:
    outcome = Outcome("a.json", problems=(Problem("/x", "schema.type", "Vul x in.", 7), Problem("", "json", "Leeg.")))
    assert texts(validate_lines(outcome)) == [
        "a.json: 2 problemen",
        "  Probleem (regel 7, /x): Vul x in.",
        "  Probleem: Leeg.",
    ]


def test_a_file_that_could_not_be_read_is_never_passed_over() -> None:
    outcome = Outcome("a.json", unread=(Unread("", "het bestand is versleuteld"),))
    for lines in (validate_lines(outcome), scan_lines(outcome)):
        assert "  Niet gelezen: het bestand is versleuteld" in texts(lines)


def test_what_was_not_read_is_not_praised() -> None:
    outcome = Outcome("a.json", unread=(Unread("", "Leeg."),))
    assert texts(validate_lines(outcome))[0] == "a.json: niet gelezen"
    for summary in (validate_summary(Totals(1, unread=1)), scan_summary(Totals(1, unread=1))):
        first, last = texts(summary)
        assert "in wat gelezen is" in first
        assert "onvolledig" in last
    assert not any("ondertekenen" in line for line in texts(build_summary(Totals(1, unread=1), "uit")))


def test_a_dossier_of_which_nothing_is_made_says_why() -> None:
    nothing, lost = Built("a.json", "a"), Built("a.json", "", unread=(Unread("", "Leeg."),))
    unwritten = Built("a.json", "a", manifest={"documents": [{}]})
    assert texts(build_lines(nothing)) == ["a.json: geen documenten om te maken"]
    assert texts(build_lines(lost)) == ["a.json: niet gelezen", "  Niet gelezen: Leeg."]
    assert texts(build_lines(unwritten)) == ["a.json: 0 documenten gereed, 0 achtergehouden"]


def test_what_others_make_is_one_line() -> None:
    others = tuple(Untemplated("trajectplan", f"tp-{n}", f"Trajectplan van {n} mei 2025") for n in (1, 2))
    (_, line) = texts(build_lines(Built("a.json", "a", untemplated=others)))
    assert line.startswith("  Geen Word-bestand van: Trajectplan van 1 mei 2025, Trajectplan van 2 mei 2025. ")
    assert line.endswith("voeg ze zelf toe.")


def test_what_is_wrong_outside_the_withheld_documents_is_told_too() -> None:
    problem = Problem("/bijlagen/0", "schema.required", "Vul de bestandsnaam in.")
    lines = texts(build_lines(Built("a.json", "a", withheld=(PLAN,), problems=(problem,))))
    assert lines[-1] == "  Probleem (/bijlagen/0): Vul de bestandsnaam in."


def test_a_finding_in_no_document_is_no_vermoeden() -> None:
    lines = texts(build_summary(Totals(1, 1, 2, 1, written=3), "uit"))
    assert lines[1].startswith("Volgende stap: verbeter")
    assert lines[2].startswith("1 vermoeden:")


def test_a_clean_file_gets_a_line_only_when_asked() -> None:
    assert texts(validate_lines(Outcome("a"))) == texts(scan_lines(Outcome("a"))) == []
    assert (
        len(texts(validate_lines(Outcome("a"), verbose=True)))
        == len(texts(scan_lines(Outcome("a"), verbose=True)))
        == 1
    )


@pytest.mark.parametrize("category", Category)
def test_every_category_has_words(category: Category) -> None:
    (_, line) = texts(scan_lines(Outcome("a", (Finding(0, 1, category, f"{category}.x", True),))))
    assert "noemt " in line


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (validate_summary(Totals(documents=1)), "Geen problemen gevonden in 1 dossier."),
        (validate_summary(Totals(14, 2, problems=5)), "5 problemen in 2 van 14 dossiers."),
        (scan_summary(Totals(14, 2, 3, 2)), "3 bevindingen (1 vermoeden) in 2 van 14 bestanden."),
        (scan_summary(Totals(14)), "Geen bevindingen in 14 bestanden. De regels zien niet alles: lees zelf na."),
        (build_summary(Totals(2, written=9), "uit"), "9 documenten van 2 dossiers geschreven in uit."),
        (build_summary(Totals(2, 1, 1, written=9), "uit"), "9 documenten van 2 dossiers geschreven in uit."),
    ],
)
def test_a_summary_counts(lines: Iterable[Line], first: str) -> None:
    assert texts(lines)[0] == first


def test_a_build_with_withheld_documents_says_what_to_do_next() -> None:
    lines = texts(build_summary(Totals(14, 3, 5, 5, written=40, withheld=6), "uit"))
    assert lines[1] == "6 documenten achtergehouden; daarvan staat niets op schijf."
    assert "--overwrite" in lines[2]


@pytest.mark.parametrize("summary", [validate_summary, scan_summary, lambda totals: build_summary(totals, "uit")])
def test_an_incomplete_run_says_so_last(summary: object) -> None:
    assert callable(summary)
    assert texts(summary(Totals(3, unread=2)))[-1] == "2 onderdelen zijn niet gelezen: deze uitkomst is onvolledig."


def test_the_demo_says_where_to_look_and_how_a_run_ends() -> None:
    lines = " ".join(texts(demo_notes("voorbeelden", "demo", Totals(14, 5, 9, 9, written=40, withheld=6))))
    assert "exitcode 1" in lines
    assert "poortwachter build voorbeelden --out MAP" in lines
