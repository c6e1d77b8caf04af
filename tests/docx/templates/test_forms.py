"""Forms to fill in: what the dossier knows stands in them, the rest is blank, and nothing medical is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.documents.forms import FORMS, MISSING
from pipeline.documents.labels import BLANK
from pipeline.errors import WrongUseError
from pipeline.flow import check_forms, scan_text
from pipeline.model import Built, Category, Finding, Problem, Rendered
from tests.openxml import errors_of

ENVELOPE = (
    "schema_versie", "soort", "kenmerk", "land", "bijgewerkt_op", "werknemer", "werkgever", "dienstverband",
    "eerste_ziektedag", "verzuimperiodes", "betrokkenen", "situatie",
)  # fmt: skip
MEDICAL = re.compile(r"diagnos|klacht|behandel|medicijn|oorzaak|symptoom", re.IGNORECASE)
FILLED_IN_BY_OTHERS = ("probleemanalyse", "actueel-oordeel", "oordeel-werknemer")


@pytest.fixture
def bare(full: Any) -> Any:
    """A dossier of which no document was made yet."""
    return {**{name: full[name] for name in ENVELOPE}, "documenten": []}


@pytest.fixture
def form(make: Callable[..., Built]) -> Callable[[Any, str], Rendered]:
    def made(data: Any, name: str) -> Rendered:
        (document,) = (item for item in make(data, forms=[name]).documents if item.name == f"formulieren/{name}.docx")
        return document

    return made


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_made_of_a_dossier_without_documents(
    bare: Any,
    form: Callable[[Any, str], Rendered],
    shown: Callable[[bytes], str],
    name: str,
    tmp_path: Any,
) -> None:
    document = form(bare, name)
    text = shown(document.content)
    assert "Hoekstra-van Dam" in text
    assert "4 november 2024" in text
    assert not re.search(r"[a-z]_[a-z]|\bNone\b|[{}]|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.sub(r"\S+@\S+", "", text))
    assert MEDICAL.search(text) is None
    assert [found for found in scan_text(text) if found.category is not Category.IDENTIFICATIE] == []
    (tmp_path / "formulier.docx").write_bytes(document.content)
    assert errors_of(tmp_path / "formulier.docx") == []


@pytest.mark.parametrize("name", FILLED_IN_BY_OTHERS)
def test_what_others_are_to_say_is_blank_and_no_box_is_ticked(
    bare: Any, form: Callable[[Any, str], Rendered], outline: Callable[[bytes], str], name: str
) -> None:
    text = outline(form(bare, name).content)
    assert f"Datum: {BLANK}" in text
    assert "☐" in text
    assert "☒" not in text
    assert "# Ondertekening" in text


def test_the_form_of_the_bedrijfsarts_names_the_doctor_and_all_six_fields(
    bare: Any, form: Callable[[Any, str], Rendered], outline: Callable[[bytes], str]
) -> None:
    text = outline(form(bare, "probleemanalyse").content)
    assert "| Naam | R.T. Brouwer" in text
    assert "| Arbodienst | Arbodienst IJsselvallei" in text
    for field in ("Persoonlijk functioneren", "Sociaal functioneren", "Dynamische handelingen", "Werktijden"):
        assert f"| {field} | " in text


def test_the_form_of_the_employee_says_whose_it_is(
    bare: Any, form: Callable[[Any, str], Rendered], outline: Callable[[bytes], str]
) -> None:
    text = outline(form(bare, "oordeel-werknemer").content)
    assert "De werknemer vult het zelf in en stuurt het zelf aan UWV." in text
    assert "| M.J. Hoekstra-van Dam / Orderpicker |" in text


def test_a_form_names_the_documents_that_it_rests_on(
    full: Any, form: Callable[[Any, str], Rendered], outline: Callable[[bytes], str]
) -> None:
    text = outline(form(full, "tussentijdse-evaluatie").content)
    assert text.startswith("Tussentijdse evaluatie")
    assert "| Bijstelling plan van aanpak van | 30 mei 2025" in text


def test_what_is_missing_is_what_others_fill_in_and_what_follows_from_the_dossier(
    full: Any, bare: Any, make: Callable[..., Built]
) -> None:
    def names(data: Any) -> set[str]:
        made = make(data, forms=[MISSING]).documents
        return {item.name for item in made if item.name.startswith("formulieren/")}

    assert names(full) == set()
    assert names(bare) == {f"formulieren/{name}.docx" for name in (*FILLED_IN_BY_OTHERS, "verloop-verzuim")}, (
        "the 42e-weeksmelding was done, says the dossier"
    )
    del bare["situatie"]["melding_42e_week_op"]
    assert "formulieren/melding-42e-week.docx" in names(bare)
    assert names({**bare, "land": "BE"}) == set()


def test_without_being_asked_there_are_no_forms(bare: Any, make: Callable[..., Built]) -> None:
    assert not any(item.name.startswith("formulieren/") for item in make(bare).documents)


def test_a_form_of_dutch_law_is_withheld_from_a_belgian_dossier(bare: Any, make: Callable[..., Built]) -> None:
    built = make({**bare, "land": "BE"}, forms=["probleemanalyse", "gespreksverslag"])
    assert [item.name for item in built.documents] == ["formulieren/gespreksverslag.docx"]
    assert [item.causes[0].rule for item in built.withheld] == ["land.document"]


def test_what_a_form_shows_can_withhold_it(bare: Any, make: Callable[..., Built]) -> None:
    place = "/betrokkenen/4/naam"
    found = Finding(0, 3, Category.DIAGNOSE, "diagnose.proef", True, advice="Weg.", place=place)
    built = make(bare, [found], forms=["probleemanalyse", "oordeel-werknemer"])
    assert [item.name for item in built.documents if "formulieren" in item.name] == [
        "formulieren/oordeel-werknemer.docx"
    ]
    (withheld,) = (item for item in built.withheld if "formulieren" in item.name)
    assert [cause.place for cause in withheld.causes] == [place]
    wrong = make(bare, problems=[Problem("/werknemer/bsn", "schema.format", "Herstel dit.")], forms=["probleemanalyse"])
    assert not any("formulieren" in item.name for item in wrong.documents)


@pytest.mark.parametrize(
    "junk", [None, 7, "tekst", [], [None], [7], {"rol": "bedrijfsarts"}, [{"rol": "bedrijfsarts"}]]
)
@pytest.mark.parametrize("field", ["betrokkenen", "documenten", "situatie", "verzuimperiodes", "bijgewerkt_op"])
def test_a_form_survives_whatever_stands_in_the_dossier(
    bare: Any, make: Callable[..., Built], field: str, junk: Any
) -> None:
    asked = ["probleemanalyse", "tussentijdse-evaluatie", "verloop-verzuim"]
    built = make({**bare, field: junk}, forms=asked)
    assert len([item for item in (*built.documents, *built.withheld) if "formulieren" in item.name]) == len(asked)


def test_a_form_that_does_not_exist_is_refused_with_those_that_do() -> None:
    check_forms([MISSING, "probleemanalyse"])
    with pytest.raises(WrongUseError, match=r"'recept' bestaat niet. Kies ontbrekend, probleemanalyse"):
        check_forms(["recept"])


def test_the_same_dossier_gives_the_same_forms(bare: Any, make: Callable[..., Built]) -> None:
    first, second = (make(bare, forms=list(FORMS)) for _ in range(2))
    assert [item.content for item in first.documents] == [item.content for item in second.documents]


def test_the_employee_gets_a_contactblad_without_own_row(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    (copy,) = (item for item in make(full).documents if item.name == "01-contactblad-2024-11-11-werknemer.docx")
    text = outline(copy.content)
    assert text.startswith("Contactblad\nKopie voor M.J. Hoekstra-van Dam")
    assert "Bedrijfsarts / R.T. Brouwer" in text
    assert "/ M.J. Hoekstra-van Dam" not in text
    assert "bespreekt u met de bedrijfsarts" in text
    belgian = make({**full, "land": "BE"}).documents
    (copy,) = (item for item in belgian if item.name.endswith("-werknemer.docx"))
    assert "bespreekt u met de arbeidsarts of uw eigen arts" in outline(copy.content)
