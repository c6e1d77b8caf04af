"""Draws the logo of the example house style as PNG and SVG: `python docs/teken_logo.py`."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
Line = Sequence[Point]

HEIGHT, GAP, PEN = 40.0, 7.0, 5.2
INK, LIGHT, DAWN = (0x5B, 0x21, 0x4F), (0xC4, 0x5A, 0x1C), (0xE8, 0xA3, 0x3D)
SCALE = 2  # pixels a unit: almost 600 dots an inch at 46 mm


def arc(x: float, y: float, radius: float, start: float, end: float, squeeze: float = 1.0) -> Line:
    """Returns an arc as a line through 61 points; degrees, clockwise from the right."""
    turns = (math.radians(start + (end - start) * step / 60) for step in range(61))
    return [(x + radius * squeeze * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def letters() -> dict[str, tuple[float, list[Line]]]:
    """Returns the width and the strokes of every letter of the name, between heights 0 and `HEIGHT`."""
    h, m = HEIGHT, HEIGHT / 2
    return {
        "n": (26, [[(0, h), (0, 0), (26, h), (26, 0)]]),
        "o": (32, [arc(16, m, m, 0, 360, 0.8)]),
        "r": (22, [[(0, h), (0, 0), (11, 0)], arc(11, 11, 11, -90, 90), [(11, 22), (0, 22)], [(9, 22), (22, h)]]),
        "d": (27, [[(0, 0), (0, h)], [(0, 0), (9, 0)], arc(9, m, m, -90, 90, 0.9), [(9, h), (0, h)]]),
        "e": (20, [[(20, 0), (0, 0), (0, h), (20, h)], [(0, m), (17, m)]]),
        "l": (18, [[(0, 0), (0, h), (18, h)]]),
        "i": (0, [[(0, 0), (0, h)]]),
        "c": (27, [arc(16, m, m, -50, -310, 0.8)]),
        "h": (25, [[(0, 0), (0, h)], [(25, 0), (25, h)], [(0, m), (25, m)]]),
        "t": (26, [[(0, 0), (26, 0)], [(13, 0), (13, h)]]),
    }


def drawing(name: str) -> tuple[float, float, list[tuple[tuple[int, int, int], float, Line]]]:
    """Returns width, height and strokes (colour, pen, line) of the mark with the name beside it."""
    strokes: list[tuple[tuple[int, int, int], float, Line]] = []
    for radius, colour in ((34.0, INK), (24.0, LIGHT), (14.0, DAWN)):
        strokes.append((colour, 6.4, arc(40, 46, radius, 180, 360)))
    strokes.append((INK, 6.4, [(3, 58), (77, 58)]))
    x, top, known = 100.0, 18.0, letters()
    for letter in name:
        width, lines = known[letter]
        strokes += [(INK, PEN, [(x + px, top + py) for px, py in line]) for line in lines]
        x += width + GAP + PEN
    return x - GAP, 72.0, strokes


def png(name: str) -> bytes:
    """Returns the drawing as PNG on white, edges smoothed."""
    width, height, strokes = drawing(name)
    columns, rows = round(width * SCALE), round(height * SCALE)
    image = [bytearray(b"\xff" * 3 * columns) for _ in range(rows)]
    for colour, pen, line in strokes:
        for start, end in pairwise(line):
            _stroke(image, colour, pen / 2 * SCALE, _scaled(start), _scaled(end))
    body = b"".join(b"\0" + bytes(row) for row in image)
    head = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _scaled(point: Point) -> Point:
    return point[0] * SCALE, point[1] * SCALE


def _stroke(image: list[bytearray], colour: tuple[int, int, int], radius: float, start: Point, end: Point) -> None:
    (ax, ay), (bx, by) = start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    reach = math.ceil(radius) + 1
    for y in range(max(0, int(min(ay, by)) - reach), min(len(image), int(max(ay, by)) + reach + 1)):
        row = image[y]
        for x in range(max(0, int(min(ax, bx)) - reach), min(len(row) // 3, int(max(ax, bx)) + reach + 1)):
            px, py = x + 0.5, y + 0.5
            along = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
            cover = min(1.0, radius + 0.5 - math.hypot(px - ax - along * dx, py - ay - along * dy))
            if cover > 0:
                for channel in range(3):
                    # The darkest of what overlaps, so that the joints of a line do not show.
                    painted = round(255 - cover * (255 - colour[channel]))
                    row[3 * x + channel] = min(row[3 * x + channel], painted)


def svg(name: str) -> str:
    """Returns the drawing as SVG."""
    width, height, strokes = drawing(name)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">']
    lines.append(f"<title>{name.capitalize()}</title>")
    lines.append('<g fill="none" stroke-linecap="round" stroke-linejoin="round">')
    for colour, pen, line in strokes:
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in line)
        hexadecimal = "".join(f"{channel:02X}" for channel in colour)
        lines.append(f'<polyline stroke="#{hexadecimal}" stroke-width="{pen:g}" points="{points}"/>')
    return "\n".join([*lines, "</g>", "</svg>", ""])


def main() -> None:
    """Writes logo.png and logo.svg beside the huisstijl.toml of the example."""
    folder = Path(__file__).parents[1] / "samples" / "huisstijlen" / "noorderlicht"
    (folder / "logo.png").write_bytes(png("noorderlicht"))
    (folder / "logo.svg").write_text(svg("noorderlicht"), encoding="utf-8")


if __name__ == "__main__":
    main()
