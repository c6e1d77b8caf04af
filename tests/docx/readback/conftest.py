"""Documents of the samples, and what Word makes of them when somebody fills them in."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
from lxml import etree

from pipeline.documents.build import build
from pipeline.dossier.load import load
from pipeline.resources import data_root

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SAMPLES = data_root("samples") / "dossiers"

Fill = Callable[[bytes, Mapping[str, str]], bytes]
Swap = Callable[[bytes, Mapping[str, bytes]], bytes]


@pytest.fixture(scope="session")
def made() -> Callable[..., dict[str, bytes]]:
    """Makes the documents of a sample, and the forms that are asked for, by name."""

    @cache
    def made(name: str, forms: tuple[str, ...] = ()) -> dict[str, bytes]:
        path = SAMPLES / name
        built = build(load(path.read_bytes(), str(path)).data, (), (), rules_digest="0" * 64, forms=forms)
        return {item.name: item.content for item in built.documents if item.name.endswith(".docx")}

    return made


@pytest.fixture(scope="session")
def plan(made: Callable[..., dict[str, bytes]]) -> bytes:
    """The plan van aanpak of the complete sample."""
    return made("voorbeeld-volledig.json")["04-plan-van-aanpak-2024-12-19.docx"]


@pytest.fixture
def unsigned(plan: bytes, full: Any) -> tuple[bytes, bytes]:
    """A plan that nobody signed yet, and its dossier."""
    del full["documenten"][3]["ondertekening"]
    built = build(full, (), (), rules_digest="0" * 64)
    content = next(item.content for item in built.documents if item.name.startswith("04-"))
    return content, json.dumps(full).encode()


@pytest.fixture(scope="session")
def fill() -> Fill:
    """Fills controls in as Word does: over the hint, in runs of its own, with a number of a session on each."""
    return filled


@pytest.fixture(scope="session")
def swap() -> Swap:
    """Puts other members in a package."""
    return replaced


@pytest.fixture(scope="session")
def change() -> Callable[[bytes, Callable[[Mapping[str, Any]], None]], bytes]:
    """Does something to the controls of a document, which are given by their tag."""

    def change(content: bytes, how: Callable[[Mapping[str, Any]], None]) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        how({control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): control for control in root.iter(f"{W}sdt")})
        return replaced(content, {"word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8")})

    return change


def filled(content: bytes, texts: Mapping[str, str]) -> bytes:
    """Returns a document with texts in controls, by their tag; a box is ticked or not by what it is to show."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found = {control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): control for control in root.iter(f"{W}sdt")}
    for tag, text in texts.items():
        _fill(found[tag], text)
    return replaced(content, {"word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def _fill(control: Any, text: str) -> None:
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    for hint in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(hint)
    for run in list(content):
        content.remove(run)
    if (checked := properties.find(f"{W14}checkbox/{W14}checked")) is not None:
        checked.set(f"{W14}val", str(int(text == "☒")))
    for piece in filter(None, (text[: len(text) // 2], text[len(text) // 2 :])):
        run = etree.SubElement(content, f"{W}r", {f"{W}rsidR": "00A1B2C3"})
        for number, line in enumerate(piece.split("\n")):
            if number:
                etree.SubElement(run, f"{W}br")
            shown = etree.SubElement(run, f"{W}t")
            shown.text = line
            shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        etree.SubElement(content, f"{W}proofErr", {f"{W}type": "spellStart"})


def replaced(content: bytes, members: Mapping[str, bytes]) -> bytes:
    """Returns a package with other members, packed by another program than ours; an empty one is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            if members.get(name, b"-"):
                target.writestr(name, members.get(name, archive.read(name)))
    return buffer.getvalue()
