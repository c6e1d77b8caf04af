"""Units of the proof that what a template renders nests properly."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from pipeline.documents.balance import unbalanced_lines

GOOD = [
    "<a><b/>{{ x }}</a>",
    '<?xml version="1.0"?><a n="{{ x }}"/>',
    "<a>{% if x %}<b>{% for y in x %}<c/>{% else %}<d></d>{% endfor %}</b>{% endif %}</a>",
    "<a><b>{% if x %}</b><b>{% endif %}</b></a>",
    '<a n="{% if x %}y{% else %}z{% endif %}"/>',
    "{% set y = 1 %}<a/>",
]
BAD = [
    ("<a>", [0]),
    ("</a>", [0]),
    ("<a></b>", [0]),
    ("<a>{% if x %}<b>{% endif %}</a>", [1]),
    ("<a>\n{% for y in x %}</a>{% endfor %}", [2]),
    ("<a>\n{% if x %}{% elif y %}<b>{% endif %}</a>", [2]),
    ("<a>\n{% if x %}{% else %}</b>{% endif %}</a>", [2]),
    ("<a>{% if x %}</a><b>{% endif %}</a>", [1]),
    ("<a>{% if x %}\n{% for y in x %}<b>{% endfor %}{% endif %}</a>", [2]),
    ('<a n="{% if x %}"/>{% endif %}', [1]),
]


@pytest.mark.parametrize("source", GOOD)
def test_good(source: str) -> None:
    assert list(unbalanced_lines(Environment(autoescape=True).parse(source))) == []


@pytest.mark.parametrize(("source", "lines"), BAD)
def test_bad(source: str, lines: list[int]) -> None:
    assert list(unbalanced_lines(Environment(autoescape=True).parse(source))) == lines
