"""Hostile and odd files: the word in them is found under a name by which a person finds it, or they are unread with a reason."""

# ruff: noqa: E501  markup reads best in one piece

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pikepdf
import pytest
from everything_docx import paragraph, plain_file, run
from everything_xlsx import MAIN, REL
from zipping import zipped

from pipeline.readers.registry import read_file

_WORD = "merkwoord"
UNREAD = "ongelezen"


def renamed_main_part() -> bytes:
    return plain_file(paragraph(run(f"Een {_WORD}.")), "stukken/tekst.xml").packed()


def alternative_in_alternative() -> bytes:
    def both(content: str) -> str:
        return f'<mc:AlternateContent><mc:Choice Requires="wps">{content}</mc:Choice><mc:Fallback>{run("oud")}</mc:Fallback></mc:AlternateContent>'

    return plain_file(paragraph(both(both(run(f"Een {_WORD}."))), both(run("Nog iets.")))).packed()


def bound_control() -> bytes:
    made = plain_file(
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/g/veld" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>'
        f"{paragraph(run('Leeg.'))}</w:sdtContent></w:sdt>"
    )
    made.part(
        "customXml/item1.xml", "application/xml", f"<g><veld>{_WORD}</veld></g>", "word/document.xml", "customXml"
    )
    return made.packed()


def rich_shared_string() -> bytes:
    space = f'xmlns="{MAIN}" xmlns:r="{REL}"'
    rel = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    return zipped({
        "_rels/.rels": rel.format(f'<Relationship Id="a" Type="{REL}/officeDocument" Target="boek.xml"/>'),
        "boek.xml": f'<workbook {space}><sheets><sheet name="Blad1" sheetId="1" r:id="a"/></sheets></workbook>',
        "_rels/boek.xml.rels": rel.format(
            f'<Relationship Id="a" Type="{REL}/worksheet" Target="blad.xml"/>'
            f'<Relationship Id="b" Type="{REL}/sharedStrings" Target="teksten.xml"/>'
        ),
        "blad.xml": f'<worksheet {space}><sheetData><row r="1"><c r="B1" t="s"><v>0</v></c></row></sheetData></worksheet>',
        "teksten.xml": f"<sst {space}><si><r><t>een merk</t></r><r><rPr><b/></rPr><t>woord</t></r></si></sst>",
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/boek.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    })  # fmt: skip


def appearance_only() -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        shown = pdf.make_stream(f"BT /F1 12 Tf 5 5 Td ({_WORD}) Tj ET".encode())
        shown.Type, shown.Subtype, shown.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 200, 30])
        shown.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[50, 50, 250, 80], AP=pikepdf.Dictionary(N=shown)
        )
        page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(stamp)]))
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def mail_in_mail(encoding: str = "base64") -> bytes:
    inner = EmailMessage()
    inner["Subject"] = "Binnen"
    inner.set_content(f"Een {_WORD}.\n")
    coded = base64.encodebytes(inner.as_bytes()).decode()
    return (
        'From: a@b.nl\nSubject: Buiten\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
        f"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n{coded}\n--x--\n"
    ).encode()


def conditional_comments() -> bytes:
    return f"<html><body><p>Niets.</p><!--[if mso]><p>Een {_WORD}.</p><![endif]--></body></html>".encode()


def revealed_comments() -> bytes:
    return f"<html><body><![if !mso]><p>Een {_WORD}.</p><![endif]></body></html>".encode()


def csv_with_nuls() -> bytes:
    return f"naam;reden\r\nJan;een\0 {_WORD}\0\r\nPiet;niets\r\n".encode()


def seven_bits() -> bytes:
    coded = "+ADw-p+AD4-Een +AG0-erkwoord+ADw-/p+AD4-"
    return f'<html><head><meta charset="utf-7"></head><body>{coded}</body></html>'.encode()


def outside_paths() -> bytes:
    return zipped({"/etc/notitie.txt": f"Een {_WORD}.", "../../weg.txt": "Niets.", "C:\\weg\\x.txt": "Niets."})


def scripted_page() -> bytes:
    return f'<html><body><script>var reden = "{_WORD}";</script><noscript>x</noscript></body></html>'.encode()


def picture_with_text() -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><text>Een <tspan>{_WORD}</tspan></text></svg>'.encode()


def letters_by_number() -> bytes:
    coded = "".join(f"\\u{ord(letter)}?" for letter in _WORD)
    return rf"{{\rtf1\ansi\uc1 Een {coded}.\par}}".encode()


def wrong_suffix() -> bytes:
    return plain_file(paragraph(run(f"Een {_WORD}."))).packed()


def winter_mail() -> bytes:
    return (
        "From: a@b.nl\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=onbekend-8bit\n"
        f"Content-Transfer-Encoding: x-raar\n\nEen {_WORD}.\n"
    ).encode()


def behind(begin: bytes) -> Callable[[], bytes]:
    """Makes a file that programs show the one way, and open as a zip file when they are asked to."""
    return lambda: begin + zipped({"notitie.txt": f"Een {_WORD}."})


def added_to(begin: bytes) -> Callable[[], bytes]:
    """Makes the same with the places in the list of members counted from the beginning of the whole."""

    def made() -> bytes:
        whole = io.BytesIO(begin)
        with zipfile.ZipFile(whole, "a") as archive:
            archive.writestr("notitie.txt", f"Een {_WORD}.")
        return whole.getvalue()

    return made


BEHIND = "na het einde van het bestand › bestand 1 › tekst"


_CASES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "renamed main part": (renamed_main_part, "a.docx", "alinea 1"),
    "alternatives in alternatives": (alternative_in_alternative, "a.docx", "alinea 1"),
    "bound control": (bound_control, "a.docx", "eigen xml-gegevens 1, tekst 1"),
    "rich shared string": (rich_shared_string, "a.xlsx", "blad 1, cel B1"),
    "appearance only": (appearance_only, "a.pdf", "tekening 1 op pagina 1"),
    "mail in mail in base64": (mail_in_mail, "a.eml", "bijlage 1 › bericht"),
    "conditional comment": (conditional_comments, "a.html", "regel 1, commentaar"),
    "revealed comment": (revealed_comments, "a.html", "regel 1"),
    "nuls in csv": (csv_with_nuls, "a.csv", UNREAD),
    "utf-7 page": (seven_bits, "a.html", "regel 1"),
    "paths outside": (outside_paths, "a.zip", "bestand 1 › tekst"),
    "script": (scripted_page, "a.html", "regel 1, script"),
    "svg": (picture_with_text, "a.svg", "regel 1"),
    "rtf by number": (letters_by_number, "a.rtf", "alinea 1"),
    "wrong suffix": (wrong_suffix, "a.txt", "alinea 1"),
    "unknown charset": (winter_mail, "a.eml", "bericht"),
    "zip behind a picture": (behind(b"GIF89a\1\0\1\0\0\0\0;"), "a.gif", f"{BEHIND} en ongelezen"),
    "zip added to a picture": (added_to(b"GIF89a\1\0\1\0\0\0\0;"), "a.gif", f"{BEHIND} en ongelezen"),
    "zip behind long text": (behind(b"Alles besproken.\n" * 5000), "a.txt", BEHIND),
    "zip behind a table": (behind(b"naam;uren\n" * 9000), "a.csv", BEHIND),
    "zip behind a page": (behind(b"<html>" + b"<p>Alles besproken.</p>" * 5000), "a.html", BEHIND),
    "zip behind rtf": (behind(rb"{\rtf1 Alles besproken.}"), "a.rtf", BEHIND),
    "zip behind a mail": (behind(b"From: a@b.nl\nTo: c@d.nl\nSubject: x\n\nAlles besproken.\n"), "a.eml", BEHIND),
}


@pytest.mark.parametrize("case", _CASES)
def test_the_word_is_found_or_the_file_is_unread(case: str) -> None:
    make, name, place = _CASES[case]
    reading = read_file(name, make())
    found = [item.place for item in reading.segments if _WORD in item.text.reveal()]
    if place.endswith(UNREAD):
        assert found == [place.removesuffix(f" en {UNREAD}")] if found else place == UNREAD
        assert [item.part for item in reading.unread] == [""]
        assert reading.unread[0].reason.endswith(".")
    else:
        assert found == [place]
