"""V10. More good than bad is said, and which of the two moves more depends on the hearer.

Set-up, incidence: six brands with six strategies in one market, one year. Impact: people hear
one word about a product, equally strong, good or bad; in one world they think little of it and
are unlikely to buy it anyway, in the other the reverse.
Intervention: none; the word.
Measurement: good words over bad words, and whether good ones are the majority; the change of
the probability of buying, by good less by bad words, at a low and at a high prior.
Accepted: 2 to 5 times as many good words; a majority in at least 90 % of runs; at a low prior
good words move at least as much as bad ones; at a high prior the reverse.
Source: East, Hammond & Wright 2007; East, Hammond & Lomax 2008 (fact 27). Incidence is held out.
Impact is calibration: it follows from the form of the choice.
Ablation: people talk not of events, but at random (owners recommend though nothing happened).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, laboratory, market
from model.interventions import tell
from model.rules.market import attraction, chance_category, utility
from model.rules.talk import PRODUCT

STRATEGIES = ("business_as_usual", "push", "scheduled", "conversational", "mixed", "listening")
PRIORS = {"low": (1.5, 0.3), "high": (-1.5, 0.9)}
"""Pull of doing without, and satisfaction, which make buying less or more likely than not."""


def said(trial: VirtualTrial) -> tuple[float, float]:
    """Return the good and the bad words of a year."""
    brands = {f"brand_{name}": {"strategy": name} for name in STRATEGIES}
    model = trial.model(market(trial.size["people"], brands))
    model.run(365)
    table = model.series()
    return float(table["talk_positive"].sum()), float(table["talk_negative"].sum())


def bought(model: Any) -> float:
    """Return the mean probability of buying, by those who think of the brand."""
    r, price = model.rules, float(model.rules.market_reference_price)
    trust, pairs = model.trust()[:, 0], model.pairs
    return float(np.mean([
        chance_category(attraction(utility(
            float(trust[i]), float(pairs.satisfaction[i, 0]),
            float(pairs.quick[i, 0]) + float(pairs.slow[i, 0]), 0.0, 0.5, price, 1.0, r,
        ), r), r)
        for i in range(len(trust))
    ]))  # fmt: skip


def moved(trial: VirtualTrial, prior: str, strength: float) -> tuple[float, float]:
    """Return the probability of buying, and how far one word moves it."""
    people, (pull, satisfaction) = trial.size["hearers"], PRIORS[prior]
    model = trial.model(laboratory(people), {"market.outside": pull})
    model.pairs.satisfaction[:] = satisfaction
    before = bought(model)
    tell(model, range(people), BRAND, strength, PRODUCT)
    return before, abs(bought(model) - before)


def measure(trial: VirtualTrial) -> Measures:
    """Return words by sign, and the impact of either by prior."""
    good, bad = said(trial)
    found: Measures = {"good": good, "bad": bad, "majority": float(good > bad)}
    for name in PRIORS:
        prior, good = moved(trial, name, 1.0)
        _, bad = moved(trial, name, -1.0)
        found |= {name: good - bad, f"prior_{name}": prior}
    return found


EXPERIMENT = VirtualExperiment(
    id="V10",
    title="More good than bad is said",
    facts="27",
    source="East, Hammond & Wright 2007; East, Hammond & Lomax 2008",
    mechanism="talk is about events",
    off={"talk.rate": 0.0, "talk.constant": 0.01},
    measure=measure,
    targets=(
        Target("ratio", "good words over bad words in a year", 2.0, 5.0,
               of=lambda m: m["good"] / m["bad"], role="held out", unit="ratio"),
        Target("majority", "share of runs in which good words are the majority", low=0.9,
               role="held out", unit="share"),
        Target("low", "impact of a good less a bad word, purchase unlikely", low=0.0, coded=True,
               unit="probability"),
        Target("high", "impact of a good less a bad word, purchase likely", high=0.0, coded=True,
               unit="probability"),
    ),
    full={"people": 1000, "hearers": 60},
    quick={"people": 400, "hearers": 30},
)  # fmt: skip
