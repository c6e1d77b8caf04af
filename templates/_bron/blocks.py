"""The building blocks of a template: headings, answers, tables and choices, as WordprocessingML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from style import TEXT_WIDTH

HYPHEN = "\u2011"
"""At which no line ends; it becomes Word's own, for which a typeface needs no sign."""

_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


class Xml(str):
    """WordprocessingML, as against plain text that is still to become a run."""

    __slots__ = ()


def group(*blocks: Xml) -> Xml:
    """Returns the blocks one after another."""
    return Xml("".join(blocks))


def text(content: str, style: str = "") -> Xml:
    """Returns a run; `content` may hold template tags, and hyphens at which no line ends."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return Xml(f'<w:r>{properties}<w:t xml:space="preserve">{escape(content).replace(HYPHEN, _HYPHEN)}</w:t></w:r>')


def strong(content: str) -> Xml:
    """Returns a run with emphasis."""
    return text(content, "Nadruk")


def tab() -> Xml:
    """Returns a tab as a run."""
    return Xml("<w:r><w:tab/></w:r>")


def paragraph(*runs: str, style: str = "", properties: str = "") -> Xml:
    """Returns a paragraph; a plain string among `runs` becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if isinstance(run, Xml) else text(run) for run in runs)
    return Xml(
        f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>" if named or properties else f"<w:p>{inner}</w:p>"
    )


def title(content: str) -> Xml:
    """Returns the title of the document, of which no word is broken."""
    return paragraph(content.replace("-", HYPHEN), style="Title")


def subtitle(content: str) -> Xml:
    """Returns the line below the title."""
    return paragraph(content, style="Subtitle")


def heading(content: str, level: int = 1) -> Xml:
    """Returns a heading; Word numbers those of level 1."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if level == 1 else ""
    return paragraph(content, style=f"Heading{level}", properties=numbered)


def note(content: str) -> Xml:
    """Returns explanatory text, smaller and lighter than the content."""
    return paragraph(content, style="Toelichting")


def answer(question: str, path: str) -> Xml:
    """Returns a question with the free text that answers it."""
    return group(paragraph(question, style="Vraag"), paragraph(f"{{{{ {path} }}}}", style="Antwoord"))


def when(condition: str, *blocks: Xml) -> Xml:
    """Returns blocks that stand there only when `condition` holds."""
    return group(paragraph(f"{{%p if {condition} %}}"), *blocks, paragraph("{%p endif %}"))


def either(condition: str, block: Xml, otherwise: Xml) -> Xml:
    """Returns `block` when `condition` holds, and `otherwise` when not."""
    return group(
        paragraph(f"{{%p if {condition} %}}"), block, paragraph("{%p else %}"), otherwise, paragraph("{%p endif %}")
    )


def each(loop: str, *blocks: Xml) -> Xml:
    """Returns blocks that repeat for `loop`, as in `doel in document.doelen`."""
    return group(paragraph(f"{{%p for {loop} %}}"), *blocks, paragraph("{%p endfor %}"))


def optional_answer(question: str, path: str) -> Xml:
    """Returns a question and answer that are left out together when there is no answer."""
    return when(path, answer(question, path))


def choices(path: str) -> Xml:
    """Returns all that could be chosen, each with a box that is ticked when it was."""
    line = (text("{{ optie.vakje }}", "Vakje"), tab(), text("{{ optie.label }}"))
    together = paragraph(*line, style="Keuze", properties="<w:keepNext/>")
    return each(f"optie in {path} | opties", either("loop.last", paragraph(*line, style="Keuze"), together))


def box(label: str, *, keep: bool = False) -> Xml:
    """Returns a choice that is made by hand: an empty box with what it stands for; with `keep` others follow it."""
    line = (text("☐", "Vakje"), tab(), text(label))
    return paragraph(*line, style="Keuze", properties="<w:keepNext/>" if keep else "")


def question(content: str, path: str) -> Xml:
    """Returns a question with all that could be chosen as its answer."""
    return group(paragraph(content, style="Vraag"), choices(path))


def optional_question(content: str, path: str) -> Xml:
    """Returns a question and its choices that are left out together when nothing was chosen."""
    return when(path, question(content, path))


def bullets(loop: str, content: str) -> Xml:
    """Returns a bulleted list over `loop`."""
    return each(loop, paragraph(content, style="ListBullet"))


def numbered(loop: str, content: str) -> Xml:
    """Returns a numbered list over `loop`; each one begins at 1."""
    return each(loop, paragraph(content, style="ListNumber"))


def chosen(loop_name: str, path: str) -> Xml:
    """Returns what was chosen as a bulleted list; in a form all that can be chosen, with boxes."""
    return either(
        "document.is_formulier", choices(path), bullets(f"{loop_name} in {path}", f"{{{{ {loop_name} | keuze }}}}")
    )


def space(*, keep: bool = True) -> Xml:
    """Returns a little room, for between a list and a table; with `keep` on the page of what follows."""
    return paragraph(style="Tussenruimte", properties="<w:keepNext/>" if keep else "")


def cell(content: str, *notes: Xml) -> Xml:
    """Returns the paragraphs of a cell: its text with notes below it."""
    return group(paragraph(content, style="Tabeltekst"), *notes)


def cell_note(content: str, *, only_if: str = "") -> Xml:
    """Returns a smaller line in a cell."""
    line = paragraph(content, style="Tabelnoot")
    return when(only_if, line) if only_if else line


def cell_choice(path: str) -> Xml:
    """Returns what was chosen, in a form each option with a box: for labels that take more than one line of a cell."""
    option = paragraph(text("{{ optie.vakje }}", "Vakje"), tab(), text("{{ optie.label }}"), style="Tabelkeuze")
    return either("document.is_formulier", each(f"optie in {path} | opties", option), cell(f"{{{{ {path} | keuze }}}}"))


@dataclass(frozen=True)
class Field:
    """A row of `fields`: a name and a value, left out when `only_if` does not hold."""

    label: str
    value: str
    only_if: str = ""


def optional_field(label: str, path: str, filter_name: str = "") -> Field:
    """Returns a field that is left out when `path` holds nothing; zero is something."""
    tag = f"{path} | {filter_name}" if filter_name else path
    return Field(label, f"{{{{ {tag} }}}}", only_if=f"{path} is not none")


def fields(description: str, *rows: Field, keep: bool = False) -> Xml:
    """Returns a table of names and values, or nothing when all could be left out and are.

    Args:
        description: what the table holds, for those who cannot see it.
        rows: the fields in order.
        keep: whether its end stays on the page of what follows.
    """
    # At either end a row keeps with the next, so that a page holds at least three rows of a table.
    body = [_field_row(row, keep=not 3 <= place < len(rows) - 3) for place, row in enumerate(rows)]
    table = _table(description, ("Gegeven", "Invulling"), _FIELD_SHARES, body, names_first=True, keep=keep)
    return when(" or ".join(row.only_if for row in rows), table) if all(row.only_if for row in rows) else table


def overview(description: str, loop: str, columns: Sequence[tuple[str, int, str]]) -> Xml:
    """Returns a table with a row for each turn of `loop`.

    Args:
        description: what the table holds, for those who cannot see it.
        loop: as in `doel in document.doelen`.
        columns: heading, share of the width, and content of each column.
    """
    heads, shares, contents = zip(*columns, strict=True)
    return _table(description, heads, shares, _tags(len(columns), f"for {loop}", _row(contents, _widths(shares))))


def overview_by(
    description: str, loop: str, inner: str, name: str, columns: Sequence[tuple[str, int, str]], height: int
) -> Xml:
    """Returns a table with a row for each turn of `inner` in each turn of `loop`, named in each, first in full.

    Args:
        description: what the table holds, for those who cannot see it.
        loop: as in `aanbieder in beleid.inkoop.aanbieders`.
        inner: likewise, over what belongs to one turn of `loop`; one without any has a row to write in.
        name: the tag of what a turn of `loop` is called, which is the first column.
        columns: heading, share of the width, and content of each column; that of the first is not used.
        height: of a row to write in, in twentieths of a point.
    """
    heads, shares, contents = zip(*columns, strict=True)
    widths = _widths(shares)
    named = either("loop.first", cell(name), cell_note(name))
    filled = _row((named, *contents[1:]), widths)
    blank = _row((name, *("" for _ in contents[1:])), widths, height=height)
    one = _tags(len(columns), f"for {inner}", filled, "else", blank)
    return _table(description, heads, shares, _tags(len(columns), f"for {loop}", *one))


def grid(
    description: str, heads: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[str]], height: int
) -> Xml:
    """Returns a table with rows that stand fast."""
    return _table(description, heads, shares, [_row(row, _widths(shares), height=height) for row in rows])


_FIELD_SHARES = (32, 68)


def _field_row(field: Field, *, keep: bool) -> Xml:
    name = paragraph(field.label, style="Veldnaam", properties="<w:keepNext/>" if keep else "")
    row = _row((name, field.value), _widths(_FIELD_SHARES))
    if not field.only_if:
        return row
    return group(_tag_row(f"{{%tr if {field.only_if} %}}", 2), row, _tag_row("{%tr endif %}", 2))


def _widths(shares: Sequence[int]) -> list[int]:
    widths = [TEXT_WIDTH * share // sum(shares) for share in shares]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _row(
    contents: Sequence[str], widths: Sequence[int], style: str = "Tabeltekst", extra: str = "", height: int = 0
) -> Xml:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{content if isinstance(content, Xml) else paragraph(content, style=style)}</w:tc>"
        for content, width in zip(contents, widths, strict=True)
    )
    tall = f'<w:trHeight w:val="{height}"/>' if height else ""
    return Xml(f"<w:tr><w:trPr><w:cantSplit/>{tall}{extra}</w:trPr>{''.join(cells)}</w:tr>")


def _tags(columns: int, loop: str, *rows: str) -> tuple[Xml, ...]:
    """Returns the rows of a loop with its tags around them; a plain string among `rows` is a tag too."""
    inner = (row if isinstance(row, Xml) else _tag_row(f"{{%tr {row} %}}", columns) for row in rows)
    return (_tag_row(f"{{%tr {loop} %}}", columns), *inner, _tag_row("{%tr endfor %}", columns))


def _tag_row(tag: str, columns: int) -> Xml:
    properties = f'<w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:gridSpan w:val="{columns}"/></w:tcPr>'
    return Xml(f"<w:tr><w:tc>{properties}{paragraph(tag)}</w:tc></w:tr>")


def _table(
    description: str,
    heads: Sequence[str],
    shares: Sequence[int],
    rows: Sequence[Xml],
    *,
    names_first: bool = False,
    keep: bool = False,
) -> Xml:
    widths = _widths(shares)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        f'<w:tblLook w:val="{"06A0" if names_first else "0620"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(names_first)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    properties = (
        f'<w:tblPr><w:tblStyle w:val="Overzicht"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={quoteattr(description)}/></w:tblPr>'
    )
    head = _row(heads, widths, "Tabelkop", "<w:tblHeader/>")
    table = f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    return group(Xml(table), space(keep=keep))
