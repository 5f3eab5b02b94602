"""Which two columns of a table hold the ends of a link, and whether its first row names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from model.network.end_names import NO_IDS, PERSON_NAMES, holds_no_ids, known_pair
from model.network.other_tables import counts_rows, fitting_pairs
from model.tabular.names import (
    WORDS_FOR_NOTHING,
    all_numbers,
    column,
    is_number,
    plain_name,
)

FRACTION = re.compile(r"[+-]?\d*[.,]\d*[1-9]\d*")
DATE = re.compile(
    r"(\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T ]\d.*)?"
    r"|\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?( ?[ap]m)?(Z|[+-]\d{2}:?\d{2})?"
    r"|(\w{3},? )?([a-z]{3,9}\.? \d{1,2},?|\d{1,2}\.? [a-z]{3,9}\.?,?) \d{4}.*",
    re.IGNORECASE,
)
"""A date, a time of day, or both."""
YEAR = re.compile(rf"(1[6-9]|20)\d\d|{DATE.pattern}", re.IGNORECASE)
ALIKE = 0.75
"""Share of the best pair's ids that another pair of texts must have in common to be as good."""
DECISIVE = 0.25
"""Share of ids that columns of numbers have in common if that decides against the first two."""
FAR_MORE = 4
"""How many times as many ids must be shared for that."""
LOOKED_AT = 12
"""Columns whose ids are compared."""

Cells = Mapping[int, Sequence[str]]
Pair = tuple[int, int]


class Ends(NamedTuple):
    """Where the two ends stand, and why."""

    first: int
    second: int
    known: bool
    """Whether the columns are called so that nothing had to be guessed."""
    rival: Pair | None = None
    """Two other columns that are as likely."""


def ends_of(names: Sequence[str] | None, rows: Sequence[Sequence[str]], columns: int) -> Ends:
    """Return which columns hold the ends: by their names, else by what is in them."""
    if columns <= 2:
        return Ends(0, 1, known=bool(names and known_pair(names)))
    cells = {at: column(rows, at) for at in range(columns)}
    named = _by_names(names, cells) if names else None
    if named:
        return named
    plain = [_called(name) for name in names] if names else [f"{at}" for at in range(columns)]
    likely = [at for at in cells if plain[at] and not holds_no_ids(plain[at])]
    likely = _kept(likely, [at for at in likely if _may_be_ids(cells[at])])
    likely = _kept(likely, _before_attributes(likely, cells))
    likely = _without_weights(likely, cells)
    found = _by_content(likely, cells)
    if len(likely) < 3 or likely[0] != 0 or plain[0] in PERSON_NAMES - {"id"}:
        return found
    begin = counts_rows(cells[0])
    other = _by_content(likely[1:], cells) if begin is not None else found
    if begin is None or 0 not in found[:2]:
        return found
    return (
        other if _is_index(cells, found[:2], other[:2], begin) else other._replace(rival=found[:2])
    )


def _by_names(names: Sequence[str], cells: Cells) -> Ends | None:
    """Return the ends by what the columns are called, if nothing in them contradicts it."""
    known = known_pair(names)
    if known and not _are_times(known, names, cells):
        return Ends(*known, known=True, rival=_third(known, names))
    rows = list(zip(*cells.values(), strict=True))
    pairs = [pair for pair in fitting_pairs(names, rows) if not _are_times(pair, names, cells)]
    if not pairs:
        return None
    best, *others = sorted(pairs, key=lambda pair: -_shared(pair, cells))
    rivals = [pair for pair in others if set(pair) & set(best)
              and (_shared(pair, cells) or not _shared(best, cells))]  # fmt: skip
    return Ends(*best, known=False, rival=next(iter(rivals), None))


def _are_times(pair: Pair, names: Sequence[str], cells: Cells) -> bool:
    """Tell whether two columns say from when to when, not from whom to whom."""
    if not all(_may_be_ids(cells[at]) for at in pair):
        return True
    called = {plain_name(names[at]) for at in pair}
    others = [at for at in cells if at not in pair and not all_numbers(cells[at])]
    years = all(YEAR.fullmatch(cell) for at in pair for cell in cells[at] if cell)
    return called in ({"from", "to"}, {"start", "end"}) and len(others) > 1 and years


def _third(pair: Pair, names: Sequence[str]) -> Pair | None:
    """Return the first and a third of columns that are numbered, as in ``user1,user2,user3``."""
    stems = [re.sub(r"\d+$", "", plain_name(name)) for name in names]
    numbered = stems[pair[0]] == stems[pair[1]] != plain_name(names[pair[0]])
    more = [at for at, stem in enumerate(stems) if stem == stems[pair[0]] and at not in pair]
    return (pair[0], more[0]) if numbered and more else None


def _by_content(likely: Sequence[int], cells: Cells) -> Ends:
    """Return the ends by what ids two columns have in common."""
    texts = [at for at in likely if not all_numbers(cells[at])]
    numbers = [at for at in likely if at not in texts]
    if len(texts) > 1:
        return _of_texts(texts, cells)
    if len(texts) == 1 and len(numbers) > 1:  # one of words beside or between numbers of people
        pair = _of_numbers(numbers, cells)
        rare = len(set(cells[texts[0]])) < max(3, len(cells[texts[0]]) / 2)
        shared = _shared(pair[:2], cells)
        if shared if rare else shared > 1 and _share(pair[:2], cells) >= DECISIVE:
            return pair
    if len(texts) == 1 or len(likely) < 3:
        first, second = [*likely, *(at for at in cells if at not in likely)][:2]
        return Ends(first, second, known=False)
    return _of_numbers(numbers, cells)


def _of_texts(texts: Sequence[int], cells: Cells) -> Ends:
    """Return the two columns of texts that have most ids in common, else the first two."""
    pairs = list(combinations(texts[:LOOKED_AT], 2))
    best, *others = sorted(pairs, key=lambda pair: -_shared(pair, cells))
    most = _shared(best, cells)
    rivals = [pair for pair in others if most and _shared(pair, cells) >= ALIKE * most]
    return Ends(*best, known=False, rival=next(iter(rivals), None))


def _of_numbers(numbers: Sequence[int], cells: Cells) -> Ends:
    """Return the first two columns of numbers, unless others have far more ids in common."""
    pairs = list(combinations(numbers[:LOOKED_AT], 2))
    first, *_ = pairs
    best = max(pairs, key=lambda pair: _shared(pair, cells))
    shared, most, share = _shared(first, cells), _shared(best, cells), _share(best, cells)
    decided = share >= DECISIVE and most >= FAR_MORE * shared
    if most > 1 and (decided or (not shared and _is_time(numbers, cells))):
        return Ends(*best, known=False)
    alike = [
        pair for pair in pairs
        if pair != first and _shared(pair, cells) > 1 and _share(pair, cells) >= 2 * DECISIVE
        and (_shared(pair, cells) >= 2 * shared or _share(pair, cells) == _share(first, cells))
    ]  # fmt: skip
    return Ends(*first, known=False, rival=next(iter(alike), None))


def _is_time(numbers: Sequence[int], cells: Cells) -> bool:
    """Tell whether the first numbers rise, nearly all different, beyond all of the others."""
    one, *others = ([float(cell.replace(",", ".")) for cell in cells[at] if cell] for at in numbers)
    beyond = min(one) > max(map(max, others))
    return beyond and one == sorted(one) and 2 * len(set(one)) > len(one)


def _before_attributes(likely: Sequence[int], cells: Cells) -> list[int]:
    """Return the columns before ``{'weight': 4}``, which networkx writes behind two ids."""
    begins = [at for at in likely if all(cell.startswith("{") for cell in cells[at])]
    return [at for at in likely if not begins or at < begins[0]]


def _without_weights(likely: Sequence[int], cells: Cells) -> list[int]:
    """Return the columns without numbers that can hardly be ids, if two are left.

    Those with fractions; those below zero if others are not; one value only behind two columns.
    """
    numbers = [at for at in likely if all_numbers(cells[at])]
    weights = [at for at in numbers if any(FRACTION.fullmatch(cell) for cell in cells[at])]
    likely = _kept(likely, [at for at in likely if at not in weights])
    signed = [at for at in numbers if any(cell.startswith("-") for cell in cells[at])]
    likely = _kept(likely, [at for at in likely if at not in signed])
    same = [at for at in numbers if len(cells[at]) > 2 and len(set(cells[at])) == 1]
    return _kept(likely, [at for at in likely if at not in same or at in likely[:2]])


def _is_index(cells: Cells, found: Pair, other: Pair, begin: int) -> bool:
    """Tell whether a first column that counts the rows is not an end, beside two more columns.

    It may be one if its numbers are ids, more of them than the others have in common.
    """
    if 2 * sum(a == b for a, b in zip(*(cells[at] for at in found), strict=True)) >= len(cells[0]):
        return True  # else most would be linked with themselves
    mine, theirs = _share(found, cells), _share(other, cells)
    if begin == 0:
        return mine <= 0.8 or theirs >= 0.5
    return mine < theirs or not mine or (_shared(found, cells) < 2 and len(cells[0]) > 3)


def _shared(pair: Sequence[int], cells: Cells) -> int:
    """Return how many ids stand in both columns."""
    one, other = ({cell for cell in cells[at] if cell} for at in pair)
    return len(one & other)


def _share(pair: Sequence[int], cells: Cells) -> float:
    """Return the share of all ids in two columns that stand in both."""
    return _shared(pair, cells) / max(1, len({cell for at in pair for cell in cells[at] if cell}))


def _may_be_ids(cells: Sequence[str]) -> bool:
    """Tell whether cells hold words or numbers, and not all of them dates or times."""
    filled = [cell for cell in cells if cell]
    return any(re.search(r"\w", cell) for cell in filled) and not all(
        DATE.fullmatch(cell) for cell in filled
    )


def _kept(likely: Sequence[int], fewer: Sequence[int]) -> list[int]:
    """Return the fewer columns if two are left."""
    return list(fewer if len(fewer) > 1 else likely)


def _called(name: str) -> str:
    """Return a column's plain name; nothing for ``...1``, as readr calls one without a name."""
    return "" if re.fullmatch(r"\.\.\.\d+", name) else plain_name(name)


def names_columns(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool | None:
    """Tell whether the first row names the columns; None where only all other rows can tell."""
    below = [column(rows, at) for at in range(len(first))]
    pair = known_pair(first) or next(iter(fitting_pairs(first, rows)), None)
    if pair:
        ends = [[row[at] if at < len(row) else "" for at in pair] for row in rows]
        return not _stands_below([first[at] for at in pair], ends)
    if not rows:
        return False
    over_numbers = [
        not is_number(name) and name.lower() not in WORDS_FOR_NOTHING and all_numbers(cells)
        for name, cells in zip(first, below, strict=True)
    ]
    telling = [
        len(first) > 2 and plain_name(name) in NO_IDS and name not in cells
        for name, cells in zip(first, below, strict=True)
    ]
    if any(over_numbers) or any(telling):
        known = {cell for cells in below for cell in cells if cell}
        if not any(over_numbers) and not known.isdisjoint(first):
            return None  # a row that ends in a word such as comment
        return not any(is_number(name) for name in first)
    if not first[0] and all(first[1:]) and all(below[0]):
        return True
    counting = first == [str(at) for at in range(len(first))]
    if counting and not any(all_numbers(cells) for cells in below):
        return True
    marked = any(name.startswith(("#", "%")) for name in first)
    return False if marked or any(map(is_number, first)) or not all(first) else None


def _stands_below(names: list[str], rows: Sequence[list[str]]) -> bool:
    """Tell whether two words that may be names are ids: they, or others numbered so, are below."""
    others = [cell for row in rows if row != names for cell in row if cell]
    stems = {re.sub(r"\d+$", "", name) for name in names}
    numbered = {re.sub(r"\d+$", "\0", cell) for cell in others} == {f"{stem}\0" for stem in stems}
    return not set(names).isdisjoint(others) or numbered
