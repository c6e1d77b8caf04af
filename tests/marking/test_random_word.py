"""Random Word files: without the marked word nothing of it is left, and all other text is what it was."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.marking.redaction import Redaction
from pipeline.marking.replacing import NEUTRAL
from pipeline.readers.registry import read_file
from tests.marking.conftest import MARK, WORD, find

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
from everything_docx import SPACES, plain_file

_FORMATS = ("", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>', "<w:vanish/>")
_OTHER = st.sampled_from(["Zij", "werkt", "weer", "vier", "uur.", "R&amp;D", "café", "(deels)"])
_WORD = st.sampled_from(["ziekewoord", "Ziekewoord", "ziekewoorden"])


@st.composite
def runs(draw: st.DrawFn) -> str:
    """A line of words with some that are marked, cut into runs anywhere, each run in a format or link of its own."""
    text = " ".join(draw(st.lists(st.one_of(_OTHER, _WORD), min_size=1, max_size=5)))
    plain = text.replace("&amp;", "&")
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(plain) - 1)), max_size=4)))
    made = []
    for start, end in zip([0, *cuts], [*cuts, len(plain)], strict=True):
        value = plain[start:end].replace("&", "&amp;")
        format_ = draw(st.sampled_from(_FORMATS[:4]))
        properties = f"<w:rPr>{format_}</w:rPr>" if format_ else ""
        run = f'<w:r>{properties}<w:t xml:space="preserve">{value}</w:t></w:r>'
        wrap = draw(st.sampled_from(["", "", "hyperlink", "ins", "smartTag"]))
        made.append(f'<w:{wrap} w:id="1" w:author="A">{run}</w:{wrap}>' if wrap == "ins" else _in(wrap, run))
    return "".join(made)


def _in(wrap: str, run: str) -> str:
    return f"<w:{wrap}>{run}</w:{wrap}>" if wrap else run


_PARAGRAPHS = st.lists(runs().map(lambda content: f"<w:p>{content}</w:p>"), min_size=1, max_size=3).map("".join)


def _table(cells: list[str]) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl><w:p/>"


_TABLES = st.lists(_PARAGRAPHS, min_size=1, max_size=2).map(_table)
_CONTROLS = _PARAGRAPHS.map(lambda content: f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>")
_BODY = st.lists(st.one_of(_PARAGRAPHS, _TABLES, _CONTROLS), min_size=1, max_size=3).map("".join)
_PARTS: dict[str, Callable[[str], str]] = {
    "header": lambda content: f"<w:hdr {SPACES}>{content}</w:hdr>",
    "comments": lambda content: (
        f'<w:comments {SPACES}><w:comment w:id="0" w:author="A">{content}</w:comment></w:comments>'
    ),
    "footnotes": lambda content: f'<w:footnotes {SPACES}><w:footnote w:id="2">{content}</w:footnote></w:footnotes>',
}


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    made = plain_file(draw(_BODY))
    for name in draw(st.sets(st.sampled_from(sorted(_PARTS)))):
        kind = name.removesuffix("s") if name == "header" else name
        made.part(f"word/{name}.xml", f"{WORD}.{kind}+xml", _PARTS[name](draw(_PARAGRAPHS)), "word/document.xml", kind)
    return made.packed()


def lines(content: bytes) -> dict[str, list[str]]:
    """Returns the text of each paragraph by part, as the XML has it: by no reader of ours."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                found[name] = ["".join(map(str, item.itertext())) for item in root.iter("{*}p")]
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_a_random_document_loses_the_word_and_nothing_else(content: bytes) -> None:
    copy = Redaction(find).redact("a.docx", content).content
    assert not [item.place for item in read_file("", copy).segments if MARK.search(item.text.reveal())]
    before, after = lines(content), lines(copy)
    pattern = re.compile(r"ziekewoord(?:en)?", re.IGNORECASE)
    assert after == {name: [pattern.sub(NEUTRAL, line) for line in texts] for name, texts in before.items()}
