"""Every cell of the matrix of situations (domain facts 2.2) has a sample dossier, and the right set comes out of it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents.build import build as assemble
from pipeline.documents.bundle import with_bundle
from pipeline.dossier.deadlines import schedule
from pipeline.dossier.facts import Case
from pipeline.dossier.progress import facts_of
from pipeline.dossier.riv_elements import DOSSIER, FIRST_YEAR, elements_of
from pipeline.dossier.riv_situation import situation_of
from pipeline.flow import load_dossier
from pipeline.formats import is_bsn, read_dutch_date
from pipeline.model import Attachment, Built, RivKind
from pipeline.resources import data_root

SAMPLES = data_root("samples")
FULL = [
    "probleemanalyse",
    "plan-van-aanpak",
    "eerstejaarsevaluatie",
    "actueel-oordeel",
    "eindevaluatie",
    "oordeel-van-de-werknemer",
]
NO_YEAR = [name for name in FULL if name != "eerstejaarsevaluatie"]
ADJUSTED = [
    "probleemanalyse",
    "bijstelling-probleemanalyse",
    "plan-van-aanpak",
    "bijstelling-plan-van-aanpak",
    *FULL[2:],
]
SHORT = ["verkort-re-integratieverslag", "oordeel-van-de-werknemer"]

# The sample, its cell, the sort of report, and what lies in the folder for UWV, in order.
MATRIX: list[tuple[str, str, RivKind, list[str]]] = [
    (
        "05-gereed-voor-wia-kantoor.json",
        "in_dienst",
        RivKind.VOLLEDIG,
        [
            *(*ADJUSTED[:5], "tussentijdse-evaluatie", *ADJUSTED[5:]),
            *("trajectplan-tweede-spoor", "voortgangsrapportage-tweede-spoor"),
        ],
    ),
    ("15-ziek-uit-dienst-vijf-weken.yaml", "uit_dienst_kort", RivKind.GEEN, []),
    ("16-ziek-uit-dienst-negen-weken.yaml", "uit_dienst_verkort", RivKind.VERKORT, SHORT),
    ("17-ziek-uit-dienst-tien-weken.yaml", "uit_dienst", RivKind.VOLLEDIG, NO_YEAR),
    ("18-ziek-uit-dienst-herstel-verwacht.yaml", "uit_dienst_verkort", RivKind.VERKORT, SHORT),
    ("06-ziek-uit-dienst-horeca.yaml", "uit_dienst_verkort", RivKind.VERKORT, SHORT),
    ("19-eigenrisicodrager-uit-dienst.yaml", "erd_zw", RivKind.GEEN, []),
    ("20-eigenrisicodrager-wia.yaml", "erd_zw_wia", RivKind.VOLLEDIG, FULL[:4]),
    ("21-vangnet-zonder-werkgever.yaml", "zonder_werkgever", RivKind.GEEN, []),
    ("22-vangnet-wia.yaml", "vangnet", RivKind.VOLLEDIG, FULL),
    (
        "14-groot-dossier-gemeente.json",
        "erd_wga",
        RivKind.VOLLEDIG,
        [
            *("probleemanalyse", "bijstelling-probleemanalyse", "bijstelling-probleemanalyse", "plan-van-aanpak"),
            *("bijstelling-plan-van-aanpak", "eerstejaarsevaluatie", "tussentijdse-evaluatie", *FULL[3:]),
        ],
    ),
    ("28-volledig-hersteld.yaml", "hersteld", RivKind.GEEN, []),
    (
        "08-geen-benutbare-mogelijkheden.yaml",
        "geen_mogelijkheden",
        RivKind.BEPERKT,
        ["probleemanalyse", "actueel-oordeel", "oordeel-van-de-werknemer"],
    ),
    ("23-verkorte-wachttijd.yaml", "verkorte_wachttijd", RivKind.GEEN, []),
    (
        "24-loonsanctie.yaml",
        "loonsanctie",
        RivKind.AANVULLING,
        ["melding-herstel-tekortkoming", "tussentijdse-evaluatie"],
    ),
    ("25-verlengde-wachttijd.yaml", "verlengde_wachttijd", RivKind.VOLLEDIG, FULL),
    ("26-aow-na-wachttijd.yaml", "aow_na_wachttijd", RivKind.VOLLEDIG, FULL),
    ("27-aow-voor-einde-wachttijd.yaml", "aow_voor_einde_wachttijd", RivKind.GEEN, []),
    ("13-contactblad-vlaanderen.yaml", "belgie", RivKind.GEEN, []),
]
MADE = [row for row in MATRIX if row[3]]

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@cache
def built(name: str) -> Built:
    """Builds a sample without scanning it: what a scan finds is for other tests."""
    dossier = load_dossier(SAMPLES / "dossiers" / name)
    case = Case.of(dossier.data)
    return with_bundle(
        assemble(dossier.data, (), (), rules_digest="0" * 64, situation=situation_of(case), terms=last_days(case))
    )


def last_days(case: Case) -> dict[str, date]:
    facts = facts_of(case)
    return {item.key: item.date for item in schedule(facts, None).milestones} if facts else {}


def kinds(item: Built, folder: str) -> list[str]:
    """Returns the kinds of the files in a folder, from their names, without the list or letter in front."""
    names = [document.name for document in item.documents if document.name.startswith(f"{folder}/")]
    numbered = (
        re.fullmatch(rf"{folder}/([0-9]+)-(.+?)(-[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})?\.docx", name) for name in names
    )
    return [match[2] for match in numbered if match and match[1] != "00"]


@pytest.mark.parametrize(("name", "cell", "kind", "files"), MATRIX, ids=[row[0] for row in MATRIX])
def test_the_right_set_comes_out(name: str, cell: str, kind: RivKind, files: list[str]) -> None:
    found = situation_of(Case.of(load_dossier(SAMPLES / "dossiers" / name).data))
    assert (found.cell, found.kind) == (cell, kind)
    item = built(name)
    assert item.withheld == ()
    assert kinds(item, "uwv") == kinds(item, "werknemer") == files
    sets = {document.name for document in item.documents if "/" in document.name or document.name.startswith("00-")}
    assert bool(sets) is bool(files)


@pytest.mark.parametrize("name", [row[0] for row in MADE])
def test_a_set_has_its_lists_its_letter_and_one_zip_with_the_same_files(name: str) -> None:
    files = {document.name: document.content for document in built(name).documents}
    assert {
        "00-overzicht-re-integratieverslag.docx",
        "uwv/00-inhoudsopgave.docx",
        "werknemer/00-brief.docx",
    } <= files.keys()
    (bundle,) = (name for name in files if name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(files[bundle])) as archive:
        packed = {f"uwv/{name}": archive.read(name) for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert packed == {name: content for name, content in files.items() if name.startswith("uwv/") and name != bundle}


@pytest.mark.parametrize("name", [row[0] for row in MADE])
def test_every_document_for_uwv_shows_bsn_a_date_a_name_and_a_function(
    name: str, shown: Callable[[bytes], str]
) -> None:
    data = load_dossier(SAMPLES / "dossiers" / name).data
    functions = {person["functie"] for person in data["betrokkenen"] if person.get("functie")}
    for document in built(name).documents:
        if document.name.startswith("uwv/") and document.name.endswith(".docx"):
            text = shown(document.content)
            assert data["werknemer"]["bsn"] in text, document.name
            assert re.search(rf"[0-9]+ ({'|'.join(MONTHS)}) 20[0-9]{{2}}", text), document.name
            assert any(function in text for function in functions), document.name
            assert data["werknemer"]["achternaam"] in text, document.name


@pytest.mark.parametrize("name", [row[0] for row in MADE])
def test_nobody_is_acquitted(name: str, shown: Callable[[bytes], str]) -> None:
    for document in built(name).documents:
        if document.name.endswith(".docx") and ("/" in document.name or document.name.startswith("00-")):
            text = shown(document.content)
            assert not re.search(r"verslag (is|lijkt) (voldoende|compleet|in orde)|voldoet aan", text), document.name


def test_what_a_set_lacks_is_in_the_overview_and_not_in_what_uwv_gets(outline: Callable[[bytes], str]) -> None:
    files = {
        document.name: outline(document.content)
        for document in built("20-eigenrisicodrager-wia.yaml").documents
        if document.name.endswith(".docx")
    }
    assert "| Eindevaluatie / Regeling procesgang" in files["00-overzicht-re-integratieverslag.docx"]
    assert not any("ontbreekt" in text for name, text in files.items() if name.startswith(("uwv/", "werknemer/")))


def test_no_line_ends_within_the_day_of_a_file_name(shown: Callable[[bytes], str]) -> None:
    lists = [item for item in built("05-gereed-voor-wia-kantoor.json").documents if re.search(r"00-.*x$", item.name)]
    assert len(lists) == 3
    for item in lists:
        text = shown(item.content)
        assert re.search(r"01-probleemanalyse(-\d+){3}", text)
        assert re.search(r"02-bijstelling-probleemanalyse-\n2025(-\d\d){2}", text)
        assert not re.search(r"[a-z0-9-]{31,}(-\d\d){2}", text), item.name


LETTERS = {
    "25-verlengde-wachttijd.yaml": ["15 november 2026", "U hebt de WIA-uitkering aangevraagd op 2 oktober 2026"],
    "16-ziek-uit-dienst-negen-weken.yaml": [
        "Uw baan bij ons stopt op 31 oktober 2026",
        "Daarin staat in het kort hoe het nu gaat met uw werk.",
        "Die uitkering is voor mensen die ziek zijn en geen werkgever meer hebben.",
        "Dat staat in de brief van UWV",
    ],
    "24-loonsanctie.yaml": ["tot en met 11 april 2027", "Hiermee vragen wij UWV om opnieuw te kijken."],
    "20-eigenrisicodrager-wia.yaml": [
        "Dat heet het oordeel van de werknemer.",
        "U kreeg die informatie op 1 september 2026",
    ],
    "08-geen-benutbare-mogelijkheden.yaml": [
        "Daarin staat wat de bedrijfsarts over uw werk schrijft en wat u daarvan vindt.",
        "Die uitkering is voor mensen die na twee jaar ziekte niet of minder kunnen werken.",
    ],
}


@pytest.mark.parametrize(("name", "said"), LETTERS.items())
def test_the_letter_says_what_to_do_and_by_when(name: str, said: list[str], outline: Callable[[bytes], str]) -> None:
    letter = next(document for document in built(name).documents if document.name == "werknemer/00-brief.docx")
    text = outline(letter.content)
    assert [sentence for sentence in said if sentence not in text] == []


def test_the_letter_is_short_and_plain(outline: Callable[[bytes], str]) -> None:
    for name, *_ in MADE:
        letter = next(document for document in built(name).documents if document.name == "werknemer/00-brief.docx")
        prose = re.sub(r"[|]|\n", " . ", outline(letter.content))
        lengths = [len(sentence.split()) for sentence in re.split(r"[.?!:]\s", prose)]
        assert max(lengths) <= 20, name


def test_the_letter_asks_nothing_by_a_day_that_is_past(outline: Callable[[bytes], str]) -> None:
    for name, *_ in MADE:
        written = load_dossier(SAMPLES / "dossiers" / name).data.get("bijgewerkt_op", "")
        letter = next(document for document in built(name).documents if document.name == "werknemer/00-brief.docx")
        steps = outline(letter.content).partition("Wat moet u doen?")[2].partition("Welke stukken krijgt u?")[0]
        days = [read_dutch_date(found) for found in re.findall(r"\| (\d{1,2} [a-z]+ \d{4})", steps)]
        assert [day for day in days if day is None or day.isoformat() < written] == [], name


def said_of(letter: str, data: Any) -> str:
    """Returns something that a document must show to carry a letter of art. 6; nothing where it is the whole of it."""
    final = [document["bedrijf"]["aard"] for document in data["documenten"] if document["soort"] == "eindevaluatie"]
    first = date.fromisoformat(data["eerste_ziektedag"])
    words = {
        "a": data["werknemer"]["bsn"],
        "b": final[0] if final else data["werkgever"]["aard_bedrijf"],
        "c": data["dienstverband"]["functie"],
        "d": data["dienstverband"]["bekwaamheden"]["opleiding"],
        "e": f"{first.day} {MONTHS[first.month - 1]} {first.year}",
        "i": "rbeidsrelatie",
        "k": "assend",
    }
    return words.get(letter, "")


@pytest.mark.parametrize(
    ("name", "kind"),
    [(row[0], row[2]) for row in MATRIX if row[0][:2] in {"05", "08", "16"}],
)
def test_the_documents_of_the_table_of_article_6_show_what_they_carry(
    name: str, kind: RivKind, shown: Callable[[bytes], str]
) -> None:
    data = load_dossier(SAMPLES / "dossiers" / name).data
    own = "verkort-re-integratieverslag" if kind is RivKind.VERKORT else "inhoudsopgave"
    files = {DOSSIER: own, FIRST_YEAR: "eerstejaarsevaluatie", "oordeel_werknemer": "oordeel-van-de-werknemer"}
    texts = {item.name: shown(item.content) for item in built(name).documents if item.name.endswith(".docx")}
    for element in elements_of(kind, first_year=True):
        for carriers in element.carriers:
            names = [files.get(carrier, carrier.replace("_", "-")) for carrier in carriers]
            carrying = [text for file, text in texts.items() if re.match(rf"uwv/[0-9]+-({'|'.join(names)})", file)]
            assert any(said_of(element.letter, data) in text for text in carrying), (element.letter, names)


def test_the_readme_has_a_row_for_every_sample() -> None:
    readme = (SAMPLES / "README.md").read_text("utf-8")
    names = {path.name for path in (SAMPLES / "dossiers").iterdir() if path.suffix in {".yaml", ".json"}}
    assert [name for name in sorted(names) if f"| `{name}` |" not in readme] == []


def test_every_bsn_of_the_samples_passes_the_eleven_test() -> None:
    for path in (SAMPLES / "dossiers").iterdir():
        person = load_dossier(path).data["werknemer"]
        assert is_bsn(person.get("bsn")), path.name


def test_what_is_not_due_yet_says_when_it_is() -> None:
    (note,) = built("01-week-5-kinderopvang.yaml").notes
    assert note.endswith("Uiterlijk klaar op 09-07-2028. Nog niet samengesteld.")


@pytest.fixture(scope="module")
def with_files() -> Built:
    """The sample with files beside it, which are read and not scanned."""
    dossier = load_dossier(SAMPLES / "met-bijlagen" / "dossier.yaml")
    names = [item["pad"] for item in dossier.data["bijlagen"] if "pad" in item]
    contents = [(SAMPLES / "met-bijlagen" / name).read_bytes() for name in names]
    files = [Attachment(number, Path(name).suffix, contents[number]) for number, name in enumerate(names)]
    situation = situation_of(Case.of(dossier.data))
    return with_bundle(assemble(dossier.data, (), (), rules_digest="0" * 64, situation=situation, attachments=files))


def test_a_file_that_replaces_a_document_comes_in_its_place_and_the_manifest_knows(with_files: Built) -> None:
    item = with_files
    assert item.withheld == ()
    assert [document.name for document in item.documents if document.name.startswith("uwv/")] == [
        "uwv/00-inhoudsopgave.docx",
        "uwv/01-probleemanalyse-2024-12-27.docx",
        "uwv/02-plan-van-aanpak-2025-01-08.pdf",
        "uwv/03-eerstejaarsevaluatie-2025-11-03.jpg",
        "uwv/04-actueel-oordeel-2026-08-12.docx",
        "uwv/05-eindevaluatie-2026-08-19.docx",
        "uwv/06-oordeel-van-de-werknemer-2026-08-24.docx",
        "uwv/07-rapportage-achteraf-2026-05-04.docx",
        "uwv/re-integratieverslag-energie-2024-301.zip",
    ]
    manifest: Any = item.manifest
    assert {entry["id"] for entry in manifest["documents"]} >= {"bijlage-01", "bijlage-02", "bijlage-03", "uwv"}
    json.dumps(manifest)


def test_a_report_afterwards_shows_its_own_date(with_files: Built, outline: Callable[[bytes], str]) -> None:
    report = next(document for document in with_files.documents if "rapportage-achteraf" in document.name)
    assert report.name.endswith("2026-05-04.docx")
    text = outline(report.content)
    assert "Opgemaakt op 4 mei 2026" in text
    assert "Dit verslag is achteraf gemaakt" in text
