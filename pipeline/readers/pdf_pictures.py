"""The pictures in a PDF that no page shows: in the appearance of a note or a signature, or loose in the file."""

from __future__ import annotations

import io
from typing import Any, Final

from pipeline.readers.pdf_drawings import resources
from pipeline.readers.pdf_objects import Objects
from pipeline.readers.pdf_streams import Content, declared

_MAX_PIXELS: Final = 30_000_000


def loose_pictures(objects: Objects) -> set[tuple[int, int]]:
    """Returns the pictures that no page can show, by their object; masks of other pictures are none."""
    import pikepdf

    pictures = [item for item in objects.streams if declared(item) is Content.IMAGE]
    if not pictures:
        return set()
    masks = (item.get(key) for item in pictures for key in ("/SMask", "/Mask"))
    hidden = {mask.objgen for mask in masks if isinstance(mask, pikepdf.Stream)}
    return {item.objgen for item in pictures} - hidden - _shown(objects.pdf)


def _shown(pdf: Any) -> set[tuple[int, int]]:
    import pikepdf

    shown: set[tuple[int, int]] = set()
    queue = [resources(page.obj) for page in pdf.pages]
    while queue:
        found = queue.pop()
        named = found.get("/XObject") if isinstance(found, pikepdf.Dictionary) else None
        for item in named.values() if isinstance(named, pikepdf.Dictionary) else ():
            if isinstance(item, pikepdf.Stream) and item.objgen not in shown:
                shown.add(item.objgen)
                queue.append(item.get("/Resources"))
    return shown


def picture_png(stream: Any) -> bytes | None:
    """Returns a picture as a PNG; None when it is too large or in a form that nobody here can draw."""
    import pikepdf

    try:
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > _MAX_PIXELS:
            return None
        buffer = io.BytesIO()
        pikepdf.PdfImage(stream).as_pil_image().convert("L").save(buffer, "PNG")
    except Exception:  # noqa: BLE001  so many forms, so many exceptions
        return None
    return buffer.getvalue()
