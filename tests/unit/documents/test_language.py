"""Units of what a template may say."""

from __future__ import annotations

import pytest

from pipeline.documents.language import mend, problems
from pipeline.documents.sandbox import TemplateEnvironment

ENVIRONMENT = TemplateEnvironment({"datum": str})


@pytest.mark.parametrize(
    ("opener", "body"),
    [
        ("{{", "a.b['c'][0] | datum"),
        ("{{", "loop.index + 1"),
        ("{{", "loop.cycle('a', 'b')"),
        ("{{", "a.items() | list | length"),
        ("{{", "a if b is defined and b not in [1, 2] else 'c' ~ d"),
        ("{{", "{'a': 1}[b]"),
        ("{{", "a[1:3] | map('upper') | join(', ')"),
        ("{%", "for a, b in c.items() if b"),
        ("{%", "if not a or b == 'c'"),
        ("{%", "elif a"),
        ("{%", "set a = b | default('-', true)"),
    ],
)
def test_what_may_be_said(opener: str, body: str) -> None:
    assert list(problems(ENVIRONMENT, opener, body)) == []


@pytest.mark.parametrize(
    ("opener", "body"),
    [
        ("{{", "a.__class__"),
        ("{{", "a['__class__']"),
        ("{{", "a | attr('b')"),
        ("{{", "a.format(b)"),
        ("{{", "a.mro()"),
        ("{{", "a()"),
        ("{{", "cycler('a')"),
        ("{{", "range(3)()"),
        ("{{", "a ** b"),
        ("{{", "a | tojson"),
        ("{{", "a is callable"),
        ("{{", ""),
        ("{{", "a b"),
        ("{{", "(" * 1000),
        ("{%", "set a.b = 1"),
        ("{%", "set a"),
        ("{%", "block a"),
        ("{%", "with a = 1"),
        ("{%", ""),
        ("{%", "import a"),
    ],
)
def test_what_may_not(opener: str, body: str) -> None:
    assert list(problems(ENVIRONMENT, opener, body)) != []


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("a == “b”", 'a == "b"'),
        ("a == ‘b’", "a == 'b'"),
        ('a == "zo’n"', 'a == "zo’n"'),
        ("a b “", "a b “"),
        ("a", "a"),
    ],
)
def test_curly_quotes_become_straight_only_when_that_helps(body: str, mended: str) -> None:
    assert mend(ENVIRONMENT, "{{", body) == mended
