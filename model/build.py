"""From a scenario to the world on day 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from model.audience import make_interests, make_pairs, make_people
from model.engines.compiled.batch import BATCH, rows_for
from model.entries import make_entries
from model.network.graph import Graph
from model.orders import ORDER, POST
from model.parameters.platform import PRESETS
from model.parameters.rules import FIELDS, rules_of
from model.plan import SLOTS
from model.randomness import brand_key, split_seed
from model.scenario.spec import BrandSpec, Scenario
from model.state import FADES
from model.tally import BRAND_TALLY, PERSON_TALLY, POST_TALLY, TRUST_BINS
from model.world import BRAND, NO_POST, RING, SIGNAL, Records, World, make_records

KEEP = tuple((name, "f4", "what one day leaves of it") for name in FADES)
"""What fades in a relationship, under its own name."""


def scenario_rules(scenario: Scenario) -> Any:
    """Return the rules' parameters, the medium's own factors included."""
    rules = rules_of(scenario.values)
    preset = PRESETS[str(scenario.values["medium.kind"])]
    return rules._replace(
        **{f"medium_{key}": getattr(rules, f"medium_{key}") * by for key, by in preset.items()}
    )


def daily_keep(half_life: float) -> float:
    """Return what one day leaves of a quantity with this half-life in days."""
    return float(0.5 ** (1.0 / half_life))


def make_keep(rules: Any) -> Records:
    """Return what one day leaves of each fading quantity, one record."""
    keep = make_records(KEEP, 1)
    keep[0] = tuple(daily_keep(getattr(rules, f"fading_{kind}")) for kind in FADES.values())
    return keep


RULES = tuple((name, "f8", "see model.parameters") for name in FIELDS)
"""The parameters that rules read, as fields of a record."""


def make_rules(rules: Any) -> Records:
    """Return the parameters as one record, for kernels."""
    record = make_records(RULES, 1)
    record[0] = tuple(rules)
    return record


def make_brands(brands: Sequence[BrandSpec]) -> Records:
    """Return the brands' own figures."""
    brand_records = make_records(BRAND, len(brands))
    brand_records.key[:] = [brand_key(brand.name) for brand in brands]
    brand_records.quality[:] = [float(brand.values["quality"]) for brand in brands]
    brand_records.failure_rate[:] = [float(brand.values["failure_rate"]) for brand in brands]
    return brand_records


def make_slots(people: int, watched: Sequence[int]) -> Any:
    """Return each person's place in the entries; the unwatched share the last."""
    slot = np.full(people, len(watched), np.int32)
    slot[list(watched)] = np.arange(len(watched))
    return slot


def make_world(
    scenario: Scenario,
    rules: Any,
    brands: Sequence[BrandSpec],
    graph: Graph,
    seed: int,
    watched: Sequence[int],
    tasks: int,
) -> World:
    """Return the world on the morning of day 0; ``brands`` in the order of its arrays.

    ``rules`` are those that ``scenario_rules`` makes of the scenario.
    """
    people, count = len(graph.indptr) - 1, len(brands)
    brand_records = make_brands(brands)
    keys = [int(key) for key in brand_records.key]
    pairs, bought_last = make_pairs(scenario.values, brands, keys, people, seed)
    persons = make_people(scenario.values, people, seed)
    persons.bought_last[:] = bought_last
    signals = make_records(SIGNAL, 2, people, count)
    signals.post[:] = NO_POST
    return World(
        people=persons,
        interests=make_interests(scenario.values, graph, seed),
        pairs=pairs,
        signals=signals,
        spoke=np.zeros((2, people), np.int64),
        mail=np.zeros((2, people), np.uint8),
        inbox=np.zeros(people, np.uint8),
        luck=np.zeros((tasks, rows_for(count), 4, BATCH)),
        indptr=graph.indptr,
        indices=graph.indices,
        posts=make_records(POST, RING, count, SLOTS),
        post_count=np.zeros((RING, count), np.int64),
        orders=make_records(ORDER, count),
        ad_chance=np.zeros(count),
        brands=brand_records,
        keep=make_keep(rules),
        brand_tally=make_records(BRAND_TALLY, tasks, count),
        person_tally=make_records(PERSON_TALLY, tasks),
        trust_tally=np.zeros((tasks, count, TRUST_BINS), np.int64),
        post_tally=make_records(POST_TALLY, tasks, RING, count, SLOTS),
        slot=make_slots(people, watched),
        entries=make_entries(len(watched), count),
        rules=make_rules(rules),
        key=np.array(split_seed(seed), np.int64),
    )
