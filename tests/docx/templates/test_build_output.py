"""What `build` hands over: safe names, a true manifest, the same bytes for the same dossier."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.documents.house_style import BASE, house_style
from pipeline.documents.naming import file_name, title
from pipeline.errors import ExitCode, OwnDataError
from pipeline.model import Built, Category, Finding, Problem
from pipeline.reports.totals import Totals
from pipeline.reports.wording import build_lines
from pipeline.resources import data_root


def test_the_same_dossier_gives_the_same_bytes(full: Any, make: Callable[..., Built]) -> None:
    first, second = make(full), make(json.loads(json.dumps(full)))
    assert [document.content for document in first.documents] == [document.content for document in second.documents]
    assert first.manifest == second.manifest


def test_building_leaves_the_dossier_as_it_was(full: Any, make: Callable[..., Built]) -> None:
    before = json.dumps(full)
    make(full)
    assert json.dumps(full) == before


def test_the_manifest_follows_its_schema_and_tells_the_truth(full: Any, make: Callable[..., Built]) -> None:
    schema = json.loads((data_root("schemas") / "v1" / "manifest.schema.json").read_text("utf-8"))
    forbidden = Finding(0, 3, Category.KLACHT, "klacht.proef", True, advice="Weg.", place="/documenten/1/knelpunten")
    built = make(full, [forbidden])
    manifest: Any = built.manifest
    Draft202012Validator(schema).validate(manifest)
    assert {entry["file"]: entry["sha256"] for entry in manifest["documents"]} == {
        document.name: sha256(document.content).hexdigest() for document in built.documents
    }
    assert [entry["id"] for entry in manifest["withheld"]] == ["gv-1"]
    assert manifest["dossier"] == "voorbeeld-volledig"


OTHERS = {"ad-1": "arbeidsdeskundig_rapport", "do-1": "deskundigenoordeel"}


def test_what_others_make_is_named_and_not_passed_over(full: Any, make: Callable[..., Built]) -> None:
    built = make(full)
    manifest: Any = built.manifest
    named = manifest["zonder_sjabloon"]
    assert {entry["id"]: entry["soort"] for entry in named} == OTHERS
    assert [(item.kind, item.reference) for item in built.untemplated] == [(e["soort"], e["id"]) for e in named]
    accounted = {entry["id"] for entry in (*manifest["documents"], *named)}
    assert {document["id"] for document in full["documenten"]} <= accounted


def test_what_is_wrong_in_a_document_without_a_template_is_still_told(full: Any, make: Callable[..., Built]) -> None:
    index = next(i for i, document in enumerate(full["documenten"]) if document["id"] in OTHERS)
    full["documenten"][index]["id"] = "hernia"
    place = f"/documenten/{index}/id"
    forbidden = Finding(0, 6, Category.DIAGNOSE, "diagnose.proef", True, advice="Weg.", place=place)
    wrong = Problem(f"/documenten/{index}/conclusie", "schema.format", "Herstel dit.", line=7)
    built = make(full, [forbidden], [wrong])
    assert built.untemplated[0].reference == f"document-{index + 1:02}"
    lines = [line.text for line in build_lines(built)]
    assert any(line.startswith("  Bevinding: ") and place in line for line in lines)
    assert f"  Probleem (regel 7, /documenten/{index}/conclusie): Herstel dit." in lines
    assert "hernia" not in json.dumps(built.manifest) + " ".join(lines)
    assert Totals().plus(built).exit_code == ExitCode.FOUND


def test_an_id_or_reference_with_a_finding_is_not_repeated(full: Any, make: Callable[..., Built]) -> None:
    full["kenmerk"], full["documenten"][1]["id"] = "rugklachten-jansen", "hernia"
    findings = [
        Finding(0, 3, Category.KLACHT, "klacht.proef", True, place="/kenmerk"),
        Finding(0, 3, Category.DIAGNOSE, "diagnose.proef", False, place="/documenten/1/id"),
    ]
    built = make(full, findings)
    assert built.folder == "dossier"
    assert not re.search("rugklachten|jansen|hernia", json.dumps(built.manifest))


def test_every_name_is_safe_and_tells_only_kind_and_date(full: Any, make: Callable[..., Built]) -> None:
    for document in make(full).documents:
        assert re.fullmatch(r"((uwv|werknemer)/)?[0-9]{2}-[a-z0-9-]+\.docx", document.name)


def test_names_stay_in_order_in_a_large_dossier(full: Any, make: Callable[..., Built]) -> None:
    report = full["documenten"][1]
    full["documenten"] = [{**report, "id": f"gv-{number}"} for number in range(120)]
    listed = [document.name for document in make(full).documents if "/" not in document.name]
    assert listed[:-1] == sorted(listed[:-1])
    assert listed[0].startswith("001-gespreksverslag")
    assert listed[-1] == "00-overzicht-re-integratieverslag.docx"


@given(st.dictionaries(st.sampled_from(["soort", "datum", "soort_evaluatie"]), st.text() | st.integers() | st.none()))
def test_a_file_name_is_safe_whatever_the_document(document: dict[str, Any]) -> None:
    assert re.fullmatch(r"01-[a-z0-9-]+\.docx", file_name(document, "01"))


def test_a_title_is_in_words() -> None:
    document = {"soort": "evaluatie", "soort_evaluatie": "eerstejaars", "datum": "2026-03-01"}
    assert title(document) == "Eerstejaarsevaluatie van 1 maart 2026"


def test_a_house_style_holds_only_what_differs(
    full: Any, make: Callable[..., Built], shown: Callable[[bytes], str], new: Any, tmp_path: Path
) -> None:
    (tmp_path / "contactblad.docx").write_bytes(new().text("Onze eigen kop: {{ dossier.werknemer | naam }}").bytes())
    built = make(full, style=str(tmp_path))
    assert shown(built.documents[0].content).strip() == "Onze eigen kop: M.J. Hoekstra-van Dam"
    assert built.documents[1].content == make(full).documents[1].content
    assert built.manifest["versions"] != make(full).manifest["versions"]


def test_a_field_that_no_schema_knows_withholds_the_document(
    full: Any, make: Callable[..., Built], new: Any, tmp_path: Path
) -> None:
    (tmp_path / "contactblad.docx").write_bytes(new().text("{{ document.ziektebeeld }}").bytes())
    (withheld,) = make(full, style=str(tmp_path)).withheld
    assert [cause.rule for cause in withheld.causes] == ["sjabloon"]


@pytest.mark.parametrize("name", ["bestaat-niet", "", "../..//etc/passwd"])
def test_a_house_style_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(OwnDataError, match=BASE):
        house_style(name)


def test_a_house_style_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OwnDataError, match="geen sjablonen"):
        house_style(str(tmp_path))


def test_a_template_that_is_missing_is_named() -> None:
    with pytest.raises(OwnDataError, match=r"brief\.docx"):
        house_style(BASE).template("brief")
