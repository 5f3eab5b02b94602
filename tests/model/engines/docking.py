"""Two engines side by side, compared to the last bit, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from model.entries import Cause, Happening
from model.ledger import CAUSES, HAPPENINGS
from model.model import BrandAudienceModel
from model.network.graph import Graph, count_people
from model.scenario import Scenario

STATE = (
    "people", "interests", "pairs", "signals", "spoke", "mail", "posts", "post_count", "orders",
    "brands", "keep", "rules",
)  # fmt: skip
HISTORY = (
    "brand", "person", "posts", "topics", "quantiles", "cost", "topic_impressions",
    "topic_reactions",
)  # fmt: skip
ByHand = Callable[[BrandAudienceModel], None]


def nothing(model: BrandAudienceModel) -> None:
    """Leave the world as it is."""


def pair(base: Scenario, graph: Graph | None = None, **more: Any) -> list[BrandAudienceModel]:
    """Return the same world under either engine, plain first, with everybody watched."""
    people = count_people(graph) if graph is not None else int(base.values["people.count"])
    return [
        BrandAudienceModel(base, engine=engine, graph=graph, watch=range(people), **more)
        for engine in ("plain", "compiled")
    ]


def dock(
    base: Scenario, days: int, graph: Graph | None = None, by_hand: ByHand = nothing, **more: Any
) -> BrandAudienceModel:
    """Let both engines go through the same days; return the plain model, or fail.

    ``by_hand`` is done to either model every morning. The failure names the first field of
    the state that differs, and the first entry of the ledger.
    """
    plain, compiled = models = pair(base, graph, **more)
    assert difference(plain, compiled) == "", "before the first day"
    for day in range(days):
        for model in models:
            by_hand(model)
            model.step()
        found = difference(plain, compiled)
        assert found == "", f"day {day}: {found}; ledger: {ledger_difference(plain, compiled)}"
    assert ledger_difference(plain, compiled) == ""
    assert record_difference(plain, compiled) == ""
    return plain


# --- where they differ -----------------------------------------------------------------


def fields(name: str, array: Any) -> dict[str, Any]:
    """Return an array by name, or the fields of an array of records."""
    array = np.asarray(array)
    if array.dtype.names is None:
        return {name: array}
    return {f"{name}.{field}": array[field] for field in array.dtype.names}


def unequal(one: Any, other: Any) -> Any:
    """Return the places at which the bits of two arrays differ."""
    if one.shape != other.shape or one.dtype != other.dtype:
        return np.array([(-1,) * one.ndim])
    if one.dtype == object:
        return np.argwhere(one != other)
    bits = f"u{one.dtype.itemsize}"
    return np.argwhere(
        np.ascontiguousarray(one).view(bits) != np.ascontiguousarray(other).view(bits)
    )


def first_unequal(names: dict[str, tuple[Any, Any]]) -> str:
    """Return the first place where two of the named arrays differ, in words, or nothing."""
    for name, (one, other) in names.items():
        wrong = unequal(one, other)
        if len(wrong):
            place = tuple(wrong[0])
            if -1 in place:
                return (
                    f"{name}: {one.shape} {one.dtype} plain, {other.shape} {other.dtype} compiled"
                )
            where = ", ".join(str(index) for index in place)
            return f"{name}[{where}] is {one[place]!r} plain, {other[place]!r} compiled"
    return ""


def compared(owner: str, name: str, one: Any, other: Any) -> dict[str, tuple[Any, Any]]:
    """Return the fields of two arrays side by side."""
    left, right = fields(name, one), fields(name, other)
    assert left.keys() == right.keys()
    return {f"{owner}.{key}": (left[key], right[key]) for key in left}


def difference(plain: BrandAudienceModel, compiled: BrandAudienceModel) -> str:
    """Return the first difference of state ([person, brand] and so on), or nothing."""
    names: dict[str, tuple[Any, Any]] = {}
    for name in STATE:
        one, other = getattr(plain.world, name), getattr(compiled.world, name)
        names |= compared("world", name, one, other)
    return first_unequal(names)


def ledger_difference(plain: BrandAudienceModel, compiled: BrandAudienceModel) -> str:
    """Return the first entry of the ledger that differs, in words, or nothing."""
    one, other = plain.ledger.entries(), compiled.ledger.entries()
    short = min(len(one), len(other))
    rows = [
        unequal(a[:short], b[:short])[:1] for a, b in compared("ledger", "", one, other).values()
    ]
    wrong = min((int(row[0, 0]) for row in rows if len(row)), default=short)
    if wrong == len(one) == len(other):
        return ""
    entries = (f"{told(e[wrong]) if wrong < len(e) else 'none'}" for e in (one, other))
    return "entry {}: {} plain, {} compiled".format(wrong, *entries)


def told(entry: Any) -> str:
    """Return an entry of the ledger in words."""
    what = (CAUSES | HAPPENINGS)[int(entry["code"])]
    return f"{what} {entry}"


def record_difference(plain: BrandAudienceModel, compiled: BrandAudienceModel) -> str:
    """Return the first difference in what was counted and in the table of the run."""
    names: dict[str, tuple[Any, Any]] = {}
    for name in HISTORY:
        one, other = getattr(plain.history, name), getattr(compiled.history, name)
        names |= compared("history", name, one, other)
    tables = plain.series(), compiled.series()
    assert tables[0].keys() == tables[1].keys()
    names |= {f"series.{name}": (tables[0][name], tables[1][name]) for name in tables[0]}
    return first_unequal(names)


# --- what happened ---------------------------------------------------------------------


def happened(model: BrandAudienceModel) -> Counter[str]:
    """Return how often each kind of entry is in the ledger."""
    codes = Counter(model.ledger.entries()["code"].tolist())
    return Counter({name: codes[code] for code, name in (CAUSES | HAPPENINGS).items()})


def counted(model: BrandAudienceModel) -> dict[str, int]:
    """Return each of the brands' tallies, summed over days and brands."""
    tallies = model.history.brand
    return {name: int(np.abs(tallies[name]).sum()) for name in tallies.dtype.names}


EVERY_KIND = {kind.name.lower() for kind in (*Cause, *Happening)}
