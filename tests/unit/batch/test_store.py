from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.batch.store import Store
from pipeline.errors import CannotWriteError, ExitCode
from pipeline.model import Built, Rendered

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def built(*names: str, folder: str = "week-05", content: bytes = b"inhoud") -> Built:
    return Built(
        path=f"{folder}.json",
        folder=folder,
        documents=tuple(Rendered(name, name, content) for name in names),
        manifest={
            "documents": [{"file": name, "sha256": sha256(content).hexdigest()} for name in names],
            "kenmerk": "Café",
        },
    )


def tree(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


@pytest.fixture(params=[0o000, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def test_a_dossier_is_written_with_its_manifest(tmp_path: Path) -> None:
    folder = Store(tmp_path / "uit").write_built(built("plan.docx", "riv/01-voorblad.docx"))
    assert folder == tmp_path / "uit" / "week-05"
    assert tree(tmp_path / "uit") == {
        "week-05",
        "week-05/plan.docx",
        "week-05/riv",
        "week-05/riv/01-voorblad.docx",
        "week-05/manifest.json",
    }
    assert (folder / "plan.docx").read_bytes() == b"inhoud"
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["kenmerk"] == "Café"


def test_a_dossier_of_which_all_is_withheld_still_has_its_manifest(tmp_path: Path) -> None:
    folder = Store(tmp_path).write_built(built())
    assert tree(folder) == {"manifest.json"}


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    first = Store(tmp_path / "a").write_built(built("plan.docx")) / "manifest.json"
    second = Store(tmp_path / "b").write_built(built("plan.docx")) / "manifest.json"
    assert first.read_bytes() == second.read_bytes()


@POSIX
@pytest.mark.usefixtures("umask")
def test_row_24_files_are_0600_and_folders_0700(tmp_path: Path) -> None:
    out = tmp_path / "nieuw" / "uit"
    Store(out).write_built(built("plan.docx", "riv/deel/01.docx"))
    modes = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "nieuw", *(tmp_path / "nieuw").rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


@POSIX
def test_a_folder_of_the_user_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Store(tmp_path).write_built(built("plan.docx"))
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_row_23_an_existing_dossier_is_not_overwritten(tmp_path: Path) -> None:
    Store(tmp_path).write_built(built("plan.docx", content=b"oud"))
    with pytest.raises(CannotWriteError, match="--overwrite") as error:
        Store(tmp_path).write_built(built("plan.docx", content=b"nieuw"))
    assert error.value.exit_code is ExitCode.CANNOT_WRITE
    assert (tmp_path / "week-05" / "plan.docx").read_bytes() == b"oud"
    assert tree(tmp_path) == {"week-05", "week-05/plan.docx", "week-05/manifest.json"}


def test_with_overwrite_a_document_that_is_withheld_now_is_gone_from_the_disk(tmp_path: Path) -> None:
    Store(tmp_path).write_built(built("plan.docx", "riv/evaluatie.docx", content=b"een geheim"))
    Store(tmp_path, overwrite=True).write_built(built("plan.docx", content=b"nieuw"))
    assert tree(tmp_path) == {"week-05", "week-05/plan.docx", "week-05/manifest.json"}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"geheim" in path.read_bytes()]


def test_row_23_an_input_inside_the_dossier_folder_is_not_replaced(tmp_path: Path) -> None:
    document = Store(tmp_path).write_built(built("plan.docx", content=b"oud")) / "plan.docx"
    with pytest.raises(CannotWriteError, match="wordt gelezen"):
        Store(tmp_path, overwrite=True, inputs=[document]).write_built(built("plan.docx"))
    assert document.read_bytes() == b"oud"


def test_row_23_an_input_reached_through_a_link_is_not_replaced(tmp_path: Path) -> None:
    document = Store(tmp_path / "uit").write_built(built("plan.docx")) / "plan.docx"
    link = tmp_path / "link.docx"
    link.symlink_to(document)
    with pytest.raises(CannotWriteError, match="wordt gelezen"):
        Store(tmp_path / "uit", overwrite=True, inputs=[link]).write_built(built("plan.docx"))


def test_row_23_an_input_with_the_name_of_the_dossier_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "week-05").write_bytes(b"{}")
    with pytest.raises(CannotWriteError, match="geen gewone map"):
        Store(tmp_path, overwrite=True, inputs=[tmp_path / "week-05"]).write_built(built("plan.docx"))
    assert (tmp_path / "week-05").read_bytes() == b"{}"


def test_files_of_somebody_else_in_the_dossier_folder_are_not_lost(tmp_path: Path) -> None:
    folder = Store(tmp_path).write_built(built("plan.docx"))
    (folder / "getekend.pdf").write_bytes(b"handtekening")
    with pytest.raises(CannotWriteError, match="niet maakte"):
        Store(tmp_path, overwrite=True).write_built(built("plan.docx"))
    assert (folder / "getekend.pdf").read_bytes() == b"handtekening"


def test_a_document_that_was_changed_since_is_not_lost(tmp_path: Path) -> None:
    folder = Store(tmp_path).write_built(built("plan.docx"))
    (folder / "plan.docx").write_bytes(b"inhoud, nu ondertekend")
    with pytest.raises(CannotWriteError, match="veranderd"):
        Store(tmp_path, overwrite=True).write_built(built("plan.docx"))
    assert (folder / "plan.docx").read_bytes() == b"inhoud, nu ondertekend"


def test_a_folder_without_a_manifest_is_not_ours_to_replace(tmp_path: Path) -> None:
    (tmp_path / "week-05").mkdir()
    (tmp_path / "week-05" / "plan.docx").write_bytes(b"van een ander")
    with pytest.raises(CannotWriteError, match="niet maakte"):
        Store(tmp_path, overwrite=True).write_built(built("plan.docx"))


def test_litter_of_a_file_manager_does_not_stop_a_rebuild(tmp_path: Path) -> None:
    folder = Store(tmp_path).write_built(built("plan.docx"))
    (folder / ".DS_Store").write_bytes(b"")
    Store(tmp_path, overwrite=True).write_built(built("plan.docx"))
    assert tree(folder) == {"plan.docx", "manifest.json"}


def test_a_document_that_is_open_in_word_stops_the_rebuild(tmp_path: Path) -> None:
    folder = Store(tmp_path).write_built(built("plan.docx"))
    (folder / "~$plan.docx").write_bytes(b"")
    with pytest.raises(CannotWriteError, match="Sluit het in Word"):
        Store(tmp_path, overwrite=True).write_built(built("plan.docx"))


@pytest.mark.parametrize(
    "folder", ["../x", "..", "C:\\x", "con", "punt.", "a\u202eb", "x" * 300, "a\0b", "", "a/b", "Hoofd"]
)
def test_row_12_an_unsafe_folder_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(CannotWriteError, match="kenmerk"):
        Store(tmp_path / "uit").write_built(built("plan.docx", folder=folder))
    assert tree(tmp_path) == {"uit"}


@pytest.mark.parametrize("name", ["../plan.docx", "/plan.docx", "CON.docx", "plan.docx.", "riv\\plan.docx", "a\0.docx"])
def test_row_12_an_unsafe_document_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWriteError, match="niets van dit dossier"):
        Store(tmp_path / "uit").write_built(built("goed.docx", name))
    assert tree(tmp_path) == {"uit"}


@pytest.mark.parametrize("name", ["plan.docx", "Plan.docx", "manifest.json", "Manifest.json"])
def test_row_12_two_documents_with_the_same_name_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWriteError, match="dezelfde naam"):
        Store(tmp_path / "uit").write_built(built("plan.docx", name))
    assert tree(tmp_path) == {"uit"}


def test_row_12_a_folder_that_differs_in_capitals_only_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Week-05").mkdir()
    with pytest.raises(CannotWriteError, match="hoofdletters"):
        Store(tmp_path, overwrite=True).write_built(built("plan.docx"))


def test_two_dossiers_of_one_run_do_not_share_a_folder(tmp_path: Path) -> None:
    store = Store(tmp_path, overwrite=True)
    store.write_built(built("plan.docx", content=b"eerste"))
    with pytest.raises(CannotWriteError, match="Twee dossiers"):
        store.write_built(built("plan.docx", content=b"tweede"))
    assert (tmp_path / "week-05" / "plan.docx").read_bytes() == b"eerste"


def test_row_12_a_link_out_of_the_output_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "week-05").symlink_to(tmp_path / "elders")
    with pytest.raises(CannotWriteError, match="geen gewone map"):
        Store(tmp_path / "uit", overwrite=True).write_built(built("plan.docx"))
    assert tree(tmp_path / "elders") == set()


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "uit").write_bytes(b"")
    with pytest.raises(CannotWriteError, match="geen map"):
        Store(tmp_path / "uit")


def test_opening_sweeps_own_leftovers_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".pw-0011223344556677.deel").mkdir()
    (tmp_path / ".pw-0011223344556677.deel" / "plan.docx").write_bytes(b"half")
    (tmp_path / "pw-van-mij.deel").mkdir()
    (tmp_path / ".pw-link.deel").symlink_to(tmp_path / "pw-van-mij.deel")
    Store(tmp_path)
    assert tree(tmp_path) == {"pw-van-mij.deel", ".pw-link.deel"}


def test_the_bytes_of_a_document_do_not_show_in_a_repr() -> None:
    assert "inhoud" not in repr(built("plan.docx"))


def test_a_workshop_is_private_and_always_removed(tmp_path: Path) -> None:
    store = Store(tmp_path / "uit")
    with pytest.raises(ZeroDivisionError), store.workshop({"bron/a.docx": b"tekst"}) as folder:  # noqa: PT012
        assert (folder / "bron" / "a.docx").read_bytes() == b"tekst"
        if os.name != "nt":
            assert folder.stat().st_mode & 0o777 == 0o700
        raise ZeroDivisionError
    assert list((tmp_path / "uit").iterdir()) == []
