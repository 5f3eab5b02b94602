"""One person, one brand, one day: a meeting made by hand, and all that a mechanism does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from model.entries import Cause, Happening
from model.mechanisms.meeting import Meeting, luck_of
from model.orders import ORDER, POST
from model.state import PAIR, PERSON
from model.tally import BRAND_TALLY, POST_TALLY
from model.world import BRAND, NO_DAY, NO_POST, SIGNAL
from tests.model.rules.parameters import given

DAY, PERSON_NUMBER, PLACE = 50, 7, 2
OFF: dict[str, float] = {
    "trust_renewal": 0.0, "suspicion_spillover": 0.0, "ties_follow_answer": 0.0,
    "ties_reconcile": 0.0, "conversation_familiarity_gain": 0.0, "suspicion_calm": 0.0,
    "conversation_closeness_gain": 0.0, "talk_window": 10.0,
}  # fmt: skip
"""Side effects that are tested by themselves, and do nothing elsewhere."""


SOMEBODY = {"patience": 12.0, "price_sensitivity": 1.0, "participation": 1.0, "bought_last": -1}
NOTHING_MEANT = {"pitch_after": -1, "price": 10.0, "price_new": 1.0, "price_loyal": 1.0}


class FieldRecord(SimpleNamespace):
    """Fields that are reached as attributes or by name, as those of a record."""

    def __getitem__(self, name: str) -> Any:
        return vars(self)[name]

    def __setitem__(self, name: str, value: Any) -> None:
        vars(self)[name] = value


def record(fields: Any, **values: Any) -> Any:
    """Return a record whose fields are 0 but for these."""
    made = FieldRecord(**{name: 0.0 if kind[0] == "f" else 0 for name, kind, _ in fields})
    vars(made).update(values)
    return made


def meet(
    pair: dict[str, Any] | None = None, person: dict[str, Any] | None = None,
    order: dict[str, Any] | None = None, brand: dict[str, Any] | None = None,
    watched: int = 1, **rules: float,
) -> Meeting:  # fmt: skip
    """Return a meeting in which all is 0 but for these values of its records and rules."""
    size = 16
    log = SimpleNamespace(
        watched=watched, count=0, code=np.zeros(size, int), brand=np.zeros(size, int),
        amount=np.zeros(size), detail=np.zeros(size, int),
    )  # fmt: skip
    return Meeting(
        PERSON_NUMBER, PLACE, DAY,
        record(PERSON, **(SOMEBODY | (person or {}))),
        record(PAIR, **({"first_day": NO_DAY, "passed_on": NO_POST} | (pair or {}))),
        record(SIGNAL, post=NO_POST), record(BRAND, **({"key": 11} | (brand or {}))),
        record(ORDER, **(NOTHING_MEANT | (order or {}))),
        record(BRAND_TALLY), log, given(**(OFF | rules)), 5, 6,
    )  # fmt: skip


def post(**values: float) -> Any:
    """Return a plain message with these values."""
    return record(POST, **({"craft": 1.0, "pull": 1.0} | values))


def post_counts() -> Any:
    """Return counts of a message, all 0."""
    return record(POST_TALLY)


def lucky(m: Meeting, block: int, word: int, index: int = 0) -> tuple[float, float]:
    """Return a chance that a draw just misses, and one that it just makes."""
    u = luck_of(m, block, index)[word]
    return u - 1e-9, u + 1e-9


@dataclass
class Effect:
    """What a mechanism changed: the new values of what is not as it was."""

    result: Any
    pair: dict[str, Any]
    person: dict[str, Any]
    signal: dict[str, Any]
    brand: dict[str, Any]
    tally: dict[str, Any]
    entries: list[tuple[str, float, int]]
    """What stands in the book: why or what, amount, detail."""


def effect(m: Meeting, mechanism: Callable[..., Any], *args: Any) -> Effect:
    """Let a mechanism happen, and return everything that it did."""
    parts = {name: getattr(m, name) for name in ("pair", "person", "signal", "brand", "tally")}
    before = {name: dict(vars(part)) for name, part in parts.items()}
    first = m.log.count
    result = mechanism(*args)
    changed = {
        name: {key: value for key, value in vars(part).items() if value != before[name][key]}
        for name, part in parts.items()
    }
    rows = range(first, m.log.count)
    assert all(m.log.brand[n] == PLACE for n in rows)
    names = {int(code): code.name for code in (*Cause, *Happening)}
    entries = [
        (names[int(m.log.code[n])], float(m.log.amount[n]), int(m.log.detail[n])) for n in rows
    ]
    return Effect(result, entries=entries, **changed)
