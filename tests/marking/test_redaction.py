"""Copies without what had to go: read again they are clean, the rest of them is unchanged, or there is no copy."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.marking.redaction import Redaction
from pipeline.marking.replacing import NEUTRAL, Edits, Replacement
from pipeline.model import Segment
from pipeline.readers.passages import Passage, Piece
from pipeline.readers.registry import read_file
from pipeline.text import Tekst
from tests.marking.conftest import MARK, faults, find, word_document


def redacted(name: str, content: bytes) -> bytes:
    copy = Redaction(find).redact(name, content)
    for segment in read_file("", copy.content).segments:
        assert not MARK.search(segment.text.reveal()), segment.place
    return copy.content


def member(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def test_a_word_cut_over_runs_goes_as_one(word_file: Callable[..., bytes]) -> None:
    content = redacted("a.docx", word_file(["Zij heeft ", "zieke", "woord", " en werkt."]))
    assert paragraphs(content) == [f"Zij heeft {NEUTRAL} en werkt."]
    runs = Document(io.BytesIO(content)).paragraphs[0].runs
    assert [bool(run.bold) for run in runs] == [False, True, False, True]


def test_headers_and_properties_lose_it_too(word_file: Callable[..., bytes]) -> None:
    given = word_file(["ziekewoord"], header="over ziekewoord", title="Ziekewoord Jansen")
    content = redacted("a.docx", given)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"iekewoord" in archive.read(name) for name in archive.namelist())
        assert not any("thumbnail" in name for name in archive.namelist())
    assert faults(content) <= faults(given)


def test_a_copy_is_valid_and_the_same_every_time(word_file: Callable[..., bytes]) -> None:
    content = word_file(["een ziekewoord"])
    assert redacted("a.docx", content) == redacted("a.docx", content)


def test_the_same_word_goes_where_the_scanner_let_it_stand(word_file: Callable[..., bytes]) -> None:
    """A place where it was allowed would still give away what was taken out elsewhere."""
    seen: list[str] = []

    def once(segment: object) -> list[tuple[int, int]]:
        text = segment.text.reveal()  # type: ignore[attr-defined]
        if not text.startswith("Eerst"):
            return []
        seen.append(text)
        return [match.span() for match in MARK.finditer(text)]

    copy = Redaction(once).redact("a.docx", word_file(["Eerst ziekewoord."], ["Cursus ziekewoord."]))
    assert paragraphs(copy.content) == [f"Eerst {NEUTRAL}.", f"Cursus {NEUTRAL}."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_keeps_its_encoding_and_line_ends(encoding: str) -> None:
    content = redacted("a.txt", "Een café,\r\nziekewoord.\r\n".encode(encoding))
    assert content.decode(encoding) == f"Een café,\r\n{NEUTRAL}.\r\n"


def test_tags_between_the_letters_of_html_go_along() -> None:
    content = redacted("a.html", b"<html><body><p>Een <b>zieke</b>-<i>woord</i>, R&amp;D</p></body></html>")
    assert b"zieke" not in content
    assert b"R&amp;D" in content


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.nl", "b@example.nl", "Over ziekewoord"
    message.set_content("Zij heeft ziekewoord, zei zij.\n")
    message.add_alternative("<p>Zij heeft <b>ziekewoord</b>, zei zij.</p>", subtype="html")
    message.add_attachment(b"Nog een ziekewoord.", maintype="text", subtype="plain", filename="ziekewoord.txt")
    return message.as_bytes()


def test_a_mail_loses_it_from_headers_bodies_and_attachments() -> None:
    content = redacted("a.eml", mail())
    assert b"iekewoord" not in content
    assert b"b@example.nl" in content


def test_a_zip_loses_it_from_names_and_files(word_file: Callable[..., bytes]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("map/ziekewoord.txt", "ziekewoord")
        archive.writestr("map/brief.docx", word_file(["ziekewoord"]))
    content = redacted("a.zip", stream.getvalue())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["map/verwijderd.txt", "map/brief.docx"]


def in_a_zip(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.writestr("blijft.txt", "ziekewoord")
    return stream.getvalue()


def attached(content: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "ziekewoord"
    message.add_attachment(content, maintype="application", subtype="zip", filename="a.zip")
    return message.as_bytes()


def in_a_mailbox(content: bytes) -> bytes:
    return b"From a@b Thu Jan  1 00:00:00 2024\n" + attached(content)


@pytest.mark.parametrize(
    ("name", "wrap"), [("b.zip", partial(in_a_zip, "b.zip")), ("b.eml", attached), ("b.mbox", in_a_mailbox)]
)
def test_a_word_that_stays_in_bytes_deep_inside_gives_no_copy(
    word_file: Callable[..., bytes], name: str, wrap: Callable[[bytes], bytes]
) -> None:
    """No reader knows the part, and the bytes of the file itself do not show it: it is packed twice."""
    stream = io.BytesIO(word_file(["ziekewoord"]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/iets.bin", b"\0\1ziekewoord\0" * 20)
    with pytest.raises(UnreadableError, match="Er is geen kopie geschreven"):
        Redaction(find).redact(name, wrap(in_a_zip("brief.docx", stream.getvalue())))


def test_what_cannot_be_redacted_gets_no_copy_and_a_remedy() -> None:
    with pytest.raises(UnreadableError, match=r"\."):
        Redaction(find).redact("a.jpg", b"\xff\xd8\xff\xe0 plaatje")


def test_a_replacement_that_is_found_itself_gives_no_copy() -> None:
    with pytest.raises(UnreadableError, match="Er is geen kopie geschreven"):
        Redaction(find, "ziekewoord").redact("a.txt", b"een ziekewoord")


def test_nothing_found_leaves_a_text_as_it_was() -> None:
    content = b"Niets\xff aan de hand"
    assert Redaction(find).redact("a.txt", content).content == content


def test_a_file_name_loses_it_and_keeps_its_suffix() -> None:
    assert Redaction(find).name("Jansen ziekewoord 2024.docx") == "Jansen verwijderd 2024.docx"
    assert Redaction(find).name("Jansen.ziekewoord") == "Jansen.verwijderd"


def replace(passage: Passage, spans: list[tuple[int, int]], replacement: Replacement) -> None:
    edits = Edits(replacement)
    edits.add(passage, spans)
    edits.apply()


@given(
    st.lists(st.text(alphabet="ab ", min_size=1, max_size=6), min_size=1, max_size=6),
    st.integers(0, 20),
    st.integers(1, 20),
)
def test_text_outside_a_span_is_unchanged(runs: list[str], start: int, length: int) -> None:
    text = "".join(runs)
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    elements = [etree.Element("t") for _ in runs]
    pieces, at = [], 0
    for element, run in zip(elements, runs, strict=True):
        element.text = run
        pieces.append(Piece(at, at + len(run), element))
        at += len(run)
    replace(Passage("part", "alinea 1", Tekst(text), tuple(pieces)), [(start, end)], Replacement("#"))
    assert "".join(element.text or "" for element in elements) == f"{text[:start]}#{text[end:]}"


def test_a_zip_loses_its_comments_and_the_names_of_its_folders() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = b"ziekewoord"
        archive.writestr("ziekewoord/", "")
        member = zipfile.ZipInfo("ziekewoord/Jansen.ziekewoord")
        member.comment = b"ziekewoord"
        archive.writestr(member, "Niets.")
    content = redacted("a.zip", stream.getvalue())
    assert b"ziekewoord" not in content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["verwijderd/", "verwijderd/Jansen.verwijderd"]
        assert archive.read("verwijderd/Jansen.verwijderd") == b"Niets."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:r><w:t>Een zieke</w:t><w:noBreakHyphen/><w:t>woord.</w:t></w:r>", f"Een {NEUTRAL}."),
        ('<w:r><w:t>Een zieke</w:t><w:sym w:font="Symbol" w:char="F077"/><w:t>oord.</w:t></w:r>', f"Een {NEUTRAL}."),
        (
            '<w:r><w:t>Een zieke</w:t></w:r><w:del w:id="1" w:author="A">'
            "<w:r><w:delText>woord </w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r>",
            f"Een {NEUTRAL}.",
        ),
        (
            "<w:r><w:t>Een zieke</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>woord</w:t></w:r>",
            f"Een {NEUTRAL}",
        ),
    ],
)
def test_a_word_in_pieces_that_are_no_text_goes_whole(body: str, expected: str) -> None:
    """Drawn from symbols, with a hyphen of its own, half deleted, half hidden: no half may stay."""
    given = word_document(f"<w:p>{body}</w:p>")
    content = redacted("a.docx", given)
    assert paragraphs(content) == [expected]
    assert b"zieke" not in member(content, "word/document.xml")
    assert faults(content) <= faults(given)


def test_the_form_for_old_programs_loses_the_same_even_a_short_word() -> None:
    """By itself the other form says less than the paragraph, so a scanner may pass it over."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    forms = f'<mc:Choice Requires="wps">{run.format("ms")}</mc:Choice><mc:Fallback>{run.format("ms")}</mc:Fallback>'
    body = f"<w:p>{run.format('Zij heeft ')}<mc:AlternateContent>{forms}</mc:AlternateContent></w:p>"

    def after_heeft(segment: Segment) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"(?<=heeft )ms", segment.text.reveal())]

    content = Redaction(after_heeft).redact("a.docx", word_document(body)).content
    assert member(content, "word/document.xml").count(NEUTRAL.encode()) == 2
    assert b">ms<" not in member(content, "word/document.xml")


def test_a_letter_that_stands_nowhere_gives_no_copy() -> None:
    element = etree.Element("t")
    element.text = "zieke"
    passage = Passage("part", "alinea 1", Tekst("ziekewoord"), (Piece(0, 5, element),))
    with pytest.raises(UnreadableError, match="met de hand"):
        replace(passage, [(0, 10)], Replacement())


def test_a_chart_loses_a_number_and_a_property_becomes_a_text() -> None:
    space = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    chart = etree.fromstring(
        f'<c:numCache {space}><c:ptCount val="1"/><c:pt idx="0"><c:v>123456782</c:v></c:pt></c:numCache>'
    )
    value = chart[1][0]
    replace(Passage("p", "grafiek", Tekst("123456782"), (Piece(0, 9, value),)), [(0, 9)], Replacement())
    assert [etree.QName(child).localname for child in chart] == ["ptCount"]
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    held = etree.fromstring(f'<p xmlns:vt="{types}"><vt:i4>123456782</vt:i4></p>')
    replace(Passage("p", "eigenschap", Tekst("123456782"), (Piece(0, 9, held[0]),)), [(0, 9)], Replacement())
    assert (etree.QName(held[0]).localname, held[0].text) == ("lpwstr", NEUTRAL)


def test_a_mail_stays_a_mail() -> None:
    """Words cut by soft line breaks, encoded words and folds go; addresses and the structure stay what they were."""
    raw = (
        b"From: =?utf-8?Q?Zo=C3=AB_zieke?= =?utf-8?Q?woord?= <zoe@example.nl>, ziekewoord@example.nl\r\n"
        b"To: b@example.nl\r\nSubject: =?utf-8?B?emlla2V3b29yZA==?= caf=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nEen zieke=\r\nwoord, caf=C3=A9.\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n<p>Een <b>z</b>iekew&#111;ord.</p>\r\n"
        b'--x\r\nContent-Type: text/plain; name="ziekewoord.txt"\r\nContent-Disposition: attachment;\r\n'
        b" filename*0=zieke; filename*1=woord.txt\r\n\r\nNiets.\r\n--x--\r\n"
    )
    content = redacted("a.eml", raw)
    message = message_from_bytes(content, policy=policy.default)
    assert [address.addr_spec for address in message["From"].addresses] == ["zoe@example.nl", "verwijderd@example.nl"]
    assert message["From"].addresses[0].display_name == f"Zoë {NEUTRAL}"
    assert message["To"] == "b@example.nl"
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/plain"]
    assert parts[0].get_content().strip() == f"Een {NEUTRAL}, café."
    assert parts[1].get_content().strip() == f"<p>Een <b>{NEUTRAL}</b>.</p>"
    assert parts[2].get_filename() == "verwijderd.txt"


def test_a_table_of_text_keeps_its_marks_and_quotes() -> None:
    given = '\ufeffnaam;reden\r\n"Jan; de Wit";"een ziekewoord"\r\nEls;\'niets\'\r\n'.encode("utf-8")
    assert redacted("a.csv", given) == given.replace(b"ziekewoord", NEUTRAL.encode())


def test_rtf_loses_a_word_that_is_cut_by_codes() -> None:
    content = redacted("a.rtf", rb"{\rtf1\ansi Een {\b zieke}{\i woord} en \'e9\'e9n.\par}")
    assert b"zieke" not in content
    assert content.startswith(b"{\\rtf1")
    assert content == rb"{\rtf1\ansi Een {\b [verwijderd]}{\i } en \'e9\'e9n.\par}"
