"""Puts a highlight with a note at stretches of text in a PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import UnreadableError
from pipeline.marking.notes import AUTHOR, Annotated, Note
from pipeline.model import Segment
from pipeline.readers.pdf_pages import Rect, boxes, page_text
from pipeline.readers.registry import read_file
from pipeline.text import Tekst

if TYPE_CHECKING:
    import pikepdf

_PAGE: Final = re.compile(r"pagina \d+")
_YELLOW: Final = (1, 0.9, 0.3)
_PRINTED: Final = 4  # the flag of an annotation that comes along on paper
_DAMAGED: Final = "Dit pdf-bestand is beschadigd of heeft een wachtwoord. Sla het opnieuw op, zonder wachtwoord."


def annotate_pdf(content: bytes, notes: Callable[[Segment], Iterable[Note]]) -> Annotated:
    """Returns a copy of a PDF with a highlight at each note on a page; what stands off the pages is only told.

    Args:
        content: the file.
        notes: says what there is to say of a segment.

    Raises:
        UnreadableError: the file cannot be read.
    """
    import pikepdf
    import pypdfium2 as pdfium

    try:
        shown = pdfium.PdfDocument(content)
        pdf = pikepdf.open(io.BytesIO(content))
    except (pdfium.PdfiumError, pikepdf.PdfError, ValueError):
        raise UnreadableError(_DAMAGED) from None
    with shown, pdf:
        count = 0
        elsewhere = _off_the_pages(content, notes)
        for number, page in enumerate(pdf.pages):
            view = shown[number]
            place = f"pagina {number + 1}"
            for note in notes(Segment(place, Tekst(page_text(view)))):
                if areas := boxes(view, note.start, note.end):
                    _mark(pdf, page, areas, note)
                    count += 1
                else:
                    elsewhere.append(place)
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True, fix_metadata_version=False)
    return Annotated(stream.getvalue(), count, (), tuple(elsewhere))


def _off_the_pages(content: bytes, notes: Callable[[Segment], Iterable[Note]]) -> list[str]:
    """Returns the places of notes about what is no text of a page: properties, remarks, files that came along."""
    apart = (item for item in read_file("", content).segments if not _PAGE.fullmatch(item.place))
    return [segment.place for segment in apart for _ in notes(segment)]


def _mark(pdf: pikepdf.Pdf, page: pikepdf.Page, areas: Sequence[Rect], note: Note) -> None:
    import pikepdf

    left, bottom = min(area.left for area in areas), min(area.bottom for area in areas)
    right, top = max(area.right for area in areas), max(area.top for area in areas)
    corners = [
        value
        for area in areas
        for value in (area.left, area.top, area.right, area.top, area.left, area.bottom, area.right, area.bottom)
    ]
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Highlight,
        Rect=pikepdf.Array(_steady([left, bottom, right, top])),
        QuadPoints=pikepdf.Array(_steady(corners)),
        C=pikepdf.Array(list(_YELLOW)),
        F=_PRINTED,
        T=pikepdf.String(AUTHOR),
        Contents=pikepdf.String("\n".join(note.lines)),
        AP=pikepdf.Dictionary(N=_appearance(pdf, areas, (left, bottom, right, top))),
    )
    if "/Annots" not in page:
        page.Annots = pdf.make_indirect(pikepdf.Array())
    page.Annots.append(pdf.make_indirect(annotation))


def _appearance(pdf: pikepdf.Pdf, areas: Sequence[Rect], around: tuple[float, float, float, float]) -> Any:
    """Returns how the highlight looks, for programs that do not draw one themselves: yellow that lets text through."""
    import pikepdf

    colour = " ".join(map(str, _YELLOW))
    boxed = (f"{a.left:.2f} {a.bottom:.2f} {a.width:.2f} {a.height:.2f} re f" for a in areas)
    stream = pdf.make_stream(f"/M gs {colour} rg {' '.join(boxed)}".encode("ascii"))
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array(_steady(around))
    multiply = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply)
    stream.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(M=multiply))
    return stream


def _steady(values: Iterable[float]) -> list[float]:
    return [round(value, 2) for value in values]
