"""Makes files of every format that an office has, of plain paragraphs."""

from __future__ import annotations

import csv
import io
import re
import secrets
import shutil
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pptx
from openpyxl.comments import Comment
from PIL import Image, ImageDraw, ImageFont

from bench.archive.ole import compound

_LOCK = "/tmp/soffice.lock"  # noqa: S108  LibreOffice runs once at a time
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def txt(text: str) -> bytes:
    """Returns a text file in UTF-8."""
    return text.strip().encode() + b"\n"


def old_txt(text: str) -> bytes:
    """Returns a text file as Windows wrote it before UTF-8."""
    return (text.strip() + "\n").replace("\n", "\r\n").encode("cp1252")


def wide_txt(text: str) -> bytes:
    """Returns a text file as Notepad calls Unicode."""
    return (text.strip() + "\n").replace("\n", "\r\n").encode("utf-16")


def word(text: str | Mapping[str, Any]) -> bytes:
    """Returns a .docx; `text` is its body, or a mapping with body, kop, voet, tabel, opmerking and eigenschap."""
    parts = {"body": text} if isinstance(text, str) else text
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = str(parts.get("auteur", "P&O")), ""
    properties.title = str(parts.get("eigenschap", ""))
    for line in filter(None, map(str.strip, str(parts["body"]).splitlines())):
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        else:
            document.add_paragraph(line)
    if rows := parts.get("tabel"):
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                table.cell(row, column).text = cell
    section = document.sections[0]
    section.header.paragraphs[0].text = str(parts.get("kop", ""))
    section.footer.paragraphs[0].text = str(parts.get("voet", ""))
    if note := parts.get("opmerking"):
        runs = document.paragraphs[-1].runs
        document.add_comment(runs, text=note, author="T. Vermeer", initials="TV")
    return slim(document)


def slim(document: Any) -> bytes:
    """Returns a Word or PowerPoint file without the picture of somebody else's first page that the library puts in."""
    members, thumbnail = _members(_saved(document)), "docProps/thumbnail.jpeg"
    members.pop(thumbnail, None)
    relations = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", members["_rels/.rels"])
    return pack(members | {"_rels/.rels": relations})


def word_with(text: Sequence[str]) -> bytes:
    """Returns a .docx with a tracked deletion: the body, what was taken away, what came instead."""
    body, gone, fresh = text
    content = word(body)
    change = (
        '<w:p><w:r><w:t xml:space="preserve">Aanvulling: </w:t></w:r>'
        '<w:del w:id="91" w:author="T. Vermeer" w:date="2024-03-04T10:00:00Z"><w:r>'
        f'<w:delText xml:space="preserve">{gone}</w:delText></w:r></w:del>'
        '<w:ins w:id="92" w:author="T. Vermeer" w:date="2024-03-04T10:01:00Z"><w:r>'
        f'<w:t xml:space="preserve">{fresh}</w:t></w:r></w:ins></w:p>'
    )
    return _changed(content, "word/document.xml", b"<w:sectPr", change.encode() + b"<w:sectPr")


def macro_word(text: str) -> bytes:
    """Returns a .docm: a Word file with a part that holds macros."""
    content = _changed(
        word(text),
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    content = _changed(
        content,
        "[Content_Types].xml",
        b"</Types>",
        b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    relation = (
        b'<Relationship Id="rIdMacro" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        b'Target="vbaProject.bin"/></Relationships>'
    )
    content = _changed(content, "word/_rels/document.xml.rels", b"</Relationships>", relation)
    return _added(content, "word/vbaProject.bin", compound({"VBA": {"dir": b"\x01" * 80}, "PROJECT": b'ID="{0}"\r\n'}))


def template(text: str) -> bytes:
    """Returns a .dotx."""
    return _changed(word(text), "[Content_Types].xml", b"document.main+xml", b"template.main+xml")


def converted(ending: str) -> Any:
    """Returns what makes a file of another kind through LibreOffice: 'odt', 'rtf', 'doc', 'pdf' of a Word file."""

    def make(text: str | Mapping[str, Any]) -> bytes:
        return _without_thumbnail(_office(word(text), "docx", ending))

    return make


def slides(text: Sequence[Sequence[str]]) -> bytes:
    """Returns a .pptx; per slide its title, its text, and what the speaker says."""
    show = pptx.Presentation()
    for title, body, *notes in text:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
        if notes:
            slide.notes_slide.notes_text_frame.text = notes[0]
    return slim(show)


def old_slides(text: Sequence[Sequence[str]]) -> bytes:
    """Returns an .odp."""
    return _office(slides(text), "pptx", "odp")


def sheet(text: Mapping[str, Any]) -> bytes:
    """Returns an .xlsx: `bladen` by name, and perhaps `verborgen` (a sheet) and `opmerking` (cell, text)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in text["bladen"].items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
        if name == text.get("verborgen"):
            page.sheet_state = "hidden"
    if "opmerking" in text:
        cell, note = text["opmerking"]
        book.worksheets[0][cell].comment = Comment(note, "T. Vermeer")
    book.properties.creator = "P&O"
    return _saved(book)


def ods(text: Mapping[str, Any]) -> bytes:
    """Returns an .ods."""
    return _without_thumbnail(_office(sheet(text), "xlsx", "ods"))


def old_sheet(text: Mapping[str, Any]) -> bytes:
    """Returns an .xls."""
    return _office(sheet(text), "xlsx", "xls")


def comma(text: Sequence[Sequence[str]]) -> bytes:
    """Returns a .csv as Excel writes it in Dutch: semicolons, with a mark of UTF-8."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(text)
    return out.getvalue().encode("utf-8-sig")


def mail(text: Mapping[str, Any]) -> bytes:
    """Returns an .eml: van, aan, onderwerp, datum, tekst, and perhaps html and bijlagen (name and bytes, or a mail)."""
    return _message(text).as_bytes()


def mailbox(text: Sequence[Mapping[str, Any]]) -> bytes:
    """Returns an .mbox of mails."""
    parts = []
    for item in text:
        sender = f"From {item['van'].rpartition('<')[2].rstrip('>')} Mon Mar 11 09:00:00 2019\n"
        parts.append(sender.encode() + _message(item).as_bytes().replace(b"\nFrom ", b"\n>From ") + b"\n")
    return b"".join(parts)


def outlook(text: Mapping[str, str]) -> bytes:
    """Returns an .msg: van, aan, onderwerp and tekst."""
    kind, sender = "IPM.Note", text["van"]
    values = {
        0x001A: kind,
        0x0037: text["onderwerp"],
        0x0C1A: sender,
        0x0E04: text["aan"],
        0x1000: text["tekst"].strip(),
    }
    tree: dict[str, Any] = {f"__substg1.0_{tag:04X}001F": value.encode("utf-16-le") for tag, value in values.items()}
    # 32 bytes of head in a message, then 16 a property: its type and tag, flags, and how long its stream is.
    properties = bytes(8) + struct.pack("<IIII", 1, 0, 1, 0) + bytes(8)
    for tag, value in values.items():
        properties += struct.pack("<HHIII", 0x001F, tag, 6, len(value.encode("utf-16-le")) + 2, 0)
    properties += struct.pack("<HHIII", 0x0003, 0x340D, 6, 0x00040000, 0)  # texts are in Unicode
    tree["__properties_version1.0"] = properties
    receiver = {"__substg1.0_3001001F": text["aan"].encode("utf-16-le")}
    head = bytes(8) + struct.pack("<HHIII", 0x001F, 0x3001, 6, len(receiver["__substg1.0_3001001F"]) + 2, 0)
    tree["__recip_version1.0_#00000000"] = receiver | {"__properties_version1.0": head}
    tree["__nameid_version1.0"] = {f"__substg1.0_{tag}0102": b"" for tag in ("0002", "0003", "0004")}
    return compound(tree)


def page(text: str) -> bytes:
    """Returns a web page."""
    return text.strip().encode() + b"\n"


def scan(text: str) -> Image.Image:
    """Returns a picture of a typed letter, a little crooked, as a scanner makes it."""
    picture = Image.new("L", (830, 1170), 246)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(_FONT, 19)
    for number, line in enumerate(text.strip().splitlines()):
        draw.text((70, 80 + number * 32), line.strip(), fill=35, font=font)
    return picture.rotate(0.6, fillcolor=246, resample=Image.Resampling.BICUBIC)


def picture(kind: str) -> Any:
    """Returns what makes a picture of a letter: 'PNG', 'JPEG', 'TIFF' or 'PDF'."""

    def make(text: str) -> bytes:
        out = io.BytesIO()
        image = scan(text)
        if kind in {"PNG", "TIFF"}:
            image = image.quantize(8) if kind == "PNG" else image.point(lambda value: 255 if value > 150 else 0, "1")
        options: dict[str, Any] = {"quality": 45} if kind in {"JPEG", "PDF"} else {}
        image.save(out, kind, **options, **({"compression": "group4"} if kind == "TIFF" else {}))
        return out.getvalue()

    return make


def locked_pdf(text: str) -> bytes:
    """Returns a PDF that opens with a password only."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(converted("pdf")(text))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner=secrets.token_hex(8), user=secrets.token_hex(8)))
    return out.getvalue()


def locked_word(_: str) -> bytes:
    """Returns a Word file with a password, as far as anybody without it can see."""
    return compound(
        {"EncryptionInfo": bytes([4, 0, 4, 0]) + b"\x40" * 1200, "EncryptedPackage": secrets.token_bytes(9000)}
    )


def pack(text: Mapping[str, bytes]) -> bytes:
    """Returns a .zip of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in text.items():
            # OpenDocument wants its kind first, and not packed.
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 6, 9, 0, 0)), content, how)
    return out.getvalue()


def raw(text: bytes) -> bytes:
    """Returns bytes as they are."""
    return text


def _message(text: Mapping[str, Any]) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = text["van"], text["aan"], text["onderwerp"]
    message["Date"] = text.get("datum", "Mon, 11 Mar 2019 09:00:00 +0100")
    message["Message-ID"] = f"<{abs(hash(text['onderwerp'])) % 10**8}@voorbeeld.example>"
    message.set_content(text["tekst"].strip() + "\n")
    if "html" in text:
        message.add_alternative(text["html"].strip(), subtype="html")
    for name, content in text.get("bijlagen", {}).items():
        if isinstance(content, Mapping):
            message.add_attachment(_message(content))
        else:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def _office(content: bytes, before: str, after: str) -> bytes:
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed: apt-get install libreoffice-writer libreoffice-calc libreoffice-impress"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"bron.{before}"
        source.write_bytes(content)
        command = [
            "flock",
            _LOCK,
            program,
            f"-env:UserInstallation=file://{folder}/profiel",
            "--headless",
        ]
        subprocess.run(
            [*command, "--convert-to", after, "--outdir", folder, str(source)], check=True, capture_output=True
        )
        return (Path(folder) / f"bron.{after}").read_bytes()


def _without_thumbnail(content: bytes) -> bytes:
    """Returns a file of LibreOffice without the picture of its first page, which no reader can read."""
    picture = "Thumbnails/thumbnail.png"
    if not content.startswith(b"PK"):
        return content
    members = _members(content)
    members.pop(picture)
    listed = re.sub(rb"<manifest:file-entry [^>]*Thumbnails/[^>]*/>", b"", members["META-INF/manifest.xml"])
    return pack(members | {"META-INF/manifest.xml": listed})


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _changed(content: bytes, member: str, before: bytes, after: bytes) -> bytes:
    members = _members(content)
    assert before in members[member], (member, before)
    return pack(members | {member: members[member].replace(before, after, 1)})


def _added(content: bytes, member: str, extra: bytes) -> bytes:
    return pack(_members(content) | {member: extra})


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
