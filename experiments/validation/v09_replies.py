"""V9. Public replies, seen by those who did not write.

Set-up: customers shop often and rate; every fifth person is a writer who never shops. Each day
some writers put a public letter to the brand, half of them complaints, half of them praise.
Intervention: until day 90 nobody is answered. From then on letters are answered within four
hours, in public: complaints only, praise only, all, or none; what is not answered by then is
given up as such.
Measurement: ratings given by the shoppers, who only observe, in days 100 to 280: mean stars,
number, and the share of one and two stars, each arm against none.
Accepted: all: stars +0.05 to +0.20, number +5 to +20 %, a smaller negative share; praise only:
stars not higher.
Source: Proserpio & Zervas 2017 (fact 31); Wang & Chaudhry 2018 (fact 33).
Ablation: other people's exchanges are no evidence, and raise no expectation of being answered.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, chances, daily, market
from model.interventions import answer_now, withhold_answer, write_now

SWITCH, SETTLE, DAYS = 90, 10, 280
WRITES, WAIT = 0.1, 4.0
ARMS = {"none": (), "negatives": ("complaint",), "positives": ("praise",),
        "all": ("complaint", "praise")}  # fmt: skip


def rated(trial: VirtualTrial, answered: tuple[str, ...]) -> dict[str, float]:
    """Return number and sum of ratings, and how many were negative."""
    people = trial.size["people"]
    brand = {"strategy": "silent", "awareness": 1.0, "customers": 1.0, "followers": 0.5}
    table = {"need": 40.0, "need_shape": 5.0}
    model = trial.model(
        market(people, {BRAND: brand}, people_table=table),
        {"conversation.complaint": 0.0, "conversation.praise": 0.0, "conversation.social": 0.0,
         "conversation.question": 0.0},
    )  # fmt: skip
    writers = np.arange(people) % 5 == 0
    model.people.need[writers] = 0.0
    for day in range(DAYS):
        pen, kind = chances(model, 0), chances(model, 1)
        for name, chosen in (("complaint", kind < 0.5), ("praise", kind >= 0.5)):
            now = writers & (pen < WRITES) & chosen
            write_now(model, now, BRAND, kind=name, public=True)
            if day >= SWITCH and name in answered:
                answer_now(model, now, BRAND, wait=WAIT)
            else:
                withhold_answer(model, now, BRAND)
        model.run(1)
    return {name: float(daily(model, name)[SWITCH + SETTLE :].sum())
            for name in ("ratings", "low_ratings")} | {"stars": stars(model)}  # fmt: skip


def stars(model: Any) -> float:
    """Return the sum of stars after the switch."""
    given, mean = daily(model, "ratings"), daily(model, "rating")
    return float(np.nansum((given * mean)[SWITCH + SETTLE :]))


def measure(trial: VirtualTrial) -> Measures:
    """Return ratings, stars and negatives by arm."""
    found: Measures = {}
    for arm, answered in ARMS.items():
        found |= {f"{arm}_{name}": value for name, value in rated(trial, answered).items()}
    return found


def mean_stars(m: Any, arm: str) -> float:
    """Return the mean rating in an arm."""
    return float(m[f"{arm}_stars"] / m[f"{arm}_ratings"])


def negative(m: Any, arm: str) -> float:
    """Return the share of negative ratings in an arm."""
    return float(m[f"{arm}_low_ratings"] / m[f"{arm}_ratings"])


EXPERIMENT = VirtualExperiment(
    id="V9",
    title="Public replies, seen by others",
    facts="31, 33",
    source="Proserpio & Zervas 2017; Wang & Chaudhry 2018",
    mechanism="threads seen by observers",
    off={"trust.thread": 0.0, "conversation.seen_expectation": 0.0},
    measure=measure,
    targets=(
        Target("stars", "mean stars, all answered less none", 0.05, 0.20, facts="31",
               of=lambda m: mean_stars(m, "all") - mean_stars(m, "none"), unit="stars"),
        Target("volume", "number of ratings, all answered over none, less 1", 0.05, 0.20,
               of=lambda m: m["all_ratings"] / m["none_ratings"] - 1, facts="31", unit="share"),
        Target("negatives", "share of one and two stars, all answered less none", high=0.0,
               of=lambda m: negative(m, "all") - negative(m, "none"), facts="31", unit="share"),
        Target("praise_only", "mean stars, praise answered less none", high=0.0,
               of=lambda m: mean_stars(m, "positives") - mean_stars(m, "none"), facts="33",
               unit="stars"),
    ),
    full={"people": 400},
    quick={"people": 400},
)  # fmt: skip
