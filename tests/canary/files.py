"""A folder of every format with a canary in every place, and of everything that can be wrong with a file."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import everything_docx_parts
import everything_mail
import everything_msg
import everything_odt
import everything_pdf
import everything_pptx
import everything_xlsx
import pikepdf
from everything_docx import WML, paragraph, run
from ole_file import ole
from test_html import EVERYTHING as PAGE
from test_image import png_texts
from test_rtf import EVERYTHING as RICH
from test_zip import zipped

SENTENCE = "Werknemer Kanarie7f3a heeft een hernia en zwaluw9b2c slikt oxycodon."
SHORT = "Werknemer Kanarie7f3a heeft een hernia"
SICK = ("hernia", "oxycodon")
ORDINARY = frozenset({"getoond", "gehoord", "onzichtbaar", "ongebruikt"})
"""Marked words of the files with everything that our own sentences may use too."""

CANARIES = frozenset(
    {"kanarie7f3a", "zwaluw9b2c", *SICK}
    | {
        word.lower()
        for places in (everything_pdf.PLACES, everything_mail.PLACES, everything_msg.PLACES)
        for word in places
        if len(word) >= 7 and word not in ORDINARY
    }
)

_ENOUGH = 2_000_000  # the rest of a bomb is nothing but zeros


def canaries_in(content: bytes) -> set[str]:
    """Returns the canaries in bytes, in any encoding of letters that a report may have, and packed in zip or not."""
    head = content[:_ENOUGH]
    texts = [head.decode("utf-8", "replace"), head.decode("utf-16-le", "replace")]
    texts.append(head[1:].decode("utf-16-le", "replace"))
    texts = [text.lower() for text in texts]
    found = {word for text in texts for word in CANARIES if word in text}
    if not content.startswith(b"PK"):
        return found
    with suppress(zipfile.BadZipFile, RuntimeError), zipfile.ZipFile(io.BytesIO(content)) as archive:
        found |= {word for name in archive.namelist() for word in canaries_in(archive.read(name)[:_ENOUGH])}
    return found


def word_file() -> bytes:
    """A Word file with the canary in every place, in names of its parts too."""
    made = everything_docx_parts.everything(lambda number: f"{SHORT} {number}")
    made.part("customXml/kanarie7f3a.xml", "application/xml", "<hernia kanarie7f3a='hernia'>Kanarie7f3a</hernia>")
    made.part("word/kanarie7f3a.bin", "application/octet-stream", b"\0\1\2hernia kanarie7f3a")
    return made.packed()


def workbook() -> bytes:
    """A workbook with the canary in every place."""
    parts = {
        name: content.replace(b"woord", b"Kanarie7f3a hernia ") for name, content in everything_xlsx.parts().items()
    }
    parts["xl/kanarie7f3a hernia.bin"] = b"\0\1\2"
    return everything_xlsx.workbook(parts)


def presentation() -> bytes:
    """A presentation with the canary in every place."""
    parts = {
        name: content.replace(b"woord", b"Kanarie7f3a hernia ") for name, content in everything_pptx.parts().items()
    }
    parts["ppt/kanarie7f3a hernia.bin"] = b"\0\1\2"
    return everything_pptx.presentation(parts)


def pdf(**options: object) -> bytes:
    """A PDF with the canary on its page, in its properties and in an attachment with a telling name."""
    made = pikepdf.new()
    everything_pdf.page_with(made, everything_pdf.line(SENTENCE))
    made.docinfo["/Title"] = SENTENCE
    made.docinfo["/Kanarie7f3a"] = SENTENCE
    made.attachments["hernia kanarie7f3a.txt"] = SENTENCE.encode()
    return everything_pdf.saved(made, **options)


def mail() -> bytes:
    """A mail with the canary in its headers, body, and in the names and texts of its attachments."""
    inner = everything_mail.mail(SENTENCE, Subject=SENTENCE)
    made = everything_mail.mail(f"Dag,\n\n> {SENTENCE}\n", Subject=SENTENCE, From=f'"{SHORT}" <a@voorbeeld.nl>')
    made["X-Kanarie7f3a"] = SENTENCE
    made.add_attachment(inner, filename="hernia kanarie7f3a.eml")
    made.add_attachment(pdf(), "application", "pdf", filename="hernia kanarie7f3a.pdf")
    made.add_attachment(b"\0\1\2", "application", "kanarie7f3a", filename="hernia kanarie7f3a.onbekend")
    return made.as_bytes()


def outlook() -> bytes:
    """A mail of Outlook with the canary in its properties, and in an attachment."""
    text = everything_msg.text
    attached = everything_msg.attached("hernia kanarie7f3a.txt", SENTENCE.encode())
    bodies = {**text(0x37, SENTENCE), **text(0x1000, SENTENCE), **text(0xC1A, SHORT)}
    odd = {"__substg1.0_10090102": b"\0" * 40, "kanarie7f3a hernia": SENTENCE.encode()}
    return everything_msg.message(**bodies, **odd, **{"__attach_version1.0_#00000000": attached})


def good() -> dict[str, bytes]:
    """One file of each format and more, none of them damaged."""
    plain = SENTENCE.encode()
    page = PAGE.replace("woord", "kanarie7f3a hernia ").encode()
    picture = everything_picture()
    return {
        "docx.docx": word_file(),
        "odt.odt": everything_odt.text_file(lambda number: f"{SHORT} {number}").packed(),
        "odp.odp": everything_odt.slides(lambda number: f"{SHORT} {number}").packed(),
        "ods.ods": everything_odt.sheet(lambda number: f"{SHORT} {number}").packed(),
        "xlsx.xlsx": workbook(),
        "pptx.pptx": presentation(),
        "pdf.pdf": pdf(),
        "alles.pdf": everything_pdf.everything(),
        "eml.eml": mail(),
        "alles.eml": everything_mail.everything(),
        "mbox.mbox": b"From a@b Thu Jan  1 00:00:00 2024\n" + mail(),
        "msg.msg": outlook(),
        "alles.msg": everything_msg.everything(),
        "rtf.rtf": RICH.replace(b"woord", b"kanarie7f3a hernia "),
        "html.html": page,
        "csv.csv": f'{SHORT};notitie\r\nJan;"{SENTENCE}"\r\n'.encode("cp1252"),
        "txt.txt": plain,
        "wijd.txt": SENTENCE.encode("utf-16"),
        "zip.zip": zipped(
            {"kanarie7f3a hernia/hernia kanarie7f3a.docx": word_file(), "hernia.zip": zipped({"hernia.txt": plain})},
            plain,
        ),
        "png.png": picture,
        "doc.doc": ole({"WordDocument": plain * 200, "kanarie7f3a": plain}),
        "los.json": f'{{"{SHORT}": ["{SENTENCE}"]}}'.encode(),
    }


def everything_picture() -> bytes:
    """A picture with texts beside it."""
    from PIL import Image

    buffer = io.BytesIO()
    texts = png_texts()
    texts.add_text("Comment", SENTENCE)
    texts.add_text("kanarie7f3a hernia", SENTENCE)
    Image.new("L", (60, 40), 255).save(buffer, "PNG", pnginfo=texts)
    return buffer.getvalue()


def hostile() -> dict[str, bytes]:
    """What the fault table names, each with the canary in it."""
    body = paragraph(run(SENTENCE))
    entity = '<!DOCTYPE kanarie7f3a [<!ENTITY hernia "Kanarie7f3a hernia">]>'
    part = f"{WML}.document.main+xml"

    def word(content: str, **members: bytes) -> bytes:
        made = everything_docx_parts.Everything(str)
        made.part("word/document.xml", part, content, "", "officeDocument")
        for name, member in members.items():
            made.part(f"word/media/{name}.png", "image/png", member)
        return made.packed()

    whole = everything_docx_parts.document(body)
    locked = bytearray(zipped({"hernia kanarie7f3a.txt": SENTENCE.encode()}))
    locked[locked.index(b"PK\3\4") + 6] |= 1
    locked[locked.index(b"PK\1\2") + 8] |= 1
    deep = zipped({"hernia kanarie7f3a.txt": SENTENCE.encode()})
    for _ in range(5):
        deep = zipped({"hernia kanarie7f3a.zip": deep})
    twice = zipped({"hernia kanarie7f3a.txt": SENTENCE.encode(), "hernia kanarie7f3b.txt": SENTENCE.encode()})
    return {
        "xxe.docx": word(whole.replace("<w:document", f"{entity}<w:document")),
        "diep.docx": word(everything_docx_parts.document("<w:ins>" * 3000 + body + "</w:ins>" * 3000)),
        "geen xml.docx": word(f"<w:document {SENTENCE}"),
        "bom.docx": word(whole, kanarie7f3a=b"\0" * 30_000_000),
        "slot.zip": bytes(locked),
        "diep.zip": deep,
        "tweemaal.zip": twice.replace(b"kanarie7f3b", b"kanarie7f3a"),
        "bom.zip": zipped({"hernia kanarie7f3a.txt": SENTENCE.encode() + b"\0" * 30_000_000}),
        "slot.pdf": pdf(encryption=pikepdf.Encryption(owner="kanarie7f3a", user="kanarie7f3a")),
        "wissel.docx": pdf(),
        "niets.docx": SENTENCE.encode(),
        "slot.docx": ole({"EncryptedPackage": SENTENCE.encode() * 200}),
        "bytes.txt": SENTENCE.encode() + b"\0\xff\xfe\x01\x02" * 60,
        "leeg.docx": b"",
        "kring.msg": struct.pack("<8s", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + SENTENCE.encode() * 20,
    }


def damaged(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yields each file cut off, and with bytes in it changed."""
    for name, content in files.items():
        path = Path(name)
        yield f"{path.stem} af{path.suffix}", content[: len(content) * 2 // 3]
        broken = bytearray(content)
        for at in range(40, len(broken), max(97, len(broken) // 50)):
            broken[at] ^= 0x55
        yield f"{path.stem} stuk{path.suffix}", bytes(broken)


def filled(folder: Path, *, with_damaged: bool = True) -> Path:
    """Writes them all into a folder, with what is no file beside them."""
    folder.mkdir()
    files = good()
    made = files | hostile() | (dict(damaged(files)) if with_damaged else {})
    for name, content in made.items():
        (folder / name).write_bytes(content)
    (folder / "lus").symlink_to(folder)
    (folder / "kapot.txt").symlink_to(folder / "weg")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pijp.txt")
    return folder
