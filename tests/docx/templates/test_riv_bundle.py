"""The set for UWV as one zip, with PDFs, within what UWV takes, and withheld whole when one file may not go."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.documents.bundle import to_convert, with_bundle, with_pdfs
from pipeline.documents.riv_set import MAX_BYTES
from pipeline.flow import with_pdfs as whole_or_nothing
from pipeline.model import Attachment, Built, Category, Finding, Problem
from pipeline.resources import data_root


@pytest.fixture
def built(full: Any, make: Callable[..., Built]) -> Built:
    return with_bundle(make(full))


def pdfs(built: Built, size: int = 0) -> dict[str, bytes]:
    return {digest: f"%PDF {digest}".encode().ljust(size) for digest in to_convert(built)}


def zip_of(built: Built) -> dict[str, bytes]:
    (bundle,) = (document for document in built.documents if document.name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_word_file_gets_its_pdf_and_the_zip_holds_only_that(built: Built) -> None:
    made = with_pdfs(built, pdfs(built))
    names = [document.name for document in made.documents]
    assert sorted(name for name in names if name.endswith(".pdf")) == sorted(
        name.replace(".docx", ".pdf") for name in names if name.endswith(".docx")
    )
    assert all(name.endswith(".pdf") for name in zip_of(made))
    assert len(zip_of(made)) == len(zip_of(built))


def test_the_manifest_tells_the_truth_of_every_file(built: Built) -> None:
    made = with_pdfs(built, pdfs(built))
    manifest: Any = made.manifest
    schema = json.loads((data_root("schemas") / "v1" / "manifest.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(manifest)
    assert {entry["file"]: entry["sha256"] for entry in manifest["documents"]} == {
        document.name: sha256(document.content).hexdigest() for document in made.documents
    }


def test_doing_it_twice_changes_nothing(built: Built) -> None:
    assert with_pdfs(built, pdfs(built)) == with_pdfs(built, pdfs(built))
    again = with_bundle(Built("", built.folder, built.documents[:-1], manifest=built.manifest))
    assert again.documents[-1].content == built.documents[-1].content


def test_a_pdf_that_is_too_large_withholds_the_sets_and_leaves_the_rest(built: Built) -> None:
    made = with_pdfs(built, pdfs(built, MAX_BYTES + 1))
    assert [item.name for item in made.withheld] == ["uwv"]
    assert all("10 MB" in cause.message for cause in made.withheld[0].causes)
    assert made.documents
    assert not any("/" in document.name for document in made.documents)


def test_one_lost_pdf_leaves_nothing_of_the_dossier(built: Built) -> None:
    made = dict(list(pdfs(built).items())[1:])
    lost = whole_or_nothing(built, made)
    assert (lost.folder, lost.documents) == ("", ())
    assert [item.part for item in lost.unread] == ["pdf"]


def with_file(full: Any, make: Callable[..., Built], content: bytes = b"%PDF-", **more: Any) -> Built:
    full["bijlagen"] = [{"bestandsnaam": "a", "omschrijving": "Plan", "pad": "a.pdf", "soort_stuk": "overig"}]
    return make(full, attachments=[Attachment(0, ".pdf", content, **more)])


def test_a_finding_in_a_file_withholds_the_sets_with_its_place(full: Any, make: Callable[..., Built]) -> None:
    found = Finding(
        0, 3, Category.DIAGNOSE, "diagnose.proef", True, advice="Haal weg.", place="/bijlagen/0/pad, pagina 2"
    )
    made = with_file(full, make, findings=(found,))
    assert [(item.name, [cause.place for cause in item.causes]) for item in made.withheld] == [
        ("uwv", ["/bijlagen/0/pad, pagina 2"])
    ]
    assert made.findings == (found,)


def test_a_file_that_could_not_be_taken_in_withholds_the_sets(full: Any, make: Callable[..., Built]) -> None:
    full["bijlagen"] = [{"bestandsnaam": "a", "omschrijving": "Plan", "pad": "weg.pdf"}]
    wrong = Problem("/bijlagen/0/pad", "bijlage.bestand", "Er staat geen bestand op dit pad.")
    (withheld,) = make(full, problems=[wrong]).withheld
    assert [cause.message for cause in withheld.causes] == ["Er staat geen bestand op dit pad."]


def test_a_file_goes_along_as_it_is_and_gets_no_pdf(full: Any, make: Callable[..., Built]) -> None:
    made = with_file(full, make, b"%PDF- van een ander")
    (file,) = (document for document in made.documents if document.name.startswith("uwv/") and document.is_foreign)
    assert file.content == b"%PDF- van een ander"
    assert sha256(file.content).hexdigest() not in to_convert(made)


def test_a_file_without_day_or_maker_is_said_to_lack_them(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    made = with_file(full, make)
    overview = next(document for document in made.documents if document.name.startswith("00-"))
    assert "Plan: datum en naam en functie van de opsteller" in outline(overview.content)
