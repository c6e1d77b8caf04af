"""The output folder of a run: a dossier's folder appears whole, or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from pipeline.batch.store.disk import (
    FOLDER_MODE,
    OWN_PREFIX,
    OWN_SUFFIX,
    explained,
    make_folders,
    refuse,
    sync_all,
    sync_folder,
    temporary,
    write,
)
from pipeline.names import is_safe_file, is_safe_folder

if TYPE_CHECKING:
    from pipeline.model import Built

MANIFEST: Final = "manifest.json"

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
        with explained(out):
            make_folders(out)
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

    def publish(self, folder: str, staged: str, *, sync: bool = True, is_resumed: bool = False) -> Path:
        """Gives documents that `stage` wrote their place, and returns it; without a place they are removed.

        Args:
            folder: the name of the dossier's folder.
            staged: what `stage` returned.
            sync: whether it must outlive a power cut at once; without it `settle` must follow.
            is_resumed: whether this run goes on with another, so that the very same documents may stand there already.

        Raises:
            CannotWriteError: as `write_built`.
        """
        fresh = self._out / staged
        try:
            if is_resumed and folder not in self._written and self._stands(folder, fresh):
                self._written.add(folder)
                return self._out / folder
            target = self._target(folder)
            with explained(target):
                self._replace(fresh, target)
                if sync:
                    sync_folder(self._out)
        finally:
            if fresh.exists():
                shutil.rmtree(fresh, ignore_errors=True)
        self._written.add(folder)
        return target

    def _stands(self, folder: str, fresh: Path) -> bool:
        """Says whether a dossier's folder holds what a fresh one does, byte for byte."""
        target = self._out / folder
        if not is_safe_folder(folder) or target.is_symlink() or not target.is_dir():
            return False
        with explained(target):
            return _digest(target / MANIFEST) == _digest(fresh / MANIFEST) and not _strangers(target)

    def keep(self, folder: str) -> None:
        """Notes that a dossier's folder stands there already, made by an earlier part of this run."""
        self._written.add(folder)

    def flush(self) -> None:
        """Makes everything that was staged without it outlive a power cut; comes before what is staged is noted."""
        sync_all()

    def settle(self) -> None:
        """Makes everything that was published outlive a power cut."""
        with explained(self._out):
            sync_folder(self._out)

    @contextmanager
    def workshop(self, files: Mapping[str, bytes]) -> Iterator[Path]:
        """Gives a private folder with files in it for another program to work in; it is always removed, with all in it.

        A run that is killed leaves it behind; the next one that opens this store clears it away.

        Args:
            files: the contents by name; a name may hold one folder.

        Raises:
            CannotWriteError: a name is unsafe, or the disk refuses.
        """
        with workshop(self._out, files) as folder:
            yield folder

    def _target(self, folder: str) -> Path:
        if not is_safe_folder(folder):
            refuse("De naam van deze dossiermap mag niet op elke computer. Geef het dossier een ander kenmerk.")
        target = self._out / folder
        if folder in self._written:
            refuse(f"Twee dossiers leveren dezelfde map op: '{target}'. Geef elk dossier een eigen kenmerk.")
        if self._present.get(folder, folder) != folder:
            refuse(f"'{target}' bestaat al met andere hoofdletters. Hernoem die map of kies met --out een andere.")
        if target.resolve() != target or (target.exists() and not target.is_dir()):
            refuse(f"'{target}' is geen gewone map. Haal weg wat er staat of kies met --out een andere map.")
        if target.exists():
            self._refuse_unless_replaceable(target)
        return target

    def _refuse_unless_replaceable(self, target: Path) -> None:
        if not self._overwrite:
            refuse(f"'{target}' bestaat al. Kies met --out een andere map, of vervang wat er staat met --overwrite.")
        if target.name in self._sources:
            refuse(f"'{target}' bevat een bestand dat wordt gelezen. Kies met --out een andere map.")
        with explained(target):
            strangers = _strangers(target)
        if any(name.startswith("~$") for name in strangers):
            refuse(f"In '{target}' is een document geopend. Sluit het in Word en begin opnieuw.")
        if strangers:
            changed = "bestanden die poortwachter niet maakte of die veranderd zijn"
            refuse(f"In '{target}' staan {changed}. Verplaats ze en begin opnieuw.")

    def _replace(self, fresh: Path, target: Path) -> None:
        """Puts the fresh folder in its place; a crash between the two renames leaves no folder, never half of one."""
        if not target.exists():
            fresh.rename(target)
            return
        retired = temporary(self._out)
        target.rename(retired)
        try:
            fresh.rename(target)
        except OSError:
            retired.rename(target)
            raise
        shutil.rmtree(retired)

    def sweep(self) -> None:
        """Removes what a run that was killed, or a child of this one, left half written."""
        for entry in sorted(self._out.glob(f"{OWN_PREFIX}*{OWN_SUFFIX}")):
            if entry.is_file() and not entry.is_symlink():
                entry.unlink()
            elif entry.is_dir() and not entry.is_symlink():
                # Taken away in one step first: a second run that is still at work on it fails, and publishes no half.
                doomed = entry.rename(temporary(self._out))
                shutil.rmtree(doomed)


@contextmanager
def workshop(out: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Does what `Store.workshop` does, from any process.

    Raises:
        CannotWriteError: a name is unsafe, or the disk refuses.
    """
    if not all(is_safe_file(name) for name in files):
        refuse("De naam van een tijdelijk bestand is niet op elke computer toegestaan. Er is niets geschreven.")
    folder = temporary(out)
    try:
        with explained(folder):
            _fill(folder, dict(files))
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage(out: Path, built: Built, *, sync: bool = True) -> str:
    """Writes the documents of one dossier with its manifest beside the output, from any process.

    Args:
        out: the output folder, which a `Store` opened.
        built: what to write.
        sync: whether it must outlive a power cut at once; without it `Store.flush` must follow.

    Returns:
        The name of the folder they stand in until `Store.publish` gives them their place.

    Raises:
        CannotWriteError: a name is unsafe, or the disk refuses; then nothing is left.
    """
    files = _files_of(built)
    fresh = temporary(out)
    try:
        with explained(out / built.folder):
            _fill(fresh, files, sync=sync)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return fresh.name


def _files_of(built: Built) -> dict[str, bytes]:
    """Returns the contents by name, the manifest last; names come from data and are not trusted."""
    manifest = json.dumps(built.manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    files = {document.name: document.content for document in built.documents} | {MANIFEST: manifest.encode()}
    if not all(is_safe_file(name) for name in files):
        refuse("De naam van een document is niet op elke computer toegestaan. Er is niets van dit dossier geschreven.")
    if len({name.casefold() for name in files}) != len(built.documents) + 1:
        refuse("Twee documenten van dit dossier krijgen dezelfde naam. Er is niets van dit dossier geschreven.")
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


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _fill(fresh: Path, files: dict[str, bytes], *, sync: bool = True) -> None:
    folders = sorted({fresh / parent for name in files for parent in PurePosixPath(name).parents})
    for folder in folders:
        # All before the first file: made along the way, a folder that a second run swept would come back half full.
        folder.mkdir(FOLDER_MODE)
    for name, content in files.items():
        write(fresh / name, content, sync=sync)
    for folder in folders if sync else ():
        sync_folder(folder)
