"""The desk against queueing theory: waits, capacity, disciplines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.plan import DISCIPLINES
from model.randomness import Block, draws_array
from model.rules.arithmetic import SCALE
from model.rules.service import MORNING
from model.rules.writing import COMPLAINT, SOCIAL
from tests.model.runs import market

LETTERS = 20_000
ANSWERS: Mapping[str, Any] = {
    "brands.one.options.post_share": 0.0, "brands.one.options.outreach": 0.0,
    "people.need": 0.0, "brands.*.customers": 0.0, "conversation.learning": 0.0,
    "conversation.social": 0.0, "conversation.question": 0.0, "conversation.praise": 0.0,
    "conversation.complaint": 0.0,
}  # fmt: skip


def desk(people: int, hours: float, **keys: Any) -> BrandAudienceModel:
    """Return a brand that answers everything, and to which nobody writes of themselves."""
    base = market({"one": "conversational"})
    keys = {**ANSWERS, "people.count": people, "brands.one.staff_hours": hours, **keys}
    return BrandAudienceModel(base, seed=1, **keys)


def write(model: BrandAudienceModel, clocks: Any, kind: int = SOCIAL) -> None:
    """Put one letter of each person into the inbox, at these hours of the coming day."""
    pairs = model.world.pairs[:, 0]
    pairs.owed[:] = kind
    pairs.owed_day[:] = model.day
    pairs.owed_clock[:] = clocks


def uniforms(count: int, word: int = 0) -> Any:
    return draws_array(5, np.arange(count), Block.PICTURE)[word]


def mean_wait(model: BrandAudienceModel) -> float:
    rows = model.history.brand
    return float(rows.wait_fixed.sum() / SCALE / rows.answered.sum())


# --- Pollaczek and Khinchine -----------------------------------------------------------


@pytest.mark.parametrize("load", [0.3, 0.6, 0.8, 0.9])
def test_waits_are_those_of_an_m_d_1_queue(load: float) -> None:
    """Poisson arrivals, equal handling, one hand: mean wait = D (1 + load / (2 (1 - load))).

    The desk is open from 9 to 24 h, which is when letters come; so many come that the day is
    as good as endless. The hours of staff are chosen so that one answer takes D hours.
    """
    opening = 24.0 - MORNING
    duration = load * opening / LETTERS
    hours = 8.0 / 60.0 * opening / duration
    model = desk(LETTERS, hours, **{"conversation.opening": opening, "conversation.handling": 8.0})
    write(model, MORNING + opening * uniforms(LETTERS))
    model.step()
    answered = int(model.history.brand.answered[0, 0])
    assert answered > 0.998 * LETTERS  # the last may be left for tomorrow
    theory = duration * (1.0 + load / (2.0 * (1.0 - load)))
    assert mean_wait(model) == pytest.approx(theory, rel=0.10)


def test_where_there_is_no_queue_the_wait_is_for_the_opening() -> None:
    """Letters at any hour, staff in plenty: only those outside 9 to 17 h wait.

    Before 9: 9 - c hours; after 17: 33 - c, until tomorrow's opening. The mean is 128 / 24 h.
    """
    people = 4000
    model = desk(people, 10_000.0)
    write(model, 24.0 * uniforms(people))
    model.run(2)
    assert int(model.history.brand.answered.sum()) == people
    assert mean_wait(model) == pytest.approx(128.0 / 24.0, abs=4 * 7.0 / np.sqrt(people))


# --- capacity --------------------------------------------------------------------------


@pytest.mark.parametrize(("waiting", "hurry"), [(150, 0.5), (300, 0.5), (3000, 0.5), (3000, 0.0)])
def test_capacity_is_hours_over_handling_time(waiting: int, hurry: float) -> None:
    """Ten hours at 8 minutes are 75 answers; at full rush (twice that waits) in less time each."""
    keys = {"conversation.handling": 8.0, "conversation.hurry": hurry}
    model = desk(waiting, 10.0, **keys)
    write(model, 1.0)
    model.step()
    usual = 10.0 * 60.0 / 8.0
    rush = min(waiting / usual - 1.0, 1.0)
    expected = min(usual / (1.0 - hurry * rush), waiting)
    assert model.history.brand.answered[0, 0] == pytest.approx(expected, abs=1)


def test_waits_and_silences_grow_with_load() -> None:
    waits, silences = [], []
    for letters in (50, 100, 400, 1600):
        model = desk(letters, 8.0)
        for _ in range(12):
            waiting = model.world.pairs.owed[:, 0] > 0
            fresh = ~waiting
            pairs = model.world.pairs[:, 0]
            pairs.owed[fresh], pairs.owed_day[fresh] = SOCIAL, model.day
            pairs.owed_clock[fresh] = 24.0 * uniforms(letters, model.day % 4)[fresh]
            model.step()
        waits.append(mean_wait(model))
        silences.append(int(model.history.brand.silences.sum()))
    assert waits == sorted(waits)
    assert silences == sorted(silences)
    assert silences[0] == 0 < silences[-1]
    assert waits[-1] > 1.5 * waits[0]


def test_practice_makes_faster() -> None:
    """After n answers handling takes (1 + n / scale)^-learning of the first time."""
    keys = {"conversation.learning": 0.3, "conversation.learning_scale": 100.0}
    model = desk(4000, 10.0, **keys, **{"conversation.hurry": 0.0, "conversation.handling": 8.0})
    served, days = 0, []
    for _ in range(10):
        write(model, 1.0)
        model.step()
        minutes = 8.0 * (1.0 + served / 100.0) ** -0.3
        days.append((int(model.history.brand.answered[-1, 0]), 600.0 / minutes))
        served += days[-1][0]
    found, theory = np.array(days).T
    assert found == pytest.approx(theory, abs=1)
    assert found[-1] > 1.5 * found[0]


# --- disciplines -----------------------------------------------------------------------


def answered_of(discipline: str) -> dict[str, float]:
    """Return what kind of letters got the 40 answers of the day, of 200 that wait at 9 h."""
    model = desk(200, 40 * 8.0 / 60.0, **{"conversation.hurry": 0.0})
    one = model.brand("one")
    one.strategy = replace(one.strategy, discipline=discipline)
    write(model, 8.0 * uniforms(200))
    pairs = model.world.pairs[:, 0]
    clocks = pairs.owed_clock.copy()
    pairs.owed[:100] = COMPLAINT
    pairs.owed_public[50:150] = 1
    pairs.mutual[::4] = 1
    kinds = {"complaint": np.arange(200) < 100, "public": pairs.owed_public == 1,
             "loyal": pairs.mutual == 1}  # fmt: skip
    model.step()
    served = pairs.owed == 0
    assert served.sum() == pytest.approx(40, abs=1)
    shares = {name: float(mask[served].mean()) for name, mask in kinds.items()}
    return shares | {"clock": float(clocks[served].mean())}


def test_disciplines_choose_whom_they_say() -> None:
    found = {name: answered_of(name) for name in DISCIPLINES}
    assert found["first_come"]["clock"] < 1.0
    assert found["last_come"]["clock"] > 7.0
    assert found["complaints_first"]["complaint"] == 1.0
    assert found["public_first"]["public"] == 1.0
    assert found["loyal_first"]["loyal"] == 1.0
    assert all(0.3 < found["first_come"][kind] < 0.7 for kind in ("complaint", "public"))
