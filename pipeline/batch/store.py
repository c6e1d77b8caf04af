"""The only module that writes files: a dossier's folder or a file appears whole, or not at all."""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn, TextIO

from pipeline.errors import CannotWriteError
from pipeline.names import is_safe_file, is_safe_folder

if TYPE_CHECKING:
    from pipeline.model import Built

MANIFEST: Final = "manifest.json"

_OWN_PREFIX, _OWN_SUFFIX = ".pw-", ".deel"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
# What a file manager leaves in every folder that somebody looks at; losing it harms no one.
_LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Store:
    """The output folder of one run.

    Open it once a run, in the process that leads the run: opening clears away what a run that was killed left behind.
    """

    def __init__(self, out: Path, *, overwrite: bool = False, inputs: Iterable[Path] = ()) -> None:
        """Makes the output folder when it is not there, readable for its owner only.

        Args:
            out: the folder to write in.
            overwrite: whether the folder that an earlier run made of the same dossier may be replaced.
            inputs: the files that are read in this run; none of them is ever replaced.

        Raises:
            CannotWriteError: the folder cannot be made or written in.
        """
        self._overwrite = overwrite
        self._written: set[str] = set()
        with _explained(out):
            _make_folders(out)
            self._out = out.resolve(strict=True)
            self.sweep()
            self._sources = _folders_with(inputs, self._out)
            self._present = {entry.name.casefold(): entry.name for entry in self._out.iterdir()}

    def write_built(self, built: Built) -> Path:
        """Writes the documents of one dossier with its manifest, and returns their folder.

        The folder replaces that of an earlier run as a whole, so a document that is withheld now is gone from the disk.

        Raises:
            CannotWriteError: a name is unsafe, the folder exists and may not be replaced, or the disk refuses. What
                stood there before still stands there.
        """
        return self.publish(built.folder, stage(self._out, built))

    def publish(self, folder: str, staged: str, *, sync: bool = True) -> Path:
        """Gives documents that `stage` wrote their place, and returns it; without a place they are removed.

        Args:
            folder: the name of the dossier's folder.
            staged: what `stage` returned.
            sync: whether it must outlive a power cut at once; without it `settle` must follow.

        Raises:
            CannotWriteError: as `write_built`.
        """
        fresh = self._out / staged
        try:
            target = self._target(folder)
            with _explained(target):
                self._replace(fresh, target)
                if sync:
                    _sync_folder(self._out)
        finally:
            if fresh.exists():
                shutil.rmtree(fresh, ignore_errors=True)
        self._written.add(folder)
        return target

    def settle(self) -> None:
        """Makes everything that was published outlive a power cut."""
        with _explained(self._out):
            _sync_folder(self._out)

    @contextmanager
    def workshop(self, files: Mapping[str, bytes]) -> Iterator[Path]:
        """Gives a private folder with files in it for another program to work in; it is always removed, with all in it.

        A run that is killed leaves it behind; the next one that opens this store clears it away.

        Args:
            files: the contents by name; a name may hold one folder.

        Raises:
            CannotWriteError: a name is unsafe, or the disk refuses.
        """
        if not all(is_safe_file(name) for name in files):
            _refuse("De naam van een tijdelijk bestand is niet op elke computer toegestaan. Er is niets geschreven.")
        folder = self._temporary()
        try:
            with _explained(folder):
                _fill(folder, dict(files))
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _target(self, folder: str) -> Path:
        if not is_safe_folder(folder):
            _refuse("De naam van deze dossiermap mag niet op elke computer. Geef het dossier een ander kenmerk.")
        target = self._out / folder
        if folder in self._written:
            _refuse(f"Twee dossiers leveren dezelfde map op: '{target}'. Geef elk dossier een eigen kenmerk.")
        if self._present.get(folder, folder) != folder:
            _refuse(f"'{target}' bestaat al met andere hoofdletters. Hernoem die map of kies met --out een andere.")
        if target.resolve() != target or (target.exists() and not target.is_dir()):
            _refuse(f"'{target}' is geen gewone map. Haal weg wat er staat of kies met --out een andere map.")
        if target.exists():
            self._refuse_unless_replaceable(target)
        return target

    def _refuse_unless_replaceable(self, target: Path) -> None:
        if not self._overwrite:
            _refuse(f"'{target}' bestaat al. Kies met --out een andere map, of vervang wat er staat met --overwrite.")
        if target.name in self._sources:
            _refuse(f"'{target}' bevat een bestand dat wordt gelezen. Kies met --out een andere map.")
        with _explained(target):
            strangers = _strangers(target)
        if any(name.startswith("~$") for name in strangers):
            _refuse(f"In '{target}' is een document geopend. Sluit het in Word en begin opnieuw.")
        if strangers:
            changed = "bestanden die poortwachter niet maakte of die veranderd zijn"
            _refuse(f"In '{target}' staan {changed}. Verplaats ze en begin opnieuw.")

    def _replace(self, fresh: Path, target: Path) -> None:
        """Puts the fresh folder in its place; a crash between the two renames leaves no folder, never half of one."""
        if not target.exists():
            fresh.rename(target)
            return
        retired = self._temporary()
        target.rename(retired)
        try:
            fresh.rename(target)
        except OSError:
            retired.rename(target)
            raise
        shutil.rmtree(retired)

    def sweep(self) -> None:
        """Removes what a run that was killed, or a child of this one, left half written."""
        for entry in sorted(self._out.glob(f"{_OWN_PREFIX}*{_OWN_SUFFIX}")):
            if entry.is_file() and not entry.is_symlink():
                entry.unlink()
            elif entry.is_dir() and not entry.is_symlink():
                # Taken away in one step first: a second run that is still at work on it fails, and publishes no half.
                doomed = entry.rename(self._temporary())
                shutil.rmtree(doomed)

    def _temporary(self) -> Path:
        return _temporary(self._out)


def stage(out: Path, built: Built) -> str:
    """Writes the documents of one dossier with its manifest beside the output, from any process.

    Args:
        out: the output folder, which a `Store` opened.
        built: what to write.

    Returns:
        The name of the folder they stand in until `Store.publish` gives them their place.

    Raises:
        CannotWriteError: a name is unsafe, or the disk refuses; then nothing is left.
    """
    files = _files_of(built)
    fresh = _temporary(out)
    try:
        with _explained(out / built.folder):
            _fill(fresh, files)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return fresh.name


def write_file(path: Path, content: bytes, *, overwrite: bool = False, inputs: Iterable[Path] = ()) -> None:
    """Writes one file beside the documents, whole or not at all, readable for its owner only.

    Args:
        path: the file; its folder is made when it is not there.
        content: what comes to stand in it.
        overwrite: whether an ordinary file that stands there may be replaced.
        inputs: the files that are read in this run; none of them is ever replaced.

    Raises:
        CannotWriteError: something stands there that may not be replaced, or the disk refuses. What stood there before
            still stands there.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        _refuse(f"'{path}' is geen gewoon bestand. Kies een andere naam.")
    if any(path.resolve() == item.resolve() for item in inputs):
        _refuse(f"'{path}' is een bestand dat wordt gelezen. Kies een andere naam.")
    if path.exists() and not overwrite:
        _refuse(f"'{path}' bestaat al. Kies een andere naam, of vervang het met --overwrite.")
    fresh = _temporary(path.parent)
    try:
        _make_folders(path.parent.resolve())
        _write(fresh, content)
        fresh.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        _refuse(f"'{path}' kan niet worden geschreven ({_code(error)}). Maak ruimte of kies een andere plek.")
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def growing(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Gives a file to write piece by piece and to read back, that stands in its place only when all went well.

    Args:
        path: the file, readable for its owner only; its folder is made when it is not there.
        overwrite: whether an ordinary file that stands there may be replaced.

    Raises:
        CannotWriteError: something stands there that may not be replaced, or the disk refuses. What stood there before
            still stands there.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        _refuse(f"'{path}' is geen gewoon bestand. Kies een andere map.")
    if path.exists() and not overwrite:
        _refuse(f"'{path}' bestaat al. Kies met --out een andere map, of vervang wat er staat met --overwrite.")
    fresh = _temporary(path.parent)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with _explained(path):
            _make_folders(path.parent.resolve())
            with os.fdopen(os.open(fresh, flags, _FILE_MODE), "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
            _sync_folder(path.parent)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def scratch(folder: Path) -> Iterator[BinaryIO]:
    """Gives a file to write and read back that is gone afterwards; what a killed run leaves, the next one clears away.

    Raises:
        CannotWriteError: the disk refuses.
    """
    with suppress(_UnwantedError), growing(folder / f"{secrets.token_hex(8)}.deel") as file:
        yield file
        raise _UnwantedError


class _UnwantedError(Exception):
    """Ends the making of a file that nobody needs any more."""


def keep_private(stream: TextIO) -> None:
    """Makes the file that a stream goes to readable for its owner only, as all that this module writes.

    Call it before the first byte. A terminal or a pipe has no mode of its own, and neither has a file on Windows.

    Raises:
        CannotWriteError: the file belongs to someone else, or its disk knows no modes.
    """
    try:
        descriptor = stream.fileno()
    except OSError:  # no file of the operating system at all
        return
    if not hasattr(os, "fchmod") or not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return
    try:
        os.fchmod(descriptor, _FILE_MODE)
    except OSError:
        _refuse("Het uitvoerbestand kan niet voor anderen worden afgesloten. Kies een bestand in een eigen map.")


def _files_of(built: Built) -> dict[str, bytes]:
    """Returns the contents by name, the manifest last; names come from data and are not trusted."""
    manifest = json.dumps(built.manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    files = {document.name: document.content for document in built.documents} | {MANIFEST: manifest.encode()}
    if not all(is_safe_file(name) for name in files):
        _refuse("De naam van een document is niet op elke computer toegestaan. Er is niets van dit dossier geschreven.")
    if len({name.casefold() for name in files}) != len(built.documents) + 1:
        _refuse("Twee documenten van dit dossier krijgen dezelfde naam. Er is niets van dit dossier geschreven.")
    return files


def _folders_with(inputs: Iterable[Path], out: Path) -> set[str]:
    """Returns the names directly below the output folder that are an input or hold one."""
    resolved = (path.resolve() for path in inputs)
    return {path.relative_to(out).parts[0] for path in resolved if out in path.parents}


def _strangers(folder: Path) -> list[str]:
    """Returns the names of files in an earlier run's folder that are not as its manifest says: added, or changed."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        own = {str(document["file"]): str(document["sha256"]) for document in manifest["documents"]}
        own[MANIFEST] = _digest(folder / MANIFEST)
    except (OSError, ValueError, LookupError, TypeError):
        own = {}
    files = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    wanted = [path for path in files if path.name not in _LITTER]
    return [
        path.name
        for path in wanted
        if path.is_symlink() or own.get(path.relative_to(folder).as_posix()) != _digest(path)
    ]


def _temporary(folder: Path) -> Path:
    return folder / f"{_OWN_PREFIX}{secrets.token_hex(8)}{_OWN_SUFFIX}"


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _make_folders(path: Path) -> None:
    # Path.mkdir(parents=True) would give the folders in between the modes of the umask.
    for folder in (*reversed(path.parents), path):
        if not folder.exists():
            folder.mkdir(_FOLDER_MODE, exist_ok=True)
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))


def _fill(fresh: Path, files: dict[str, bytes]) -> None:
    folders = sorted({fresh / parent for name in files for parent in PurePosixPath(name).parents})
    for folder in folders:
        # All before the first file: made along the way, a folder that a second run swept would come back half full.
        folder.mkdir(_FOLDER_MODE)
    for name, content in files.items():
        _write(fresh / name, content)
    for folder in folders:
        _sync_folder(folder)


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, _FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut; Windows does that by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns what the operating system refuses into a message that says what to do."""
    try:
        yield
    except BrokenPipeError:  # of a reader of our output, who left
        raise
    except OSError as error:
        raise CannotWriteError(_explain(error, path)) from error


def _explain(error: OSError, path: Path) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"De schijf is vol; '{path}' is niet geschreven. Maak ruimte en begin opnieuw."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"'{path}' mag niet worden geschreven. Sluit het document in Word, of kies met --out een andere map."
        case errno.ENAMETOOLONG:
            return f"'{path}' is een te lang pad. Kies met --out een map met een kortere naam."
        case errno.ENOENT | errno.ENOTEMPTY:
            return f"'{path}' veranderde tijdens het schrijven. Laat niet twee runs tegelijk in dezelfde map schrijven."
        case errno.ENOTDIR | errno.EEXIST:
            return f"'{path}' is geen map. Kies met --out een andere map."
        case _:
            return f"'{path}' kan niet worden geschreven ({_code(error)}). Kies met --out een andere map."


def _code(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def _refuse(message: str) -> NoReturn:
    raise CannotWriteError(message)
