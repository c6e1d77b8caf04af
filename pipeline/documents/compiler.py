"""Turns one part of a template into code: tags taken out, structure patched by docxtpl, checked, compiled by Jinja.

What is refused here is refused once and with its place, so that a render has nothing left to go wrong silently.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import jinja2
from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from pipeline.documents.balance import unbalanced_lines
from pipeline.documents.filling import has_controls
from pipeline.documents.language import first_word, mend
from pipeline.documents.language import problems as problems_of
from pipeline.documents.numbering import Numbering, Plan, list_mark
from pipeline.documents.ooxml import NAMESPACE, TextPart, parse
from pipeline.documents.part import DEMANDING, HOLLOW_MARK, PICTURE_ID, CompiledPart
from pipeline.documents.plain_runs import with_plain_runs
from pipeline.documents.sandbox import TemplateEnvironment
from pipeline.documents.tags import MARK, PRECIOUS, Kind, Scan, Tag, take_tags
from pipeline.documents.tall_rows import has_whole_rows
from pipeline.errors import TemplateError

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(rb"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TAKEN = re.compile(rf"\{{[{{%#]-?(?:p|tr|tc|r)? (?:(?:colspan|cellbg) )?(?:{MARK.pattern}|vm|hm) -?[}}%#]\}}")
_MARKUP = re.compile(r"<[^>]*>")
_GRID = re.compile(r"\{[{%]tc |\{%\s*(?:hm|colspan)\b")
_AFTER_TAG = re.compile(rf"(?<=[%#]\}})(?=\s*</w:(?:{'|'.join(DEMANDING)})>)")
_UNEVEN = "opent en sluit niet op dezelfde hoogte; gebruik aan beide kanten {%p, {%tr of {%tc, of nergens"
MOST_LOOPS = 4
"""How deep loops may stand in each other: a few items in each make more of deeper ones than any document holds."""
_TOO_DEEP = f"meer dan {MOST_LOOPS} lussen staan in elkaar; haal er een weg"
_BARE = {"else", "endif", "endfor", "vm", "hm"}
_CELL_TAGS = {"colspan": frozenset({"w:gridSpan"}), "hm": frozenset({"w:gridSpan"}), "cellbg": frozenset({"w:shd"})}
_PAIRS = {"endif": ("if",), "endfor": ("for",), "elif": ("if",), "else": ("if", "for")}


def compile_part(
    part: TextPart, data: bytes, environment: TemplateEnvironment, numbering: Numbering
) -> CompiledPart | None:
    """Compiles one part; returns None when it holds no tags.

    Args:
        part: which part it is.
        data: its XML.
        environment: knows the filters and the tests.
        numbering: the lists of the template.

    Raises:
        TemplateError: the part cannot be used; the message holds a line for every problem, with its place.
    """
    if b"{" not in data and b"}" not in data:
        return None
    root = parse(data)
    if part.is_word and root.nsmap.get("w") != NAMESPACE:
        raise TemplateError(f"{part.label or 'document'}: bewaar het sjabloon opnieuw in Word, als .docx-bestand")
    scan = take_tags(root, part.label)
    _refuse((*scan.problems, *_tag_problems(scan, environment)))
    lists = numbering.plan(root, scan.tags) if part.is_word else None
    marked = etree.tostring(root, encoding="unicode")
    _refuse((*_block_problems(scan), *_stray_in_part(marked, part)))
    if not scan.tags:
        return None
    patched = DocxTemplate(io.BytesIO()).patch_xml(marked) if part.is_word else marked
    _refuse(_losses(marked, patched, part, scan))
    source, lines = _expand(with_plain_runs(patched), scan, environment, lists)
    source = _AFTER_TAG.sub(HOLLOW_MARK, source)
    return CompiledPart(
        name=part.name,
        label=part.label,
        template=environment.from_string(_tree(source, lines, part, environment)),
        tags=lines,
        has_grid=_GRID.search(marked) is not None,
        has_pictures=PICTURE_ID.search(source) is not None,
        may_hollow=HOLLOW_MARK in source,
        shows_in_attributes=frozenset(scan.elements).union(*map(_elements_of, scan.tags)),
        lists=lists,
        has_controls=has_controls(source),
        has_whole_rows=has_whole_rows(source),
    )


def _refuse(problems: Iterable[str]) -> None:
    if found := list(problems):
        raise TemplateError("\n".join(found))


def stray_tags(members: Mapping[str, bytes], known: Iterable[TextPart]) -> Iterator[str]:
    """Yields a problem for each member with tags that is not among the parts that are rendered, such as a chart."""
    for name in members.keys() - {part.name for part in known}:
        if name.endswith(".xml") and _STRAY.search(members[name]):
            yield f"{name}: tags in dit onderdeel worden niet ingevuld; haal ze daar weg"


def _tag_problems(scan: Scan, environment: TemplateEnvironment) -> Iterator[str]:
    for tag in scan.tags:
        word, _, rest = tag.body.partition(" ")
        if tag.literal or tag.opener == "{#" or (tag.opener == "{%" and tag.body in _BARE):
            continue
        opener, body = ("{{", rest) if word in {"colspan", "cellbg"} and tag.opener == "{%" else (tag.opener, tag.body)
        for problem in problems_of(environment, opener, mend(environment, opener, body)):
            yield tag.problem(problem)


def _block_problems(scan: Scan) -> Iterator[str]:
    """Yields a problem for each block that is not closed, and each end or middle without its beginning."""
    opened: list[Tag] = []
    for tag in scan.tags:
        word = first_word(tag.body) if tag.opener == "{%" else ""
        if word in {"if", "for"}:
            opened.append(tag)
            if word == "for" and sum(first_word(outer.body) == "for" for outer in opened) == MOST_LOOPS + 1:
                yield tag.problem(_TOO_DEEP)
        elif word in {"vm", "hm"} and not any(outer.body.startswith("for") for outer in opened):
            yield tag.problem("deze tag kan alleen binnen een {% for %} staan")
        elif word in _PAIRS:
            if not opened or first_word(opened[-1].body) not in _PAIRS[word]:
                expected = " of ".join(f"{{% {name} %}}" for name in _PAIRS[word])
                within = f" (open staat {opened[-1].source} in {opened[-1].place})" if opened else ""
                yield tag.problem(f"hoort bij een {expected} die hier niet open staat{within}")
            elif word.startswith("end"):
                opened.pop()
    for tag in opened:
        yield tag.problem(f"wordt nergens gesloten; sluit af met {{% end{first_word(tag.body)} %}}")


def _expand(
    patched: str, scan: Scan, environment: TemplateEnvironment, lists: Plan | None
) -> tuple[str, dict[int, Tag]]:
    """Puts the bodies of the tags back, each ending its line, and tells which tag stands on which line."""
    begins = lists.begins if lists else {}
    out: list[str] = []
    lines: dict[int, Tag] = {}
    line = 1
    for index, piece in enumerate(MARK.split(patched)):
        if index % 2 == 0:
            out.append(piece)
            line += piece.count("\n")
            continue
        tag = scan.tags[int(piece)]
        lines[line] = tag
        if int(piece) in begins:
            before, opener, rest = out[-1].rpartition("{%")
            out[-1] = f"{before}{''.join(map(list_mark, begins[int(piece)]))}{opener}{rest}"
        out.append(_body(tag, environment) + "\n")
        line += 1
    return "".join(out), lines


def _body(tag: Tag, environment: TemplateEnvironment) -> str:
    if tag.literal:
        return repr(tag.literal)
    if tag.opener == "{#":
        return ""
    word, _, rest = tag.body.partition(" ")
    if tag.opener == "{%" and word in {"colspan", "cellbg"}:
        return f"({_one_line(mend(environment, '{{', rest))})|_plain"
    body = _one_line(mend(environment, tag.opener, tag.body))
    if tag.opener == "{{" and tag.kind in (Kind.PLAIN, Kind.ATTRIBUTE):
        return f"({body})|_plain"
    return f"({body})|_rich" if tag.kind is Kind.RICH else body


def _one_line(body: str) -> str:
    return " ".join(body.splitlines())


def _losses(marked: str, patched: str, part: TextPart, scan: Scan) -> Iterator[str]:
    """Yields a problem when patching took away text, a tag or something precious that stood beside a tag."""
    before, after = Counter(MARK.findall(marked)), Counter(MARK.findall(patched))
    for mark in before - after:
        yield scan.tags[int(mark)].problem("deze tag verdwijnt door een andere; geef elk een eigen alinea of rij")
    for mark in after - before:
        yield scan.tags[int(mark)].problem("deze tag verdubbelt; geef hem een eigen alinea of cel")
    if before == after and (_fixed_text(marked) != _fixed_text(patched) or _precious(marked) != _precious(patched)):
        yield f"{part.label or 'document'}: een tag neemt tekst, een veld of een afbeelding weg die ernaast staat"


def _fixed_text(xml: str) -> str:
    return "".join(_MARKUP.sub("", _JINJA.sub("", xml)).split())


def _precious(xml: str) -> Counter[str]:
    return Counter(PRECIOUS.findall(xml))


def _stray_in_part(marked: str, part: TextPart) -> Iterator[str]:
    """Yields a problem when something that Jinja would run is not a tag that was looked at."""
    if re.search(r"\{[{%#]", _TAKEN.sub("", marked)):
        yield f"{part.label or 'document'}: er staat een tag buiten de gewone tekst"


def _tree(source: str, lines: Mapping[int, Tag], part: TextPart, environment: TemplateEnvironment) -> nodes.Template:
    """Parses the source of a part and proves that whatever it renders is well-formed."""
    try:
        tree = environment.parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(_at(lines.get(error.lineno), part, "past niet bij de tags ervoor")) from None
    _refuse(_at(lines.get(line), part, _UNEVEN) for line in unbalanced_lines(tree))
    return tree


def _at(tag: Tag | None, part: TextPart, message: str) -> str:
    return tag.problem(message) if tag else f"{part.label or 'document'}: een tag {message}"


def _elements_of(tag: Tag) -> frozenset[str]:
    """Returns the elements that docxtpl makes of a tag for a cell, and in an attribute of which it puts a value."""
    return _CELL_TAGS.get(first_word(tag.body), frozenset()) if tag.opener == "{%" else frozenset()
