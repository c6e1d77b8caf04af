"""What a filled document asks to change in a dossier: each value with its place, or why it cannot be taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.controls import CHOICE_MARK, ID_MARK, NEW, TICKED_BOX, Control, ControlKind, Filled
from pipeline.dossier.written import UnfitError, same, value_of
from pipeline.errors import UnreadableError
from pipeline.model import Problem
from pipeline.nodes import pointer_of, pointer_steps
from pipeline.shape import Shape, document_shapes

Steps = tuple[str | int, ...]

_GONE: Final = (
    "deze plaats uit het document staat niet (meer) in het dossier. Vul de waarde met de hand in, of maak het document "
    "opnieuw."
)
_TWICE: Final = "dit staat op twee plaatsen in het document, en verschillend ingevuld. Maak ze gelijk."
_MORE: Final = "er zijn meer vakjes aangekruist, en hier kan er één. Laat er één staan."
_PICTURE: Final = (
    "hier staat een afbeelding, en die wordt niet gelezen. Typ wat er moet staan, en neem het getekende stuk mee als "
    "bijlage."
)
_DIGITS: Final = 3  # no list of the schema has room for a thousand rows
_PRESET: Final = frozenset({"naam", "functie"})
_EMPTIED: Final = "dit is leeggemaakt, maar het moet er staan. De waarde van het dossier blijft."


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that a filled document brings.

    Attributes:
        steps: where it goes, in the document of the dossier.
        shape: what the schema says of that place.
        old: what stands there now, None for nothing.
        new: what is to stand there, None when it was emptied.
    """

    steps: Steps
    shape: Shape
    old: Any = field(repr=False)
    new: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A control, or all that belong together, with its place."""

    steps: Steps
    shape: Shape
    parent: Shape
    controls: tuple[Control, ...]

    @property
    def is_touched(self) -> bool:
        return any(control.is_touched for control in self.controls)

    @property
    def is_filled(self) -> bool:
        return any(_text(control) for control in self.controls)


def index_of(data: Any, filled: Filled) -> int | None:
    """Returns the place in `documenten` of the document that was filled in, None for a form that is to be added.

    Raises:
        UnreadableError: it is of another dossier, or no longer in it.
    """
    if not isinstance(data, Mapping) or data.get("kenmerk") != filled.reference:
        raise UnreadableError(
            "Dit document hoort bij een ander dossier: het kenmerk erin is anders. Geef het dossier waar het bij hoort."
        )
    if filled.kind not in document_shapes():
        raise UnreadableError("Dit soort document kent deze versie van poortwachter niet.")
    (_, step) = pointer_steps(filled.place)
    documents = data.get("documenten", [])
    if not isinstance(documents, list):
        raise UnreadableError("In dit dossier is 'documenten' geen lijst. Draai validate en herstel het dossier eerst.")
    if step == NEW:
        return None
    index = _index(documents, step)
    found = documents[index] if index is not None else None
    if not isinstance(found, Mapping) or found.get("soort") != filled.kind:
        raise UnreadableError(
            "Dit document staat niet (meer) in het dossier. Maak het opnieuw met build, of neem het met de hand over."
        )
    return index


def proposals(document: Mapping[str, Any], filled: Filled) -> tuple[list[Proposal], list[Problem]]:
    """Returns what the controls ask to change in a document, and what of it cannot be taken in.

    What nobody touched asks for nothing. Where a block is not in the dossier yet, such as a signature or a row of a
    form, what the program had put there already comes along with what was filled in beside it.

    Args:
        document: the document as the dossier has it; of a form what was known already.
        filled: the controls.
    """
    is_form = _is_form(filled)
    found: list[Proposal] = []
    problems: list[Problem] = []
    entries = list(_entries(document, filled, problems))
    # Where a program took away all marks, a name that the program had put beside a signature makes no signature.
    preset = frozenset() if any(not control.is_touched for control in filled.controls) else _PRESET
    begun = {
        entry.steps[:-1] for entry in entries if entry.is_touched and entry.is_filled and entry.steps[-1] not in preset
    }
    for entry in entries:
        around = entry.steps[:-1]
        is_new = _at(document, around) is None
        if (is_new and around not in begun) or not (entry.is_touched or (entry.is_filled and (is_new or is_form))):
            continue
        try:
            old, new = _at(document, entry.steps), _value(entry, _at(document, entry.steps))
        except UnfitError as error:
            problems.append(_problem(entry.steps, entry.shape, str(error)))
            continue
        if new is None and old is not None and entry.steps[-1] in entry.parent.required:
            problems.append(_problem(entry.steps, entry.shape, _EMPTIED))
        elif not same(old, new):
            found.append(Proposal(entry.steps, entry.shape, old, new))
    return found, problems


def _is_form(filled: Filled) -> bool:
    return filled.place.endswith(f"/{NEW}")


def _entries(document: Mapping[str, Any], filled: Filled, problems: list[Problem]) -> Iterator[_Entry]:
    """Yields the controls by their place, in the order in which the places first occur."""
    root = document_shapes()[filled.kind]
    is_form = _is_form(filled)
    placed: dict[Steps, tuple[Shape, Shape, list[Control]]] = {}
    for control in filled.controls:
        pointer = control.tag.partition(CHOICE_MARK)[0]
        place = _place(document, root, list(pointer_steps(pointer)), is_form=is_form)
        if place is None:
            if control.is_touched:
                problems.append(Problem("", "teruglezen.plaats", f"Veld '{pointer}': {_GONE}"))
            continue
        steps, shape, parent = place
        placed.setdefault(steps, (shape, parent, []))[2].append(control)
    yield from (_Entry(steps, shape, parent, tuple(found)) for steps, (shape, parent, found) in placed.items())


def _place(
    document: Mapping[str, Any], root: Shape, names: Sequence[str], *, is_form: bool
) -> tuple[Steps, Shape, Shape] | None:
    """Returns where a pointer leads, with its shape and that of its parent; None when it leads nowhere.

    The items of a list of plain values count as one place: the list.
    """
    steps: list[str | int] = []
    shape = parent = root
    value: Any = document
    for name in names:
        if shape.items is not None:
            index = _index(value, name)
            if index is None and is_form and name.isdecimal() and len(name) <= _DIGITS:
                index = int(name)
            if index is None:
                return None
            if not shape.items.fields:
                return tuple(steps), shape, parent
            steps.append(index)
            shape, parent = shape.items, shape
            value = value[index] if isinstance(value, list) and index < len(value) else None
        elif name in shape.fields:
            steps.append(name)
            shape, parent = shape.fields[name], shape
            value = value.get(name) if isinstance(value, Mapping) else None
        else:
            return None
    return (tuple(steps), shape, parent) if steps and not shape.fields else None


def _index(items: Any, step: str) -> int | None:
    """Returns the index of the item that a step of a pointer names, by its id or its number."""
    if not isinstance(items, list):
        return None
    if step.startswith(ID_MARK):
        found = (
            number
            for number, item in enumerate(items)
            if isinstance(item, Mapping) and item.get("id") == step.removeprefix(ID_MARK)
        )
        return next(found, None)
    return int(step) if step.isdecimal() and int(step) < len(items) else None


def _value(entry: _Entry, old: Any) -> Any:
    """Returns what was filled in in a place, None for nothing."""
    shape = entry.shape
    boxes = [control for control in entry.controls if control.kind is ControlKind.BOX]
    if boxes:
        return _ticked(boxes, shape, old)
    if shape.items is not None:
        texts = [text for control in entry.controls if (text := _text(control))]
        return [value_of(text, shape.items) for text in texts] or None
    touched = [control for control in entry.controls if control.is_touched] or list(entry.controls)
    if any(control.has_picture and not _text(control) for control in touched):
        raise UnfitError(_PICTURE)
    texts = [_text(control) for control in touched]
    values = [value_of(text, shape) if text else None for text in texts]
    if not all(same(values[0], other) for other in values[1:]):
        raise UnfitError(_TWICE)
    return values[0]


def _ticked(boxes: Sequence[Control], shape: Shape, old: Any) -> Any:
    states: dict[str, list[Control]] = {}
    for box in boxes:
        states.setdefault(box.tag.partition(CHOICE_MARK)[2], []).append(box)
    ticked = {code for code, copies in states.items() if _is_ticked(copies)}
    codes = shape.items.choices if shape.items else shape.choices
    if shape.items is None:
        if len(ticked) > 1:
            raise UnfitError(_MORE)
        return next(iter(ticked), None)
    kept = [code for code in old if code in ticked] if isinstance(old, list) else []
    return kept + [code for code in codes if code in ticked and code not in kept] or None


def _is_ticked(copies: Sequence[Control]) -> bool:
    """Says whether a box is ticked, that may stand in the document more than once: what was touched goes first."""
    shown = {box.text.reveal() for box in ([box for box in copies if box.is_touched] or copies)}
    if len(shown) > 1:
        raise UnfitError(_TWICE)
    return TICKED_BOX in shown


def _text(control: Control) -> str:
    text = control.text.reveal()
    if control.kind is ControlKind.BOX:
        return text if text == TICKED_BOX else ""
    return text.strip()


def _at(data: Any, steps: Steps) -> Any:
    for step in steps:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _problem(steps: Steps, shape: Shape, message: str) -> Problem:
    return Problem(pointer_of(*steps), "teruglezen.waarde", f"{shape.title}: {message}")
