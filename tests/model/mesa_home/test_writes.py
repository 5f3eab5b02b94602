"""State changed by plain array writes between days is felt on the next day, in both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.rules.ties import FOLLOWER
from tests.model.mesa_home.towns import both_engines, same_series, town

Write = Callable[[BrandAudienceModel], Any]


def follow_all(model: BrandAudienceModel) -> None:
    model.pairs.tie[...] = FOLLOWER


def alarm_all(model: BrandAudienceModel) -> None:
    model.people.suspicion[:] = 0.9


def alarm_all_at_once(model: BrandAudienceModel) -> None:
    model.people.suspicion = 0.9


def alarm_one_by_one(model: BrandAudienceModel) -> None:
    for person in model.people:
        person.suspicion = 0.9


def betray_all(model: BrandAudienceModel) -> None:
    model.pairs.broken += 5.0


def everyone_needs(model: BrandAudienceModel) -> None:
    model.people.need[:] = 1.0
    model.pairs.familiarity[:] = 1.0


def everyone_waits(model: BrandAudienceModel) -> None:
    model.pairs.owed[:] = 1
    model.pairs.owed_day[:] = model.day


FELT: dict[str, tuple[Write, str, Callable[[float, float], bool]]] = {
    "followers": (follow_all, "followers", lambda told, untold: told == 180 > untold),
    "impressions": (follow_all, "impressions", lambda told, untold: told > untold),
    "suspicion": (alarm_all, "suspicion", lambda told, untold: told > 2.4 > untold),
    "attribute": (alarm_all_at_once, "suspicion", lambda told, untold: told > 2.4 > untold),
    "persons": (alarm_one_by_one, "suspicion", lambda told, untold: told > 2.4 > untold),
    "betrayal": (betray_all, "trust", lambda told, untold: told < 0.6 < untold),
    "sales": (everyone_needs, "purchases", lambda told, untold: told > untold + 10),
    "letters": (everyone_waits, "waiting", lambda told, untold: told > untold + 30),
}
"""What is written, which observable shows it the day after, and how, summed over three brands."""


def total(model: BrandAudienceModel, observable: str) -> float:
    return float(sum(getattr(brand, observable) for brand in model.brands))


@both_engines
@pytest.mark.parametrize("which", FELT)
def test_the_next_day_feels_it(which: str, engine: str) -> None:
    write, observable, felt = FELT[which]
    told, untold = (town(seed=4, engine=engine) for _ in range(2))
    for model in (told, untold):
        model.run(3)
    write(told)
    told.step()
    untold.step()
    assert felt(total(told, observable), total(untold, observable))


@pytest.mark.parametrize("which", FELT)
def test_both_engines_feel_the_same(which: str) -> None:
    write = FELT[which][0]
    models = [town(seed=4, engine=engine) for engine in ("compiled", "plain")]
    for model in models:
        model.run(3)
        write(model)
        model.run(4)
    assert same_series(*models)


def test_a_write_in_the_morning_is_a_write_of_last_night() -> None:
    """The same write before the first day, by array, by attribute and by person."""
    models = [town(seed=4) for _ in range(3)]
    for write, model in zip((alarm_all, alarm_all_at_once, alarm_one_by_one), models, strict=True):
        write(model)
        model.run(3)
    assert same_series(models[0], models[1])
    assert same_series(models[0], models[2])


def test_the_ledger_books_what_was_done_by_hand() -> None:
    model = town(watch=[5])
    model.run(2)
    before = model.people[5].towards("neighbour").trust
    model.people[5].towards("neighbour").broken = 2.0
    after = model.people[5].towards("neighbour").trust
    model.step()
    assert after < before
    changes = model.ledger.changes()
    by_hand = [i for i, cause in enumerate(changes["cause"]) if cause == "by_hand"]
    assert [changes["brand"][i] for i in by_hand] == ["neighbour"]
    assert np.isclose(changes["amount"][by_hand[0]], after - before)
