"""Any world within the declared ranges stays within its bounds: no NaN, no trust of 0 or 1."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.model import BrandAudienceModel
from model.observables import COLUMNS
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.parameters.declaration import Parameter
from model.rules.events import Event
from model.strategies import SHIPPED
from tests.model.acts import let_do_everything
from tests.model.runs import market

SHARES = ("closeness", "familiarity", "satisfaction", "expectation", "disillusion")
AMOUNTS = ("good", "bad", "broken", "warm", "recent", "quick", "slow")
SUMS_OF_THE_DAY = ("value_read", "intent_read", "deal", "reads", "signals")
MANY_PEOPLE = 30
# "network.…" shapes the graph only and has its own tests; some ranges would cost memory only.
DRAWN = {
    name: p
    for name, p in PARAMETERS.items()
    if not name.startswith("network.") and name not in ("people.count", "platform.topics")
}

NAMES, LEVERS = st.sampled_from(sorted(DRAWN)), st.sampled_from(sorted(BRAND_PARAMETERS))


def values(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Return values of a parameter: anywhere in its range, often at an end or the default."""
    if parameter.choices:
        return st.sampled_from(parameter.choices)
    ends = st.sampled_from([parameter.low, parameter.default, parameter.high])
    if parameter.kind is int:
        return ends.map(int) | st.integers(int(parameter.low), int(parameter.high))
    return ends | st.floats(parameter.low, parameter.high)


@st.composite
def worlds(draw: st.DrawFn) -> BrandAudienceModel:
    """Return a world in which some parameters and levers are anything they may be."""
    names = draw(st.lists(NAMES, max_size=25, unique=True))
    keys = {name: draw(values(DRAWN[name])) for name in names}
    brands = {"one": draw(st.sampled_from(SHIPPED)).name, "two": "business_as_usual"}
    for brand in brands:
        for key in draw(
            st.lists(st.sampled_from(sorted(BRAND_PARAMETERS)), max_size=6, unique=True)
        ):
            keys[f"brands.{brand}.{key}"] = draw(values(BRAND_PARAMETERS[key]))
    seed = draw(st.integers(0, 2**63 - 1))
    model = BrandAudienceModel(market(brands), seed=seed, **{**keys, "people.count": MANY_PEOPLE})
    return let_do_everything(model, "one") if draw(st.booleans()) else model


def problems(model: BrandAudienceModel) -> list[str]:
    """Return what is out of bounds, by name."""
    pairs, people, trust = model.world.pairs, model.world.people, model.trust()
    checks = {
        "trust": ((trust > 0.0) & (trust < 1.0)).all(),
        "suspicion": ((people.suspicion >= 0.0) & (people.suspicion <= 1.0)).all(),
        "alarm": (people.alarm == 0.0).all(),
        "occasion": (people.occasion == 0).all(),
        "sessions": (people.sessions >= 0.0).all(),
        "tie": ((pairs.tie >= 0) & (pairs.tie <= 3)).all(),
        "mutual": ((pairs.mutual == 0) | (pairs.tie == 1)).all(),
        "owed": ((pairs.owed >= 0) & (pairs.owed <= 4)).all(),
        "event": ((pairs.event >= 0) & (pairs.event <= max(Event))).all(),
        "told": (pairs.told >= -1).all(),
        "warm": (pairs.warm <= pairs.good * (1 + 1e-5) + 1e-5).all(),
    }  # fmt: skip
    checks |= {name: ((pairs[name] >= 0.0) & (pairs[name] <= 1.0)).all() for name in SHARES}
    checks |= {name: (pairs[name] >= 0.0).all() for name in AMOUNTS}
    checks |= {name: (pairs[name] == 0).all() for name in SUMS_OF_THE_DAY}
    for records in (pairs, people):
        floats = [name for name in records.dtype.names if records.dtype[name].kind == "f"]
        checks |= {f"{name} finite": np.isfinite(records[name]).all() for name in floats}
    table = model.series()
    for column in COLUMNS:
        kept = table[column.name]
        if column.kind == "flow":
            checks[column.name] = np.isfinite(kept).all()
        elif column.is_fraction:
            checks[column.name] = ((kept >= 0.0) & (kept <= 1.0) | np.isnan(kept)).all()
    return [name for name, holds in checks.items() if not holds]


@settings(max_examples=60)
@given(model=worlds(), days=st.integers(1, 20))
def test_every_world_stays_within_its_bounds(model: BrandAudienceModel, days: int) -> None:
    model.run(days)
    assert problems(model) == []


@given(end=st.sampled_from(["low", "high"]), everything=st.booleans())
@settings(max_examples=4)
def test_with_every_parameter_at_its_end(end: str, everything: bool) -> None:
    """All at their lowest or all at their highest together, run twice as long."""
    keys = {name: getattr(p, end) for name, p in DRAWN.items() if not p.choices}
    base = market({"one": "bait_and_pitch", "two": "push"})
    model = BrandAudienceModel(base, seed=1, **{**keys, "people.count": MANY_PEOPLE})
    if everything:
        let_do_everything(model, "one")
    model.run(40)
    assert problems(model) == []
