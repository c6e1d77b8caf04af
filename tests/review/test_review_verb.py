"""`review` and `audit` from the command line, over a screening of documents on disk, with keys from a pipe."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import flow
from pipeline.batch.filing import Head, key_name, write_report
from pipeline.batch.journal import FOLDER, Journal
from pipeline.batch.store import alone
from pipeline.cli import main
from pipeline.errors import ExitCode, MissingProgramError
from pipeline.readers.reading import Convert
from pipeline.review.audit import Event, record
from pipeline.review.decisions import read_decisions
from pipeline.verdicts import Decision, Undo
from tests.marking.conftest import word_document

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
from everything_docx import paragraph
from everything_docx import run as run_of
from ole_file import ole

KEY = b"k" * 32
OP = "2026-11-22"
SENTENCE = "Kanarie7f3a heeft een hernia en zwaluw9b2c slikt oxycodon."


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops the clock of the audit trail."""
    for verb in ("review", "audit"):
        monkeypatch.setattr(f"pipeline.cli.{verb}.stamp", lambda: f"{OP}T20:15:00Z")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Vooraf. {SENTENCE} Hij werkt vier uur.", encoding="utf-8")
    (folder / "b.txt").write_text("Zij is zwanger.", encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path, source: Path) -> Path:
    folder = tmp_path / "uit"
    folder.mkdir(mode=0o700)
    (folder / "sleutel").write_bytes(KEY)
    screen(source, folder)
    return folder


def screen(source: Path, out: Path, convert: Convert | None = None) -> None:
    settings = flow.ScreenSettings(KEY)
    documents = [flow.screen_file(path, settings=settings, convert=convert) for path in sorted(source.iterdir())]
    head = Head("0.1.0", "abc", key_name(KEY), (str(source),))
    write_report(out, head, documents, tuple, overwrite=True)


def run(*arguments: str | Path, said: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=said)


def review(out: Path, *keys: str, options: tuple[str, ...] = ()) -> Result:
    result = run("review", out, "--op", OP, "--door", "f.visser", *options, said="".join(f"{key}\n" for key in keys))
    assert result.exit_code == 0, result.output
    return result


def decisions(out: Path) -> list[str]:
    return [entry.verdict.value for entry in read_decisions(out) if isinstance(entry, Decision)]


def test_a_finding_in_a_file_of_an_old_program_is_shown_by_way_of_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = word_document(paragraph(run_of("Vooraf.")) + paragraph(run_of(SENTENCE)))
    monkeypatch.setattr("pipeline.documents.office.find_office", lambda: "soffice")
    monkeypatch.setattr("pipeline.documents.office.modernise", lambda *_: made)
    source, out = tmp_path / "in", tmp_path / "uit"
    source.mkdir()
    (source / "brief.doc").write_bytes(ole({"WordDocument": b"x" * 5000}))
    out.mkdir(mode=0o700)
    (out / "sleutel").write_bytes(KEY)
    screen(source, out, lambda *_: made)
    shown = review(out, "1", "q").stdout
    assert "[[hernia]]" in shown
    assert "alinea 2" in shown
    assert decisions(out) == ["inbreuk"]
    assert {path.name for path in out.iterdir()} <= {"sleutel", "rapport.jsonl", "besluiten.db", "audit.db"}

    def gone() -> str:
        raise MissingProgramError("LibreOffice is er niet.")

    monkeypatch.setattr("pipeline.documents.office.find_office", gone)
    assert "hernia" not in review(out, "n", "q").stdout


def test_a_finding_is_shown_in_its_text_with_what_to_do(out: Path) -> None:
    shown = review(out, "q").stdout
    assert "VERTROUWELIJK" in shown
    assert "Bevinding 1 van 3, nog 3 te beslissen" in shown
    assert "Vooraf. Kanarie7f3a heeft een [[hernia]] en zwaluw9b2c slikt oxycodon. Hij werkt vier uur." in shown
    assert "Advies: " in shown
    assert "Grondslag: AVG" in shown
    assert "1 inbreuk · 2 vals alarm · 3 toegestaan · 4 verholpen · u terugnemen" in shown


def test_what_is_decided_is_kept_at_once_also_when_the_input_ends(out: Path) -> None:
    said = review(out, "1", "2", "3 het middel is een product van de fabriek").stdout
    assert decisions(out) == ["inbreuk", "vals_alarm"]
    assert "2 besluiten genomen of teruggenomen; 1 van 3 bevindingen open." in said
    again = review(out, "4", "u", "q").stdout
    assert "Bevinding 3 van 3, nog 1 te beslissen" in again
    assert isinstance(read_decisions(out)[-1], Undo)
    assert decisions(out) == ["inbreuk", "vals_alarm", "verholpen"]


def test_a_decision_shows_when_one_comes_back_to_it(out: Path) -> None:
    shown = review(out, "3", "artikel 29b ZW", "op eigen verzoek vermeld", "p", "q").stdout
    assert "Beslist: toegestaan, door f.visser op 22-11-2026, artikel 29b ZW: op eigen verzoek vermeld" in shown


@pytest.mark.parametrize("reason", ["een HERNIA van de buurman", "zij slikt paracetamol"])
def test_a_reason_may_not_hold_what_was_found(out: Path, reason: str) -> None:
    result = review(out, "2", reason, "", "q")
    assert "Schrijf haar zonder dat woord." in result.stdout
    assert decisions(out) == []


def test_row_34_a_changed_document_is_said_so_and_no_other_place_is_shown(out: Path, source: Path) -> None:
    """Architecture table, row 34."""
    (source / "a.txt").write_text(f"Ervoor gezet. {SENTENCE}", encoding="utf-8")
    result = review(out, "1", "n", "1", "n", "q")
    assert "document gewijzigd, opnieuw doorzoeken" in result.stdout
    assert "hernia" not in result.stdout
    assert "Wat niet te zien is, wordt niet beslist." in result.stdout
    assert decisions(out) == []


def test_a_document_that_is_gone_or_no_file_any_more_is_said_so(out: Path, source: Path) -> None:
    (source / "a.txt").unlink()
    (source / "a.txt").mkdir()
    assert "document niet gevonden" in review(out, "1", "q").stdout
    assert decisions(out) == []


def test_a_place_that_does_not_carry_its_fingerprint_is_not_shown(out: Path) -> None:
    """A report of another version could point at another place of the very same bytes."""
    report = out / "rapport.jsonl"
    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    lines[1]["findings"][0] |= {"start": 0, "end": 6}
    report.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    result = review(out, "1", "q")
    assert "deze plaats is niet terug te vinden" in result.stdout
    assert "[[Vooraf]]" not in result.stdout


def test_an_edited_and_moved_document_keeps_its_decisions_after_a_new_screening(out: Path, source: Path) -> None:
    review(out, "1", "1", "1")
    (source / "a.txt").rename(source / "z.txt")
    (source / "z.txt").write_text(
        f"Een heel nieuwe eerste alinea over de planning van volgende week. Vooraf. {SENTENCE} Hij werkt vier uur.",
        encoding="utf-8",
    )
    screen(source, out)
    assert "nog 1 te beslissen" in review(out, "q").stdout, "only the words right before the first hit differ"


def test_the_same_in_another_document_is_decided_together(out: Path, source: Path) -> None:
    (source / "c.txt").write_bytes((source / "b.txt").read_bytes())
    screen(source, out)
    result = review(out, "n", "n", "1", "j", "q")
    assert "staat op 1 andere plaats. Alle zo beslissen?" in result.stdout
    assert "nog 2 te beslissen" in result.stdout


def test_neither_the_databases_nor_the_false_alarms_hold_text_or_a_path(out: Path, tmp_path: Path) -> None:
    review(out, "1", "2", "3", "3", "artikel 29b ZW", "op eigen verzoek", "u", "q")
    alarms = tmp_path / "alarmen.jsonl"
    assert run("review", out, "--stats", "--false-alarms", alarms).exit_code == 0
    for path in [*out.glob("*.db*"), alarms]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content = path.read_bytes().lower()
        for word in (b"kanarie7f3a", b"zwaluw9b2c", b"hernia", b"oxycodon", b"zwanger.", b"a.txt", bytes(tmp_path)):
            assert word not in content, path.name
    assert run("review", out, "--false-alarms", alarms).exit_code == ExitCode.CANNOT_WRITE


def test_precision_per_rule(out: Path) -> None:
    assert run("review", out, "--stats").stdout == "Er zijn nog geen besluiten.\n"
    review(out, "1", "2", "2")
    lines = run("review", out, "--stats").stdout.splitlines()
    assert lines[0].endswith("precisie (95%-interval)")
    assert "0% (0% tot 79%)" in lines[1]
    assert "100% (21% tot 100%)" in lines[2]


def test_a_false_alarm_silences_at_most_twelve_months(out: Path) -> None:
    for until, code in (("2027-11-22", 0), ("2027-11-23", 2), ("2026-11-21", 2)):
        assert run("review", out, "--op", OP, "--tot", until, said="q\n").exit_code == code
    review(out, "2", "2", "q", options=("--tot", "2027-01-31"))
    (decision,) = read_decisions(out)
    assert isinstance(decision, Decision)
    assert str(decision.until) == "2027-01-31"


@pytest.mark.parametrize("lacking", ["rapport.jsonl", "sleutel"])
def test_a_folder_that_no_screening_wrote_is_said_so(out: Path, lacking: str) -> None:
    (out / lacking).unlink()
    result = run("review", out, said="q\n")
    assert result.exit_code == ExitCode.INCOMPLETE
    assert "Noem" in result.stderr
    assert not (out / "besluiten.db").exists()


def test_a_report_that_was_cut_off_is_not_reviewed(out: Path) -> None:
    report = out / "rapport.jsonl"
    report.write_text("".join(report.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    result = run("review", out, said="q\n")
    assert (result.exit_code, "is niet af" in result.stderr) == (ExitCode.INCOMPLETE, True)


def test_the_audit_trail_tells_who_decided_what_and_shows_what_was_done_to_it(out: Path) -> None:
    said = review(out, "1", "2", "2", "u", "q").stdout
    head = said.splitlines()[-1].rsplit(" ", 1)[1]
    good = run("audit", "verify", out, "--kop", head, "-v")
    assert good.exit_code == 0, good.output
    actions = [line.split()[3] for line in good.stdout.splitlines()[:4]]
    assert actions == ["besluit", "besluit", "terugnemen", "review"]
    assert "Het auditspoor klopt: 4 gebeurtenissen." in good.stdout
    assert "a.txt" not in good.stdout
    (out / "audit.db").unlink()
    review(out, "q")
    bad = run("audit", "verify", out, "--kop", head)
    assert bad.exit_code == ExitCode.FOUND
    assert "Gebeurtenis 4 stond in een rapport en ontbreekt nu" in bad.stdout


def test_without_a_head_that_is_kept_apart_it_says_what_it_cannot_see(out: Path) -> None:
    review(out, "q")
    assert "Geef er een met --kop." in run("audit", "verify", out).stdout
    assert run("audit", "verify", out, "--kop", "12").exit_code == ExitCode.USAGE


def test_a_head_in_the_report_is_held_against_the_trail(out: Path) -> None:
    head = review(out, "1", "q").stdout.splitlines()[-1].rsplit(" ", 1)[1]
    report = out / "rapport.jsonl"
    lines = report.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(-1, json.dumps({"kind": "audit", "audit": head}) + "\n")
    report.write_text("".join(lines), encoding="utf-8")
    assert run("audit", "verify", out).exit_code == 0
    (out / "audit.db").unlink()
    review(out, "q")
    assert run("audit", "verify", out).exit_code == ExitCode.FOUND


def test_row_45_a_purge_says_what_it_removed_and_leaves_a_trail_that_holds(out: Path) -> None:
    review(out, "1", "2", "2", "q")
    none = run("audit", "purge", out, "--ouder-dan", "90d", "--op", OP)
    assert none.stdout == "Verwijderd: 0 besluiten en 0 gebeurtenissen.\n"
    some = run("audit", "purge", out, "--ouder-dan", "90d", "--op", "2027-08-01")
    assert some.stdout.startswith("Verwijderd: 1 besluit en 4 gebeurtenissen.\n1 ouder besluit blijft")
    assert decisions(out) == ["vals_alarm"]
    shown = run("audit", "verify", out, "-v")
    assert shown.exit_code == 0
    assert "audit purge  besluiten 1, dagen 90, gebeurtenissen 4, journaal 0" in shown.stdout
    for wrong in ("90", "0d", "-1d", "drie maanden"):
        assert run("audit", "purge", out, "--ouder-dan", wrong).exit_code == ExitCode.USAGE


def test_a_purge_takes_the_journal_of_a_run_that_never_ended(out: Path) -> None:
    Journal(out, {"versie": "1"}, resume=False).write([{"pad": "a.txt"}])
    for path in (out / FOLDER).iterdir():
        os.utime(path, (1_790_000_000, 1_790_000_000))  # 21 September 2026
    for days, said in (
        ("90d", "0 gebeurtenissen.\n"),
        ("30d", "en het journaal van een afgebroken run (2 bestanden).\n"),
    ):
        result = run("audit", "purge", out, "--ouder-dan", days, "--op", OP)
        assert (result.exit_code, result.stdout.endswith(said)) == (0, True), result.output
    assert not (out / FOLDER).exists()


def test_a_folder_in_which_a_run_is_at_work_is_not_purged(out: Path) -> None:
    with alone(out):
        assert run("audit", "purge", out, "--ouder-dan", "90d").exit_code == ExitCode.CANNOT_WRITE


def test_what_a_document_holds_does_not_steer_the_terminal(out: Path, source: Path) -> None:
    (source / "a.txt").write_text("Hij heeft een hernia \x1b[31m\u202een werkt vier uur.\x9b2J", encoding="utf-8")
    screen(source, out)
    shown = review(out, "q").stdout
    assert "[[hernia]]" in shown
    assert not {"\x1b", "\u202e", "\x9b"} & set(shown)


def test_what_is_suppressed_is_left_out_and_counted(out: Path) -> None:
    report = out / "rapport.jsonl"
    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    lines[1]["findings"][0]["silenced"] = "onderdrukt door F. Visser: een straatnaam"
    report.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    shown = review(out, "q").stdout
    assert "1 onderdrukte bevinding is weggelaten." in shown
    assert "Bevinding 1 van 2" in shown


def test_a_trail_that_does_not_hold_is_refused_before_anything_is_decided(out: Path) -> None:
    review(out, "q")
    (out / "audit.db").unlink()
    record(out, Event(f"{OP}T10:00:00Z", "x", "screen"), b"x" * 32)
    result = run("review", out, said="1\n")
    assert result.exit_code == ExitCode.INCOMPLETE
    assert "hoort bij een andere sleutel" in result.stderr
    assert not (out / "besluiten.db").exists() or decisions(out) == []


def test_another_key_than_that_of_the_screening_is_refused(out: Path, tmp_path: Path) -> None:
    other = tmp_path / "andere"
    other.write_bytes(b"x" * 32)
    result = run("review", out, "--key-file", other, said="1\n")
    assert result.exit_code == ExitCode.INCOMPLETE
    assert "De sleutel hoort niet bij" in result.stderr
    (out / "sleutel").rename(other)
    assert run("review", out, "--key-file", other, said="q\n").exit_code == 0
