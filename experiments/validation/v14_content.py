"""V14. Offers, human content, and both together.

Set-up: three brands share one audience; all people follow all three. Each posts once a day, with
equal craft: one only offers (a tenth off, intent .9, a third stock material), one only human
content (no offer, hardly any intent), one both (a tenth off, told in a human voice, intent .3).
Intervention: the content.
Measurement: over 120 days, interactions per message shown (equal reach), and clicks per message
shown.
Accepted: both together at least as engaging as human content, that more than offers by a factor
of 1.8 to 3.5; offers are clicked more than human content.
Source: Lee, Hosanagar & Nair 2018 (fact 38); Moro, Rita & Vala 2016, computed (fact 39).
Ablation: an offer is worth nothing, and persuasive intent costs nothing.
"""

from __future__ import annotations

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import daily, market, set_plan
from model.plan import Plan, Post

DAYS = 120
CONTENT = {
    "offer": Post(intent=0.9, offer=0.1, canned=0.3),
    "human": Post(intent=0.05),
    "both": Post(intent=0.3, offer=0.1),
}


def measure(trial: VirtualTrial) -> Measures:
    """Return interactions and clicks per message shown, by content."""
    brand = {"strategy": "silent", "awareness": 1.0, "followers": 1.0}
    model = trial.model(market(trial.size["people"], dict.fromkeys(CONTENT, brand)))
    for name, post in CONTENT.items():
        set_plan(model, Plan(posts=(post,)), name)
    model.run(DAYS)
    found: Measures = {}
    for name in CONTENT:
        shown = daily(model, "impressions", name).sum()
        for what in ("reactions", "clicks"):
            found[f"{name}_{what}"] = float(daily(model, what, name).sum() / shown)
    return found


EXPERIMENT = VirtualExperiment(
    id="V14",
    title="Offers, human content, and both together",
    facts="38, 39",
    source="Lee, Hosanagar & Nair 2018; Moro, Rita & Vala 2016, computed",
    mechanism="the worth of an offer, the cost of intent",
    off={"appraisal.offer_value": 0.0, "appraisal.intent_cost": 0.0,
         "appraisal.intent_suspicion": 0.0},
    measure=measure,
    targets=(
        Target("both_to_human", "interactions per reach, both over human", low=1.0,
               of=lambda m: m["both_reactions"] / m["human_reactions"], facts="38",
               unit="ratio"),
        Target("human_to_offer", "interactions per reach, human over offers", 1.8, 3.5,
               of=lambda m: m["human_reactions"] / m["offer_reactions"], facts="39",
               unit="ratio"),
        Target("clicks", "clicks per reach, offers over human", low=1.0,
               of=lambda m: m["offer_clicks"] / m["human_clicks"], facts="38", unit="ratio"),
    ),
    full={"people": 6000},
    quick={"people": 2000},
)  # fmt: skip
