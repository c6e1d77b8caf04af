"""A dossier in, its documents out, in memory."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipeline.dossier import texts
from pipeline.flow.dossiers import load_dossier, problems_of
from pipeline.model import Built, Unread
from pipeline.privacy.scan import default_detector, scan_segments


def build(path: str | Path, content: bytes | None = None, *, house_style: str = "_basis") -> Built:
    """Makes the documents of a dossier, in memory; what holds medical content or wrong data is withheld.

    Raises:
        UnreadableError: as `load_dossier`.
        OwnDataError: rules, schemas or templates are wrong, or the house style does not exist.
    """
    from pipeline.documents import build as assembly

    raw = Path(path).read_bytes() if content is None else content
    dossier = load_dossier(path, raw)
    findings = scan_segments(default_detector(), texts.segments(dossier.data))
    built = assembly.build(
        dossier.data,
        findings,
        problems_of(dossier),
        house_style,
        rules_digest=default_detector().rules.digest,
        # Dossiers without a usable reference must not end up in one folder.
        unnamed=f"dossier-{sha256(raw).hexdigest()[:8]}",
    )
    return replace(built, path=str(path))


def lost_build(path: str, reason: str) -> Built:
    """Returns what `build` made of a dossier that could not be read: nothing."""
    return Built(path, "", unread=(Unread("", reason),))


def unwritten(built: Built) -> Built:
    """Returns what `build` made of a dossier when none of it could be written."""
    return replace(built, documents=())
