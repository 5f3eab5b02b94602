"""V3. Word of mouth against push: what a tenth more of either does to new customers.

Set-up: a brand that does business as usual among two rivals; 150 days pass.
Intervention: for one week, either 10 % more words about it are heard (copies of words said
that day, told to people drawn by lot), or it posts and advertises 10 % more.
Measurement: new customers in the following 17 weeks against the same world without the
intervention. Elasticity: the sum of the response as a share of a week's new customers, over 10 %.
Half-life: the week by which half of the response has come.
Accepted: elasticity to word of mouth 0.2 to 0.8, and at least 5 times that to push; half-life at
least twice that of push.
Source: Trusov, Bucklin & Pauwels 2009 (fact 25). Held out: calibration never reads it.
Ablation: nobody talks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, chances, daily, market, set_levers
from model.interventions import tell

BEFORE, WEEK, WEEKS = 150, 7, 17
STEP = 0.1
USUAL = {"strategy": "business_as_usual"}


def words_said(model: Any) -> list[tuple[float, int]]:
    """Return strength and subject of every word about the brand said on the last day."""
    said = model.world.signals[(model.day - 1) & 1, :, model.brand(BRAND).place]
    said = said[said.word != 0]
    return list(zip(said.word.tolist(), said.about.tolist(), strict=True))


def spread(model: Any, words: list[tuple[float, int]], heard: float) -> float:
    """Let a tenth more words be heard than were; return what is left over for tomorrow."""
    if not words:
        return heard
    listeners = np.argsort(chances(model, 0))
    count = int(STEP * heard)
    for k in range(count):
        strength, about = words[k % len(words)]
        tell(model, int(listeners[k]), BRAND, strength, about)
    return heard - count / STEP


def responded(trial: VirtualTrial, shock: str) -> Any:
    """Return new customers by week from the shock on."""
    document = market(trial.size["people"], {BRAND: USUAL, "rival_a": USUAL, "rival_b": USUAL})
    model = trial.model(document)
    model.run(BEFORE)
    levers = dict(model.brand(BRAND).spec.values)
    if shock == "push":
        more = {name: levers[name] * (1 + STEP) for name in ("ad_reach", "posts_a_day")}
        set_levers(model, BRAND, **more)
    left = 0.0
    for _ in range(WEEK):
        if shock == "words":
            heard = model.observe("heard", model.brand(BRAND).place)
            left = spread(model, words_said(model), left + heard)
        model.run(1)
    set_levers(model, BRAND, ad_reach=levers["ad_reach"], posts_a_day=levers["posts_a_day"])
    model.run((WEEKS - 1) * WEEK)
    return daily(model, "first_purchases")[BEFORE:].reshape(WEEKS, WEEK).sum(axis=1)


def measure(trial: VirtualTrial) -> Measures:
    """Return what new customers there were in an ordinary week, and both responses by week."""
    usual = responded(trial, "none")
    found = {"week": float(usual.mean())}
    for shock in ("words", "push"):
        change = responded(trial, shock) - usual
        found |= {f"{shock}_{k}": float(x) for k, x in enumerate(change)}
    return found


def response(means: Mapping[str, float], shock: str) -> Any:
    """Return a response by week."""
    return np.array([means[f"{shock}_{k}"] for k in range(WEEKS)])


def elasticity(means: Mapping[str, float], shock: str) -> float:
    """Return the summed response as a share of a week's new customers, per unit of shock."""
    return float(response(means, shock).sum() / means["week"] / STEP)


def half_life(means: Mapping[str, float], shock: str) -> float:
    """Return the week by which half of the response has come; NaN if there is none."""
    reached = np.cumsum(response(means, shock))
    if reached[-1] <= 0:
        return math.nan
    return float(1 + np.argmax(reached >= reached[-1] / 2))


EXPERIMENT = VirtualExperiment(
    id="V3",
    title="Word of mouth against push",
    facts="25",
    source="Trusov, Bucklin & Pauwels 2009",
    mechanism="talk",
    off={"talk.rate": 0.0},
    measure=measure,
    targets=(
        Target("word_elasticity", "elasticity of new customers to word of mouth", 0.2, 0.8,
               of=lambda m: elasticity(m, "words"), role="held out", unit="elasticity"),
        Target("word_to_push", "that elasticity over the elasticity to push", low=5.0,
               of=lambda m: elasticity(m, "words") / max(elasticity(m, "push"), 1e-9),
               role="held out", unit="ratio"),
        Target("half_lives", "half-life of the response to words over that to push", low=2.0,
               of=lambda m: half_life(m, "words") / half_life(m, "push"), role="held out",
               unit="ratio"),
    ),
    full={"people": 40_000},
    quick={"people": 1000},
)  # fmt: skip
