"""V13. Who unfollows, when, and why.

Set-up: four brands (push, mixed, scheduled, business as usual) among active people. Half of the
followers are followed back, and half of the ties are a month old, the others about three years,
both drawn by lot.
Intervention: being followed back; the age of a tie.
Measurement: over half a year, ties of day 0 that end a day and tie; the same for young ties over
old ones, and for ties followed back over others; the cause most often logged.
Accepted: .0002 to .005 a day; younger ties end more often, ties followed back less often;
promotion is the first cause.
Source: Kwak, Chun & Moon 2011 (fact 23); Sprout Social survey (fact 24).
Ablation: the age of a tie makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import chances, market
from model.rules.ties import FOLLOWER

STRATEGIES = ("push", "mixed", "scheduled", "business_as_usual")
DAYS, YOUNG, OLD = 180, 30, 1000
CAUSES = ("promotion", "irrelevance", "volume", "ignored", "betrayed")


def measure(trial: VirtualTrial) -> Measures:
    """Return days under risk and endings by age and reciprocity, and endings by cause."""
    brands = {f"brand_{name}": {"strategy": name, "awareness": 1.0, "followers": 0.5}
              for name in STRATEGIES}  # fmt: skip
    people = {"sessions": 2.5}
    model = trial.model(market(trial.size["people"], brands, people_table=people))
    pairs, found = model.pairs, dict.fromkeys(NAMES, 0.0)
    lot = np.zeros(pairs.tie.shape, bool)
    for k in range(len(STRATEGIES)):
        pairs.mutual[:, k] = (pairs.tie[:, k] == FOLLOWER) & (chances(model, 2 * k) < 0.5)
        lot[:, k] = chances(model, 2 * k + 1) < 0.5
    pairs.tie_day[:] = np.where(pairs.tie == FOLLOWER, np.where(lot, -YOUNG, -OLD), pairs.tie_day)
    first = pairs.tie == FOLLOWER
    for _ in range(DAYS):
        held = first & (pairs.tie == FOLLOWER)
        young, mutual = held & lot, held & (pairs.mutual > 0)
        model.run(1)
        over = held & (pairs.tie != FOLLOWER)
        first &= ~over
        for name, group in (("all", held), ("young", young), ("old", held & ~young),
                            ("mutual", mutual), ("one_way", held & ~mutual)):  # fmt: skip
            found[f"{name}_days"] += float(group.sum())
            found[f"{name}_ends"] += float((over & group).sum())
    table = model.series()
    ends = {cause: float(table[f"unfollows_{cause}"].sum()) for cause in CAUSES}
    found["promotion"] = ends.pop("promotion")
    return found | {"next_cause": float(np.max(list(ends.values())))}


NAMES = tuple(
    f"{name}_{what}"
    for name in ("all", "young", "old", "mutual", "one_way")
    for what in ("days", "ends")
)


def hazard(m: Mapping[str, float], name: str) -> float:
    """Return endings a day and tie."""
    return m[f"{name}_ends"] / m[f"{name}_days"]


EXPERIMENT = VirtualExperiment(
    id="V13",
    title="Who unfollows, when, and why",
    facts="23, 24",
    source="Kwak, Chun & Moon 2011; Sprout Social survey",
    mechanism="the age of a tie",
    off={"ties.age_scale": 10_000.0},
    measure=measure,
    targets=(
        Target("hazard", "ties that end, a day and tie", 0.0002, 0.005, facts="23",
               of=lambda m: hazard(m, "all"), unit="a day"),
        Target("age", "hazard of young ties over that of old ones", low=1.2,
               of=lambda m: hazard(m, "young") / hazard(m, "old"), facts="23", coded=True,
               unit="ratio"),
        Target("mutual", "hazard of ties followed back over that of others", high=1.0,
               of=lambda m: hazard(m, "mutual") / hazard(m, "one_way"), facts="23", coded=True,
               unit="ratio"),
        Target("cause", "unfollows for promotion over those for the next cause", low=1.0,
               of=lambda m: m["promotion"] / m["next_cause"], facts="24", unit="ratio"),
    ),
    full={"people": 2000},
    quick={"people": 500},
)  # fmt: skip
