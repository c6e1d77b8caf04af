"""A dossier full of hostile text renders complete and literal, or is refused with a reason; nothing vanishes."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from lxml import etree

from pipeline import build

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def built_with(full, value):
    """Returns what is built of the full sample with `value` as a free text of its plan van aanpak."""
    plan = next(document for document in full["documenten"] if document["soort"] == "plan_van_aanpak")
    plan["einddoel_toelichting"] = value
    built = build("hostile.json", json.dumps(full).encode())
    title = "plan-van-aanpak"
    made = [d for d in built.documents if title in d.name and "bijstelling" not in d.name and "riv/" not in d.name]
    kept = [w for w in built.withheld if title in w.name and "bijstelling" not in w.name]
    return made, kept


def text_of(content):
    """Reads the XML itself: python-docx passes over what stands in a content control."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}p": "\n"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return "".join(marks.get(node.tag, node.text or "") for node in body.iter(f"{W}t", *marks))


@pytest.mark.parametrize(
    "value",
    [
        "Afdeling R&D <b>vet</b> en <w:p/> blijft staan",
        "{{7*7}} en {% raw %} en {# niets #}",
        "{_{x}_} en {_%y%_}",
        "]]> <!-- --> &amp; &lt; &#65; <?xml?>",
        "Eerste regel\nTweede regel\tna een tab",
        "Groet 👩🏽‍💻 🏳️‍🌈 𝒳 ﷽ é e\u0301",
        "woord" * 390,
        '=HYPERLINK("x") ${jndi:ldap} %s %(x)s {0} \'" \\ \\n',
        "\u202eomgekeerd\u202c en \u200bonzichtbaar",
    ],
)
def test_hostile_text_stands_literally(full, value):
    made, kept = built_with(full, value)
    assert kept == []
    assert value in text_of(made[0].content)


def test_a_word_of_ten_kilobytes_is_rendered_or_refused_with_a_reason(full):
    made, kept = built_with(full, "x" * 10_000)
    if made:
        assert "x" * 10_000 in text_of(made[0].content)
    else:
        assert "einddoel_toelichting" in kept[0].causes[0].place
        assert kept[0].causes[0].message


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_word_cannot_hold_is_refused_with_a_reason(full, character):
    try:
        made, kept = built_with(full, f"voor{character}na")
    except Exception as error:  # noqa: BLE001
        assert type(error).__name__ == "NotationError"  # noqa: PT017
        return
    if made:
        assert f"voor{character}na" in text_of(made[0].content)
    else:
        assert kept[0].causes[0].message
        assert "voor" not in kept[0].causes[0].message.split()
