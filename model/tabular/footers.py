"""Last lines of a table that are no rows of data: sums, and how many rows there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

SUMS = (
    "total", "totals", "grand total", "sum total", "total sum", "subtotal", "sum", "sums", "count",
    "average", "mean", "median", "summe", "gesamt", "gesamtsumme", "insgesamt", "mittel",
    "mittelwert", "durchschnitt", "totale", "totaal", "suma", "somme", "moyenne", "promedio",
)  # fmt: skip
COUNTED = "rows?|records?|lines?|links?|edges?|entries|observations|zeilen|filas|lignes"
NUMBER = r"[\s\[(\"'-]*\d[\d.,]*"
FOOTER = re.compile(
    rf"\s*[\"']?({'|'.join(SUMS)})(\s+(of\s+)?({COUNTED}))?[\"']?\s*[:=]?[\s,;|\"']+[\d.,;|\s\"']*"
    rf"|{NUMBER}\s+({COUNTED})\b(\(s\))?(\s+(selected|returned|affected|in set|x \d+).*)?\W*"
    rf"|(number of\s+)?({COUNTED})\s*:{NUMBER}\W*",
    re.IGNORECASE,
)
"""A word for a sum beside numbers only, or a number of rows."""
TAIL = 1 << 12
"""Bytes at the end of a file that are looked at."""


class WithoutFooter:
    """Lines of text without those at the end that are no rows; ``dropped`` has them in the end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.dropped: list[str] = []

    def __iter__(self) -> Iterator[str]:
        waiting: list[str] = []
        for line in self._lines:
            if is_footer(line) or (waiting and not line.strip()):
                waiting.append(line)
                continue
            yield from waiting
            waiting = []
            yield line
        self.dropped = [line.strip() for line in waiting if line.strip()]


def is_footer(line: str) -> bool:
    """Tell whether a line, should it be the last, is no row of data."""
    return len(line) < TAIL and bool(FOOTER.fullmatch(line.rstrip()))


def has_footer(path: Path, head: Sequence[str]) -> bool:
    """Tell whether the last line of a file in UTF-8 is none of data.

    It is one of data if its word stands in another line of the ``head`` too.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL))
        lines = re.split(r"[\r\n]+", file.read().decode("utf-8", "replace"))
    last = next((line for line in reversed(lines) if line.strip()), "")
    found = FOOTER.fullmatch(last.rstrip()) if len(last) < TAIL else None
    if not found or not found[1]:
        return found is not None
    word = re.compile(rf"(^|\W){re.escape(found[1])}(\W|$)")
    return sum(bool(word.search(line)) for line in head if line.strip() != last.strip()) == 0
