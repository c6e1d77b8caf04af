"""Makes a mail of Outlook with a marked word in each place where a text can stand in one."""

from __future__ import annotations

import struct

from ole_file import Storage, ole

PLACES = {
    "onderwerpwoord": "onderwerp",
    "afzendernaam": "van",
    "ontvangernaam": "aan",
    "kopregelwoord": "kopregel 1",
    "bodywoord": "bericht",
    "citaatwoord": "bericht, aangehaalde tekst 1",
    "alleenopgemaakt": "opgemaakt bericht › regel 1, tekst 2",
    "alleenrijk": "opgemaakt bericht › alinea 2",
    "geadresseerdewoord": "geadresseerde 1, naam",
    "eigenwoord": "eigenschap 1",
    "meerwoord": "eigenschap 2",
    "achtbitswoord": "eigenschap 3",
    "binairwoord": "eigenschap 4",
    "naamvaneigenschap": "naam van een eigenschap",
    "bijlagetekst": "bijlage 1 › tekst",
    "bijlagenaam": "bijlage 1 › bestandsnaam",
    "kortenaam": "bijlage 1, eigenschap 5",
    "binnenonderwerp": "bijlage 2 › onderwerp",
    "binnenbody": "bijlage 2 › bericht",
    "berichtnaam": "bijlage 2 › bestandsnaam",
    "diepetekst": "bijlage 2 › bijlage 1 › tekst",
}
"""The marked words with the place that each must be found at."""


def text(tag: int, value: str) -> dict[str, bytes]:
    """Makes a property that is a text."""
    return {f"__substg1.0_{tag:04X}001F": value.encode("utf-16-le")}


def properties(begin: int, **values: int) -> dict[str, bytes]:
    """Makes the stream of the properties that are numbers, named t and their tag."""
    rows = (struct.pack("<IIQ", int(name[1:], 16), 6, value) for name, value in values.items())
    return {"__properties_version1.0": bytes(begin) + b"".join(rows)}


def attached(name: str, content: bytes) -> Storage:
    """Makes an attachment."""
    return {
        **properties(8, t37050003=1), **text(0x3707, name), **text(0x3704, "kortenaam.txt"),
        "__substg1.0_37010102": content,
    }  # fmt: skip


def plain_rtf(content: bytes) -> bytes:
    """Wraps RTF as Outlook keeps it, not packed."""
    return struct.pack("<II4sI", len(content) + 12, len(content), b"MELA", 0) + content


def message(**storages: Storage | bytes) -> bytes:
    """Makes a short mail with more storages and streams."""
    return ole({**properties(32), **text(0x37, "Overleg"), **text(0x1000, "Dag."), **storages})


def everything() -> bytes:
    """Makes the file."""
    inner: Storage = {
        **properties(24), **text(0x37, "binnenonderwerp"), **text(0x1000, "Het binnenbody."),
        "__attach_version1.0_#00000000": attached("diep.txt", b"diepetekst"),
    }  # fmt: skip
    html = b"<html><body><p>Beste, het bodywoord.</p><p>Het alleenopgemaakt.</p></body></html>"
    rich = rb"{\rtf1\ansi Beste, het bodywoord.\par Het alleenrijk.\par}"
    return ole({
        **properties(32, t3FDE0003=1252),
        **text(0x37, "Het onderwerpwoord"), **text(0x70, "Het onderwerpwoord"), **text(0xC1A, "afzendernaam"),
        **text(0xE04, "ontvangernaam"), **text(0x7D, "X-Kop: kopregelwoord\r\nTo: b@voorbeeld.nl\r\n\r\n"),
        **text(0x1000, "Beste, het bodywoord.\r\n> een citaatwoord\r\n"),
        **text(0x8001, "eigenwoord"), "__substg1.0_8002101F": struct.pack("<I", 20),
        "__substg1.0_8002101F-00000000": "meerwoord".encode("utf-16-le"),
        "__substg1.0_8003001E": b"achtbitswoord caf\xe9", "__substg1.0_80040102": b"\0\1binairwoord\0\2",
        "__substg1.0_10130102": html, "__substg1.0_10090102": plain_rtf(rich),
        "__nameid_version1.0": {"__substg1.0_00040102": "naamvaneigenschap".encode("utf-16-le")},
        "__recip_version1.0_#00000000": {**properties(8), **text(0x3001, "geadresseerdewoord")},
        "__attach_version1.0_#00000000": attached("bijlagenaam.txt", b"bijlagetekst"),
        "__attach_version1.0_#00000001": {
            **properties(8, t37050003=5), **text(0x3001, "berichtnaam"), "__substg1.0_3701000D": inner,
        },
    })  # fmt: skip
