"""The work of `build` on one dossier, wherever it is done: its documents made, and written beside their place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline import flow
from pipeline.batch.inputs import Input
from pipeline.batch.store import MANIFEST, is_at_work, stage
from pipeline.errors import CannotWriteError
from pipeline.model import Built
from pipeline.resources import digest


@dataclass(frozen=True, slots=True)
class Order:
    """How dossiers are built; the same for all dossiers of a run.

    Attributes:
        out: the output folder, as an absolute path that every process and machine knows.
        house_style: its name, or its folder as an absolute path.
        forms: which forms to make besides.
        op: the day to judge by, None for that of each dossier.
        base: the folder that the paths of dossiers and house style are relative to, as an absolute path.
        run: what `store.alone` gave; a process that outlives its run writes nothing.
        sync: whether each dossier must outlive a power cut at once; otherwise who leads the run sees to it.
    """

    out: str
    house_style: str
    forms: tuple[str, ...] = ()
    op: date | None = None
    base: str = "."
    run: str = ""
    sync: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one dossier, on its way to who leads the run.

    Attributes:
        built: what to tell of it, without the documents.
        source: SHA-256 of the dossier as it was read.
        staged: the folder beside the output in which its documents stand, "" without any.
        manifest: SHA-256 of its manifest, "" without any.
        failed: why its documents could not be written, in Dutch, or "".
    """

    built: Built
    source: str
    staged: str = ""
    manifest: str = ""
    failed: str = ""


def make(item: str, order: Order) -> Made:
    """Makes the documents of one dossier.

    Raises:
        UnreadableError: the dossier cannot be read.
        OwnDataError: rules, schemas or templates are wrong.
        CannotWriteError: the run has ended.
    """
    raw = Input(item).read()
    out = Path(order.out)
    built = flow.build(item, raw, house_style=order.house_style, forms=order.forms, op=order.op)
    if not is_at_work(out, order.run):
        raise CannotWriteError(f"De run waarvoor dit werd gemaakt, heeft '{out}' niet meer. Er is niets geschreven.")
    return put_down(built, sha256(raw).hexdigest(), out, sync=order.sync)


def put_down(built: Built, source: str, out: Path, *, sync: bool = True) -> Made:
    """Writes what was built beside its place."""
    if not built.folder:
        return Made(flow.light(built), source)
    try:
        staged = stage(out, built, sync=sync)
    except CannotWriteError as error:
        return Made(flow.light(built), source, failed=str(error))
    return Made(flow.light(built), source, staged, digest_of(out / staged / MANIFEST))


def prepare(order: Order) -> None:
    """Loads what every dossier needs.

    Raises:
        OwnDataError: rules or templates are wrong, or the house style does not exist.
    """
    os.chdir(order.base)  # another machine begins somewhere else
    flow.load(order.house_style)


def head(order: Order, *, pdf: bool) -> dict[str, str]:
    """Returns what two runs must have in common for their documents to belong together, by what it is called in Dutch.

    Raises:
        OwnDataError: the house style does not exist, or cannot be read.
    """
    helpers = (flow.package_version(name) for name in ("onnxruntime", "isal"))
    options = [order.house_style, *order.forms, str(order.op), str(pdf)]
    return {
        "de versie van het programma": flow.program_version(),
        "de regels": digest("nlp_rules", (".yaml", ".npz", ".onnx", ".txt")),
        "de schema's": digest("schemas", (".json",)),
        "de sjablonen": flow.style_digest(order.house_style),
        "de hulppakketten (encoder, inpakken)": " ".join(helpers),
        "de opties": sha256("\0".join(options).encode()).hexdigest(),
    }


def digest_of(path: Path) -> str:
    """Returns the SHA-256 of a file, "" when there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
