"""Files beside a dossier: which are taken in, which are refused and why, and what is said of what nobody could read."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.flow import attachments as module
from pipeline.flow import load_dossier
from pipeline.model import Attachment, Category, Finding, Problem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
JPG = b"\xff\xd8\xff\xe0 een plaatje"
Taken = Callable[..., tuple[list[Attachment], list[Problem]]]


def docx(text: str = "Het plan.", **members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>'
        )
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def pdf(text: str) -> bytes:
    """Returns a PDF of one page with a line of text, or an empty page."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode() if text else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + end


class FakeDetector:
    """Finds the word 'verboden' and every number of nine digits."""

    def __call__(self, _: Any, segments: Any) -> tuple[Finding, ...]:
        found = []
        for item in segments:
            text = item.text.reveal()
            for word, category in (("verboden", Category.DIAGNOSE), ("111222333", Category.IDENTIFICATIE)):
                if (start := text.find(word)) >= 0:
                    found.append(Finding(start, start + len(word), category, "proef.regel", True, place=item.place))
        return tuple(found)


@pytest.fixture
def taken(full: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Taken:
    """Writes a dossier with files beside it, and returns what became of each `pad`."""
    monkeypatch.setattr(module, "scan_segments", FakeDetector())
    monkeypatch.setattr(module, "default_detector", lambda: None)

    def taken(*paths: str, **files: bytes) -> tuple[list[Attachment], list[Problem]]:
        for name, content in files.items():
            place = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            place.parent.mkdir(exist_ok=True, parents=True)
            place.write_bytes(content)
        full["bijlagen"] = [{"bestandsnaam": "x", "omschrijving": "x", "pad": path} for path in paths]
        dossier = tmp_path / "dossier.json"
        dossier.write_text(json.dumps(full), encoding="utf-8")
        return module.attachments(load_dossier(dossier))

    return taken


def test_word_pdf_and_jpg_are_taken_in_as_they_are(taken: Taken) -> None:
    word, page = docx(), pdf("Plan van aanpak")
    found, problems = taken("b/a.docx", "b/b.pdf", "b/c.JPEG", b__a_dot_docx=word, b__b_dot_pdf=page, b__c_dot_JPEG=JPG)
    assert problems == []
    assert [(item.index, item.suffix, item.content) for item in found] == [
        (0, ".docx", word),
        (1, ".pdf", page),
        (2, ".jpg", JPG),
    ]
    assert [[unread.part for unread in item.unread] for item in found] == [[], [], ["/bijlagen/2/pad, afbeelding"]]


@pytest.mark.parametrize(
    "path",
    ["../plan.pdf", "/etc/passwd", "b/../../plan.pdf", "C:/plan.pdf", "b\\plan.pdf", ".", "b//plan.pdf", " /plan.pdf"],
)
def test_a_path_out_of_the_folder_is_refused(taken: Taken, tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "plan.pdf").write_bytes(pdf("buiten"))
    found, (problem,) = taken(path)
    assert found == []
    assert (problem.pointer, problem.rule) == ("/bijlagen/0/pad", "bijlage.bestand")
    assert problem.line is not None


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make a reference")
@pytest.mark.parametrize("path", ["wijst.pdf", "map/plan.pdf"])
def test_a_reference_is_not_followed(taken: Taken, tmp_path: Path, path: str) -> None:
    outside = tmp_path.parent / f"buiten-{tmp_path.name}"
    outside.mkdir()
    (outside / "plan.pdf").write_bytes(pdf("buiten"))
    (tmp_path / "wijst.pdf").symlink_to(outside / "plan.pdf")
    (tmp_path / "map").symlink_to(outside)
    found, (problem,) = taken(path)
    assert found == []
    assert "verwijzing" in problem.message


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a_dot_pdf", b"gewone tekst", "geen jpg-, docx- of pdf-bestand"),
        ("a_dot_pdf", JPG, "jpg-bestand maar heet anders"),
        ("a_dot_pdf", b"%PDF-1.4 kapot", "beschadigd"),
        ("a_dot_docx", b"PK\3\4 kapot", "beschadigd"),
        ("a_dot_docx", docx(word__vbaProject_dot_bin=b"x"), "macro"),
        ("a_dot_docx", b"\xd0\xcf\x11\xe0 oud", "oud Word-bestand"),
        ("a_dot_docx", docx("a</w:t>"), "beschadigd"),
    ],
)
def test_what_uwv_does_not_take_is_refused_by_its_content(taken: Taken, name: str, content: bytes, said: str) -> None:
    found, (problem,) = taken(name.replace("_dot_", "."), **{name: content})
    assert found == []
    assert said in problem.message


@pytest.mark.parametrize(("size", "taken_in"), [(10_000_000, True), (10_000_001, False)])
def test_ten_megabytes_is_the_most(taken: Taken, size: int, taken_in: bool) -> None:
    found, problems = taken("a.jpg", a_dot_jpg=JPG.ljust(size, b"\0"))
    assert (len(found), len(problems)) == (int(taken_in), int(not taken_in))
    assert all("10 MB" in problem.message for problem in problems)


def test_a_file_that_is_not_there_is_a_problem(taken: Taken) -> None:
    _, problems = taken("nergens.pdf", "map", map__x_dot_pdf=pdf("x"))
    assert [problem.pointer for problem in problems] == ["/bijlagen/0/pad", "/bijlagen/1/pad"]


def test_what_stands_in_a_file_is_found_with_its_place_and_without_its_text(taken: Taken) -> None:
    word = docx("Dit is verboden.", docProps__core_dot_xml=b"<c><title>ook verboden</title></c>")
    found, _ = taken("a.docx", "b.pdf", a_dot_docx=word, b_dot_pdf=pdf("Hier verboden"))
    assert [[finding.place for finding in item.findings] for item in found] == [
        ["/bijlagen/0/pad, alinea 1", "/bijlagen/0/pad, documenteigenschappen, titel"],
        ["/bijlagen/1/pad, pagina 1"],
    ]
    assert "verboden" not in repr(found)


def test_the_bsn_of_the_employee_may_stand_in_what_goes_to_uwv_and_another_may_not(taken: Taken, full: Any) -> None:
    full["werknemer"]["bsn"] = "111222333"
    assert [item.findings for item in taken("a.pdf", a_dot_pdf=pdf("BSN 111222333"))[0]] == [()]
    full["werknemer"]["bsn"] = "123456782"
    assert len(taken("a.pdf", a_dot_pdf=pdf("BSN 111222333"))[0][0].findings) == 1


def test_a_page_without_text_is_listed_as_not_read(taken: Taken) -> None:
    ((item,), _) = taken("a.pdf", a_dot_pdf=pdf(""))
    assert [(unread.part, unread.reason.split(":")[0]) for unread in item.unread] == [
        ("/bijlagen/0/pad, pagina 1", "bekijk zelf")
    ]


def test_pictures_in_a_word_file_are_listed_as_not_read(taken: Taken) -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    ((item,), _) = taken(
        "a.docx", a_dot_docx=docx(word__media__scan_dot_png=picture, word__media__scan2_dot_png=picture)
    )
    ((part, reason),) = [(unread.part, unread.reason) for unread in item.unread]
    assert part == "/bijlagen/0/pad, afbeeldingen"
    assert "2 afbeeldingen" in reason


def test_a_file_in_a_word_file_is_read_too(taken: Taken) -> None:
    ((item,), _) = taken("a.docx", a_dot_docx=docx(word__embeddings__x_dot_txt=b"Dit is verboden."))
    assert [finding.place for finding in item.findings] == ["/bijlagen/0/pad, ingesloten bestand 1 › tekst"]


def test_a_dossier_from_standard_input_has_no_files(full: Any) -> None:
    full["bijlagen"] = [{"bestandsnaam": "x", "omschrijving": "x", "pad": "a.pdf"}]
    found, (problem,) = module.attachments(load_dossier("-", json.dumps(full).encode()))
    assert found == []
    assert "standaardinvoer" in problem.message
