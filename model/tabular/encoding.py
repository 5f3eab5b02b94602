"""From bytes to text: UTF-8 as it is; UTF-16, UTF-32 and Latin-1 written out as UTF-8, and said."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from model.errors import InputError
from model.temporary import temporary_folder

BLOCK = 1 << 22
ALLOWED = "text as UTF-8, UTF-16 or Latin-1"
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16."""
BINARY = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0160\u0161\u017d\u017e\u0152\u0153\u0178"
WORD = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]+")
"""Letters of Latin-1 beyond ASCII that stand together."""
ODD = re.compile(
    f"(?<=[{LETTERS}])[\u00a1-\u00a6\u00a8\u00a9\u00ac\u00ae-\u00b1\u00b3\u00b5\u00b6\u00b8\u00b9"
    f"\u00bc-\u00bf\u00d7\u00f7](?=[{LETTERS}])|[\u00a3\u00a5\u00b3\u00b9\u2030\u02dc\u02c6\u2020\u2021\u0192\u2122\u203a](?=[A-Za-z\u00c0-\u00ff])"
)
"""A sign of Latin-1 where a letter is expected."""
ISOLATED = 2
"""Letters beyond ASCII that stand together in Latin-1, at most, as a rule."""
LATIN = "Latin-1 (Windows-1252): it is not UTF-8; if names look wrong, convert it to UTF-8"
SHOWN = 20
"""Letters of a word that a message shows."""
CONVERT = "convert it, for instance: iconv -f WINDOWS-1251 -t UTF-8 FILE > NEW.csv"
BAD = re.compile("[\udc80-\udcff]")
HIGH = re.compile("[^\x00-\x7f\udc80-\udcff]")


class Text(NamedTuple):
    """A file as UTF-8."""

    path: Path
    notices: tuple[str, ...]


@contextmanager
def as_utf8(path: Path, plain: Path, head: bytes) -> Iterator[Text]:
    """Give the text in ``plain`` as UTF-8: itself or a temporary copy; raises InputError."""
    found = wide_encoding(head)
    if found is None and _is_utf8(plain):
        yield Text(plain, ())
        return
    text = _decoded(path, plain, found) if found else _latin(path, plain)
    said = f"read as {found.upper() if found else LATIN}"
    with temporary_folder() as folder:
        copy = folder / "text"
        copy.write_text(text, "utf-8", newline="")
        yield Text(copy, (said,))


def wide_encoding(head: bytes) -> str | None:
    """Return UTF-16 or UTF-32 if the first bytes show it, by their mark or their zero bytes."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    even, odd = head[0:4000:2].count(0), head[1:4000:2].count(0)
    half = max(1, min(len(head), 4000) // 2)
    if len(head) >= 8 and odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if len(head) >= 8 and even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _is_utf8(plain: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with plain.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _decoded(path: Path, plain: Path, encoding: str) -> str:
    try:
        return plain.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"seems to be {encoding.upper()}, but is cut short or damaged ({error.reason})",
            file=path, allowed=ALLOWED,
        ) from error  # fmt: skip


def _latin(path: Path, plain: Path) -> str:
    """Return a text that is not UTF-8 as Latin-1, unless it is neither."""
    data = plain.read_bytes()
    mixed = data.decode("utf-8", "surrogateescape")
    bad = BAD.search(mixed)
    line = mixed.count("\n", 0, bad.start() if bad else 0) + 1
    problem, way = "", ALLOWED
    text = _as_windows(data)
    if "\0" in mixed or BINARY.search(mixed):
        problem = "seems to be no text: bytes that are not UTF-8, and control characters"
    elif text is None or (odd := _unlikely(text)):
        seen = "has bytes that Latin-1 has not" if text is None else f"as Latin-1 it says {odd}"
        problem = f"is not UTF-8, and {seen}: it seems to be of another encoding of 8 bits or more"
        way = f"{ALLOWED}; {CONVERT} (or from WINDOWS-1250, KOI8-R, SHIFT-JIS …)"
    elif HIGH.search(mixed):
        problem = (
            "bytes that are not UTF-8 text, while others are: it is of two encodings, or of"
            " another than UTF-8 and Latin-1"
        )
        way = f"{ALLOWED}; {CONVERT}"
    if text is None or problem:
        raise InputError(problem, file=path, key=f"line {line}", allowed=way)
    return text


def _as_windows(data: bytes) -> str | None:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _unlikely(text: str) -> str:
    """Return a word that no text in Latin-1 would have; nothing if it seems to be in Latin-1."""
    words = WORD.findall(text)
    long = [word for word in words if len(word) > ISOLATED]
    if long and 2 * sum(map(len, long)) >= sum(map(len, words)):
        return str(long[0])
    cells = re.split(r"[\s,;|\"']+", text) if ODD.search(text) else []
    return next((cell[:SHOWN] for cell in cells if ODD.search(cell)), "")
