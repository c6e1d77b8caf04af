"""Renders one document and asks the gate about what the template turned out to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.documents.gate import Gate
from pipeline.documents.house_style import HouseStyle
from pipeline.documents.readback import render_checked
from pipeline.errors import TemplateError
from pipeline.model import Cause, Rendered, Withheld


@dataclass(frozen=True, slots=True)
class Press:
    """A house style with the gate that all its documents pass."""

    gate: Gate
    style: HouseStyle

    def render(
        self, template: str, values: Mapping[str, object], used: set[str], name: str, title: str
    ) -> Rendered | Withheld:
        """Returns the document, or why it may not be made.

        Args:
            template: name of the template.
            values: what it is rendered with.
            used: the JSON pointers of what `values` shows; fills while the template reads.
            name: file name below the dossier's folder.
            title: what a casemanager calls the document.

        Raises:
            OwnDataError: there is no such template, or it cannot be used.
        """
        failure = content = None
        compiled = self.style.template(template)
        try:
            content = render_checked(compiled, values)
        except TemplateError as error:
            failure = Cause("sjabloon", "", str(error))
        # What is wrong with the data explains a failure better than the template can.
        causes = self.gate.used(used) or tuple(filter(None, [failure]))
        if causes or content is None:
            return Withheld(name, title, causes)
        return Rendered(name, title, content)
