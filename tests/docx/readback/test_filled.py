"""What people fill in in Word comes into the dossier as the schema wants it, and what may not come in does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest
from lxml import etree

from pipeline.controls import Readback
from pipeline.dossier.load import load
from pipeline.errors import UnreadableError
from pipeline.flow import readback
from pipeline.resources import data_root

FULL = str(data_root("samples") / "dossiers" / "voorbeeld-volledig.json")
YAML = str(data_root("samples") / "dossiers" / "04-tweede-spoor-transport.yaml")
PLAN = "/documenten/3"
NEW = "/documenten/20"
SIGNED = "/ondertekening/werkgever/datum"

Fill = Callable[[bytes, Mapping[str, str]], bytes]
Swap = Callable[[bytes, Mapping[str, bytes]], bytes]
Edit = Callable[[bytes, Callable[[Mapping[str, Any]], None]], bytes]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def changes(read: Readback) -> dict[str, tuple[Any, Any]]:
    return {change.pointer: (change.old, change.new) for change in read.changes}


def tick(box: Any, shown: str) -> None:
    """Lets a box show something else, as a click in Word does."""
    box.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(f"{W14}val", str(int(shown != "☐")))
    next(box.iter(f"{W}t")).text = shown


def new_data(read: Readback) -> Any:
    return load(read.content, FULL).data


@pytest.fixture(scope="session")
def form(made: Callable[..., dict[str, bytes]]) -> bytes:
    """The form of a plan van aanpak, in which texts are filled in."""
    return made("voorbeeld-volledig.json", ("plan-van-aanpak",))["formulieren/plan-van-aanpak.docx"]


@pytest.mark.parametrize(
    "written",
    [
        *("20-12-2025", "20 december 2025", "20/12/2025", "20.12.25", "za 20 dec. 2025", "2025-12-20", " 20-12-2025 "),
        *("20-dec-2025", "20-dec-25", "20 december \u201925", "20\u201112\u20112025", "20 \u2013 12 \u2013 2025"),
        *("d.d. 20-12-2025", "op zaterdag 20 december 2025", "za. 20-12-'25,"),
    ],
)
def test_a_day_is_read_however_it_is_written(plan: bytes, fill: Fill, written: str) -> None:
    read = readback([("p.docx", fill(plan, {"/evaluatieafspraken/eerstvolgende": written}))], FULL)
    assert changes(read) == {f"{PLAN}/evaluatieafspraken/eerstvolgende": ("2025-01-30", "2025-12-20")}


@pytest.mark.parametrize("written", ["volgende week", "29-2-2026", "5 mei", "12", "5 en 6 mei 2026", "voor 5-1-26"])
def test_what_is_no_day_is_told_and_left_out(plan: bytes, fill: Fill, written: str) -> None:
    read = readback([("p.docx", fill(plan, {"/evaluatieafspraken/eerstvolgende": written}))], FULL)
    assert changes(read) == {}
    assert [problem.pointer for problem in read.problems] == [f"{PLAN}/evaluatieafspraken/eerstvolgende"]
    assert written not in read.problems[0].message


@pytest.mark.parametrize(("written", "value"), [("8", 8), ("8 weken", 8)])
def test_a_number_is_read_with_its_unit(form: bytes, fill: Fill, written: str, value: float) -> None:
    read = readback([("f.docx", fill(form, {"/evaluatieafspraken/interval_weken": written}))], FULL)
    assert changes(read)[f"{NEW}/evaluatieafspraken/interval_weken"] == (None, value)


def test_boxes_and_choices_are_read_by_what_they_show(plan: bytes, fill: Fill) -> None:
    texts = {
        "/einddoel=eigen_functie_aangepast": "☐",
        "/einddoel=andere_werkgever": "☒",
        "/casemanager/in_opdracht_van": "Werkgever en werknemer",
    }
    read = readback([("p.docx", fill(plan, texts))], FULL)
    assert changes(read)[f"{PLAN}/einddoel"][1] == ["eigen_functie_gedeeltelijk", "andere_werkgever"]


@pytest.mark.parametrize("is_numbered_anew", [True, False])
def test_a_box_that_was_copied_counts_by_what_was_touched(plan: bytes, change: Edit, is_numbered_anew: bool) -> None:
    def twice(controls: Mapping[str, Any]) -> None:
        box = controls["/einddoel=eigen_functie_gedeeltelijk"]
        box.addnext(deepcopy(box))
        tick(box, "☐")
        if is_numbered_anew:  # as Word does with a copy, so that nothing tells that nobody touched it
            box.getnext().find(f"{W}sdtPr/{W}id").set(f"{W}val", "7")

    read = readback([("p.docx", change(plan, twice))], FULL)
    if is_numbered_anew:
        assert changes(read) == {}
        assert "twee plaatsen" in read.problems[0].message
    else:
        assert changes(read)[f"{PLAN}/einddoel"][1] == ["eigen_functie_aangepast"]


@pytest.mark.parametrize("field", ["datum", "status"])
def test_a_picture_in_a_field_is_named_and_takes_nothing_away(plan: bytes, change: Edit, field: str) -> None:
    def sign(controls: Mapping[str, Any]) -> None:
        content = controls[f"/ondertekening/werkgever/{field}"].find(f"{W}sdtContent")
        for run in list(content):
            content.remove(run)
        etree.SubElement(etree.SubElement(content, f"{W}r"), f"{W}drawing")

    read = readback([("p.docx", change(plan, sign))], FULL)
    assert changes(read) == {}
    assert [problem.pointer for problem in read.problems] == [f"{PLAN}/ondertekening/werkgever/{field}"]
    assert "afbeelding" in read.problems[0].message


def test_controls_that_were_deleted_change_nothing(plan: bytes, change: Edit) -> None:
    def delete(controls: Mapping[str, Any]) -> None:
        for tag, control in controls.items():
            if tag.startswith(("/ondertekening", "/einddoel=eigen_functie_gedeeltelijk")):
                control.getparent().remove(control)

    read = readback([("p.docx", change(plan, delete))], FULL)
    assert (read.changes, read.problems, read.unread) == ((), (), ())


def test_a_symbol_without_a_number_breaks_nothing(plan: bytes, change: Edit) -> None:
    def spoil(controls: Mapping[str, Any]) -> None:
        etree.SubElement(controls[SIGNED].find(f"{W}sdtContent/{W}r"), f"{W}sym", {f"{W}char": "zz"})

    assert readback([("p.docx", change(plan, spoil))], FULL).changes == ()


def test_a_row_is_found_by_its_id_when_others_came_before_it(plan: bytes, fill: Fill, full: Any) -> None:
    rows = full["documenten"][3]["afspraken"]["arbeidsvoorwaarden"]
    rows.insert(0, {**rows[0], "id": "C0"})
    full["documenten"].insert(0, full["documenten"].pop())
    document = fill(plan, {"/afspraken/arbeidsvoorwaarden/@C1/termijn": "1-2-2025"})
    read = readback([("p.docx", document)], "d.json", json.dumps(full).encode())
    (pointer,) = changes(read)
    assert pointer == "/documenten/4/afspraken/arbeidsvoorwaarden/1/termijn"


def test_a_dossier_that_went_on_is_not_put_back(plan: bytes, fill: Fill, full: Any) -> None:
    full["documenten"][3]["casemanager"]["naam"] = "N. Nieuw"
    document = fill(plan, {SIGNED: "21-12-2024"})
    read = readback([("p.docx", document)], "d.json", json.dumps(full).encode())
    assert list(changes(read)) == [f"{PLAN}{SIGNED}"]
    assert new_data(read)["documenten"][3]["casemanager"]["naam"] == "N. Nieuw"


def test_a_signature_takes_along_the_name_that_stood_there(unsigned: tuple[bytes, bytes], fill: Fill) -> None:
    content, dossier = unsigned
    signed = {"/ondertekening/werknemer/datum": "20-12-2024", "/ondertekening/werknemer/status": "Ondertekend"}
    read = readback([("p.docx", fill(content, signed))], "d.json", dossier)
    assert new_data(read)["documenten"][3]["ondertekening"] == {
        "werknemer": {
            "naam": "M.J. Hoekstra-van Dam",
            "functie": "Orderpicker",
            "datum": "2024-12-20",
            "status": "ondertekend",
        }
    }
    assert read.problems == ()


def test_a_refusal_without_a_reason_comes_in_and_is_told(unsigned: tuple[bytes, bytes], fill: Fill) -> None:
    content, dossier = unsigned
    refused = {
        "/ondertekening/werknemer/datum": "20-12-2024",
        "/ondertekening/werknemer/status": "Weigert te ondertekenen",
    }
    read = readback([("p.docx", fill(content, refused))], "d.json", dossier)
    assert new_data(read)["documenten"][3]["ondertekening"]["werknemer"]["status"] == "geweigerd"
    assert [problem.pointer for problem in read.problems] == [f"{PLAN}/ondertekening/werknemer"]


def test_medical_content_stays_out_and_the_rest_comes_in(form: bytes, fill: Fill) -> None:
    texts = {"/visie/werknemer": "Ik slik oxycodon voor mijn hernia.", "/visie/werkgever": "Akkoord met “het” plan."}
    read = readback([("f.docx", fill(form, texts))], FULL)
    assert [pointer for pointer in changes(read) if "/visie/" in pointer] == [f"{NEW}/visie/werkgever"]
    assert {finding.place for finding in read.findings if finding.blocking} == {f"{NEW}/visie/werknemer"}
    assert all(finding.advice for finding in read.findings)
    assert b"oxycodon" not in read.content
    assert "oxycodon" not in repr(read)


def test_an_emptied_field_goes_unless_it_must_be_there(plan: bytes, fill: Fill) -> None:
    texts = {"/evaluatieafspraken/eerstejaarsevaluatie": "", "/evaluatieafspraken/eerstvolgende": ""}
    read = readback([("p.docx", fill(plan, texts))], FULL)
    gone = f"{PLAN}/evaluatieafspraken/eerstejaarsevaluatie"
    assert {pointer: new for pointer, (_, new) in changes(read).items()} == {gone: None}
    assert [problem.pointer for problem in read.problems] == [f"{PLAN}/evaluatieafspraken/eerstvolgende"]


def test_the_order_and_notation_of_the_dossier_stay(made: Callable[..., dict[str, bytes]], fill: Fill) -> None:
    name, content = next(item for item in made("04-tweede-spoor-transport.yaml").items() if "plan-van" in item[0])
    read = readback([(name, fill(content, {SIGNED: "1-2-2026"}))], YAML)
    assert read.content.startswith(b"schema_versie: v1\nsoort: dossier\n")
    old, new = (
        load((data_root("samples") / "dossiers" / "04-tweede-spoor-transport.yaml").read_bytes(), YAML),
        load(read.content, YAML),
    )
    assert list(old.data) == list(new.data)
    assert [list(item) for item in old.data["documenten"]] == [list(item) for item in new.data["documenten"]]


def test_two_documents_that_contradict_each_other_are_told(plan: bytes, fill: Fill) -> None:
    one, two = (fill(plan, {SIGNED: day}) for day in ("21-12-2024", "22-12-2024"))
    read = readback([("1.docx", one), ("2.docx", two)], FULL)
    assert [new for _, new in changes(read).values()] == ["2024-12-21"]
    assert [problem.rule for problem in read.problems] == ["teruglezen.tegenspraak"]


def test_a_form_of_the_doctor_becomes_a_document(made: Callable[..., dict[str, bytes]], fill: Fill) -> None:
    form = made("voorbeeld-volledig.json", ("probleemanalyse",))["formulieren/probleemanalyse.docx"]
    texts = {
        "/datum": "5-1-2026",
        "/dreigend_langdurig_verzuim=ja": "☒",
        "/arbeidsmogelijkheden=mogelijkheden": "☒",
        "/belastbaarheid/datum": "5-1-2026",
        "/belastbaarheid/mogelijkheden": "Vier uur per dag zittend werk.\nNiet in de avond.",
        "/belastbaarheid/beperkingen/4/omschrijving": "Niet langer dan een uur staan.",
        "/belastbaarheid/urenbeperking/uren_per_dag": "4,5",
        "/ondertekening/datum": "5-1-2026",
    }
    document = fill(form, texts)
    read = readback([("f.docx", document)], FULL)
    new = new_data(read)["documenten"][-1]
    assert read.problems == ()
    assert (new["soort"], new["id"], new["datum"]) == ("probleemanalyse", "probleemanalyse-2026-01-05", "2026-01-05")
    assert new["belastbaarheid"] == {
        "bron": "bedrijfsarts",
        "datum": "2026-01-05",
        "beperkingen": [{"belastingsveld": "statische_houdingen", "omschrijving": "Niet langer dan een uur staan."}],
        "mogelijkheden": "Vier uur per dag zittend werk.\nNiet in de avond.",
        "urenbeperking": {"uren_per_dag": 4.5},
    }
    assert new["bedrijfsarts"]["naam"] == new["ondertekening"]["naam"] == "R.T. Brouwer"
    assert "/documenten/20/belastbaarheid/beperkingen/0/omschrijving" in changes(read)
    assert readback([("f.docx", document)], "d.json", read.content).changes == ()


def test_without_a_dossier_it_tells_what_was_filled_in(plan: bytes, form: bytes, fill: Fill) -> None:
    filled = fill(form, {"/visie/werknemer": "Ik slik oxycodon.", "/visie/werkgever": "Goed zo."})
    read = readback([("p.docx", fill(plan, {SIGNED: "21-12-2024"})), ("f.docx", filled)])
    assert changes(read) == {
        f"/documenten/@pva-1{SIGNED}": (None, "21-12-2024"),
        "/documenten/-/visie/werkgever": (None, "Goed zo."),
    }
    assert read.content == b""


def damaged(content: bytes, swap: Swap) -> dict[str, bytes]:
    return {
        "half": content[: len(content) // 2],
        "empty": b"",
        "text": b"geen document",
        "old": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "xml": swap(content, {"word/document.xml": b"<w:document"}),
        "doctype": swap(content, {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "foreign": swap(content, {"docProps/custom.xml": b""}),
        "no controls": swap(content, {"word/document.xml": b"<a/>"}),
    }


@pytest.mark.parametrize("how", ["half", "empty", "text", "old", "xml", "doctype", "foreign", "no controls"])
def test_a_damaged_document_is_refused_and_the_others_are_read(plan: bytes, fill: Fill, swap: Swap, how: str) -> None:
    good = fill(plan, {SIGNED: "21-12-2024"})
    read = readback([("slecht.docx", damaged(plan, swap)[how]), ("goed.docx", good)], FULL)
    assert [unread.part for unread in read.unread] == ["slecht.docx"]
    assert len(read.changes) == 1


def test_a_document_of_another_dossier_is_refused(plan: bytes) -> None:
    read = readback([("p.docx", plan)], YAML)
    assert "ander dossier" in read.unread[0].reason
    assert read.documents == 0


def test_a_document_that_left_the_dossier_is_refused(plan: bytes, full: Any) -> None:
    del full["documenten"][3]
    read = readback([("p.docx", plan)], "d.json", json.dumps(full).encode())
    assert "niet (meer) in het dossier" in read.unread[0].reason


def test_a_dossier_that_is_wrong_itself_breaks_nothing(plan: bytes, fill: Fill, full: Any) -> None:
    document = fill(plan, {"/einddoel=andere_werkgever": "☒"})
    full["documenten"][3]["einddoel"] = 7
    assert changes(readback([("p.docx", document)], "d.json", json.dumps(full).encode())) == {
        f"{PLAN}/einddoel": (7, ["eigen_functie_gedeeltelijk", "eigen_functie_aangepast", "andere_werkgever"])
    }
    full["documenten"] = "geen lijst"
    assert len(readback([("p.docx", document)], "d.json", json.dumps(full).encode()).unread) == 1


def test_a_row_far_beyond_the_form_is_not_made(
    made: Callable[..., dict[str, bytes]], fill: Fill, swap: Swap, member: Callable[..., bytes]
) -> None:
    form = made("voorbeeld-volledig.json", ("probleemanalyse",))["formulieren/probleemanalyse.docx"]
    filled = fill(form, {"/belastbaarheid/beperkingen/2/omschrijving": "Niet buiten werken."})
    far = member(filled).replace(b"/beperkingen/2/omschrijving", b"/beperkingen/999999999/omschrijving")
    read = readback([("f.docx", swap(filled, {"word/document.xml": far}))], FULL)
    assert [problem.rule for problem in read.problems] == ["teruglezen.plaats"]
    assert read.changes == ()


def test_a_policy_is_no_dossier(plan: bytes) -> None:
    with pytest.raises(UnreadableError, match="geen dossier"):
        readback([("p.docx", plan)], "b.yaml", b"soort: beleid\n")
