"""The names that a template of a kind of document is given, with what the schemas say of each."""

from __future__ import annotations

from typing import Final

from pipeline.documents.context import View
from pipeline.documents.policy import NAME as POLICY_NAME
from pipeline.documents.policy import PAPERS
from pipeline.shape import Shape, document_shapes, dossier_shape, policy_shape

ADDED: Final = frozenset(name for name, value in vars(View).items() if isinstance(value, property))
"""What every block of data can tell besides its fields."""


def roots_of(template: str) -> dict[str, Shape | None]:
    """Returns the names that the template with this name may begin a path with; of a sheet without schema few."""
    if template in {paper.template for paper in PAPERS}:
        return {POLICY_NAME: policy_shape()}
    kinds = document_shapes()
    kind = template.replace("-", "_")
    roots: dict[str, Shape | None] = {"dossier": dossier_shape()}
    if kind in kinds:
        own = kinds[kind]
        sources = {name: kinds[name] for name, field in own.fields.items() if field.refers_to and name in kinds}
        roots |= {"document": own, "bron": Shape("Bronnen", {}, sources)}
    return roots
