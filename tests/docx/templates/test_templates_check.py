"""`templates check` finds what is planted in a house style, with its place and a remedy; what is good stays silent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from pipeline.cli import main
from pipeline.documents.house_style import BASE, house_style, members_of
from pipeline.documents.inspection import fields
from pipeline.documents.inspection.inspect import inspected
from pipeline.documents.inspection.opened import opened
from pipeline.documents.inspection.roots import roots_of
from pipeline.documents.inspection.specimen import hostile, plain, specimen
from pipeline.documents.ooxml import w
from pipeline.documents.package import Package, zipped
from pipeline.flow import check_style
from pipeline.model import Grade, StyleRemark
from pipeline.resources import data_root
from pipeline.shape import document_shapes, dossier_shape

NAME = "contactblad"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["templates", *arguments])


@pytest.fixture
def remarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[StyleRemark]]:
    """The remarks on a style with one template of its own, without the trial, which takes long."""
    monkeypatch.setattr("pipeline.documents.inspection.inspect.failures", lambda _: ())

    def made(template: bytes, name: str = NAME, toml: str = "") -> list[StyleRemark]:
        path = tmp_path / f"{name}.docx"
        path.write_bytes(template)
        if toml:
            (tmp_path / "huisstijl.toml").write_text(toml, encoding="utf-8")
        house_style.cache_clear()
        return [remark for remark in check_style(str(tmp_path)) if remark.path.startswith(str(tmp_path))]

    return made


def base(name: str = NAME) -> dict[str, bytes]:
    path = house_style(BASE).path(name)
    assert path is not None
    return dict(Package(path.read_bytes()).members)


def planted(part: str, old: str, new: str, name: str = NAME) -> bytes:
    """A template of _basis with something changed in it."""
    members = base(name)
    text = members[part].decode()
    assert old in text
    return zipped(members | {part: text.replace(old, new, 1).encode()})


def with_relation(kind: str, target: str, body: str = "", mode: str = ' TargetMode="External"') -> bytes:
    members = base()
    names = "word/_rels/document.xml.rels", "word/document.xml"
    relation = f'<Relationship Id="x1" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'
    members[names[0]] = members[names[0]].replace(b"</Relationships>", relation.encode())
    members[names[1]] = members[names[1]].replace(b"<w:sectPr>", body.encode() + b"<w:sectPr>")
    return zipped(members)


def body(xml: str) -> bytes:
    return planted("word/document.xml", "<w:sectPr>", xml + "<w:sectPr>")


def settings(xml: str) -> bytes:
    return planted("word/settings.xml", "<w:decimalSymbol", xml + "<w:decimalSymbol")


def core(xml: str) -> bytes:
    return planted("docProps/core.xml", "</cp:coreProperties>", xml + "</cp:coreProperties>")


def run_of(text: str, look: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r></w:p>'
)
PLANTED = [
    ("macro", Grade.FOUT, lambda: zipped(base() | {"word/vbaProject.bin": b"x"})),
    ("object", Grade.FOUT, lambda: zipped(base() | {"word/embeddings/a.xlsx": b"x"})),
    ("miniatuur", Grade.LET_OP, lambda: zipped(base() | {"docProps/thumbnail.jpeg": b"x"})),
    ("metagegevens", Grade.LET_OP, lambda: zipped(base() | {"customXml/item1.xml": b"<x/>"})),
    ("metagegevens", Grade.LET_OP, lambda: zipped(base() | {"word/people.xml": b"<x/>"})),
    ("metagegevens", Grade.LET_OP, lambda: core("<dc:creator>Jan</dc:creator>")),
    ("metagegevens", Grade.LET_OP, lambda: core("<cp:revision>12</cp:revision>")),
    ("metagegevens", Grade.LET_OP, lambda: zipped(base() | {"docProps/app.xml": b"<P><Company>X BV</Company></P>"})),
    ("metagegevens", Grade.LET_OP, lambda: zipped(base() | {"docProps/custom.xml": b"<P><p/></P>"})),
    ("metagegevens", Grade.LET_OP, lambda: settings('<w:rsids><w:rsid w:val="00AA"/></w:rsids>')),
    ("extern", Grade.FOUT, lambda: with_relation("attachedTemplate", "file:///x.dotm")),
    ("extern", Grade.FOUT, lambda: with_relation("image", "https://example.com/x.png")),
    ("koppeling", Grade.LET_OP, lambda: with_relation("hyperlink", "https://example.com")),
    ("ingevoegd", Grade.FOUT, lambda: with_relation("aFChunk", "x.html", mode="")),
    ("extern", Grade.FOUT, lambda: body('<w:p><w:r><w:instrText>INCLUDETEXT "x"</w:instrText></w:r></w:p>')),
    ("wijziging", Grade.FOUT, lambda: body('<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p>')),
    ("verborgen", Grade.FOUT, lambda: body(run_of("geheim", "<w:vanish/>"))),
    ("contrast", Grade.LET_OP, lambda: body(run_of("bleek", '<w:color w:val="DDDDDD"/>'))),
    ("taal", Grade.LET_OP, lambda: body(run_of("hello", '<w:lang w:val="en-US"/>'))),
    ("taal", Grade.LET_OP, lambda: planted("word/styles.xml", 'w:val="nl-NL"', 'w:val="en-GB"')),
    ("titel", Grade.LET_OP, lambda: planted("docProps/core.xml", "<dc:title>Contactblad</dc:title>", "")),
    ("koppen", Grade.LET_OP, lambda: body('<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr></w:p>')),
    ("tabelkop", Grade.LET_OP, lambda: body(TABLE)),
    ("tabeltekst", Grade.LET_OP, lambda: body(TABLE)),
    ("afbeelding", Grade.LET_OP, lambda: body(PICTURE)),
    ("stijl", Grade.FOUT, lambda: body('<w:p><w:pPr><w:pStyle w:val="Weg"/></w:pPr></w:p>')),
    ("medisch", Grade.FOUT, lambda: body(run_of("De werknemer heeft een burn-out."))),
    ("veld", Grade.FOUT, lambda: body(run_of("{{ document.ziektebeeld }}"))),
    ("veld", Grade.FOUT, lambda: body(run_of("{{ dossier.werknemer.achternam }}"))),
    ("veld", Grade.FOUT, lambda: body(run_of("{{ werkneemer }}"))),
    ("veld", Grade.FOUT, lambda: body(run_of("{{ dossier.betrokkenen.naam }}"))),
    ("tag", Grade.FOUT, lambda: body(run_of("{{ dossier.kenmerk | dtaum }}"))),
    ("tag", Grade.FOUT, lambda: body(run_of("{% if dossier.kenmerk %}"))),
    ("bestand", Grade.FOUT, lambda: b"geen zip"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "grade", "make"), PLANTED, ids=[f"{n}-{case[0]}" for n, case in enumerate(PLANTED)])
def test_what_is_planted_is_found_with_a_remedy(
    rule: str, grade: Grade, make: Callable[[], bytes], remarks: Callable[..., list[StyleRemark]]
) -> None:
    found = [remark for remark in remarks(make()) if remark.rule == f"sjabloon.{rule}"]
    assert [remark.grade for remark in found] == [grade]
    assert found[0].message
    assert found[0].remedy.endswith((".", "?"))


def test_a_template_of_base_on_its_own_has_no_remark(remarks: Callable[..., list[StyleRemark]]) -> None:
    assert {remark.grade for remark in remarks(zipped(base()))} <= {Grade.INFO}


def test_the_place_is_a_table_a_row_and_a_cell(new: type[Any], remarks: Callable[..., list[StyleRemark]]) -> None:
    template = new().table(("a",)).table(("a",)).table(("a", "b"), ("{{ document.diagnose }}", "b")).bytes()
    assert [remark.place for remark in remarks(template) if remark.rule == "sjabloon.veld"] == ["tabel 3, rij 2, cel 1"]


def test_a_comment_that_was_left_is_found(new: type[Any], remarks: Callable[..., list[StyleRemark]]) -> None:
    draft = new()
    paragraph = draft.document.add_paragraph("tekst")
    draft.document.add_comment(paragraph.runs, text="nakijken", author="Jan")
    assert [r.place for r in remarks(draft.bytes()) if r.rule == "sjabloon.opmerking"] == ["opmerking 1, alinea 1"]


def test_a_field_that_base_shows_and_this_template_does_not_is_told(
    new: type[Any], remarks: Callable[..., list[StyleRemark]]
) -> None:
    lost = [r.message for r in remarks(new().text("Dag").bytes()) if r.rule == "sjabloon.veld_weg"]
    assert any("'opsteller.naam'" in message for message in lost)


def test_names_in_loops_conditions_and_filters_are_followed(new: type[Any], tmp_path: Path) -> None:
    draft = new()
    draft.text("{% for x in document.doelen %}{{ x.omschrijving }}{{ x.term }}{{ loop.index }}{% endfor %}")
    draft.text("{% set w = dossier.werknemer %}{{ w.achternaam }}{{ w.naam }}{{ w | naam }}")
    draft.text("{% for o in document.einddoel | opties %}{{ o.vakje }}{{ o.label }}{% endfor %}")
    draft.text("{% if document.visie.werknemer and x is defined %}{{ bron.probleemanalyse.dag }}{% endif %}")
    (tmp_path / "t.docx").write_bytes(draft.bytes())
    template = opened(tmp_path / "t.docx", Package(draft.bytes()).members)
    reading = fields.read(template, roots_of("plan-van-aanpak"))
    told = [remark.message for remark in reading.remarks]
    assert len(told) == 4
    assert all(name in message for name, message in zip(("'term'", "'naam'", "'x'", "'dag'"), told, strict=True))
    assert {"document.doelen[].omschrijving", "document.visie.werknemer"} <= reading.paths
    missing = fields.never_shown(reading, "document", document_shapes()["plan_van_aanpak"])
    assert "doelen[].termijn" in missing
    assert "einddoel" not in missing
    assert "doelen[].omschrijving" not in missing


@pytest.mark.parametrize(
    ("toml", "rule", "place"),
    [
        ('[kleuren]\naccent = "#FFEE88"', "sjabloon.contrast", "kleuren.accent"),
        ('[kleuren]\nzacht = "#CCCCCC"', "sjabloon.contrast", "kleuren.zacht"),
        ('[teksten]\n"Vertrouwlijk" = "x"', "huisstijl.tekst", "teksten.Vertrouwlijk"),
        ('[lettertypen]\ntekst = "Onbekend Sans"', "huisstijl.lettertype", "lettertypen.tekst"),
        ('logo = "logo.png"', "huisstijl.logo", "logo"),
        ('voettekst = "Zij heeft een depressie"', "sjabloon.medisch", "voettekst"),
        ('[teksten]\n"Vertrouwelijk" = "Hij heeft een hernia"', "sjabloon.medisch", "teksten.Vertrouwelijk"),
    ],
)
def test_choices_that_do_not_work_out_are_told(
    toml: str, rule: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.documents.inspection.inspect.failures", lambda _: ())
    small = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x20\x00\x00\x00\x10"
    (tmp_path / "logo.png").write_bytes(small)
    (tmp_path / "huisstijl.toml").write_text(f'naam = "X"\n{toml}\n', encoding="utf-8")
    assert place in [remark.place for remark in check_style(str(tmp_path)) if remark.rule == rule]


def test_files_that_nobody_uses_are_told(
    new: type[Any], remarks: Callable[..., list[StyleRemark]], tmp_path: Path
) -> None:
    (tmp_path / "brief.docm").write_bytes(b"x")
    found = remarks(new().text("Dag").bytes(), name="contactbad")
    unused = {Path(r.path).name: r.remedy for r in found if r.rule == "huisstijl.bestand"}
    assert unused.keys() == {"brief.docm", "contactbad.docx"}
    assert "contactblad.docx" in unused["contactbad.docx"]


def test_a_template_under_a_wrong_name_is_told_once(remarks: Callable[..., list[StyleRemark]]) -> None:
    found = remarks(zipped(base("gespreksverslag")), name="gespreksverlag")
    assert [remark.rule for remark in found] == ["huisstijl.bestand"]
    assert "gespreksverslag.docx" in found[0].remedy


def test_a_template_that_trips_over_an_empty_dossier_is_told_by_the_trial(new: type[Any], tmp_path: Path) -> None:
    (tmp_path / "contactblad.docx").write_bytes(new().text("{{ document.kopie_aan_werknemer_op | datum }}").bytes())
    found = [remark for remark in check_style(str(tmp_path)) if remark.rule == "sjabloon.proef"]
    assert [(Path(remark.path).name, remark.place) for remark in found] == [("contactblad.docx", "alinea 1")]
    assert "zo weinig mogelijk gegevens" in found[0].message


def test_the_styles_that_we_ship_have_no_remark() -> None:
    for style in (BASE, str(data_root("samples") / "huisstijlen" / "noorderlicht")):
        assert [remark for remark in check_style(style) if remark.grade is not Grade.INFO] == []


@pytest.mark.parametrize("wording", [plain, hostile])
def test_made_up_data_has_every_field(wording: Callable[..., str]) -> None:
    data = specimen(dossier_shape(), wording, full=True)
    assert {document["soort"] for document in data["documenten"]} == set(document_shapes())
    for document in data["documenten"]:
        assert document.keys() == document_shapes()[document["soort"]].fields.keys()


def test_the_exit_code_follows_the_worst_remark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.documents.inspection.inspect.failures", lambda _: ())
    (tmp_path / "huisstijl.toml").write_text('naam = "X"\n', encoding="utf-8")
    assert run("check", str(tmp_path), "-q").exit_code == 0
    (tmp_path / "los.doc").write_bytes(b"x")
    assert run("check", str(tmp_path), "-q").exit_code == 1
    (tmp_path / "contactblad.docx").write_bytes(b"x")
    assert run("check", str(tmp_path), "-q").exit_code == 4
    assert run("check", "bestaat-niet").exit_code == 4


def test_json_lines_fit_their_schema(tmp_path: Path) -> None:
    (tmp_path / "contactblad.docx").write_bytes(zipped(base() | {"word/vbaProject.bin": b"x"}))
    done = run("check", str(tmp_path), "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    schema = json.loads((data_root("schemas") / "uitvoer" / "regel.schema.json").read_text("utf-8"))
    for line in lines:
        Draft202012Validator(schema).validate(line)
    assert lines[0]["kind"] == "style_remark"
    assert lines[-1] == {
        "kind": "end", "exit_code": 4, "documents": lines[-1]["documents"], "findings": 0, "blocking": 0, "problems": 1,
        "unread": 0,
    }  # fmt: skip
    assert done.exit_code == 4


def test_a_new_style_checks_clean_and_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.documents.inspection.inspect.failures", lambda _: ())  # it has a test below
    made = run("new", "Zorg & Werk", "--out", str(tmp_path))
    assert made.exit_code == 0, made.output
    folder = tmp_path / "zorg-werk"
    assert [path.name for path in folder.iterdir()] == ["huisstijl.toml"]
    style = house_style(str(folder))
    assert style.look is not None
    assert style.look.name == "Zorg & Werk"
    assert not any(remark.grade is not Grade.INFO for remark in inspected(style)[0])
    assert run("new", "Zorg & Werk", "--out", str(tmp_path)).exit_code == 5
    assert run("new", "Zorg & Werk", "--out", str(tmp_path), "--overwrite").exit_code == 0


@pytest.mark.slow
def test_a_new_style_passes_the_trial(tmp_path: Path) -> None:
    assert run("new", "Zorg & Werk", "--out", str(tmp_path)).exit_code == 0
    style = house_style(str(tmp_path / "zorg-werk"))
    assert not any(remark.grade is not Grade.INFO for remark in inspected(style)[0])


@pytest.mark.parametrize("name", ["", " ", "{{ x }}", "a" * 90, "a\x07b"])
def test_a_name_that_cannot_stand_in_a_document_is_refused(name: str, tmp_path: Path) -> None:
    assert run("new", name, "--out", str(tmp_path)).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_even_header_gets_the_logo_too(new: type[Any], tmp_path: Path) -> None:
    draft = new()
    draft.document.settings.odd_and_even_pages_header_footer = True
    (tmp_path / "contactblad.docx").write_bytes(draft.text("Dag").bytes())
    (tmp_path / "huisstijl.toml").write_text('naam = "X"\n[afzender]\nadres = ["Kade 1"]\n', encoding="utf-8")
    style = house_style(str(tmp_path))
    members = members_of(tmp_path / "contactblad.docx", style.look)
    document = opened(tmp_path / "x.docx", members).parts[0].root
    assert {node.get(w("type")) for node in document.iter(w("footerReference"))} == {"default", "even"}
