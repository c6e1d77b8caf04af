"""A company's policy becomes two sets of rules and a comparison sheet: complete, lawful, clean, in any house style."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents.policy import PAPERS, build_policy
from pipeline.dossier.load import load
from pipeline.flow import build, scan_text, validate
from pipeline.model import Built
from pipeline.resources import data_root
from pipeline.shape import policy_shape
from tests.openxml import errors_of

FOLDER = data_root("samples") / "beleid"
FULL, EMPTY = FOLDER / "bakkerij-de-halm.yaml", FOLDER / "klein-bedrijf-leeg.yaml"
STYLE = str(data_root("samples") / "huisstijlen" / "noorderlicht")
TEN = (
    "Aanbod", "Keurmerk en resultaten", "Samenwerking met arbodeskundigen", "Medezeggenschap", "Netwerk en ervaring",
    "Bereikbaarheid", "Privacy en klachten", "Manier van werken", "Rapportage en evaluatie", "Tarieven",
)  # fmt: skip


@pytest.fixture(scope="session")
def data() -> Any:
    return load(FULL.read_bytes(), str(FULL)).data


@pytest.fixture(scope="session")
def texts(data: Any, shown: Callable[[bytes], str]) -> Callable[..., dict[str, str]]:
    """What a reader sees of each document, of the full example with something changed."""

    def made(**changes: Any) -> dict[str, str]:
        built = build_policy(data | changes, (), (), rules_digest="0" * 64)
        return {document.name[3:-5]: shown(document.content) for document in built.documents}

    return made


@pytest.fixture(scope="session", params=[FULL, EMPTY], ids=["full", "empty"])
def built(request: pytest.FixtureRequest) -> Built:
    return build(request.param, house_style=STYLE)


def test_the_examples_are_valid() -> None:
    assert [problem for path in (FULL, EMPTY) for problem in validate(path).problems] == []


def test_a_policy_becomes_three_valid_documents(built: Built, tmp_path: Path) -> None:
    assert [document.title for document in built.documents] == [paper.title for paper in PAPERS]
    assert (built.withheld, built.findings) == ((), ())
    for document in built.documents:
        (tmp_path / "x.docx").write_bytes(document.content)
        assert errors_of(tmp_path / "x.docx") == [], document.name


def test_nothing_in_the_documents_is_medical(built: Built, shown: Callable[[bytes], str]) -> None:
    for document in built.documents:
        assert scan_text(shown(document.content)) == [], document.name


def test_the_same_policy_gives_the_same_bytes() -> None:
    assert [document.content for document in build(FULL).documents] == [
        document.content for document in build(FULL).documents
    ]


def test_the_example_fills_in_every_field_of_the_schema(data: Any) -> None:
    def missing(shape: Any, value: Any, path: str) -> list[str]:
        if shape.items is not None:
            return sorted(set.intersection(*(set(missing(shape.items, item, path)) for item in value)))
        return [
            lost
            for name, child in shape.fields.items()
            for lost in (missing(child, value[name], f"{path}/{name}") if name in value else [f"{path}/{name}"])
        ]

    assert missing(policy_shape(), data, "") == [
        "/stukken",
        "/vaststelling/door/telefoon",
        "/vaststelling/door/email",
    ] + [f"/privacy/functionaris/{name}" for name in ("functie", "telefoon")]


def test_the_comparison_has_the_ten_points_and_what_belongs_in_a_contract(texts: Callable[..., dict[str, str]]) -> None:
    lines = texts()["vergelijking-re-integratiebedrijven"].splitlines()
    assert [line for line in lines if line in TEN][: len(TEN)] == list(TEN)
    text = "\n".join(lines)
    for term in (
        "Eens per 6 weken",
        "Binnen 5 werkdagen",
        "3 maanden",
        "Binnen 4 weken na het einde",
        "stilvalt",
        "vernietigt",
    ):
        assert term in text
    assert "8\n" in text  # the mean of the first
    assert "5,5" in text  # and of the second


def test_each_finding_has_a_row_with_its_grade_and_who_has_none_has_room_to_write(
    data: Any, outline: Callable[[bytes], str], member: Callable[[bytes], bytes]
) -> None:
    first, second = (dict(item) for item in data["inkoop"]["aanbieders"][:2])
    first["beoordelingen"] = [
        {"punt": "aanbod", "bevinding": "Werkt in de hele regio. " * 9, "cijfer": 8},
        {"punt": "aanbod", "bevinding": "Heeft weinig jobcoaches.", "cijfer": 5},
    ]
    second["beoordelingen"] = []
    made = build_policy(
        data | {"inkoop": data["inkoop"] | {"aanbieders": [first, second]}}, (), (), rules_digest="0" * 64
    )
    content = made.documents[-1].content
    text = outline(content)
    table = text.partition("## Aanbod")[2].partition("##")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert rows[2:] == [
        f"| {first['naam']} | Heeft weinig jobcoaches. | 5",
        f"| {second['naam']} |  | ",
    ]
    assert re.fullmatch(rf"\| {first['naam']} \| (Werkt in de hele regio\. ?)+ \| 8", rows[1])
    # The second has room at each of the ten points, the first at the nine of which nothing is known; two parties sign.
    assert member(content).count(b"<w:trHeight ") == 10 + 9 + 2


def test_every_table_of_the_contract_has_its_caption(
    texts: Callable[..., dict[str, str]], built: Built, outline: Callable[[bytes], str]
) -> None:
    text = outline(built.documents[-1].content).partition("Afspraken voor het contract")[2]
    for caption in ("Planning", "Rapportage en evaluatie", "Kosten", "Einde"):
        assert f"## {caption}\n| Gegeven | Invulling" in text


@pytest.mark.parametrize(
    ("changes", "paper", "there", "absent"),
    [
        ({"loon": {"wachtdagen": 2}}, "re-integratiereglement", "Over de eerste 2 ziektedagen", "geen wachtdagen"),
        ({"loon": {"wachtdagen": 1}}, "re-integratiereglement", "Over de eerste ziektedag wordt", "1 ziektedagen"),
        ({"loon": {}}, "re-integratiereglement", "ten minste 70% van het loon", "100%"),
        ({"begeleiding": {"evaluatie_weken": 1}}, "re-integratiereglement", "Ten minste elke week", "1 weken"),
        ({"begeleiding": {}}, "re-integratiereglement", "Ten minste eens per 6 weken", "None"),
        ({"evaluatie": {}}, "re-integratiereglement", "De werkgever evalueert dit beleid eens per 6 maanden", "None"),
        ({"privacy": {}}, "privacyreglement", "2 jaar na het sluiten van het dossier", "None"),
        ({"privacy": {"bewaren_jaren": 1}}, "privacyreglement", "1 jaar na", "2 jaar"),
        ({"vaststelling": {}}, "privacyreglement", "Concept.", "None"),
        ({"inkoop": {}}, "vergelijking-re-integratiebedrijven", "Tarieven", "Noorderlicht"),
    ],
)
def test_a_choice_stands_in_words(
    changes: Any, paper: str, there: str, absent: str, texts: Callable[..., dict[str, str]]
) -> None:
    text = texts(**changes)[paper]
    assert there in text
    assert absent not in text


@pytest.mark.parametrize(
    ("body", "reglement", "privacy"),
    [
        ("ondernemingsraad", "artikel 27, eerste lid, onder d", "artikel 27, eerste lid, onder k"),
        ("personeelsvertegenwoordiging", "artikel 35c", ""),
        ("geen", "", ""),
    ],
)
def test_consent_is_asked_of_whom_the_law_gives_it(
    body: str, reglement: str, privacy: str, data: Any, texts: Callable[..., dict[str, str]]
) -> None:
    made = texts(bedrijf=data["bedrijf"] | {"medezeggenschap": body}, vaststelling={})
    for name, article in (("re-integratiereglement", reglement), ("privacyreglement", privacy)):
        assert ("Concept." in made[name]) is bool(article)
        assert article in made[name]
        assert bool(article) is ("Wet op de ondernemingsraden" in made[name])
    must = "Ga na of" if body == "personeelsvertegenwoordiging" else "Dit reglement geldt pas nadat" * (body != "geen")
    assert must in made["re-integratiereglement"]


def test_only_what_was_asked_for_is_made(texts: Callable[..., dict[str, str]]) -> None:
    assert texts(stukken=["privacyreglement"]).keys() == {"privacyreglement"}


def test_medical_text_withholds_only_what_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "beleid.yaml"
    path.write_text(FULL.read_text("utf-8").replace("Kent ploegendienst", "x").replace(
        "Loopt voor elk advies een halve dag mee op de werkplek.", "Jan heeft een burn-out."
    ), encoding="utf-8")  # fmt: skip
    made = build(path)
    assert [item.title for item in made.withheld] == ["Vergelijking van re-integratiebedrijven"]
    assert len(made.documents) == 2


def test_a_mistake_in_a_policy_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "beleid.yaml"
    path.write_text(
        FULL.read_text("utf-8").replace("wachtdagen: 0", "wachtdagen: 5").replace('"08:30"', '"8.30"'), "utf-8"
    )
    problems = {problem.pointer: problem.message for problem in validate(path).problems}
    assert problems.keys() == {"/loon/wachtdagen", "/ziekmelding/voor_tijdstip"}
    assert "2 of lager" in problems["/loon/wachtdagen"]
    assert "uu:mm" in problems["/ziekmelding/voor_tijdstip"]
