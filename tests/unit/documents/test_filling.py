"""What becomes of the controls of a rendered part."""

from __future__ import annotations

import pytest

from pipeline.documents.filling import finished

PLAIN = '<w:text w:multiLine="1"/>'


def control(shown: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="/documenten/0/reden"/>{PLAIN}</w:sdtPr>'
        f"<w:sdtContent><w:r>{shown}</w:r></w:sdtContent></w:sdt>"
    )


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("<w:t>Een regel.</w:t>", True),
        ("<w:t>Een regel.</w:t><w:br/><w:t>Nog een.</w:t>", False),
        ("<w:br/><w:br/>", True),
    ],
    ids=["one line", "two lines", "still blank"],
)
def test_a_text_of_several_lines_is_in_no_plain_field_for_libreoffice_loses_its_line_breaks(
    shown: str, plain: bool
) -> None:
    result = finished(control(shown))
    assert shown in result
    assert (PLAIN in result) is plain


def test_a_control_in_a_control_is_finished_and_the_one_around_it_is_left_alone() -> None:
    inner = control("<w:t>Een regel.</w:t>")
    around = f'<w:sdt><w:sdtPr><w:tag w:val="/lijst"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt><w:p/>'
    assert finished(around) == around.replace(inner, finished(inner))
    assert finished(inner) != inner
