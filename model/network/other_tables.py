"""Tables that are none of links: people with their traits, and adjacency matrices."""

from __future__ import annotations

from collections.abc import Sequence

from model.network.end_names import PERSON_NAMES, PERSONS, TRAITS, known_pair, likely_pairs
from model.tabular.names import (
    WORDS_FOR_NOTHING,
    all_numbers,
    column,
    is_number,
    plain_name,
)

SELDOM = 3
"""Columns of the smallest matrix of any numbers that cannot be a list of links."""


def no_links(
    names: list[str], cells: list[list[str]], named: bool | None, columns: int, cut: bool
) -> str | None:
    """Return what a table is if it is none of links; ``cut``: more rows follow than ``cells``.

    ``names`` is the first row, and ``named`` whether it is a header; None in doubt.
    """
    square = is_large_matrix if cut else is_matrix
    if columns > 2 and cells and square([names, *cells], columns):
        return "an adjacency matrix"
    if named is not False and is_table_of_people(names, cells):
        return "a table of people (a node list) and not of links"
    return None


def is_table_of_people(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether named columns are one of people, each once, and what is said of them."""
    plain = [plain_name(name) for name in names]
    called = PERSON_NAMES | PERSONS
    at = next((at for at, name in enumerate(plain) if name in called), len(plain))
    if at > 1 or len(plain) < 2 or known_pair(names) or fitting_pairs(names, rows):
        return False
    people = [cell for cell in column(rows, at) if cell]
    others = [other for other, name in enumerate(plain) if other != at and name]
    traits = [other for other in others if _is_trait(plain[other], column(rows, other))]
    texts = [other for other in others if not all_numbers(column(rows, other))]
    counted = len(others) > 1 and not texts and not all_numbers(people)
    told = traits and 2 * len(traits) >= len(others)
    if len(set(people)) < len(people) or not (counted or told):
        return False
    shared = any(not set(people).isdisjoint(column(rows, other)) for other in texts)
    return plain[at].endswith("id") or not shared


def fitting_pairs(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the likely pairs of names below which both columns are numbers, or neither is."""
    pairs = likely_pairs(names)
    return [pair for pair in pairs if len({all_numbers(column(rows, at)) for at in pair}) == 1]


def _is_trait(name: str, cells: Sequence[str]) -> bool:
    counted = name.endswith(("ers", "ings", "friends")) or name == "following"
    count = name.endswith(("_count", "_at")) or name.startswith(("n_", "num_", "is_"))
    return (name in TRAITS or count) and (not counted or all_numbers(cells))


def is_matrix(rows: Sequence[Sequence[str]], columns: int) -> bool:
    """Tell whether rows are a square of numbers, an adjacency matrix; it may have names."""
    cells = [list(row) for row in rows]
    heads = cells[0]
    if columns < 3 or any(len(row) != columns for row in cells):
        return False
    below = [row[0] for row in cells[1:]]
    if heads in ([heads[0], *below], below) and all(all_numbers(row[1:]) for row in cells[1:]):
        return True
    named = len(cells) == columns + 1 and not any(is_number(cell) for cell in heads)
    if named and (known_pair(heads) or likely_pairs(heads)):
        return False
    cells = cells[1:] if named else cells
    if len(cells) == columns - 1 and _has_row_names([row[0] for row in cells]):
        cells = [row[1:] for row in cells]
    return _is_square(cells, named)


def _has_row_names(cells: Sequence[str]) -> bool:
    """Tell whether a first column names the rows: texts, or numbers that count them."""
    return len(set(cells)) == len(cells) and (
        not any(map(is_number, cells)) or counts_rows(cells) is not None
    )


def counts_rows(cells: Sequence[str]) -> int | None:
    """Return what a column begins to count at, 0 or 1, by one a row; None if it does not."""
    begin = 0 if cells[:1] == ["0"] else 1
    told = [str(begin + at) for at in range(len(cells))]
    return begin if len(cells) > 1 and list(cells) == told else None


def _is_square(cells: Sequence[Sequence[str]], named: bool) -> bool:
    cells = [["" if c.lower() in WORDS_FOR_NOTHING else c for c in row] for row in cells]
    size = len(cells)
    if size < SELDOM or any(len(row) != size for row in cells):
        return False
    if not all(map(all_numbers, cells)) or not all(map(all_numbers, zip(*cells, strict=True))):
        return False
    filled = [cell for row in cells for cell in row if cell]
    if 2 * len(filled) < size * size:
        return False
    diagonal = {float(row[at].replace(",", ".") or 0) for at, row in enumerate(cells)}
    symmetric = size > SELDOM and cells == [list(row) for row in zip(*cells, strict=True)]
    return _binary(cells) or symmetric or diagonal == {0.0} or (size > SELDOM and not named)


def is_large_matrix(rows: Sequence[Sequence[str]], columns: int) -> bool:
    """Tell whether the first rows of a table are those of a matrix of which more follow."""
    wide = columns >= len(rows) - 1
    inner = [row[1:] for row in rows[1:]]
    return wide and (_binary(inner) or all(map(all_numbers, inner)))


def _binary(rows: Sequence[Sequence[str]]) -> bool:
    return all(cell in ("0", "1", "0.0", "1.0", "") for row in rows for cell in row)
