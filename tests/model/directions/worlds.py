"""The worlds in which each uncertainty is probed, and what is measured in them.

A probe reads ``world/outcome``. A world is a focal brand in a small market, arranged so
that the mechanism in question has something to do; an outcome is a number at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from model.model import BrandAudienceModel
from model.network import build_network
from model.network.graph import Graph, directed
from model.observables import COLUMNS
from model.parameters import defaults
from model.scenario import Scenario

FOCAL, RIVAL = "focal", "rival"
PEOPLE, DAYS = 800, 60
WRITING = {
    "conversation.social": 0.05,
    "conversation.invitation": 0.2,
    "people.participation_spread": 0.5,
    "brands.focal.staff_hours": 40.0,
    "brands.focal.followers": 0.5,
}
BUYING = {"people.need": 60.0, "people.need_shape": 3.0}
BREAKING = BUYING | {"brands.focal.failure_rate": 0.4, "conversation.complaint": 0.4}
COMPLAINING = {"conversation.complaint": 0.4}
RIVALS = {"strategy": "silent", "customers": 0.2}


def amends(**what: Any) -> dict[str, Any]:
    """Return the options of a brand that makes amends in this way from day 0."""
    return {"before": "probe_caring", "after": "probe_caring", "day": 0, **what}


PITCHING = amends(before="bait_and_pitch", after="bait_and_pitch", after_options={"pitch_after": 2})

WORLDS: Mapping[str, tuple[str, dict[str, Any], dict[str, Any]]] = MappingProxyType(
    {
        # name: (strategy of the focal brand, its options, changes to the world)
        "silent": ("silent", {}, {}),
        "push": ("push", {}, {"brands.focal.ad_reach": 0.8, "brands.focal.followers": 0.5, **BUYING}),
        "scheduled": (
            "scheduled", {},
            {"brands.focal.followers": 0.8, "brands.focal.posts_a_day": 4.0,
             "feed.reaction_rate": 0.2, "talk.visibility": 0.8},
        ),
        "business_as_usual": ("business_as_usual", {}, BUYING),
        "conversational": ("probe_caring", {}, WRITING | {"conversation.public": 0.6}),
        "bait_and_pitch": ("bait_and_pitch", {"pitch_after": 2}, WRITING | BUYING),
        "busy": ("probe_caring", {}, WRITING | {"brands.focal.staff_hours": 0.7, "conversation.learning_scale": 20.0}),
        "failing": ("probe_caring", {}, WRITING | BREAKING),
        "ignoring": ("silent", {}, BREAKING | {"brands.focal.followers": 0.8}),
        "lying": ("switching", amends(false_claim=True), WRITING | BREAKING),
        "believed": ("switching", amends(false_claim=True), WRITING | BREAKING | {"repair.found_out": 0.0}),
        "apologising": ("switching", amends(apology=True), WRITING | BREAKING),
        "promising": ("switching", amends(promise=True), WRITING | BREAKING),
        "denying": ("switching", amends(denial=True), WRITING | BREAKING),
        "apologising_for_pitches": ("switching", PITCHING | {"apology": True}, WRITING | COMPLAINING),
        "denying_pitches": ("switching", PITCHING | {"denial": True}, WRITING | COMPLAINING),
        "denying_lies": ("switching", amends(false_claim=True, denial=True), WRITING | BREAKING),
        "compensating": ("switching", amends(compensation=5.0), WRITING | BREAKING),
        "canned": ("probe_canned", {}, WRITING),
        "praising": ("probe_caring", {}, WRITING | BUYING | {"conversation.public": 1.0, "conversation.praise": 0.5,
                                                            "talk.visibility": 1.0, "brands.focal.customers": 0.8}),
        "favours": ("probe_favours", {}, BUYING | {"brands.focal.customers": 0.8}),
        "referring": ("probe_referring", {}, {"brands.focal.customers": 0.8}),
        "prompting": ("probe_prompting", {}, {"brands.focal.customers": 0.8, "brands.focal.ad_reach": 0.8}),
        "outreach": ("probe_reaching", {}, {"brands.focal.staff_hours": 40.0}),
        "smothering": ("probe_smothering", {}, {"brands.focal.staff_hours": 400.0}),
        "mutual": ("probe_mutual", {}, {"brands.focal.ad_reach": 0.8, "brands.focal.followers": 0.8,
                                        "ties.unfollow_promotion": 0.05}),
        "sharing": (
            "scheduled", {},
            {"brands.focal.followers": 0.5, "brands.focal.posts_a_day": 4.0,
             "feed.reaction_rate": 1.0, "feed.share_share": 0.5, "talk.visibility": 1.0},
        ),
        "good": ("silent", {}, BUYING | {"brands.focal.quality": 1.0, "market.satisfaction_start": 0.4,
                                         "talk.rate": 0.6}),
        "dear": ("business_as_usual", {}, BUYING | {"brands.focal.price": 16.0}),
        "trusted": ("silent", {}, BUYING | {"trust.prior": 0.9}),
        "newcomer": ("business_as_usual", {}, {"brands.focal.followers": 0.0, "brands.focal.ad_reach": 0.8}),
        "returning": ("business_as_usual", {}, {"brands.focal.ad_reach": 0.9, "ties.follow": 0.2}),
        "flooding": ("push", {}, {"brands.focal.posts_a_day": 12.0, "brands.focal.followers": 0.9,
                                  "platform.brand_rank": 3.0}),
        "filter": ("push", {}, {"brands.focal.ad_reach": 0.9, "feed.notice_midpoint": 1.5}),
        "crowded": ("push", {}, {"brands.focal.ad_reach": 0.9, "brands.rival.strategy": "push",
                                 "brands.rival.ad_reach": 0.9, "brands.focal.followers": 0.9,
                                 "brands.focal.posts_a_day": 12.0}),
        "several": ("business_as_usual", {}, BUYING | {"brands.rival.strategy": "business_as_usual"}),
        "habit": ("silent", {}, BUYING),
        "evidence": ("probe_caring", {}, WRITING),
        "fade": ("silent", {}, {}),
        "trait": ("silent", {}, {}),
        "posts": ("scheduled", {}, {"brands.focal.followers": 0.9, "brands.focal.posts_a_day": 4.0}),
        "report": ("silent", {}, BUYING),
    }
)  # fmt: skip


def prepare(world: str, model: BrandAudienceModel) -> None:
    """Arrange what no parameter arranges."""
    place = model.brand(FOCAL).place
    if world == "returning":
        model.pairs.tie[:, place] = 2
    if world == "evidence":
        model.pairs.bad[:, place] = 2.0
    if world == "fade":
        for field in FADING:
            model.pairs[field][:] = 1.0


FADING = (
    "good",
    "quick",
    "slow",
    "recent",
    "familiarity",
    "closeness",
    "expectation",
    "disillusion",
)


def scenario_of(world: str) -> Scenario:
    """Return the scenario of a world."""
    strategy, options, changes = WORLDS[world]
    document = {
        "days": DAYS,
        "people": {"count": PEOPLE},
        "brands": {
            FOCAL: {"strategy": strategy, "options": options, "customers": 0.3},
            RIVAL: dict(RIVALS),
        },
    }
    return Scenario.from_dict(document).with_values(changes)


@cache
def _graph(people: int, seed: int) -> Graph:
    """Return the default graph: no world and no uncertainty of the day changes it."""
    return build_network(defaults(), people, seed)


def measure(world: str, outcome: str, name: str, value: float, seed: int) -> float:
    """Return the outcome of a world in which one parameter has this value."""
    scenario = scenario_of(world)
    graph = _graph(int(scenario.values["people.count"]), seed)
    model = BrandAudienceModel(scenario, seed=seed, graph=graph, **{name: value})
    prepare(world, model)
    if world == "report":
        return reports(model)
    if world != "trait":
        model.run()
    special = SPECIAL.get(f"{world}/{outcome}") or SPECIAL.get(outcome)
    if special is not None:
        return float(special(model))
    table = model.series()
    values = table[outcome][table["brand"] == FOCAL]
    kind = next(c.kind for c in COLUMNS if c.name == outcome)
    return float(np.nansum(values) if kind == "flow" else np.nanmean(values[-20:]))


def reports(model: BrandAudienceModel) -> float:
    """Return the spread of what sales reports say against what was sold."""
    brand, off = model.brand(FOCAL), []
    for _ in range(DAYS):
        model.step()
        sold = model.observe("purchases", brand.place)
        if sold:
            off.append(brand.view().sales / sold)
    return float(np.std(off))


def _pairs(field: str) -> Callable[[BrandAudienceModel], float]:
    return lambda model: model.pairs[field][:, model.brand(FOCAL).place].mean()


def _trait(field: str) -> Callable[[BrandAudienceModel], float]:
    scale = np.asarray if field == "suspicion" else np.log
    return lambda model: np.std(scale(np.asarray(model.world.people[field], float)))


def _likeness(model: BrandAudienceModel) -> float:
    one, other = directed(model.graph)
    values = np.log(model.world.interests)
    return float(np.corrcoef(values[one].ravel(), values[other].ravel())[0, 1])


def _spread_of_reach(model: BrandAudienceModel) -> float:
    seen = model.history.posts.impressions[:, model.brand(FOCAL).place, :-1]
    return float(np.std(np.log(seen[seen > 0])))


def _repeats(model: BrandAudienceModel) -> float:
    bought = np.asarray(model.pairs.purchases, float)
    often = bought[bought.sum(axis=1) >= 3]
    return float((often.max(axis=1) / often.sum(axis=1)).mean())


def _talk(model: BrandAudienceModel) -> float:
    table = model.series()
    own = table["brand"] == FOCAL
    return float((table["talk_positive"] + table["talk_negative"])[own].sum())


def _trust_known(model: BrandAudienceModel) -> float:
    table = model.series()
    return float(table["trust_known"][table["brand"] == FOCAL][-1])


SPECIAL: Mapping[str, Callable[[BrandAudienceModel], float]] = MappingProxyType(
    {
        **{f"fade/{field}": _pairs(field) for field in FADING},
        **{
            f"trait/{field}_sd": _trait(field)
            for field in (
                "sessions", "attention", "participation", "need", "price_sensitivity", "suspicion",
            )
        },
        "trait/interest_sd": lambda model: np.std(np.log(model.world.interests)),
        "trait/interest_likeness": _likeness,
        "posts/reach_sd": _spread_of_reach,
        "habit/repeat": _repeats,
        "evidence/renewal": _trust_known,
        "talk": _talk,
        "trust_threads": _trust_known,
        "trust_visits": _trust_known,
        "satisfaction_others": _pairs("satisfaction"),
        "shared_value": lambda model: _column(model, "value") / max(_column(model, "read"), 1.0),
        "category": lambda model: _column(model, "category_sales"),
    }
)  # fmt: skip


def _column(model: BrandAudienceModel, name: str) -> float:
    table = model.series()
    return float(table[name][table["brand"] == FOCAL].sum())
