"""The reports: whatever stands in a name is harmless, they agree with each other, and they stay small."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.batch.filing import Head, write_report
from pipeline.cli import main
from pipeline.examined import Examined, Mark
from pipeline.model import Category, Finding, Severity, Status, Unread
from pipeline.reports.screening import report as reports
from pipeline.reports.screening.report import Report
from pipeline.reports.screening.sarif import uri
from pipeline.reports.screening.words import parts, shown
from pipeline.reports.screening.writers import WRITERS
from pipeline.verdicts import BaselineState, Verdict
from tests.screening.sarif_rules import faults

Make = Callable[..., Report]
HOSTILE = (
    "<script>alert(1)</script>.txt",
    "=cmd|'/c calc'!A1.txt",
    "+31612345678.txt",
    "@SUM(1+1).txt",
    "kop\nregel\ttab\x1b[31m.txt",
    "\u202egnp.exe\u2066.txt",
    "{{ 7*7 }}{% raw %}.txt",
    "aan\"hal&ling's.txt",
    "[/rood] vet.txt",
    "https://kwaad.example/x.txt",
    os.fsdecode(b"caf\xe9 \xff.txt"),
    "n" * 300 + ".txt",
    "  spatie .txt",
)


def finding(rule: str = "diagnose.rug", **more: Any) -> Finding:
    given = {"place": "alinea 1", "fingerprint": "v1:" + "0" * 32, "advice": "Haal weg.", "basis": "AVG art. 9"}
    return Finding(3, 9, Category.DIAGNOSE, rule, more.pop("blocking", True), **given | more)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(*documents: Examined, more: Sequence[dict[str, Any]] = (), **head: Any) -> Report:
        out = tmp_path / "uit"
        write_report(
            out, Head("0.1", "a" * 64, "b" * 16, ("archief",), **head), documents, lambda: more, overwrite=True
        )
        return Report.open(out / "rapport.jsonl")

    return made


def written(report: Report, ending: str, folder: Path) -> bytes:
    out = io.BytesIO()
    WRITERS[ending](report, out, folder)
    return out.getvalue()


class Tags(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_row_27_a_hostile_name_is_harmless_in_every_report(make: Make, tmp_path: Path, name: str) -> None:
    lost = Examined(name, status=Status.ONLEESBAAR, unread=(Unread(name, "Kan niet."),))
    report = make(Examined(name, "c" * 64, "txt", findings=(finding(place=name),)).settled(), lost)
    page = Tags(written(report, "html", tmp_path))
    assert not {"script", "img", "a", "iframe", "form", "link"} & set(page.tags)
    assert not {name for name in page.attributes if name.startswith("on")} | ({"src", "href"} & page.attributes)
    assert shown(name) in page.text
    book = openpyxl.load_workbook(io.BytesIO(written(report, "xlsx", tmp_path)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert any(str(cell.value).startswith(shown(name)[:40].rstrip()) for cell in cells)
    log = json.loads(written(report, "sarif", tmp_path))
    assert faults(log) == []


def test_row_12_hostile_names_on_a_disk_are_screened_and_told_apart(inline: None, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = [name for name in HOSTILE if "/" not in name and len(os.fsencode(name)) < 256]
    for number, name in enumerate(names):
        (folder / name).write_text(f"Alles besproken, {number}.", encoding="utf-8")
    done = CliRunner().invoke(main, ["screen", str(folder), "--out", str(tmp_path / "uit"), "-v"])
    assert done.exit_code in {0, 1}, done.output
    assert not re.search(r"[\x00-\x08\x1b\u202e\u2066]", done.output)
    report = Report.open(tmp_path / "uit" / "rapport.jsonl")
    assert {Path(item.path).name for item in report.documents()} == set(names)
    assert len({shown(name) for name in names}) == len(names)


def test_a_name_is_shown_so_that_nothing_hides_in_it() -> None:
    assert shown("a\u202eb\x1b\n" + os.fsdecode(b"\xe9")) == "a‹U+202E›b‹U+001B›‹U+000A›‹byte E9›"
    assert shown("Jansen & zn. – café.docx") == "Jansen & zn. – café.docx"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("archief/a b.txt", "archief/a%20b.txt"),
        ("c:x#1?.txt", "c%3Ax%231%3F.txt"),
        ("/archief/é.txt", "file:///archief/%C3%A9.txt"),
        (os.fsdecode(b"caf\xe9"), "caf%E9"),
    ],
)
def test_a_path_becomes_a_reference_byte_by_byte(path: str, wanted: str) -> None:
    assert uri(path) == wanted


def test_the_page_loads_nothing_and_runs_nothing(make: Make, tmp_path: Path) -> None:
    page = written(make(Examined("a.txt")), "html", tmp_path).decode()
    assert "default-src 'none'" in page
    assert not re.search(r"<script|javascript:|src=|@import|url\(", page)


def test_the_page_says_first_what_to_do_and_never_that_all_is_well(make: Make, tmp_path: Path) -> None:
    lost = Examined("b.pdf", status=Status.TIJD, unread=(Unread("", "Duurde te lang."),))
    text = Tags(written(make(Examined("a.txt", findings=(finding(),)).settled(), lost), "html", tmp_path)).text
    order = [
        "Wat moet ik nu doen",
        "niet of niet helemaal onderzocht",
        "Documenten met bevindingen",
        "Wat is onderzocht",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    clean = Tags(written(make(Examined("a.txt")), "html", tmp_path)).text
    assert "zien niet alles" in clean
    assert "schoon" not in text + clean


def test_the_worst_documents_come_first(make: Make) -> None:
    report = make(
        Examined("a.txt", findings=(finding(blocking=False),) * 9).settled(),
        Examined("b.txt", findings=(finding(severity=Severity.MIDDEN),)).settled(),
        Examined("c.txt", findings=(finding(),)).settled(),
        Examined("d.txt", findings=(finding(),) * 2).settled(),
        Examined("e.txt", findings=(finding(),)).settled(),
    )
    assert [item.path for item in report.worst(new=False)] == ["d.txt", "c.txt", "e.txt", "b.txt", "a.txt"]


def test_row_36_a_page_stays_small_and_says_what_it_leaves_out(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST", 3)
    monkeypatch.setattr("pipeline.reports.screening.html.MOST", 3)
    sick = (Examined(f"{number:03}.txt", findings=(finding(),)).settled() for number in range(40))
    lost = (
        Examined(f"{number:03}.pdf", unread=(Unread("", f"Regel {number}: kan niet."),)).settled()
        for number in range(40)
    )
    report = make(*sick, *lost)
    page = Tags(written(report, "html", tmp_path))
    assert page.tags.count("details") == 6
    assert "de 3 ernstigste" in page.text
    assert "de eerste 3 van 40" in page.text
    assert report.reasons.most_common() == [("Regel 0: kan niet.", 40)]
    book = openpyxl.load_workbook(io.BytesIO(written(report, "xlsx", tmp_path)))
    assert (book["Bevindingen"].max_row, book["Niet onderzocht"].max_row, book["Documenten"].max_row) == (41, 41, 81)


def test_the_workbook_is_made_to_work_in(make: Make, tmp_path: Path) -> None:
    content = written(make(Examined("a.txt", "c" * 64, "txt", findings=(finding(),)).settled()), "xlsx", tmp_path)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Bevindingen"]
    head = [cell.value for cell in sheet[1]]
    assert head[:7] == ["Document", "Plaats", "Categorie", "Regel", "Zekerheid", "Ernst", "Advies"]
    assert {"Beslissing", "Eigenaar", "Vóór"} <= set(head)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    (choice,) = sheet.data_validations.dataValidation
    assert "vals alarm" in choice.formula1
    assert str(choice.sqref) == "J2"
    assert list(tmp_path.glob("tmp*")) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any("f>" in archive.read(name).decode() for name in archive.namelist() if "sheet" in name)


def test_what_was_decided_and_compared_stands_in_every_report(make: Make, tmp_path: Path) -> None:
    marks = (
        Mark(BaselineState.NIEUW),
        Mark(BaselineState.ONGEWIJZIGD, silenced="onderdrukt door T. Vermeer: cursus", verdict=Verdict.VALS_ALARM),
    )
    said = {"advice": "", "basis": "", "fingerprint": "v1:1", "rule": "klacht.x", "category": "klacht"}
    gone = {"kind": "absent", "path": "weg.txt", "place": "alinea 2", "state": "verdwenen"} | said
    report = make(
        Examined("a.txt", findings=(finding(), finding()), marks=marks).settled(), more=[gone], baseline="eerder"
    )
    assert (report.tally.findings, report.tally.silenced, report.tally.new) == (1, 1, 1)
    text = Tags(written(report, "html", tmp_path)).text
    assert all(word in text for word in ("nieuw", "ongewijzigd", "vals alarm", "Telt niet mee", "weg.txt", "verdwenen"))
    log = json.loads(written(report, "sarif", tmp_path))
    assert faults(log) == []
    results = log["runs"][0]["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged", "absent"]
    assert results[1]["suppressions"][0]["justification"].startswith("onderdrukt door")
    assert results[0]["partialFingerprints"] == {"poortwachter/v1": "v1:" + "0" * 32}
    rows = openpyxl.load_workbook(io.BytesIO(written(report, "xlsx", tmp_path)))["Bevindingen"].iter_rows(
        values_only=True
    )
    assert [row[8] for row in rows] == ["Stand", "nieuw", "ongewijzigd"]


def test_after_an_earlier_screening_only_what_is_new_stands_open(make: Make, tmp_path: Path) -> None:
    def marked(path: str, *states: BaselineState) -> Examined:
        return Examined(path, findings=(finding(),) * len(states), marks=tuple(map(Mark, states))).settled()

    old, new = BaselineState.ONGEWIJZIGD, BaselineState.NIEUW
    report = make(marked("a.txt", old, old, old), marked("b.txt", old, new), marked("c.txt", new), baseline="eerder")
    assert [item.path for item in report.worst(new=True)] == ["b.txt", "c.txt"]
    assert ([item.path for item in report.worst(new=False)], report.known) == (["a.txt"], 1)
    page = written(report, "html", tmp_path).decode()
    text = Tags(page.encode()).text
    assert "2 bevindingen zijn nieuw sinds de vorige keer." in text
    assert "4 waren er al." in text
    assert page.index("b.txt") < page.index("c.txt") < page.index("Al bekend van de vorige keer") < page.index("a.txt")
    assert page.count("<details open>") == 1
    calm = Tags(written(make(marked("a.txt", old), baseline="eerder"), "html", tmp_path)).text
    assert all(said in calm for said in ("0 bevindingen zijn nieuw", "1 was er al.", "Niets nieuws", "1bevinding"))


def test_what_was_read_is_said_in_words_of_people() -> None:
    members = ("[Content_Types].xml", "word/document.xml", "_rels/.rels", "a.docx › word/vbaProject.bin")
    assert parts(("pagina's", "overige onderdelen")) == "pagina's en overige onderdelen"
    assert parts(members) == "4 onderdelen binnen het bestand"
    assert parts(("bericht", members[1])) == "bericht en 1 onderdeel binnen het bestand"
    assert parts([f"dia {number}" for number in range(14)]).endswith("dia 11 en nog 2")
    assert parts(()) == ""


def test_the_same_report_gives_the_same_bytes(make: Make, tmp_path: Path) -> None:
    report = make(Examined("a.txt", findings=(finding(),)).settled(), op=None)
    for ending in WRITERS:
        assert written(report, ending, tmp_path) == written(report, ending, tmp_path)
