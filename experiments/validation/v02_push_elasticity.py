"""V2. What push sells, at once and in the long run.

Set-up: three brands that do business as usual share a market of something bought often (36
occasions a year); half a year passes.
Intervention: then the focal brand's posts and advertising contacts are 10 % more, or 10 % less,
for good. (What one quarter of it does within that quarter is the same run's first quarter.)
Measurement: the slope of ln sales on ln effort, in the first quarter (short run) and in
quarters 7 and 8 (long run), the same people and luck in both arms.
Accepted: short run 0.05 to 0.20; long run 1.5 to 3 times as much.
Source: Sethuraman, Tellis & Briesch 2011; Henningsen 2011 (fact 40); decay: Hill et al. 2013
(fact 14).
Ablation: salience has no weight in choice.
"""

from __future__ import annotations

import math

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, daily, market, set_levers

BEFORE, QUARTER = 180, 90
STEP = 0.1
USUAL = {"strategy": "business_as_usual"}


def sales(trial: VirtualTrial, factor: float) -> tuple[float, float]:
    """Return sales of the first quarter and of quarters 7 and 8 after the change."""
    brands = {BRAND: USUAL, "rival_a": USUAL, "rival_b": USUAL}
    document = market(trial.size["people"], brands, people_table={"need": 36.0})
    model = trial.model(document)
    model.run(BEFORE)
    levers = model.brand(BRAND).spec.values
    more = {name: float(levers[name]) * factor for name in ("ad_reach", "posts_a_day")}
    set_levers(model, BRAND, **more)
    model.run(8 * QUARTER)
    sold = daily(model, "purchases")[BEFORE:]
    return float(sold[:QUARTER].sum()), float(sold[6 * QUARTER :].sum())


def measure(trial: VirtualTrial) -> Measures:
    """Return sales by arm and span."""
    found: Measures = {}
    for arm, factor in (("more", 1 + STEP), ("less", 1 - STEP)):
        found[f"short_{arm}"], found[f"long_{arm}"] = sales(trial, factor)
    return found


def slope(more: float, less: float) -> float:
    """Return the slope of ln sales on ln effort."""
    return math.log(more / less) / math.log((1 + STEP) / (1 - STEP))


EXPERIMENT = VirtualExperiment(
    id="V2",
    title="What push sells, at once and in the long run",
    facts="40, 14",
    source="Sethuraman, Tellis & Briesch 2011; Henningsen 2011; Hill et al. 2013",
    mechanism="salience",
    off={"market.salience_weight": 0.0},
    measure=measure,
    targets=(
        Target("short", "elasticity of sales to push in the first quarter", 0.05, 0.20,
               of=lambda m: slope(m["short_more"], m["short_less"]), facts="40", unit="elasticity"),
        Target("long_to_short", "long-run elasticity over short-run elasticity", 1.5, 3.0,
               of=lambda m: slope(m["long_more"], m["long_less"])
               / slope(m["short_more"], m["short_less"]), facts="40", unit="ratio"),
    ),
    full={"people": 4000},
    quick={"people": 600},
)  # fmt: skip
