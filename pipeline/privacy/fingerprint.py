"""A keyed print of a finding that survives moving or renaming the document, and gives nothing away."""

from __future__ import annotations

import hmac
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from pipeline.model import Finding
from pipeline.text import normalise

_NEIGHBOURS = 6
_WORD = re.compile(r"\w+")


def with_fingerprints(findings: Iterable[Finding], text: str, key: bytes) -> list[Finding]:
    """Returns the findings with their fingerprints: "v1:" and 128 bits of HMAC-SHA256 in hexadecimal.

    The print covers the rule, the hit, six words on either side, and a count for identical ones; no offset and no
    path, so that a moved text keeps its prints. Without the key it says nothing: a plain hash of 'griep' is guessed
    in a second.
    """
    seen: Counter[str] = Counter()
    printed = []
    for finding in findings:
        before = _WORD.findall(normalise(text[max(0, finding.start - 200) : finding.start]).lower)[-_NEIGHBOURS:]
        hit = _WORD.findall(normalise(text[finding.start : finding.end]).lower)
        after = _WORD.findall(normalise(text[finding.end : finding.end + 200]).lower)[:_NEIGHBOURS]
        basis = "\x1f".join([finding.rule, " ".join(hit), " ".join(before), " ".join(after)])
        seen[basis] += 1
        mac = hmac.new(key, f"{basis}\x1f{seen[basis]}".encode(), sha256)
        printed.append(replace(finding, fingerprint=f"v1:{mac.hexdigest()[:32]}"))
    return printed
