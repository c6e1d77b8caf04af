"""Makes a mail with a marked word in each place where a text can stand in one."""

from __future__ import annotations

import binascii
from email.message import EmailMessage

PLACES = {
    "onderwerpwoord": "onderwerp",
    "afzendernaam": "van",
    "ontvangernaam": "aan",
    "kopienaam": "cc",
    "eigenkopregel": "kopregel 2",
    "bodywoord": "bericht",
    "citaatwoord": "bericht, aangehaalde tekst 1",
    "alleenopgemaakt": "opgemaakt bericht › regel 1, tekst 2",
    "alttekst": "opgemaakt bericht › regel 1, alternatieve tekst",
    "bijlagetekst": "bijlage 1 › tekst",
    "bijlagenaam": "bijlage 1 › bestandsnaam",
    "omschrijvingwoord": "kopregel 4",
    "binnenonderwerp": "bijlage 2 › onderwerp",
    "binnenbody": "bijlage 2 › bericht",
    "diepetekst": "bijlage 2 › bijlage 1 › tekst",
    "agendawoord": "bijlage 3",
    "kaartwoord": "bijlage 4",
    "voorwoord": "tekst rond de delen van het bericht",
    "nawoord": "tekst rond de delen van het bericht",
    "uutekst": "bijlage 5 › tekst",
    "uunaam": "bijlage 5 › bestandsnaam",
}
"""The marked words with the place that each must be found at."""


def mail(text: str = "Beste collega,", **headers: str) -> EmailMessage:
    """Makes a mail with a body."""
    made = EmailMessage()
    for name, value in ({"Subject": "Overleg", "From": "a@voorbeeld.nl", "To": "b@voorbeeld.nl"} | headers).items():
        made[name] = value
    made.set_content(text)
    return made


def uuencoded(name: str, content: bytes) -> str:
    """Writes a file into a text as programs did before there were attachments."""
    rows = [content[at : at + 45] for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n" + "".join(binascii.b2a_uu(row).decode() for row in rows) + "`\nend\n"


def everything() -> bytes:
    """Makes the file."""
    inner = mail("Het binnenbody.", Subject="binnenonderwerp")
    inner.add_attachment("diepetekst", filename="diep.txt")
    made = mail(
        "Beste, hierbij het bodywoord.\n\nOp maandag schreef Jan:\n> een citaatwoord\n> van mij\n",
        Subject="Het onderwerpwoord café", From="afzendernaam ë <a@voorbeeld.nl>", To="ontvangernaam <b@voorbeeld.nl>",
        Cc="kopienaam <c@voorbeeld.nl>",
    )  # fmt: skip
    made["X-Opmerking"] = "eigenkopregel"
    made.add_alternative(
        "<html><body><p>Beste, hierbij het bodywoord.</p><p>Het alleenopgemaakt.</p><img alt='alttekst'></body></html>",
        subtype="html",
    )
    made.add_attachment("bijlagetekst", filename="bijlagenaam ë.txt")
    next(iter(made.iter_attachments()))["Content-Description"] = "omschrijvingwoord"
    made.add_attachment(inner)
    made.add_attachment("BEGIN:VCALENDAR\nSUMMARY:agenda\n woord\nEND:VCALENDAR", subtype="calendar")
    made.add_attachment("BEGIN:VCARD\nNOTE:kaartwoord\nEND:VCARD", subtype="vcard")
    old = EmailMessage()
    old.set_content("zie\n" + uuencoded("uunaam.txt", b"uutekst"))
    made.attach(old)
    made.preamble = "voorwoord\n"
    made.epilogue = "nawoord\n"
    return made.as_bytes()
