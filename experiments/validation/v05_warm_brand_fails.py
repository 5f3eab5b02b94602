"""V5. A warm brand falls harder, and still ends higher where nothing failed.

Set-up: people deal with a brand for 60 days, one contact a week: with a conversational brand
each contact is a letter, answered within the hour; with a pushing one it is a sales message.
Intervention: on day 30 the product fails everybody, once, in half of the worlds.
Measurement: trust before the failure; the fall (trust without less trust with the failure,
on the day after it); trust on day 60 where nothing failed.
Accepted: the conversational brand is trusted more before; it falls further by at least .02; and
it is trusted more at the end where nothing failed.
Source: Aaker, Fournier & Brasel 2004 (fact 5).
Ablation: closeness does not make harm weigh more.
"""

from __future__ import annotations

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, laboratory, trust_in
from model.interventions import answer_now, expose, fail, write_now
from model.plan import Post

DAYS, WEEK, FAILURE = 60, 7, 30
SALES = Post(intent=0.9, offer=0.1, canned=0.3)


def lived(trial: VirtualTrial, warm: bool, fails: bool) -> tuple[float, float, float]:
    """Return mean trust before the failure, on the day after it, and at the end."""
    people = range(trial.size["people"])
    model = trial.model(laboratory(len(people)))
    before = after = 0.0
    for day in range(DAYS):
        if day == FAILURE:
            before = float(trust_in(model).mean())
            if fails:
                fail(model, people, BRAND)
        elif day % WEEK == 1:
            if warm:
                write_now(model, people, BRAND)
                answer_now(model, people, BRAND, wait=1.0)
            else:
                expose(model, people, BRAND, SALES)
        model.run(1)
        if day == FAILURE:
            after = float(trust_in(model).mean())
    return before, after, float(trust_in(model).mean())


def measure(trial: VirtualTrial) -> Measures:
    """Return trust before and after, and the fall, by kind of brand."""
    found: Measures = {}
    for name in ("warm", "cold"):
        before, calm, end = lived(trial, name == "warm", False)
        _, struck, _ = lived(trial, name == "warm", True)
        found |= {f"{name}_before": before, f"{name}_fall": calm - struck, f"{name}_end": end}
    return found


EXPERIMENT = VirtualExperiment(
    id="V5",
    title="A warm brand falls harder",
    facts="5",
    source="Aaker, Fournier & Brasel 2004",
    mechanism="closeness makes harm weigh more",
    off={"trust.warmth": 0.0},
    measure=measure,
    targets=(
        Target("before", "trust on day 30, conversational less push", low=0.0, unit="trust",
               of=lambda m: m["warm_before"] - m["cold_before"]),
        Target("fall", "fall of trust by one failure, conversational less push", low=0.02,
               of=lambda m: m["warm_fall"] - m["cold_fall"], unit="trust"),
        Target("net", "trust on day 60 without failure, conversational less push", low=0.0,
               of=lambda m: m["warm_end"] - m["cold_end"], unit="trust"),
    ),
    full={"people": 60},
    quick={"people": 30},
)  # fmt: skip
