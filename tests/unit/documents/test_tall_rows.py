"""Which rows of a table stay whole on a page, and which may run on to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.tall_rows import MOST_LINES, has_whole_rows, with_tall_rows_loose

WHOLE = "<w:cantSplit/>"


ROOM = '<w:trHeight w:val="964"/>'
TOGETHER = "<w:keepNext/>"


def row(*texts: str, width: int = 4500, properties: str = WHOLE) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
        for text in texts
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def paragraphs(count: int, text: str = "Een regel.") -> str:
    return "</w:t></w:r></w:p><w:p><w:r><w:t>".join([text] * count)


@pytest.mark.parametrize(
    ("made", "stays"),
    [
        (row("kort", "ook kort"), True),
        (row("woord " * 60), True),
        (row("kort", "woord " * 200), False),
        (row("woord " * 60, width=1000), False),
        (row("a</w:t><w:br/><w:t>" * (MOST_LINES - 2)), True),
        (row("a</w:t><w:br/><w:t>" * (MOST_LINES + 2)), False),
        (row(paragraphs(2, "woord " * 30)), True),
        (row(paragraphs(6, "woord " * 30)), False),
    ],
    ids=["short", "some lines", "long", "narrow", "breaks", "many breaks", "paragraphs", "many paragraphs"],
)
def test_only_a_tall_row_may_split(made: str, stays: bool) -> None:
    assert (WHOLE in with_tall_rows_loose(made)) is stays


def test_the_other_rows_stay_whole_and_nothing_else_changes() -> None:
    short, tall = row("kort"), row("woord " * 400)
    table = f"<w:p/><w:tbl>{short}{tall}{short}</w:tbl><w:p/>"
    loose = tall.replace(WHOLE, "")
    assert with_tall_rows_loose(table) == f"<w:p/><w:tbl>{short}{loose}{short}</w:tbl><w:p/>"
    assert with_tall_rows_loose("<w:p/>") == "<w:p/>"


def test_a_row_to_write_in_stays_whole_and_a_tall_one_does_not_keep_with_the_next() -> None:
    for text, is_tall in (("kort", False), ("woord " * 400, True)):
        made = row(f"</w:t></w:r></w:p><w:p><w:pPr>{TOGETHER}</w:pPr><w:r><w:t>{text}", properties=WHOLE + ROOM)
        assert with_tall_rows_loose(made) == (made.replace(TOGETHER, "") if is_tall else made)


def test_a_part_without_such_rows_is_left_alone() -> None:
    assert has_whole_rows(row("kort"))
    assert not has_whole_rows("<w:tr><w:tc/></w:tr>")


@given(
    st.lists(
        st.sampled_from(
            [
                row("kort"),
                row("woord " * 60),
                row("woord " * 200),
                row("w " * 900, properties=WHOLE + ROOM),
                "<w:p><w:r/></w:p>",
            ]
        ),
        max_size=9,
    )
)
def test_each_row_is_judged_by_itself(rows: list[str]) -> None:
    assert with_tall_rows_loose("".join(rows)) == "".join(map(with_tall_rows_loose, rows))
