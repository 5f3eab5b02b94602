"""Wrong experiment files: a right one, changed at random in the ways people get them wrong."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

from model.scenario.writing import toml_text

RIGHT: dict[str, Any] = {
    "title": "A small one",
    "about": "Two factors and two arms.",
    "base": "one_brand",
    "brand": "usual",
    "days": 3,
    "seed": 4,
    "set": {"people": {"count": 30}, "talk.rate": 0.2},
    "factors": {
        "price": [8.0, 12.0],
        "trust": {"prior": {"low": 0.3, "high": 0.7, "levels": 2}},
        "wage": {"low": 1.0, "high": 100.0, "scale": "log", "levels": 2},
        "plan": {"choices": {"less": {"staff_hours": 0.1}, "more": {"staff_hours": 2.0}}},
    },
    "design": {"kind": "grid", "points": 4, "seed": 2},
    "arms": {
        "push": {"strategy": "push"},
        "mixed": {"strategy": "mixed", "options": {"promotion_share": 0.3}},
    },
    "replicates": {"least": 2, "most": 3, "step": 1, "outcome": "trust", "half_width": 0.01},
    "outcomes": {
        "trust": "final",
        "early": {"of": "trust", "how": "mean", "from": 0, "to": 2},
        "reached": {"of": "familiarity", "how": "time_to", "above": 0.1},
        "share": {"of": "read", "how": "ratio", "by": "impressions"},
        "ahead": {"of": "trust", "how": "crossing", "other": "usual"},
    },
    "series": {"columns": ["trust"], "every": 2, "brands": "all"},
    "limits": {"runs": 1000, "failures": 5, "seconds": 60.0},
}
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 3, 10**30, 0.5, -2.5, float("nan"), float("inf"), "", "push",
    "trust", "no such", "grid", "sobol", "latin_hypercube", "one_at_a_time", "points", "range",
    "\x00", "é" * 300, [], [1], ["push", "silent"], [0.1, 0.1], [[1]], {}, {"low": 1}, {"a": {}},
    {"low": 0, "high": 1}, {"values": [1, 2]}, "../../etc", "final",
)  # fmt: skip
NAMES = (
    "price", "prise", "trust.prior", "people.count", "seed", "days", "brands.usual.price", "brand",
    "brands.*.wage", "options.promotion_share", "strategy", "graph", "", "x" * 300, "low", "how",
    "point", "status", "a.b.c.d", "network.kind", "é", "to", "day", "file", "kind",
)  # fmt: skip


def mutants(seed: int, count: int) -> Iterator[str]:
    """Yield the texts of changed files."""
    luck = random.Random(seed)
    for _ in range(count):
        document = copy.deepcopy(RIGHT)
        for _ in range(luck.choice((1, 1, 1, 2, 4))):
            _change(document, luck)
        text = toml_text(document)
        yield _garbled(text, luck) if luck.random() < 0.2 else text


def _change(document: dict[str, Any], luck: random.Random) -> None:
    table = luck.choice(list(_tables(document)))
    kind = luck.randrange(4)
    if kind == 0 or not table:
        value = luck.choice(ODD)
        if value is not None:
            table[luck.choice(NAMES)] = copy.deepcopy(value)
        return
    key = luck.choice(list(table))
    if kind == 1:
        del table[key]
    elif kind == 2:
        table[luck.choice(NAMES)] = table.pop(key)
    else:
        value = luck.choice(ODD)
        if value is None:
            del table[key]
        else:
            table[key] = copy.deepcopy(value)


def _tables(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield table
    for value in table.values():
        if isinstance(value, dict):
            yield from _tables(value)


def _garbled(text: str, luck: random.Random) -> str:
    letters = list(text)
    for _ in range(luck.choice((1, 3, 10))):
        place = luck.randrange(len(letters))
        letters[place] = luck.choice(
            ['"', "[", "]", "=", "\n", "#", "\x01", "9", "", "é", "{", "'"]
        )
    return "".join(letters)
