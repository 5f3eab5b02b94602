"""V12. The figures of a brand's page: reach, interactions, concentration.

Set-up: the three brands of the scenario three_strategies, each with an audience that follows all
three and posts at such a pace that each places 500 posts in a year, as the page in the data did.
Intervention: none.
Measurement: by post, the share of fans reached (unpaid), median, and that times interactions per
reach (the median of interactions itself is a whole number and near zero in a world so small); the
share of interactions drawn by the tenth of posts with most; the standard deviation of ln reach;
by week, the share of watched fans who react, write in public, or follow anew ("talking about").
All are means over the three brands.
Accepted: reach 1.5 to 7 %; interactions 0.03 to 0.2 %; active fans 0.4 to 2 % a week (levels);
top tenth 30 to 55 %; deviation 0.8 to 1.5 (concentration).
Source: Moro, Rita & Vala 2016, computed (fact 16); Rival IQ (17); Ehrenberg-Bass Institute 2011
(18). Concentration is held out.
Ablation: nobody learns what to expect of a brand, and the ranking favours no post.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import Floats
from model.entries import Happening
from model.scenario import load_scenario

POSTS, DAYS, WEEK = 500, 365, 7
LETTER, PUBLIC = int(Happening.LETTER), 8
ACTIVE = [int(Happening.REACTED), LETTER, int(Happening.FOLLOWED)]
SHARES = {"megaphone": 0.6, "metronome": 1.0, "neighbour": 0.25}
"""Of the posts that a brand can pay for, what its strategy places."""


def page(trial: VirtualTrial) -> Any:
    """Return the model after a year."""
    levers = {
        f"brands.{brand}.posts_a_day": POSTS / DAYS / share for brand, share in SHARES.items()
    }
    scenario = load_scenario("three_strategies").with_values(
        {"people.count": trial.size["people"], "brands.*.awareness": 1.0,
         "brands.*.followers": 1.0, "brands.*.ad_reach": 0.0, **levers}
    )  # fmt: skip
    model = trial.model(scenario, watch=range(trial.size["watched"]))
    model.run(DAYS)
    return model


def active(model: Any, place: int) -> float:
    """Return the share of the watched who did something about a brand in a week."""
    rows = model.ledger.entries()
    rows = rows[(rows["brand"] == place) & np.isin(rows["code"], ACTIVE)]
    rows = rows[(rows["code"] != LETTER) | (rows["detail"] >= PUBLIC)]
    weeks = DAYS // WEEK
    who = np.unique(rows["person"].astype(np.int64) * 1000 + rows["day"] // WEEK)
    return float(len(who) / (weeks * len(model.ledger.watched)))


def figures(reach: Floats, reactions: Floats, fans: Floats) -> Measures:
    """Return what a page's posts come to."""
    ranked = np.sort(reactions)[::-1]
    seen = reach[reach > 0]
    return {
        "reach": float(np.median(reach / fans)),
        "interactions": float(np.median(reach / fans) * reactions.sum() / max(reach.sum(), 1)),
        "top_tenth": float(ranked[: len(ranked) // 10].sum() / max(ranked.sum(), 1.0)),
        "spread": float(np.log(seen).std()),
    }


def measure(trial: VirtualTrial) -> Measures:
    """Return the figures of the page, mean over the brands."""
    model = page(trial)
    posts, found = model.history.posts, []
    for brand in model.brands:
        shown = model.history.topics[:, brand.place] >= 0
        followers = model.history.brand.followers[:, brand.place]
        fans = np.broadcast_to(followers[:, None], shown.shape)[shown]
        reach = posts.impressions[:, brand.place][shown]
        reactions = posts.reactions[:, brand.place][shown]
        found.append(
            figures(reach, reactions, np.maximum(fans, 1)) | {"active": active(model, brand.place)}
        )
    return {name: float(np.mean([one[name] for one in found])) for name in found[0]}


EXPERIMENT = VirtualExperiment(
    id="V12",
    title="The figures of a brand's page",
    facts="16, 17, 18",
    source="Moro, Rita & Vala 2016, computed; Rival IQ; Ehrenberg-Bass Institute 2011",
    mechanism="the learned filter and the ranking of posts",
    off={"feed.learning": 0.0, "platform.rank_spread": 0.0},
    measure=measure,
    targets=(
        Target("reach", "fans reached by a post, median", 0.015, 0.07, facts="16", unit="share"),
        Target("interactions", "interactions a fan and post, median", 0.0003, 0.002,
               facts="16, 17", unit="share"),
        Target("active", "fans who do something in a week", 0.004, 0.02, facts="18",
               unit="share"),
        Target("top_tenth", "interactions drawn by the top tenth of posts", 0.30, 0.55,
               facts="16", role="held out", unit="share"),
        Target("spread", "standard deviation of ln reach over posts", 0.8, 1.5, facts="16",
               role="held out", unit="sd"),
    ),
    full={"people": 4000, "watched": 600},
    quick={"people": 1500, "watched": 300},
)  # fmt: skip
