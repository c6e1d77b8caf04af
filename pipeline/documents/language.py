"""What a template may say: an allow-list of Jinja, checked tag by tag.

Nothing on it reaches Python: no name or attribute that begins with an underscore, no call but of a few named methods
and a bounded `range`, no filter that trusts, formats or multiplies text.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

_METHODS = frozenset(
    "items keys values get upper lower title capitalize strip lstrip rstrip startswith endswith split count index "
    "isoformat cycle changed".split()
)
_STRUCTURE = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign)
_VALUES = (nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Keyword)
_ACCESS = (nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.Call)
_LOGIC = (nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)
_SUMS = (nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Concat)
_NODES = (*_STRUCTURE, *_VALUES, *_ACCESS, *_LOGIC, *_SUMS)
_STATEMENTS = {
    "if": ("", "{% endif %}"),
    "elif": ("{% if true %}", "{% endif %}"),
    "for": ("", "{% endfor %}"),
    "set": ("", ""),
}
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})


def mend(environment: Environment, opener: str, body: str) -> str:
    """Returns `body` as it can be parsed: Word's curly quotes become straight ones when that helps."""
    straight = body.translate(_STRAIGHT)
    if straight == body or _tree(environment, opener, body) or not _tree(environment, opener, straight):
        return body
    return straight


def problems(environment: Environment, opener: str, body: str) -> Iterator[str]:
    """Yields, in Dutch, everything in one tag that a template may not say.

    Args:
        environment: knows the filters and the tests.
        opener: "{{" for an expression, "{%" for a statement.
        body: what stands between the braces.
    """
    if opener == "{%" and first_word(body) not in _STATEMENTS:
        yield f"de opdracht '{first_word(body)}' is onbekend; wat kan, is if, elif, else, for en set"
        return
    tree = _tree(environment, opener, body)
    if tree is None:
        yield "dit is niet te lezen; kijk naar haakjes, aanhalingstekens en punten"
        return
    for node in (tree, *tree.find_all(nodes.Node)):
        if problem := _problem(environment, node):
            yield problem


def first_word(body: str) -> str:
    """Returns the word that a statement begins with, "" for an empty tag."""
    return body.split(maxsplit=1)[0] if body.strip() else ""


def _tree(environment: Environment, opener: str, body: str) -> nodes.Template | None:
    if opener == "{{":
        source = f"{{{{ {body} }}}}"
    else:
        before, after = _STATEMENTS[first_word(body)]
        source = f"{before}{{% {body} %}}{after}"
    try:
        return environment.parse(source)
    except (TemplateSyntaxError, RecursionError):
        return None


def _problem(environment: Environment, node: nodes.Node) -> str | None:
    match node:
        case nodes.Name(name=name) | nodes.Getattr(attr=name) if name.startswith("_"):
            return "een naam of een veld mag niet met een streepje beginnen"
        case nodes.Const(value=str(value)) if "__" in value:
            return "een dubbel streepje kan niet in een sjabloon"
        case nodes.Filter(name=name) if name.startswith("_") or name not in environment.filters:
            return f"het filter '{name}' bestaat niet"
        case nodes.Test(name=name) if name not in environment.tests:
            return f"de toets '{name}' bestaat niet"
        case nodes.For(recursive=True):
            return "een lus die zichzelf aanroept kan niet in een sjabloon"
        case nodes.Call() if not _may_call(node.node):
            return "deze aanroep kan niet in een sjabloon"
        case _ if not isinstance(node, _NODES):
            return f"dit kan niet in een sjabloon ({type(node).__name__.lower()})"
    return None


def _may_call(target: nodes.Expr) -> bool:
    if isinstance(target, nodes.Getattr):
        return target.attr in _METHODS
    return isinstance(target, nodes.Name) and target.name == "range"
