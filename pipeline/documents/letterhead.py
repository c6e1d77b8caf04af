"""The letterhead of a house style: the logo at the right of the header of every page, the sender in its footer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from pipeline.documents.look import Logo, Look
from pipeline.documents.ooxml import NAMESPACE, parse, w

_DOCUMENT, _SETTINGS, _TYPES = "word/document.xml", "word/settings.xml", "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LOGO: Final = "huisstijl-logo"
_EMU: Final = 36_000
"""English Metric Units in a millimetre."""
_TWIPS: Final = 56.7
"""Twentieths of a point in a millimetre."""
_BELOW_LOGO: Final = 100
"""Twentieths of a point between the logo and what stands below it."""
_LINE_HEIGHT: Final = 230
"""Twentieths of a point that a line of the footer takes."""
_LINE: Final = 85
"""Characters that fit beside each other in the footer, whatever the typeface."""

_INLINE: Final = """
<w:p xmlns:w="{w}" xmlns:r="{r}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
><w:pPr>{style}<w:spacing w:before="0" w:after="{space}"/><w:jc w:val="right"/></w:pPr
><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"
/><wp:docPr id="{number}" name="Logo" descr={text}/><a:graphic
><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
><pic:nvPicPr><pic:cNvPr id="{number}" name="Logo" descr={text}/><pic:cNvPicPr/></pic:nvPicPr
><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill
><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm
><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic
></wp:inline></w:drawing></w:r></w:p>"""


def with_letterhead(members: Mapping[str, bytes], look: Look) -> dict[str, bytes]:
    """Returns the members of a template with the logo in every header and the sender in every footer.

    A page that had no header or footer gets one, the first page and even pages too where the template sets them apart.

    Args:
        members: the members of the template by name, in their order.
        look: the house style.

    Raises:
        TemplateError: a part is not well-formed.
    """
    package, lines = _Package(members), _sender(look)
    if look.logo:
        package.add(f"word/media/{_LOGO}.{look.logo.picture.suffix}", look.logo.content, look.logo.picture.suffix)
        for number, name in enumerate(package.edges("header"), start=1):
            package.put_logo(name, look.logo, number)
    if lines:
        for name in package.edges("footer"):
            package.put_lines(name, lines)
    package.make_room(
        top=round(look.logo.height * _TWIPS) + _BELOW_LOGO if look.logo else 0, bottom=len(lines) * _LINE_HEIGHT
    )
    return package.members


def _sender(look: Look) -> list[str]:
    """Returns the lines of the footer: name and address, how to reach them, and a line of their own."""
    address = " · ".join((look.name, *look.address)) if look.address or look.contact else ""
    contact = " · ".join(look.contact)
    both = " · ".join(filter(None, (address, contact)))
    return [line for line in ([both] if len(both) <= _LINE else [address, contact]) + [look.footer] if line]


class _Package:
    """A template whose headers and footers can be written in."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self.members = dict(members)

    def add(self, name: str, content: bytes, suffix: str) -> None:
        """Adds a picture, and what says of which kind it is."""
        self.members[name] = content
        types = parse(self.members[_TYPES])
        known = {str(node.get("Extension", "")).lower() for node in types.iter(f"{{{_CONTENT}}}Default")}
        if suffix not in known:
            types.insert(0, etree.Element(f"{{{_CONTENT}}}Default", Extension=suffix, ContentType=f"image/{suffix}"))
        self._write(_TYPES, types)

    def edges(self, kind: str) -> list[str]:
        """Returns the parts that are `kind` ("header" or "footer") of some page, after making those that lack."""
        if _DOCUMENT not in self.members:
            return []
        document = parse(self.members[_DOCUMENT])
        sections = list(document.iter(w("sectPr")))
        targets = self._targets(_DOCUMENT)
        wanted = ["default", *(["first"] if _has_own_first_page(sections) else []), *self._even()]
        made = [self._made(sections[0], kind, page) for page in wanted if sections and _lacks(sections[0], kind, page)]
        if made:
            self._write(_DOCUMENT, document)
        references = (node for section in sections for node in section.iter(w(f"{kind}Reference")))
        used = [targets.get(str(node.get(f"{{{_OFFICE}}}id")), "") for node in references]
        return list(dict.fromkeys([*(name for name in used if name in self.members), *made]))

    def put_logo(self, name: str, logo: Logo, number: int) -> None:
        """Puts the logo above what stands in a header."""
        relation = self._relate(name, "image", f"media/{_LOGO}.{logo.picture.suffix}", _LOGO)
        root = parse(self.members[name])
        xml = _INLINE.format(
            w=NAMESPACE,
            r=_OFFICE,
            style=self._style("Header"),
            space=_BELOW_LOGO,
            width=round(logo.width * _EMU),
            height=round(logo.height * _EMU),
            number=900 + number,
            text=quoteattr(logo.text),
            relation=relation,
        )
        root.insert(0, parse(xml.strip().encode()))
        # Word demands a paragraph below; a header that was made for the logo has one already.
        self._write(name, root)

    def put_lines(self, name: str, lines: Sequence[str]) -> None:
        """Puts lines below what stands in a footer."""
        root = parse(self.members[name])
        for line in lines:
            look = f'<w:pPr>{self._style("Footer")}<w:spacing w:before="20" w:after="0"/></w:pPr>'
            xml = f'<w:p xmlns:w="{NAMESPACE}">{look}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            root.append(parse(xml.encode()))
        self._write(name, root)

    def make_room(self, top: int, bottom: int) -> None:
        """Moves the text away from a higher header and footer, in twentieths of a point, so that the white stays."""
        if not (top or bottom) or _DOCUMENT not in self.members:
            return
        document = parse(self.members[_DOCUMENT])
        for margins in document.iter(w("pgMar")):
            for side, more in (("top", top), ("bottom", bottom)):
                old = str(margins.get(w(side), ""))
                if old.isdecimal():  # a negative one holds the text in its place on purpose
                    margins.set(w(side), str(int(old) + more))
        self._write(_DOCUMENT, document)

    def _even(self) -> list[str]:
        settings = self.members.get(_SETTINGS)
        apart = settings is not None and parse(settings).find(w("evenAndOddHeaders")) is not None
        return ["even"] if apart else []

    def _made(self, section: etree._Element, kind: str, page: str) -> str:
        """Makes an empty header or footer for a kind of page and returns its name."""
        name, tag = f"word/huisstijl-{kind}-{page}.xml", {"header": "hdr", "footer": "ftr"}[kind]
        empty = "" if kind == "footer" else "<w:p/>"
        self.members[name] = f'<w:{tag} xmlns:w="{NAMESPACE}">{empty}</w:{tag}>'.encode()
        types = parse(self.members[_TYPES])
        etree.SubElement(types, f"{{{_CONTENT}}}Override", PartName=f"/{name}", ContentType=f"{_WORD}.{kind}+xml")
        self._write(_TYPES, types)
        relation = self._relate(_DOCUMENT, kind, PurePosixPath(name).name, f"huisstijl-{kind}-{page}")
        reference = etree.Element(w(f"{kind}Reference"))
        reference.set(w("type"), page)
        reference.set(f"{{{_OFFICE}}}id", relation)
        section.insert(0, reference)
        return name

    def _relate(self, part: str, kind: str, target: str, wanted: str) -> str:
        """Adds a relationship to a part and returns its id."""
        name = _relations_of(part)
        content = self.members.get(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        root = parse(content)
        known = {str(node.get("Id")) for node in root}
        identity = next(option for option in (wanted, *(f"{wanted}-{n}" for n in range(99))) if option not in known)
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=identity, Type=f"{_OFFICE}/{kind}", Target=target)
        self._write(name, root)
        return identity

    def _targets(self, part: str) -> dict[str, str]:
        """Returns the names of the members that a part refers to, by the id of the relationship."""
        content = self.members.get(_relations_of(part))
        folder = PurePosixPath(part).parent
        if content is None:
            return {}
        return {str(node.get("Id")): _joined(folder, str(node.get("Target"))) for node in parse(content)}

    def _style(self, name: str) -> str:
        known = parse(self.members["word/styles.xml"]).iter(w("style")) if "word/styles.xml" in self.members else ()
        return f'<w:pStyle w:val="{name}"/>' if any(style.get(w("styleId")) == name for style in known) else ""

    def _write(self, name: str, root: etree._Element) -> None:
        self.members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _has_own_first_page(sections: Sequence[etree._Element]) -> bool:
    return any(section.find(w("titlePg")) is not None for section in sections)


def _lacks(section: etree._Element, kind: str, page: str) -> bool:
    return all(node.get(w("type")) != page for node in section.iter(w(f"{kind}Reference")))


def _relations_of(part: str) -> str:
    path = PurePosixPath(part)
    return f"{path.parent}/_rels/{path.name}.rels"


def _joined(folder: PurePosixPath, target: str) -> str:
    """Returns the member that a target names: from the root of the package, or from the folder of who refers."""
    parts: list[str] = [] if target.startswith("/") else list(folder.parts)
    for step in _steps(target):
        if step == "..":
            parts = parts[:-1]
        else:
            parts.append(step)
    return "/".join(parts)


def _steps(target: str) -> Iterator[str]:
    return (step for step in target.split("/") if step not in ("", "."))
