"""Quotes within quoted cells behind a backslash, as R's ``write.table`` has them."""

from __future__ import annotations

from collections.abc import Sequence

from model.tabular.separators import UNSPLIT, head_rows, separation_of

BEHIND_BACKSLASH, DOUBLED = '\\"', '""'
SAID = 'quotes within cells stand behind a backslash (\\"), as R writes them'


def doubled(line: str) -> str:
    """Return a line with such quotes doubled, as CSV has them."""
    return line.replace(BEHIND_BACKSLASH, DOUBLED)


def is_backslashed(lines: Sequence[str], cut: bool = False) -> bool:
    """Tell whether rows can be split only if a backslash makes a quote part of its cell.

    ``cut``: more lines follow.
    """
    if not any(BEHIND_BACKSLASH in line for line in lines):
        return False
    told = [doubled(line) for line in lines]
    split = separation_of(told, cut)
    if split is None:
        return False
    plain, other = (
        [row.cells for row in head_rows(these, split.separator, split.quote, cut)]
        for these in (lines, told)
    )
    if [UNSPLIT] in other:
        return False
    return [UNSPLIT] in plain or len(set(map(len, plain))) > len(set(map(len, other)))
