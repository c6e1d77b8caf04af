"""Scans the segments of a document, each as its kind asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final

from pipeline.model import Category, Finding, Segment, TextKind
from pipeline.privacy.detector import Detector
from pipeline.privacy.encoder import Encoder
from pipeline.privacy.fingerprint import with_fingerprints
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.rules import load_rules
from pipeline.privacy.spelling import WORDS, load_dictionary
from pipeline.privacy.suspicion import WEIGHTS, SecondOpinion
from pipeline.resources import data_root

_AT_ONCE: Final = 500
_NO_SENTENCES: Final = frozenset({TextKind.NAAM, TextKind.CODE, TextKind.TITEL})


@lru_cache(maxsize=2)
def default_detector(*, encoder: bool = True) -> Detector:
    """Returns the detector over the shipped rules and weights, built at first use.

    Args:
        encoder: False for the fast tier alone: the one that the proofs of the rules are about.

    Raises:
        OwnDataError: a mistake in a rule file, or weights of another version.
    """
    dictionary = load_dictionary(data_root("nlp_rules") / WORDS)
    return Detector(load_rules(), tiers=installed_tiers(encoder=encoder), dictionary=dictionary)


def installed_tiers(*, encoder: bool = True) -> Tiers:
    """Returns the fast tier, and the encoder where its extra is installed and it is not left out.

    Raises:
        OwnDataError: weights of another version.
    """
    folder = data_root("nlp_rules")
    return Tiers(SecondOpinion.load(folder / WEIGHTS), Encoder.load(folder) if encoder else None)


def scan_segments(detector: Detector, segments: Iterable[Segment], key: bytes | None = None) -> tuple[Finding, ...]:
    """Returns the findings of all segments in order, with their places; fingerprints only with a key.

    Raises:
        ValueError: a detector found what does not lie in its text; a report or a redacted copy would be wrong.
    """
    found: list[Finding] = []
    for together in _groups(segments):
        texts = [segment.text.reveal() for segment in together]
        prose = (segment.kind not in _NO_SENTENCES for segment in together)
        for segment, text, here in zip(
            together, texts, detector.all_findings(zip(texts, prose, strict=True)), strict=True
        ):
            if any(not 0 <= finding.start < finding.end <= len(text) for finding in here):
                raise ValueError("a finding outside its text")
            findings = [f for f in (_as_kind(f, segment.kind) for f in here) if f is not None]
            if key is not None and findings:
                findings = with_fingerprints(findings, text, key)
            found += [replace(finding, place=segment.place) for finding in findings]
    return tuple(found)


def _groups(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Yields segments some hundreds at a time: reading them together is faster, and a large file stays a stream."""
    rest = iter(segments)
    while group := list(islice(rest, _AT_ONCE)):
        yield group


def _as_kind(finding: Finding, kind: TextKind) -> Finding | None:
    """Adjusts a finding to what its text is.

    In a name a medical word is most often a surname, a job or the employer's own sector, so it is a vermoeden at most.
    In a code the number of nine digits is where it belongs.
    """
    if kind is TextKind.CODE and finding.category is Category.IDENTIFICATIE:
        return None
    if kind is TextKind.NAAM:
        return None if finding.category is Category.ZORGVERLENER else replace(finding, blocking=False)
    return finding
