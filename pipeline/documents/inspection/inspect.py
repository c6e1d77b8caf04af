"""Brings together all that there is to say of a house style, in the order of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.documents.dress import dressed
from pipeline.documents.house_style import HouseStyle, members_of
from pipeline.documents.inspection import fields
from pipeline.documents.inspection.accessibility import faint_colours, hindrances
from pipeline.documents.inspection.chosen import remarks_on_choices
from pipeline.documents.inspection.leftovers import leftovers
from pipeline.documents.inspection.opened import Opened, opened
from pipeline.documents.inspection.roots import roots_of
from pipeline.documents.inspection.trial import failures
from pipeline.documents.look import FILE, Look
from pipeline.documents.ooxml import parse, w
from pipeline.errors import TemplateError
from pipeline.model import Grade, Segment, StyleRemark
from pipeline.text import Tekst


def inspected(style: HouseStyle) -> tuple[list[StyleRemark], dict[Path, list[Segment]]]:
    """Returns all remarks on a house style, and the fixed text of its own templates for the scanner to look at."""
    remarks: list[StyleRemark] = []
    texts: dict[Path, list[Segment]] = {}
    plain: list[Mapping[str, bytes]] = []
    for name in style.names():
        path = style.path(name)
        assert path is not None, "the name came from a file"  # noqa: S101
        is_own = path.parent == style.folders[0]
        try:
            members = members_of(path, None)
            if not is_own and not style.look:
                plain.append(members)
                continue
            template = opened(path, dressed(members, style.look) if style.look else members)
        except TemplateError as error:
            remarks += _broken(path, str(error))
            continue
        plain.append(members)
        if is_own:
            # What no document is called after is told once, and not for each of its fields.
            if (style.folders[-1] / f"{name}.docx").is_file():
                remarks += _of_template(style, name, template)
            texts[path] = list(_fixed_text(template))
        else:
            # Templates of _basis are examined as such; in another style only what was chosen can be wrong.
            remarks += faint_colours(template)
    remarks += remarks_on_choices(style, plain)
    if style.look:
        texts[style.folders[0] / FILE] = list(_chosen_text(style.look))
    if not any(remark.grade is Grade.FOUT for remark in remarks):
        remarks += failures(style)
    return _once(remarks), texts


def _of_template(style: HouseStyle, name: str, template: Opened) -> Iterator[StyleRemark]:
    try:
        style.template(name)
    except TemplateError as error:
        yield from _broken(template.path, str(error))
    yield from leftovers(template)
    yield from hindrances(template)
    yield from _unknown_styles(template)
    yield from _fields(style, name, template)


def _broken(path: Path, told: str) -> Iterator[StyleRemark]:
    """Yields a remark for each line that the compiler told of a template."""
    for line in told.splitlines():
        message = line.removeprefix(f"{path.name}: ")
        place, separator, rest = message.partition(", {")
        yield StyleRemark(
            str(path),
            place if separator else "",
            "sjabloon.tag" if separator else "sjabloon.bestand",
            Grade.FOUT,
            "{" + rest if separator else message,
            "Verbeter de tag in Word; docs/sjablonen.md noemt wat kan."
            if separator
            else "Open het in Word en bewaar het opnieuw als .docx, of neem het bestand uit _basis als begin.",
        )


def _unknown_styles(template: Opened) -> Iterator[StyleRemark]:
    content = template.members.get("word/styles.xml")
    known = {style.get(w("styleId")) for style in parse(content).iter(w("style"))} if content else set()
    for part in template.parts:
        for element in part.root.iter(w("pStyle"), w("rStyle"), w("tblStyle")):
            if element.get(w("val")) not in known:
                yield template.remark(
                    Grade.FOUT,
                    "stijl",
                    part.place_of(element),
                    f"de stijl '{element.get(w('val'))}' bestaat niet in dit sjabloon",
                    "Geef de tekst in Word een stijl uit de lijst Stijlen.",
                )


def _fields(style: HouseStyle, name: str, template: Opened) -> Iterator[StyleRemark]:
    roots, base = roots_of(name), style.folders[-1] / f"{name}.docx"
    if base.is_file() and template.path != base:
        before = fields.read(opened(base, members_of(base, None)), roots, strict=False)
        # What no schema describes is known when the template of _basis uses it.
        reading = fields.read(template, dict.fromkeys(before.names()) | roots)
    else:
        before, reading = None, fields.read(template, roots, strict=template.path != base)
    yield from reading.remarks
    document = roots.get("document")
    if document is None:
        return
    missing = fields.never_shown(reading, "document", document)
    if before is not None:
        lost = [field for field in missing if field not in fields.never_shown(before, "document", document)]
        for field in lost:
            yield template.remark(
                Grade.LET_OP,
                "veld_weg",
                "",
                f"het veld '{field}' komt nergens in het document, terwijl het sjabloon van _basis het toont",
                f"Zet {{{{ document.{field.replace('[]', '')} }}}} op zijn plaats, tenzij u het met opzet weglaat.",
            )
        missing = [field for field in missing if field not in lost]
    if missing:
        yield template.remark(
            Grade.INFO,
            "veld_niet_getoond",
            "",
            f"deze velden van het schema komen niet in het document: {', '.join(missing)}",
            "Dat kan de bedoeling zijn. Zo niet, voeg ze toe.",
        )


def _once(remarks: list[StyleRemark]) -> list[StyleRemark]:
    """Drops what was told of another template already in the same words, such as the contrast of a chosen colour."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for remark in remarks:
        shared = remark.place.startswith("kleuren.")
        mark = (remark.rule, remark.place, remark.message, "" if shared else remark.path)
        if mark not in seen:
            seen.add(mark)
            kept.append(remark)
    return kept


def _chosen_text(look: Look) -> Iterator[Segment]:
    """Yields the wording that huisstijl.toml puts in documents; what an organisation is called tells of nobody."""
    chosen = (("voettekst", look.footer), *((f"teksten.{old}", new) for old, new in look.texts))
    yield from (Segment(place, Tekst(text)) for place, text in chosen if text)


def _fixed_text(template: Opened) -> Iterator[Segment]:
    for part in template.parts:
        for paragraph, place in part.places.items():
            text = "".join(node.text or "" for node in paragraph.iter(w("t")))
            if text.strip() and "{" not in text:
                yield Segment(place, Tekst(text))
