"""`onderdrukt.yaml`: strict to read, and what it silences complains when it is over or of no use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import OwnDataError, UnreadableError
from pipeline.model import Finding
from pipeline.review.identity import document_print
from pipeline.review.judging import Judge
from pipeline.review.suppression import Suppression, fits, load_suppressions
from pipeline.verdicts import Decision, Undo, Verdict

DAY = date(2026, 11, 22)
KEY = b"k" * 32
GOOD = """\
formaat: 1
onderdrukt:
  - regel: diagnose.ziekte
    pad: "archief/**"
    reden: "Het woord is hier de naam van een straat."
    door: F. Visser
    op: 2026-01-05
    tot: 2026-12-31
"""


def load(folder: Path, text: str, rules: frozenset[str] | None = None) -> tuple[Suppression, ...]:
    path = folder / "onderdrukt.yaml"
    path.write_text(text, encoding="utf-8")
    return load_suppressions(path, rules)


def test_an_entry_is_read_with_its_line(tmp_path: Path) -> None:
    (entry,) = load(tmp_path, GOOD, frozenset({"diagnose.ziekte"}))
    reason = "Het woord is hier de naam van een straat."
    days = (date(2026, 1, 5), date(2026, 12, 31))
    assert entry == Suppression("diagnose.ziekte", "", "archief/**", reason, "F. Visser", *days, "onderdrukt.yaml:3")


def test_a_list_without_entries_is_fine(tmp_path: Path) -> None:
    assert load(tmp_path, "formaat: 1\nonderdrukt: []\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    door: F. Visser\n", "", "onderdrukt.yaml:3: 'door' ontbreekt"),
        ("    tot: 2026-12-31\n", "", "onderdrukt.yaml:3: 'tot' ontbreekt"),
        ("tot: 2026-12-31", "tot: 2027-01-06", "onderdrukt.yaml:8: 'tot' ligt op of na 'op', en ten hoogste twaalf"),
        ("tot: 2026-12-31", "tot: 2026-01-04", "onderdrukt.yaml:8: 'tot' ligt op of na 'op'"),
        ("tot: 2026-12-31", "tot: 2026-02-30", "onderdrukt.yaml:8: schrijf een bestaande dag"),
        ("tot: 2026-12-31", "tot: altijd", "onderdrukt.yaml:8: schrijf een bestaande dag"),
        (
            '"Het woord is hier de naam van een straat."',
            '"Negentien tekens..    "',
            "onderdrukt.yaml:5: de reden heeft",
        ),
        ("door: F. Visser", "door: ''", "onderdrukt.yaml:6: hier hoort tekst te staan"),
        ("door: F. Visser", "wie: F. Visser", "onderdrukt.yaml:6: onbekende sleutel 'wie'"),
        ("diagnose.ziekte", "diagnose.zeikte", "onderdrukt.yaml:3: deze regel bestaat niet"),
        ("regel: diagnose.ziekte", "vingerafdruk: v1:griep", "onderdrukt.yaml:3: een vingerafdruk ziet eruit als"),
        ('"archief/**"', '"**/*"', "onderdrukt.yaml:4: dit pad raakt alles"),
        ("formaat: 1", "formaat: 2", "onderdrukt.yaml:1: zet 'formaat: 1'"),
        ("onderdrukt:", "onderdruk:", "onderdrukt.yaml:2: onbekende sleutel"),
        ("  - regel", "    regel", "onderdrukt.yaml:2: onder 'onderdrukt' hoort een lijst"),
        ("    pad", "   pad", "onderdrukt.yaml:4:"),
    ],
)
def test_a_mistake_is_shown_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(OwnDataError) as caught:
        load(tmp_path, GOOD.replace(old, new), frozenset({"diagnose.ziekte"}))
    assert said in str(caught.value)


def test_every_mistake_is_said_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("F. Visser", "''").replace("2026-12-31", "x") + "  - door: x\n"
    with pytest.raises(OwnDataError) as caught:
        load(tmp_path, text)
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
        "onderdrukt.yaml:8",
        "onderdrukt.yaml:6",
        *["onderdrukt.yaml:9"] * 4,
    ]


def test_a_file_that_is_not_there_or_not_utf8_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="kan niet worden gelezen"):
        load_suppressions(tmp_path / "weg.yaml")
    (tmp_path / "x.yaml").write_bytes(b"formaat: 1\n# \xe9")
    with pytest.raises(OwnDataError, match=r"x\.yaml:1: sla dit bestand op als UTF-8"):
        load_suppressions(tmp_path / "x.yaml")


def test_twelve_months_may_begin_on_a_leap_day(tmp_path: Path) -> None:
    leap = GOOD.replace("2026-01-05", "2028-02-29")
    assert load(tmp_path, leap.replace("2026-12-31", "2029-02-28"))
    with pytest.raises(OwnDataError):
        load(tmp_path, leap.replace("2026-12-31", "2029-03-01"))


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("archief/**", "/srv/archief/2019/x.docx", True),
        ("archief/**", "archief/x.docx", True),
        ("archief/**", "nieuwarchief/x.docx", False),
        ("archief/*", "archief/2019/x.docx", False),
        ("/archief/**", "/srv/archief/x.docx", False),
        ("**/*.docx", "a/b/c.docx", True),
        ("**/*.docx", "c.docx", True),
        ("x?.txt", "map/x1.txt", True),
        ("x?.txt", "map/x/.txt", False),
        ("archief/**", "C:\\share\\archief\\x.docx", True),
        ("a.c", "abc", False),
        ("[a].docx", "[a].docx", True),
    ],
)
def test_a_pattern_fits_paths_as_people_mean_it(pattern: str, path: str, expected: bool) -> None:
    assert fits(pattern, path) is expected


@pytest.fixture
def entry(tmp_path: Path) -> Suppression:
    return load(tmp_path, GOOD)[0]


def test_what_is_covered_is_silenced_with_its_reason(entry: Suppression, finding: Callable[..., Finding]) -> None:
    judge = Judge(DAY, KEY, suppressions=[entry])
    (judgement,) = judge.judge("archief/x.docx", [finding()])
    assert (judgement.suppressed, judgement.until) == (True, date(2026, 12, 31))
    assert judgement.why == "onderdrukt door F. Visser: Het woord is hier de naam van een straat."
    assert judge.warnings() == ()


@pytest.mark.parametrize(("path", "rule"), [("elders/x.docx", "diagnose.ziekte"), ("archief/x.docx", "klacht.pijn")])
def test_all_that_an_entry_names_must_hold(
    entry: Suppression, finding: Callable[..., Finding], path: str, rule: str
) -> None:
    judge = Judge(DAY, KEY, suppressions=[entry])
    assert not judge.judge(path, [finding(rule=rule)])[0].suppressed
    assert judge.warnings()[0].startswith("onderdrukt.yaml:3: deze vrijstelling raakt geen enkele bevinding")


def test_what_is_expired_is_back_and_says_since_when(entry: Suppression, finding: Callable[..., Finding]) -> None:
    for op, suppressed in ((entry.until, True), (date(2027, 1, 1), False)):
        judge = Judge(op, KEY, suppressions=[entry])
        assert judge.judge("archief/x.docx", [finding()])[0].suppressed is suppressed
    judgement = judge.judge("archief/x.docx", [finding()])[0]
    assert judgement.note == "vrijstelling verlopen op 31-12-2026"
    assert "verlopen op 31-12-2026: wat zij verborg, staat er weer" in judge.warnings()[0]


def test_an_entry_of_later_does_not_hold_yet(entry: Suppression, finding: Callable[..., Finding]) -> None:
    judge = Judge(date(2026, 1, 4), KEY, suppressions=[entry])
    assert not judge.judge("archief/x.docx", [finding()])[0].suppressed
    assert "geldt pas vanaf 05-01-2026" in judge.warnings()[0]


def test_a_false_alarm_silences_until_its_last_day(
    finding: Callable[..., Finding], decision: Callable[..., Decision]
) -> None:
    alarm = replace(
        decision(1, Verdict.VALS_ALARM), document=document_print(KEY, "a.txt"), until=DAY, reason="Een straat."
    )
    judge = Judge(DAY, KEY, decisions=[alarm], present=["a.txt", "b.txt"])
    (judgement,) = judge.judge("a.txt", [finding(1)])
    assert (judgement.suppressed, judgement.why) == (True, "vals alarm volgens f.visser: Een straat.")
    assert not judge.judge("b.txt", [finding(1)])[0].suppressed, "decided for another document"
    later = Judge(date(2026, 11, 23), KEY, decisions=[alarm], present=["a.txt"]).judge("a.txt", [finding(1)])[0]
    assert (later.suppressed, later.note) == (False, "vrijstelling verlopen op 22-11-2026")
    moved = Judge(DAY, KEY, decisions=[alarm], present=["c.txt"]).judge("c.txt", [finding(1)])[0]
    assert moved.suppressed, "the document was renamed"
    undone = Judge(DAY, KEY, decisions=[replace(alarm, number=1), Undo(1, "x", DAY)]).judge("a.txt", [finding(1)])[0]
    assert not undone.suppressed


@pytest.mark.parametrize("verdict", [Verdict.INBREUK, Verdict.TOEGESTAAN, Verdict.VERHOLPEN])
def test_no_other_verdict_silences(
    verdict: Verdict, finding: Callable[..., Finding], decision: Callable[..., Decision]
) -> None:
    made = decision(1, verdict, document=1)
    (judgement,) = Judge(DAY, KEY, decisions=[made]).judge("a.txt", [finding(1)])
    assert (judgement.suppressed, judgement.decision) == (False, made)
    assert judgement.note == ("was verholpen op 22-11-2026, maar staat er weer" if verdict is Verdict.VERHOLPEN else "")
