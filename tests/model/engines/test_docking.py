"""Docking (Axtell, Axelrod, Epstein & Cohen 1996): two engines, one run, to the last bit.

Every event (a row of the ledger, with everybody watched), every state and every count is
compared. Both engines call the same mechanisms: what is compared is loops and compilation.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.engines.compiled import engine as compiled_engine
from model.model import BrandAudienceModel
from model.network.graph import count_people
from model.plan import DISCIPLINES
from model.rules.ties import FOLLOWER
from model.strategies import SHIPPED
from tests.conftest import thinned
from tests.model.engines.docking import EVERY_KIND, counted, dock, happened, pair
from tests.model.engines.markets import BUSY, graphs, grown, market

NAMES = [kind.name for kind in SHIPPED]
TRIOS = [NAMES[place : place + 3] for place in range(0, len(NAMES), 3)]
GRAPHS = graphs()
ODD = ("scale_free", "isolated")
"""Graphs that CI adds to the default tests."""

LIAR = {"strategy": "generous", "options": {"claim": True, "pitch_after": 2}}
FRIEND = {"strategy": "switching", "options": {"day": 0, "after": "bait_and_pitch"}}


@pytest.mark.parametrize(
    "graph", [pytest.param(name, marks=pytest.mark.often if name in ODD else ()) for name in GRAPHS]
)
@pytest.mark.parametrize("trio", thinned(TRIOS), ids="-".join)
def test_every_strategy_on_every_graph(trio: list[str], graph: str) -> None:
    """Quiet on the default graph, with the default values; elsewhere a lot happens."""
    values = {} if graph == "social" else BUSY
    base = market({name: name for name in trio}, count_people(GRAPHS[graph]), **values)
    model = dock(base, 40, GRAPHS[graph])
    assert counted(model)["impressions"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("graph", ["social", "scale_free", "small_world", "communities", "random"])
@pytest.mark.parametrize("focal", NAMES)
def test_every_strategy_in_a_larger_market(focal: str, graph: str) -> None:
    rivals = {"usual": "business_as_usual", "odd": "erratic"}
    dock(market({"focal": focal} | rivals, 150, **BUSY), 60, grown(graph, 150))


@pytest.mark.often
def test_everything_that_can_happen_happens_alike() -> None:
    brands = {"erratic": "erratic", "generous": "generous", "liar": LIAR, "friend": FRIEND}
    model = dock(market(brands, 70, **BUSY), 60, GRAPHS["social"])
    seen = happened(model)
    assert {kind for kind in EVERY_KIND if not seen[kind]} == {"by_hand"}
    never = [name for name, count in counted(model).items() if count == 0]
    assert never == ["revenue_high"]  # prices of 4,096 euros and more


@pytest.mark.often
def test_every_order_of_answering_with_a_backlog() -> None:
    brands = {d: {"strategy": "generous", "options": {"discipline": d}} for d in DISCIPLINES}
    values = BUSY | {"brands.*.staff_hours": 0.35, "conversation.give_up": 5.0}
    model = dock(market(brands, 40, **values), 20, GRAPHS["dense"])
    waiting, answered = model.history.brand.waiting[-5:], model.history.brand.answered[-5:]
    assert (waiting.min(axis=0) > answered.max(axis=0)).all(), "the desks are not overrun"


@pytest.mark.parametrize("words", thinned(["apology", "denial"]))
def test_words_after_breaches(words: str) -> None:
    """Complaints over pitches, over lies found out, and over failures, in one market."""
    amends = {"day": 0, words: True}
    pitcher = {"after": "bait_and_pitch", "after_options": {"pitch_after": 2}}
    brands = {
        "pitcher": {"strategy": "switching", "options": amends | pitcher},
        "liar": {"strategy": "switching", "options": amends | {"false_claim": True}},
    }
    values = BUSY | {"repair.apology_breach": 0.3, "repair.denial_breach": 0.5}
    broken: list[np.ndarray[Any, Any]] = []

    def keep(model: BrandAudienceModel) -> None:
        if model.engine.name == "plain":
            broken.append(model.pairs.broken.copy())

    dock(market(brands, 60, **values), 30, by_hand=keep)
    changes = np.diff(broken, axis=0)
    assert (changes > 0.0).any(axis=(0, 1)).all(), "breaches of either kind"
    assert (changes < 0.0).any(), "some of them cast off"


@pytest.mark.parametrize("hours", [0.5, 24.0])
def test_hardly_open_and_never_closed(hours: float) -> None:
    base = market({"one": "generous", "two": "erratic"}, 40, **BUSY)
    dock(base.with_values({"conversation.opening": hours}), 10, grown("social", 40))


@pytest.mark.slow
def test_more_brands_than_a_word_has_bits() -> None:
    """A person notes in 64 bits which brands they spoke of; the rest share bits."""
    base = market({f"brand{n:02}": "generous" for n in range(70)}, 12, **BUSY)
    model = dock(base, 6, grown("random", 12))
    assert (model.history.brand.heard.sum(axis=0)[64:] > 0).any()


def test_people_who_are_never_online_still_hear_and_buy() -> None:
    base = market({"one": "generous", "two": "erratic"}, 40, **BUSY | {"people.sessions": 0.0})
    total = counted(dock(base, 20, GRAPHS["dense"]))
    assert total["impressions"] == total["read"] == 0
    assert min(total["heard"], total["purchases"]) > 0


def test_nobody_is_addressed_where_there_is_no_staff() -> None:
    values = BUSY | {"brands.one.staff_hours": 0.0}
    model = dock(market({"one": "conversational", "two": "silent"}, 60, **values), 12)
    total, tallies = counted(model), model.history.brand
    assert total["inbound"] > 0
    assert (tallies.inbound.sum(axis=0) == tallies.silences.sum(axis=0) + tallies.waiting[-1]).all()


def test_a_crowd_in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ranges of people that threads work off are docked too, here very small ones."""
    monkeypatch.setattr(compiled_engine, "CROWD_FROM", 1)
    monkeypatch.setattr(compiled_engine, "LEAST", 1)
    base = market({"one": "generous", "two": "bait_and_pitch"}, 60, **BUSY)
    assert pair(base, threads=2)[1].engine.tasks == compiled_engine.TASKS
    dock(base, 15, threads=2)


# --- state changed by hand -------------------------------------------------------------


def meddle(model: BrandAudienceModel) -> None:
    """Write into the arrays between days, as virtual experiments do."""
    pairs, people, day = model.pairs, model.world.people, model.day
    if day % 3 == 1:
        pairs.good[:, 0] += np.float32(0.3)  # trust
        pairs.tie[::4, 1] = FOLLOWER  # forced following
        pairs.tie_day[::4, 1] = day
        people.suspicion[1::5] = 0.9
    if day % 3 == 2:
        pairs.event[::3, 0], pairs.event_day[::3, 0] = 2, day - 1  # a failure remembered
        pairs.surprise[::3, 0], pairs.told[::3, 0], pairs.voiced[::3, 0] = -1.0, 0, 0
        pairs.owed[:, 1] = 0  # all letters lost
        people.occasion[::2] = 1  # half of them go shopping
        pairs.deal[:, 2] = 0.25  # with a voucher in hand
    model.world.brands.quality[0] = 0.2 if day > 6 else 0.9
    model.world.rules.trust_answer[0] = 0.1 * day


def test_what_is_changed_by_hand_goes_on_alike() -> None:
    base = market({"a": "erratic", "b": "conversational", "c": "generous"}, 60, **BUSY)
    model = dock(base, 14, by_hand=meddle)
    assert happened(model)["by_hand"] > 100


def test_an_agent_of_the_one_is_a_view_of_the_other() -> None:
    """Attributes written on people do the same in either engine."""

    def persuade(model: BrandAudienceModel) -> None:
        person: Any = model.people[model.day % 7]
        if model.engine.name == "plain":
            person = next(p for p in model.engine.people if p.number == model.day % 7)
        person.suspicion = 0.05
        person.towards("b").closeness = 0.875
        person.towards("b").expectation = 1.0

    dock(market({"a": "generous", "b": "bait_and_pitch"}, 30, **BUSY), 14, by_hand=persuade)
