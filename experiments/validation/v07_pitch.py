"""V7. The pitch after friendship, and what suspicion does to persuasion.

Set-up: people get a sales pitch they did not ask for, in an answer to a letter of theirs, after
(a) nothing, (b) five open sales messages, (c) five friendly exchanges; a fourth group is never
contacted. Besides, a 2 x 3 design: suspicion low or high (.1, .6), six messages of no, mild or
strong persuasive intent (0, .3, .9).
Intervention: the pitch; the messages.
Measurement: trust after the pitch; purchases on the day and the next, against the same group
without the pitch; in the design, the variance that suspicion explains of how attractive the brand
is to buy (the utility of the choice), over the variance that intent explains.
Accepted: trust in (c) below (b); sales rise at once; the ratio of explained variances .3 to .7.
Trust in (c) against the never-contacted is reported, nothing is asked of it.
Source: Aggarwal 2004 (fact 7), Campbell & Kirmani 2000 (8), Eisend & Tarrahi 2021 (9).
Ablation: a pitch does not make people re-read earlier friendliness.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, daily, laboratory, market, trust_in
from model.interventions import answer_now, expose, write_now
from model.plan import Post
from model.rules.market import utility

CONTACTS, MESSAGES, PAUSE = 5, 6, 2
SALES = Post(intent=0.9, offer=0.1, canned=0.3)
SUSPICIONS, INTENTS = (0.1, 0.6), (0.0, 0.3, 0.9)
SHOP = {"strategy": "silent", "awareness": 1.0, "familiarity": 1.0, "followers": 0.0,
        "customers": 0.0, "failure_rate": 0.0}  # fmt: skip


def pitched(trial: VirtualTrial, group: str, pitch: bool = True) -> tuple[float, float]:
    """Return mean trust after the letter's answer, and purchases on that day and the next."""
    people = range(trial.size["people"])
    model = trial.model(market(len(people), {BRAND: SHOP}), {"trust.alienation": 0.0})
    for _ in range(CONTACTS):
        if group == "open":
            expose(model, people, BRAND, SALES)
        elif group == "friendly":
            write_now(model, people, BRAND)
            answer_now(model, people, BRAND, wait=1.0)
        model.run(PAUSE)
    if group != "never":
        write_now(model, people, BRAND)
        answer_now(model, people, BRAND, wait=1.0, pitched=pitch)
    trust = float(trust_in(model).mean())
    model.run(2)
    return trust, float(daily(model, "purchases")[-2:].sum() / len(people))


def attraction(trial: VirtualTrial, suspicion: float, intent: float) -> float:
    """Return the mean utility of buying the brand after the messages."""
    people = trial.size["readers"]
    values = {"people.suspicion": suspicion, "people.suspicion_spread": 0.0}
    model = trial.model(laboratory(people), values)
    for _ in range(MESSAGES):
        expose(model, range(people), BRAND, Post(intent=intent))
        model.run(PAUSE)
    return float(np.mean([_utility(model, i) for i in range(people)]))


def _utility(model: Any, i: int) -> float:
    p, price = model.pairs[i, 0], float(model.rules.market_reference_price)
    salience = float(p.quick) + float(p.slow)
    trust, satisfaction = model.trust_between(i, 0), float(p.satisfaction)
    return float(utility(trust, satisfaction, salience, 0.0, 0.5, price, 1.0, model.rules))


def explained(trial: VirtualTrial) -> tuple[float, float]:
    """Return the variance explained by suspicion and by intent: squared main effects."""
    cells = np.array([attraction(trial, s, p) for s, p in product(SUSPICIONS, INTENTS)])
    table = cells.reshape(len(SUSPICIONS), len(INTENTS))
    return float(table.mean(axis=1).var()), float(table.mean(axis=0).var())


def measure(trial: VirtualTrial) -> Measures:
    """Return trust and sales by group, and the explained variances."""
    found: Measures = {}
    for group in ("nothing", "open", "friendly", "never"):
        found[f"trust_{group}"], found[f"sales_{group}"] = pitched(trial, group)
    found["sales_unpitched"] = pitched(trial, "friendly", pitch=False)[1]
    by_suspicion, by_intent = explained(trial)
    return found | {"by_suspicion": by_suspicion, "by_intent": by_intent}


EXPERIMENT = VirtualExperiment(
    id="V7",
    title="The pitch after friendship",
    facts="7, 8, 9",
    source="Aggarwal 2004; Campbell & Kirmani 2000; Eisend & Tarrahi 2021",
    mechanism="re-reading of earlier friendliness",
    off={"trust.rereading": 0.0},
    measure=measure,
    targets=(
        Target("friendly_below_open", "trust after the pitch, friendly less openly selling",
               high=0.0, of=lambda m: m["trust_friendly"] - m["trust_open"], facts="7",
               unit="trust"),
        Target("against_never", "trust after the pitch, friendly less never contacted",
               of=lambda m: m["trust_friendly"] - m["trust_never"], role="reported", facts="7",
               unit="trust"),
        Target("lift", "purchases a person on two days, pitched less not pitched", low=0.0,
               of=lambda m: m["sales_friendly"] - m["sales_unpitched"], facts="7",
               unit="purchases"),
        Target("explained", "variance explained by suspicion over that by intent", 0.3, 0.7,
               of=lambda m: m["by_suspicion"] / m["by_intent"], facts="9", unit="ratio"),
    ),
    full={"people": 400, "readers": 40},
    quick={"people": 100, "readers": 20},
)  # fmt: skip
