"""V6. Revenge fades, avoidance grows: two months after a failure.

Set-up: customers, half of them close to the brand (five friendly exchanges), half of them not;
all follow it, shop often, and go online.
Intervention: the product fails everybody on day 0. Sixty days later the brand answers
everybody's complaint with an apology and 10 euros.
Measurement: bad words told in days 0-9 and 20-59, a day (revenge); how much less people buy
than the same people would have had nothing failed, in days 0-19 and 40-59 (avoidance); how far
the repair raises trust; each among the close and the others.
Accepted: negative talk falls; avoidance rises; among the close, talk falls more slowly and
avoidance rises faster, and they recover more.
Source: Grégoire, Tripp & Legoux 2009 (fact 6). Held out: calibration never reads it.
Ablation: closeness does not make harm weigh more, and answers repair nothing.
"""

from __future__ import annotations

from typing import Any

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, Floats, market, trust_in
from model.interventions import answer_now, fail, write_now
from model.plan import Repair

FRIENDLY, DAYS, SPAN = 5, 60, 20
AMENDS = Repair(apology=True, compensation=10.0)


def customers(trial: VirtualTrial, close: bool) -> Any:
    """Return a world of customers, close to the brand or not."""
    brand = {
        "strategy": "silent", "awareness": 1.0, "customers": 1.0, "followers": 1.0,
        "failure_rate": 0.0, "familiarity": 1.0,
    }  # fmt: skip
    people = trial.size["people"]
    table = {"need": 52.0, "need_shape": 20.0}
    model = trial.model(market(people, {BRAND: brand}, people_table=table))
    for _ in range(FRIENDLY if close else 0):
        write_now(model, range(people), BRAND)
        answer_now(model, range(people), BRAND, wait=1.0)
    model.run(1)
    return model


def aftermath(trial: VirtualTrial, close: bool, fails: bool) -> tuple[Floats, Floats, float]:
    """Return bad words and purchases by day, and how far repair raises trust."""
    model = customers(trial, close)
    people = range(trial.size["people"])
    if fails:
        fail(model, people, BRAND)
    model.run(DAYS)
    table = model.series()
    low = trust_in(model)
    model.pairs.owed[:] = 0
    write_now(model, people, BRAND, kind="complaint")
    answer_now(model, people, BRAND, wait=1.0, repair=AMENDS)
    regained = float((trust_in(model) - low).mean())
    return table["talk_negative"][1:], table["purchases"][1:], regained


def measure(trial: VirtualTrial) -> Measures:
    """Return revenge, avoidance and recovery, by closeness."""
    found: Measures = {}
    for name in ("close", "far"):
        words, bought, regained = aftermath(trial, name == "close", True)
        _, calm, _ = aftermath(trial, name == "close", False)
        early, late = words[:10].mean(), words[SPAN:].mean()
        found |= {
            f"{name}_early": float(early), f"{name}_late": float(late),
            f"{name}_middle": float(words[4:10].mean()), f"{name}_regained": regained,
            f"{name}_bought_first": float(bought[:SPAN].sum()),
            f"{name}_calm_first": float(calm[:SPAN].sum()),
            f"{name}_bought_last": float(bought[-SPAN:].sum()),
            f"{name}_calm_last": float(calm[-SPAN:].sum()),
        }  # fmt: skip
    return found


def rise(m: Any, name: str) -> float:
    """Return how much avoidance rises from the first 20 days to the last."""
    first = 1.0 - m[f"{name}_bought_first"] / m[f"{name}_calm_first"]
    last = 1.0 - m[f"{name}_bought_last"] / m[f"{name}_calm_last"]
    return float(last - first)


def both(m: Any, name: str) -> float:
    """Return the mean of both groups."""
    return 0.5 * float(m[f"close_{name}"] + m[f"far_{name}"])


EXPERIMENT = VirtualExperiment(
    id="V6",
    title="Revenge fades, avoidance grows",
    facts="6",
    source="Grégoire, Tripp & Legoux 2009",
    mechanism="closeness makes harm weigh more; repair",
    off={"trust.warmth": 0.0, "repair.help": 0.0, "repair.apology": 0.0,
         "repair.compensation": 0.0},
    measure=measure,
    targets=(
        Target("revenge_falls", "bad words a day, days 0 to 9 less days 20 to 59", low=0.0,
               of=lambda m: both(m, "early") - both(m, "late"), role="held out", unit="words"),
        Target("avoidance_rises", "share not bought any more, last 20 days less first 20", low=0.0,
               of=lambda m: 0.5 * (rise(m, "close") + rise(m, "far")), role="held out",
               unit="share"),
        Target("close_slower", "share of bad words told after day 4, close less others", low=0.0,
               of=lambda m: m["close_middle"] / m["close_early"] - m["far_middle"] / m["far_early"],
               role="held out", unit="share"),
        Target("close_faster", "rise of avoidance, close less others", low=0.0,
               of=lambda m: rise(m, "close") - rise(m, "far"), role="held out", unit="share"),
        Target("close_recover", "rise of trust by repair, close less others", low=0.0,
               of=lambda m: m["close_regained"] - m["far_regained"], role="held out",
               unit="trust"),
    ),
    full={"people": 300},
    quick={"people": 100},
)  # fmt: skip
