"""Which two columns of a table hold the ends of a link, and whether its first row names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from model.tabular.names import all_numbers, column, is_number, plain_name

NAME_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "source target", "source_id target_id", "source destination", "src dst", "src dest",
        "source_node target_node", "from to", "from_id to_id", "fromnodeid tonodeid",
        "from_node_id to_node_id", "from_node to_node", "from_user to_user", "start end",
        "start_id end_id", "start_node end_node", "node_1 node_2", "node1 node2", "node_a node_b",
        "id_1 id_2", "id1 id2", "numeric_id_1 numeric_id_2", "user_1 user_2", "user1 user2",
        "user_a user_b", "person_1 person_2", "person1 person2", "person_a person_b",
        "vertex_1 vertex_2", "vertex1 vertex2", "actor_1 actor_2", "name_1 name_2",
        "user friend", "person friend", "follower followee", "followee follower",
        "follower followed", "follower_id followed_id", "follower_id followee_id",
        "user_id friend_id", "user_id follower_id", "sender receiver", "sender recipient",
        "ego alter", "head tail", "tail head", "parent child", "u v", "i j", "v1 v2", "x1 x2",
        "quelle ziel", "von nach", "absender empfänger", "de à", "de vers", "origine destination",
        "origen destino", "desde hasta", "origem destino", "da a", "origine destinazione",
        "van naar", "bron doel",
    )
)  # fmt: skip
"""Names of the two ends, as ``plain_name`` gives them."""
END_NAMES = frozenset(name for pair in NAME_PAIRS for name in pair)
NO_NAME = re.compile(r"unnamed_\d+|index_level_\d+|level_\d+")
"""What pandas calls a column without a name."""

NO_IDS = frozenset(
    [
        "weight",
        "weights",
        "w",
        "value",
        "values",
        "count",
        "counts",
        "n",
        "type",
        "kind",
        "relation",
        "relationship",
        "label",
        "labels",
        "date",
        "time",
        "timestamp",
        "datetime",
        "year",
        "month",
        "day",
        "since",
        "until",
        "created",
        "created_at",
        "updated_at",
        "strength",
        "sign",
        "score",
        "rating",
        "rank",
        "distance",
        "length",
        "cost",
        "amount",
        "index",
        "nr",
        "no",
        "wave",
        "layer",
        "row",
        "rowid",
        "row_id",
        "edge",
        "edge_id",
        "edgeid",
        "link_id",
        "key",
        "directed",
        "interval",
        "comment",
        "note",
        "text",
        "color",
        "colour",
        "width",
        "gewicht",
        "anzahl",
        "datum",
        "jahr",
        "typ",
        "art",
        "poids",
        "peso",
    ]
)
"""Names of columns that hold no ids of people."""

FRACTION = re.compile(r"[+-]?\d*[.,]\d*[1-9]\d*")

WORDS_FOR_NOTHING = ("nan", "null", "none", "na", "n/a", "<na>", "nil", "")
"""What stands for a missing value; in small letters."""

PERSON_NAMES = frozenset(
    ["id", "node", "nodes", "node_id", "user", "user_id", "person", "person_id", "vertex", "name"]
)
TRAITS = frozenset(
    [
        "label",
        "name",
        "group",
        "gender",
        "sex",
        "age",
        "country",
        "city",
        "class",
        "type",
        "target",
        "role",
        "community",
        "cluster",
        "degree",
        "modularity_class",
        "days",
        "mature",
        "views",
        "partner",
        "category",
        "email",
    ]
)
"""What a table of people says of each."""


class Ends(NamedTuple):
    """Where the two ends stand, and why."""

    first: int
    second: int
    known: bool
    """Whether the columns are called so that nothing had to be guessed."""


def known_pair(names: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of a known pair of names: neighbours first, else wherever they stand."""
    plain = [plain_name(name) for name in names]
    likely = [at for at, name in enumerate(plain) if name in END_NAMES]  # tables may be wide
    near = [pair for pair in pairwise(range(len(plain))) if set(pair) <= set(likely)]
    for at, other in [*near, *combinations(likely, 2)]:
        for pair in ((at, other), (other, at)):
            if (plain[pair[0]], plain[pair[1]]) in NAME_PAIRS:
                return (at, other) if (plain[at], plain[other]) in NAME_PAIRS else pair
    return None


def ends_of(names: Sequence[str] | None, rows: Sequence[Sequence[str]], columns: int) -> Ends:
    """Return which columns hold the ends: by their names, else by what is in them."""
    known = known_pair(names) if names else None
    if known:
        return Ends(*known, known=True)
    wide = columns > 2
    plain = [_called(name) for name in names] if names else [f"{at}" for at in range(columns)]
    likely = [at for at in range(columns) if plain[at] and not (wide and _no_ids(plain[at]))]
    cells = {at: column(rows, at) for at in likely}
    if wide:  # a dash or an arrow between the ends is no id
        likely = [at for at in likely if any(re.search(r"\w", cell) for cell in cells[at])]
    texts = [at for at in likely if not all_numbers(cells[at])]
    if len(texts) > 1:
        likely = texts
        shared = _sharing(likely, cells)
        if shared:
            return Ends(*shared, known=False)
    else:
        likely = _whole(likely, cells) if wide else likely
        shared = _sharing([at for at in likely if at not in texts], cells) if texts else None
        if shared:  # one column of words beside or between numbers of people
            return Ends(*shared, known=False)
    if len(likely) < 2:
        likely = list(range(columns))
    first, second = [*likely, 1][:2]
    return Ends(first, second, known=False)


def _called(name: str) -> str:
    """Return a column's plain name; nothing for ``...1``, as readr calls one without a name."""
    return "" if re.fullmatch(r"\.\.\.\d+", name) else plain_name(name)


def _no_ids(name: str) -> bool:
    return name in NO_IDS or bool(NO_NAME.fullmatch(name))


def _whole(likely: list[int], cells: dict[int, list[str]]) -> list[int]:
    """Return the columns without fractions, which are weights, if two are left."""
    whole = [at for at in likely if not any(FRACTION.fullmatch(cell) for cell in cells[at])]
    return whole if len(whole) > 1 else likely


def _sharing(likely: Sequence[int], cells: dict[int, list[str]]) -> tuple[int, int] | None:
    """Return the first two columns in which somebody stands in both."""
    filled = {at: {cell for cell in cells[at] if cell} for at in likely}
    pairs = combinations(likely, 2)
    return next(((a, b) for a, b in pairs if not filled[a].isdisjoint(filled[b])), None)


def names_columns(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool | None:
    """Tell whether the first row names the columns; None where only all other rows can tell."""
    if known_pair(first):
        return True
    if not rows:
        return False
    below = [column(rows, at) for at in range(len(first))]
    over_numbers = [
        not is_number(name) and name.lower() not in WORDS_FOR_NOTHING and all_numbers(cells)
        for name, cells in zip(first, below, strict=True)
    ]
    telling = [
        len(first) > 2 and plain_name(name) in NO_IDS and name not in cells
        for name, cells in zip(first, below, strict=True)
    ]
    if any(over_numbers) or any(telling):
        return not any(is_number(name) for name in first)
    if not first[0] and all(first[1:]) and all(below[0]):
        return True
    counting = first == [str(at) for at in range(len(first))]
    if counting and not any(all_numbers(cells) for cells in below):
        return True
    marked = any(name.startswith(("#", "%")) for name in first)
    return False if marked or any(map(is_number, first)) or not all(first) else None


def is_table_of_people(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether named columns are one of people, each once, and what is said of them."""
    plain = [plain_name(name) for name in names]
    if known_pair(names) or plain[0] not in PERSON_NAMES or len(plain) < 2:
        return False
    people = column(rows, 0)
    other = set(plain[1:])
    if plain[0] not in ("id", "node_id", "user_id", "person_id") and any(
        not set(people).isdisjoint(column(rows, at)) for at in range(1, len(plain))
    ):
        return False
    traits = bool(other & TRAITS) and len(other & TRAITS) >= len(other) / 2
    return traits and len(set(people)) == len(people)


def is_matrix(rows: Sequence[Sequence[str]], columns: int) -> bool:
    """Tell whether rows are a square of numbers, an adjacency matrix; it may have names."""
    cells = [list(row) for row in rows]
    heads = cells[0]
    if len(cells) == columns and columns > 2 and heads[1:] == [row[0] for row in cells[1:]]:
        return all(all_numbers(row[1:]) for row in cells[1:])
    if columns > 2 and heads == [row[0] for row in cells[1:]]:
        return all(all_numbers(row[1:]) for row in cells[1:])
    if len(cells) == columns + 1 and columns > 2 and not any(is_number(cell) for cell in heads):
        cells = cells[1:]
    if columns < 3 or len(cells) != columns or any(len(row) != columns for row in cells):
        return False
    if not all(all_numbers(row) and all(row) for row in cells):
        return False
    square = columns > 3 and cells == [list(row) for row in zip(*cells, strict=True)]
    return _binary(cells) or square


def is_large_matrix(rows: Sequence[Sequence[str]], columns: int) -> bool:
    """Tell whether the first rows of a table are those of a matrix of which more follow."""
    wide = columns >= len(rows) - 1
    inner = [row[1:] for row in rows[1:]]
    return wide and (_binary(inner) or all(map(all_numbers, inner)))


def _binary(rows: Sequence[Sequence[str]]) -> bool:
    return all(cell in ("0", "1", "0.0", "1.0") for row in rows for cell in row)
