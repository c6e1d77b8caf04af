"""What counts as the same text in a control."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.controls import plain


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_compares_as_it_does_beside_a_letter_with_an_accent(text: str) -> None:
    assert plain(f"é {text}") == f"é {plain(text)}".strip()
