"""Damages files as chance and attackers do: in bytes, in numbers, in tags, and within the members of a package."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress

_NUMBERS = b"0 -1 1 255 65536 2147483647 -2147483648 99999999999999999999 1e999 NaN".split()
_WORDS = [struct.pack("<I", number) for number in (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, 512, 0x10000)]
_BYTES = [b"\0", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b[", *map(bytes, zip(b'<>&\\{}"'))]
_NUMBER = re.compile(rb"-?\d+")
_TOKEN = re.compile(rb"<[^<>]{0,400}>|[^<]{1,400}")
_VALUE = re.compile(rb'="[^"]{0,200}"')
_LARGEST = 300_000


def mutated(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Returns the content with a few things changed; `others` are what it may be crossed with."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        content = _once(content, others, chance)
    return content[:_LARGEST]


def _once(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    if content.startswith(b"PK\3\4") and chance.random() < 0.85:
        with suppress(Exception):  # a package that is damaged already is damaged further as bytes
            return _package(content, others, chance)
    return _way(content, chance)(content, others, chance)


def _way(content: bytes, chance: random.Random) -> Callable[[bytes, Sequence[bytes], random.Random], bytes]:
    ways = [_bytes, _bytes, _cut, _repeat, _cross]
    if content[:400].count(b"<") > 2 or content.lstrip()[:1] == b"<":
        ways += [_tags] * 6
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        ways += [_aligned] * 6
    if _NUMBER.search(content[:2000]):
        ways += [_numbers] * 2
    return chance.choice(ways)


def _bytes(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    new = chance.choice([*_BYTES, bytes([chance.randrange(256)]), chance.randbytes(4)])
    return content[:at] + new + content[at + chance.choice((0, len(new))) :]


def _cut(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + (b"" if chance.random() < 0.3 else content[at + chance.choice((1, 4, 16, 200)) :])


def _repeat(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at, length = chance.randint(0, len(content)), chance.choice((1, 8, 64, 500))
    piece = content[at : at + length]
    return content[:at] + piece * min(chance.choice((2, 10, 300, 5000)), _LARGEST // (len(piece) or 1)) + content[at:]


def _cross(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    start = chance.randint(0, len(other))
    at = chance.randint(0, len(content))
    return content[:at] + other[start : start + chance.choice((8, 100, 2000))] + content[at:]


def _numbers(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(content[:_LARGEST]))
    if not found:
        return content
    match = chance.choice(found)
    return content[: match.start()] + chance.choice(_NUMBERS) + content[match.end() :]


def _aligned(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = 4 * chance.randrange(len(content) // 4 + 1)
    return content[:at] + chance.choice([*_WORDS, content[:4]]) + content[at + 4 :]


def _tags(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    tokens = _TOKEN.findall(content)
    if not tokens:
        return content
    at = chance.randrange(len(tokens))
    match chance.randrange(6):
        case 0:
            del tokens[at]
        case 1:
            tokens.insert(chance.randrange(len(tokens)), tokens[at])
        case 2:
            value = chance.choice([*_NUMBERS, b"", b"x" * 2000, b"&#x202e;"])
            tokens[at] = _VALUE.sub(b'="' + value + b'"', tokens[at], count=1)
        case 3:
            other = chance.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 4:  # deeper
            name = re.match(rb"<([\w:]+)[^>]*(?<!/)>", tokens[at])
            if name:
                times = chance.choice((2, 30, 250, 2000))
                tokens[at : at + 1] = [tokens[at]] * times + [b"</" + name[1] + b">"] * (times - 1)
        case _:  # a whole element again, inside itself
            end = min(len(tokens), at + chance.choice((2, 5, 20)))
            tokens[at:at] = tokens[at:end]
    return b"".join(tokens)


def _package(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(item.filename, archive.read(item)) for item in archive.infolist()]
        comment = archive.comment
    at = chance.randrange(len(members))
    name, member = members[at]
    match chance.randrange(12):
        case 0:
            del members[at]
        case 1:
            odd = ["../" + name, name.upper(), "\u202e" + name, "x" * 300, "word/" + name]
            members[at] = (chance.choice(odd), member)
        case 2:
            other = chance.randrange(len(members))
            members[at], members[other] = (name, members[other][1]), (members[other][0], member)
        case 3:
            members.append((f"{at}/{name}", member))
        case _:
            members[at] = (name, _once(member, others, chance))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = comment
        for inner, body in members:
            archive.writestr(zipfile.ZipInfo(inner), body)
    return stream.getvalue()
