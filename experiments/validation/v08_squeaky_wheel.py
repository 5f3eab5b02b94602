"""V8. Answering complaints: those who were helped complain again, and trust more.

Set-up: customers who shop often and go online; the brand's own desk answers nobody.
Intervention: the product fails everybody on day 0 and again on days 60 and 120. People complain
of their own accord; of their complaints none, half or all are answered, eight hours after they
are noticed, the half being drawn by lot.
Measurement: in the arm with half, complaints about the second and third failure among those
helped after the first and those not, at equal trust (Mantel-Haenszel ratio over fifths of trust);
mean trust of everybody on day 180, all less none answered; purchases in the last 60 days, all
against none, as a ratio.
Accepted: hazard ratio above 1; trust higher by at least .02; sales not lower by 2 % or more.
Source: Ma, Sun & Kekre 2015 (fact 32). Held out: calibration never reads it.
Ablation: having been helped does not make people complain more readily.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, Floats, chances, daily, market, trust_in
from model.interventions import answer_now, fail
from model.rules.writing import COMPLAINT

FAILURES, DAYS, LAST = (0, 60, 120), 180, 60
WAIT, FIFTHS = 8.0, 5


def lived(trial: VirtualTrial, share: float) -> dict[str, Any]:
    """Return what came of answering this share of the complaints."""
    people = trial.size["people"]
    brand = {"strategy": "silent", "awareness": 1.0, "customers": 1.0, "followers": 0.5,
             "failure_rate": 0.0}  # fmt: skip
    table = {"need": 24.0, "need_shape": 5.0}
    model = trial.model(market(people, {BRAND: brand}, people_table=table))
    chosen = chances(model, 0) < share
    complained = np.zeros((people, len(FAILURES)), bool)
    trust = np.zeros((people, len(FAILURES)))
    for day in range(DAYS):
        if day in FAILURES:
            fail(model, range(people), BRAND)
            trust[:, FAILURES.index(day)] = trust_in(model)
        model.run(1)
        writes = (model.pairs.owed[:, 0] == COMPLAINT) & (model.pairs.owed_day[:, 0] == day)
        complained[writes, sum(day >= d for d in FAILURES) - 1] = True
        answer_now(model, writes & chosen, BRAND, wait=WAIT)
    return {
        "complained": complained, "trust": trust, "helped": model.pairs.helped[:, 0] > 0,
        "end": float(trust_in(model).mean()), "chosen": chosen,
        "sold": float(daily(model, "purchases")[-LAST:].sum()),
    }  # fmt: skip


def matched(found: dict[str, Any]) -> tuple[float, float]:
    """Return the two sums of the Mantel-Haenszel risk ratio, helped against not, by trust.

    Compared are those who complained of the first failure: answered, or by lot not.
    """
    above = below = 0.0
    wrote = found["complained"][:, 0]
    for after in (1, 2):
        edges = np.quantile(found["trust"][wrote, after], np.linspace(0, 1, FIFTHS + 1)[1:-1])
        stratum = np.searchsorted(edges, found["trust"][:, after])
        for k in range(FIFTHS):
            here = wrote & (stratum == k)
            a, b = _sums(found, here, after)
            above, below = above + a, below + b
    return above, below


def _sums(found: dict[str, Any], here: Floats, after: int) -> tuple[float, float]:
    helped, again = here & found["chosen"], found["complained"][:, after]
    others = here & ~found["chosen"]
    total = max(int(here.sum()), 1)
    return (
        float((again & helped).sum() * others.sum() / total),
        float((again & others).sum() * helped.sum() / total),
    )


def measure(trial: VirtualTrial) -> Measures:
    """Return the sums of the hazard ratio, and trust and sales by arm."""
    none, half, full = (lived(trial, share) for share in (0.0, 0.5, 1.0))
    above, below = matched(half)
    return {
        "above": above, "below": below, "trust_all": full["end"], "trust_none": none["end"],
        "sold_all": full["sold"], "sold_none": none["sold"],
    }  # fmt: skip


EXPERIMENT = VirtualExperiment(
    id="V8",
    title="Answering complaints",
    facts="32",
    source="Ma, Sun & Kekre 2015",
    mechanism="the squeaky wheel: those helped complain more readily",
    off={"conversation.squeaky_wheel": 0.0},
    measure=measure,
    targets=(
        Target("hazard", "risk of complaining again, helped over not helped, at equal trust",
               low=1.0, of=lambda m: m["above"] / m["below"], role="held out", unit="ratio"),
        Target("trust", "mean trust on day 180, all less none answered", low=0.02,
               of=lambda m: m["trust_all"] - m["trust_none"], role="held out", unit="trust"),
        Target("sales", "sales in the last 60 days, all over none answered", low=0.98,
               of=lambda m: m["sold_all"] / m["sold_none"], role="held out", unit="ratio"),
    ),
    full={"people": 2500},
    quick={"people": 200},
)  # fmt: skip
