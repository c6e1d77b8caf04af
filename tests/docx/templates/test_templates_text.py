"""What stands in every document: all that the dossier holds, in Dutch, without empty parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from pipeline.documents.labels import datum, getal
from pipeline.flow import scan_text
from pipeline.model import Built, Category, Rendered
from pipeline.shape import Shape, document_shapes
from tests.openxml import errors_of

# Not shown: ids and what refers to them (the date of the other document stands there instead), and the one source that
# a judgement on what someone can do may have.
NOT_SHOWN = {"id", "soort", "bron", "aanleiding_document"}


@pytest.fixture(params=["full", "minimal"])
def built(request: pytest.FixtureRequest, make: Callable[..., Built]) -> Built:
    return make(request.getfixturevalue(request.param))


def once_each(built: Built) -> Collection[Rendered]:
    """Returns the documents without the copies of them in the sets for UWV and the employee."""
    return {document.content: document for document in built.documents}.values()


def test_every_document_is_made(built: Built) -> None:
    assert built.withheld == ()
    assert len(built.documents) > 10


def test_the_outlines_are_as_they_were(
    built: Built, outline: Callable[[bytes], str], snapshot: SnapshotAssertion
) -> None:
    for document in built.documents:
        if not re.match(r"(uwv|werknemer)/(?!00)", document.name):
            assert outline(document.content) == snapshot(name=f"{built.folder} {document.name}")


def test_every_document_is_valid(built: Built, tmp_path: Any) -> None:
    for number, document in enumerate(once_each(built)):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(document.content)
        assert errors_of(path) == [], document.name


def test_no_heading_stands_above_nothing(built: Built, outline: Callable[[bytes], str]) -> None:
    for document in built.documents:
        levels = [len(line) - len(line.lstrip("#")) or 9 for line in outline(document.content).splitlines()[2:]]
        assert levels[-1] == 9
        assert all(below > above for above, below in pairwise(levels) if above < 9), document.name


def test_a_bijstelling_without_agreements_has_no_heading_for_them(
    make: Callable[..., Built], minimal: Any, outline: Callable[[bytes], str]
) -> None:
    number = next(at for at, item in enumerate(minimal["documenten"]) if item["soort"] == "bijstelling_plan_van_aanpak")
    name = f"{number + 1:02}-bijstelling-plan-van-aanpak"
    for agreements, there in ((minimal["documenten"][number]["afspraken"], True), ({}, False)):
        minimal["documenten"][number]["afspraken"] = agreements
        (made,) = (item for item in make(minimal).documents if item.name.startswith(name))
        assert ("Nieuwe afspraken" in outline(made.content)) is there


def test_no_table_is_without_rows(built: Built, outline: Callable[[bytes], str]) -> None:
    for document in built.documents:
        for above, below in pairwise([*outline(document.content).splitlines(), ""]):
            if above.startswith(("| Gegeven |", "| Activiteit |", "| Wat |", "| Rol |", "| Stuk |", "| Nr. |")):
                assert below.startswith("|"), document.name


def test_dates_and_choices_are_in_words(built: Built, shown: Callable[[bytes], str]) -> None:
    for document in built.documents:
        text = re.sub(r"\b[0-9]{2}-[a-z0-9-]+-\n?[0-9]{4}(-[0-9]{2}){2}|\S+@\S+", "", shown(document.content))
        assert not re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text), document.name
        assert not re.search(r"[a-z]_[a-z]|\bNone\b|\bTrue\b|\bFalse\b|[{}]", text), document.name


def test_clean_dossiers_give_clean_documents(built: Built, shown: Callable[[bytes], str]) -> None:
    for document in once_each(built):
        found = scan_text(shown(document.content))
        assert [finding for finding in found if finding.category is not Category.IDENTIFICATIE] == [], document.name


def test_every_field_of_a_full_dossier_stands_in_its_document(
    full: Any, make: Callable[..., Built], shown: Callable[[bytes], str]
) -> None:
    made = {document.name: shown(document.content) for document in make(full).documents}
    for number, document in enumerate(full["documenten"], start=1):
        for name, text in made.items():
            if name.startswith(f"{number:02}-") and not name.endswith("-werknemer.docx"):
                for pointer, value in leaves(document, document_shapes()[document["soort"]]):
                    assert value in text, f"{name}: {pointer}"


def leaves(value: Any, shape: Shape, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yields every value of a document as it must read, with its place."""
    if isinstance(value, dict):
        for name, child in value.items():
            field = shape.fields[name]
            if name not in NOT_SHOWN and not (field.refers_to and name != "afspraak"):
                yield from leaves(child, field, f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            assert shape.items is not None
            yield from leaves(child, shape.items, f"{pointer}/{number}")
    elif value == "ondertekend":
        return  # the signature itself belongs there
    elif shape.labels:
        yield pointer, shape.labels[value]
    elif isinstance(value, str):
        yield pointer, datum(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else value
    else:
        yield pointer, getal(value)


def test_who_refuses_to_sign_is_said_in_words(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    (document,) = (document for document in make(full).documents if document.name.startswith("15-"))
    assert "Weigert te ondertekenen / Reden: De werknemer wil eerst het gesprek" in outline(document.content)


def test_the_plan_has_the_ten_sections_of_the_form(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    (document,) = (document for document in make(full).documents if document.name.startswith("04-"))
    headings = [line[2:] for line in outline(document.content).splitlines() if line.startswith("# ")]
    assert headings == [
        "Werknemer",
        "Werkgever",
        "Arbodienst / bedrijfsarts",
        "Functie van de werknemer",
        "Mening werknemer en werkgever over de arbeidsmogelijkheden",
        "Einddoel",
        "Afspraken",
        "Mening over de gemaakte afspraken",
        "Te laat opgesteld plan van aanpak",
        "Ondertekening",
    ]


def test_only_documents_for_uwv_carry_the_bsn(
    full: Any, make: Callable[..., Built], shown: Callable[[bytes], str]
) -> None:
    without = {
        document.name for document in make(full).documents if full["werknemer"]["bsn"] not in shown(document.content)
    }
    assert without == {
        "01-contactblad-2024-11-11.docx",
        "01-contactblad-2024-11-11-werknemer.docx",
        "18-verloop-van-het-verzuim-2026-07-28.docx",
        "19-aanvraag-arbeidsdeskundig-onderzoek-2025-08-28.docx",
        "02-gespreksverslag-2024-11-18.docx",
        "06-gespreksverslag-2025-02-24.docx",
        "werknemer/00-brief.docx",
        "00-overzicht-re-integratieverslag.docx",
    }


def test_forty_agreements_fit(full: Any, make: Callable[..., Built], shown: Callable[[bytes], str]) -> None:
    plan = full["documenten"][3]
    agreement = plan["afspraken"]["arbeidsinhoud"][0]
    plan["afspraken"]["arbeidsinhoud"] = [
        {**agreement, "activiteit": f"Stap {number} van veertig."} for number in range(40)
    ]
    text = shown(next(document.content for document in make(full).documents if document.name.startswith("04-")))
    assert all(f"Stap {number} van veertig." in text for number in range(40))
