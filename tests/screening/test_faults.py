"""Faults around the documents of a screening: what stands in folders, disks that refuse, two runs, time and place."""

from __future__ import annotations

import errno
import os
import signal
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result

from pipeline.batch import screening
from pipeline.batch.store import alone
from pipeline.cli import main
from pipeline.cli.running import interruptible
from tests.screening.conftest import CLEAN, SICK, Screen, documents

NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def verb(*arguments: object, said: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=said)


def everything_in(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield folder
        yield from folder.rglob("*")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and sockets in folders")
def test_row_9_what_is_no_file_is_named_and_stops_nothing(
    screen: Screen, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "lus").symlink_to(folder)
    (folder / "kring").symlink_to(folder / "kring")
    os.mkfifo(folder / "pijp.docx")
    monkeypatch.chdir(folder)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("stopcontact.pdf")
        done = screen()
    assert done.exit_code == 3
    found = documents(out)
    odd = {"lus", "kring", "pijp.docx", "stopcontact.pdf"}
    assert {found[name]["status"] for name in odd} == {"onleesbaar"}
    assert all(found[name]["unread"][0]["reason"].endswith(".") for name in odd)
    assert found["verslag.txt"]["status"] == "bevindingen"


def test_row_9_a_device_is_named_and_not_read(screen: Screen, folder: Path, out: Path) -> None:
    try:
        os.mknod(folder / "schijf.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero never ends
    except (OSError, AttributeError):
        pytest.skip("may make no devices here")
    screen()
    assert documents(out)["schijf.txt"]["status"] == "onleesbaar"


def test_row_9_a_file_that_vanishes_during_the_run_is_named(
    screen: Screen, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = screening._digest

    def digested(path: str) -> str:
        found = real(path)
        if path.endswith("verslag.txt"):
            Path(path).unlink()
        return found

    monkeypatch.setattr(screening, "_digest", digested)
    assert screen().exit_code == 3
    lost = documents(out)["verslag.txt"]
    assert (lost["status"], lost["findings"]) == ("onleesbaar", [])


def test_row_10_a_file_that_is_locked_is_named_with_what_to_do(
    screen: Screen, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def locked(path: Path, *rest: Any, **options: Any) -> Any:
        if path.name == "verslag.txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *rest, **options)

    monkeypatch.setattr(Path, "open", locked)
    assert screen().exit_code == 3
    lost = documents(out)["verslag.txt"]
    assert lost["status"] == "onleesbaar"
    assert "in gebruik" in lost["unread"][0]["reason"]
    assert documents(out)["rooster.txt"]["status"] == "ok"


def test_row_10_a_path_of_more_than_260_characters_is_read(screen: Screen, folder: Path, out: Path) -> None:
    deep = folder.joinpath(*["een map met een lange naam"] * 12)
    deep.mkdir(parents=True)
    (deep / "diep.txt").write_text(SICK, encoding="utf-8")
    assert len(str(deep)) > 300
    screen()
    assert documents(out)["diep.txt"]["status"] == "bevindingen"


def test_row_22_a_full_disk_leaves_no_half_report_and_the_run_can_go_on(
    screen: Screen, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> NoReturn:
        raise NO_SPACE

    screen()
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.name.startswith("rapport")}
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        done = screen("--overwrite")
    assert done.exit_code == 5
    assert "vol" in done.output or "ENOSPC" in done.output
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.name.startswith("rapport")} == before
    assert [path.name for path in out.iterdir() if path.name.endswith(".deel")] == []
    assert screen("--overwrite").exit_code == 1


def test_row_24_an_output_folder_that_may_not_be_written_is_a_message(
    screen: Screen, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", read_only)
        done = screen()
    assert done.exit_code == 5
    assert "mag niet worden geschreven" in done.output
    assert not out.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mask", [0, 0o022])
def test_row_24_all_that_is_made_is_for_its_owner_only(
    screen: Screen, folder: Path, out: Path, tmp_path: Path, mask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.batch.inline import Inline

    monkeypatch.setattr("pipeline.batch.local.Local", lambda *_: Inline())
    before = os.umask(mask)
    try:
        screen()
        verb("review", out, said="1\nq\n")
        verb("review", out, "--false-alarms", out / "alarmen.jsonl")
        verb("redact", folder, "--out", tmp_path / "kopie" / "diep")
    finally:
        os.umask(before)
    made = list(everything_in(out, tmp_path / "kopie"))
    assert {path.name for path in made} >= {"sleutel", "alarmen.jsonl", "rooster.txt", "diep", "diep-audit"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_dir()} == {0o700}


def test_row_31_a_first_interrupt_asks_and_a_second_one_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    with interruptible() as stop:
        assert not stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop()
        assert "Nog een keer Ctrl-C" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_row_35_a_second_screening_in_the_same_folder_is_refused(screen: Screen, out: Path) -> None:
    with alone(out):
        done = screen()
    assert done.exit_code == 5
    assert "al een run bezig" in done.output
    assert screen().exit_code == 1


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a time zone that can be set")
def test_row_37_time_zone_and_leap_day_do_not_show(
    screen: Screen, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    os.utime(folder / "verslag.txt", (0, -86_400))
    try:
        for zone in ("Pacific/Kiritimati", "America/Anchorage", "Europe/Amsterdam"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert screen("--overwrite", "--op", "2028-02-29").exit_code == 1
            made.append([(out / f"rapport.{kind}").read_bytes() for kind in ("xlsx", "sarif")])
            made[-1].append(b"".join((out / "rapport.jsonl").read_bytes().splitlines()[:-1]))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert made[0] == made[1] == made[2]


def test_row_39_and_40_names_and_text_stay_off_the_output_unless_asked_for(screen: Screen, folder: Path) -> None:
    (folder / "Jansen burn-out.txt").write_text(CLEAN, encoding="utf-8")
    for options in ((), ("-q",)):
        assert "Jansen" not in screen("--overwrite", *options).output
    assert "Jansen" in screen("--overwrite", "-v").output


def test_row_46_no_verb_of_screening_reaches_for_the_network(
    screen: Screen, folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.batch.inline import Inline

    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the program reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("pipeline.batch.local.Local", lambda *_: Inline())
    page = '<html><body><img src="http://voorbeeld.nl/a.png"><p>tekst</p></body></html>'
    (folder / "pagina.html").write_text(page, encoding="utf-8")
    assert screen().exit_code in {1, 3}
    for arguments in (
        ("review", out), ("audit", "verify", out), ("redact", folder, "--out", tmp_path / "kopie"),
        ("annotate", folder, "--out", tmp_path / "merk"),
    ):  # fmt: skip
        assert verb(*arguments, said="q\n").exit_code in {0, 3}


def test_row_47_nothing_listens() -> None:
    """There is no `serve`, so no page can talk to it; when there is one, its tests belong here."""
    assert "serve" not in main.commands


def test_row_48_what_stands_in_a_folder_is_data_and_never_a_rule_a_silence_or_code(
    screen: Screen, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen()
    wanted = documents(out)["verslag.txt"]["findings"]
    assert wanted
    silence = "formaat: 1\nonderdrukt:\n  - pad: '**'\n    reden: Dit is allemaal goed gekeurd.\n    door: X\n"
    (folder / "onderdrukt.yaml").write_text(f"{silence}    op: 2026-01-01\n    tot: 2026-12-31\n", encoding="utf-8")
    for name in ("nlp_rules", "templates", "schemas", "pipeline", "spacy"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
        (folder / name / "diagnose.yaml").write_text("formaat: 1\nregels: []\n", encoding="utf-8")
    (folder / "sitecustomize.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert screen("--overwrite", "--op", "2026-06-01").exit_code in {1, 3}
    assert documents(out)["verslag.txt"]["findings"] == wanted


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
@pytest.mark.parametrize(("mode", "is_said"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_row_50_a_key_that_others_can_read_is_said(
    screen: Screen, folder: Path, tmp_path: Path, mode: int, is_said: bool
) -> None:
    key = tmp_path / "sleutel"
    key.write_bytes(b"k" * 32)
    key.chmod(mode)
    for done in (screen("--key-file", str(key)), verb("scan", folder, "--key-file", key)):
        assert done.exit_code in {0, 1, 3}
        assert ("modus 0600" in done.stderr) is is_said


def test_row_50_no_secret_comes_by_flag_or_environment() -> None:
    options = [option for command in main.commands.values() for option in command.params]
    options += [option for command in main.commands["audit"].commands.values() for option in command.params]
    assert not [option.name for option in options if option.envvar]
    assert main.context_settings.get("auto_envvar_prefix") is None
    keys = [option for option in options if option.name and ("key" in option.name or "sleutel" in option.name)]
    assert keys
    assert all(option.name == "key_file" for option in keys)
