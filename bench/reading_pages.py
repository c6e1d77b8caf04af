"""The files for `bench.reading` of PDF and mails, and the libraries underneath that read them."""

from __future__ import annotations

import email
import io
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from importlib import import_module

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String

from bench.reading_sheets import OWN

LINES = 42
PAGES = 12


def pages(lines: list[str]) -> bytes:
    """A PDF of 12 pages with 42 lines each, with a tree of paragraphs, an outline and notes."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    for number in range(PAGES):
        drawn = []
        for row in range(LINES):
            line = lines[(number * LINES + row) % len(lines)][:95].encode("latin-1", "replace").decode("latin-1")
            text = line.replace("\\", "").replace("(", "").replace(")", "")
            drawn.append(f"/P <</MCID {row}>> BDC BT /F1 10 Tf 60 {780 - 17 * row} Td ({text}) Tj ET EMC")
            tree.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tree, K=row)))
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1].obj
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream("\n".join(drawn).encode("latin-1"))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(lines[number]))
        page.Annots = Array([pdf.make_indirect(note)])
        pdf.make_indirect(Dictionary(Title=String(f"Hoofdstuk {number}"), Parent=outline))
    pdf.Root.StructTreeRoot = tree
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def with_pypdfium2_and_pikepdf(content: bytes) -> object:
    """The text of the pages by the one, and every other object by the other: what is underneath ours."""
    with pypdfium2.PdfDocument(content) as document:
        texts: list[object] = [page.get_textpage().get_text_range() for page in document]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*texts, *pdf.objects]


def with_pypdfium2_alone(content: bytes) -> object:
    """The text of the pages, without notes, outline, properties, files and what else a PDF holds."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def mail(lines: list[str]) -> bytes:
    """A mail of 60 lines in plain text and as a page, with two files of text."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = lines[0][:60], "Jan <a@voorbeeld.nl>", "Zoë <b@voorbeeld.nl>"
    made.set_content("\n".join(lines[:60]))
    made.add_alternative("".join(f"<p>{line}</p>" for line in lines[:60]), subtype="html")
    for number in range(2):
        made.add_attachment("\n".join(lines[60:300]), filename=f"verslag {number}.txt")
    return made.as_bytes()


def with_email(content: bytes) -> object:
    """Headers and parts decoded, the page and its text with them."""
    message = email.message_from_bytes(content, policy=policy.default)
    headers = [str(value) for value in message.values()]
    return [*headers, *(part.get_content() for part in message.walk() if not part.is_multipart())]


def outlook(lines: list[str]) -> bytes:
    """A mail of Outlook with a body of 60 lines and two files of text."""
    writer = import_module("tests.unit.readers.ole_file")

    def text(tag: int, value: str) -> dict[str, bytes]:
        return {f"__substg1.0_{tag:04X}001F": value.encode("utf-16-le")}

    content = "\n".join(lines[60:300]).encode()
    method = (0x37050003).to_bytes(4, "little") + (6).to_bytes(4, "little") + (1).to_bytes(8, "little")
    attached = {
        f"__attach_version1.0_#{number:08X}": {
            "__properties_version1.0": bytes(8) + method,
            **text(0x3707, f"verslag {number}.txt"),
            "__substg1.0_37010102": content,
        }
        for number in range(2)
    }
    head = {**text(0x1A, "IPM.Note"), **text(0x37, lines[0][:60]), **text(0xC1A, "Jan")}
    whole = {"__properties_version1.0": bytes(32), **head, **text(0x1000, "\r\n".join(lines[:60])), **attached}
    return bytes(writer.ole(whole))


def with_olefile(content: bytes) -> object:
    """The texts of the mail and of the files with it, decoded as their streams are called."""
    with import_module("olefile").OleFileIO(io.BytesIO(content)) as box:
        streams = [(path[-1], box.openstream(path).read()) for path in box.listdir()]
    texts = [held.decode("utf-16-le") for name, held in streams if name.endswith("001F")]
    return [*texts, *(held.decode("utf-8") for name, held in streams if name.endswith("37010102"))]


def with_olefile_alone(content: bytes) -> object:
    """The bytes of every stream."""
    with import_module("olefile").OleFileIO(io.BytesIO(content)) as box:
        return [box.openstream(path).read() for path in box.listdir()]


FILES: tuple[tuple[str, Callable[[list[str]], bytes], str, Callable[[bytes], object], float], ...] = (
    ("pdf", pages, "pypdfium2", with_pypdfium2_and_pikepdf, 1.5),
    ("eml", mail, OWN, with_email, 1.5),
    ("msg", outlook, "olefile", with_olefile, 1.5),
)
"""The formats: name, what makes a file of some lines, the library to compare with, its use, what ours may take."""
