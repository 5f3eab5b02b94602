"""The ledger: every change of trust of the watched, whatever caused it, and nothing disturbed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.entries import Cause
from model.ledger import CAUSES
from model.model import BrandAudienceModel
from model.scenario.reading import shipped_scenarios
from model.strategies import SHIPPED
from tests.model.acts import let_do_everything
from tests.model.runs import DEALINGS, market, run, same_state, same_tables, state

PEOPLE = 150
LIVELY: dict[str, Any] = {**DEALINGS, "people.count": PEOPLE, "talk.endorsement": 1.0}
STRATEGIES = [kind.name for kind in SHIPPED]


def everything(days: int = 40, watch: Any = range(PEOPLE), **keys: Any) -> BrandAudienceModel:
    """Return a run in which one brand does all there is, and another business as usual."""
    keys = (
        LIVELY | {"medium.richness": 0.5, "feed.share_share": 0.5, "feed.reaction_rate": 0.5} | keys
    )
    base = market({"one": "silent", "other": "business_as_usual"})
    model = let_do_everything(BrandAudienceModel(base, seed=2, watch=watch, **keys), "one")
    model.run(days)
    return model


def gap(model: BrandAudienceModel, before: Any) -> float:
    """Return by how much amounts fail to add up, at most, over watched people and brands."""
    changes = model.ledger.changes()
    places = {brand.name: brand.place for brand in model.brands}
    total = np.zeros(before.shape)
    brands = [places[name] for name in changes["brand"]]
    np.add.at(total, (changes["person"], brands), changes["amount"])
    return float(np.abs(before + total - model.trust())[model.ledger.watched].max())


def watched_market(strategy: str) -> BrandAudienceModel:
    base = market({"one": strategy, "other": "business_as_usual"})
    return BrandAudienceModel(base, seed=2, watch=range(PEOPLE), **LIVELY)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_amounts_add_up_to_the_change_of_trust(strategy: str) -> None:
    model = watched_market(strategy)
    before = model.trust()
    model.run(40)
    assert gap(model, before) < 1e-9
    assert np.abs(model.trust() - before).max() > 0.05  # there was something to add up


def test_amounts_add_up_where_everything_happens() -> None:
    start = everything(days=0).trust()
    assert gap(everything(), start) < 1e-9


def test_every_cause_occurs() -> None:
    """All but what is done by hand, which the next tests do."""
    causes = set(everything().ledger.changes()["cause"])
    assert causes == set(CAUSES.values()) - {"by_hand"}
    assert set(CAUSES.values()) == {cause.name.lower() for cause in Cause}


def test_changes_stand_in_the_order_of_days_with_trust_after_each() -> None:
    model = everything(days=20)
    changes = model.ledger.changes()
    assert (np.diff(changes["day"]) >= 0).all()
    last = {}
    for person, brand, trust in zip(
        changes["person"], changes["brand"], changes["trust"], strict=True
    ):
        last[person, brand] = trust
    for (person, brand), trust in last.items():
        place = model.brand(brand).place
        assert trust == pytest.approx(model.trust_between(person, place), abs=1e-9)


def test_what_is_done_by_hand_is_recorded() -> None:
    model = everything(days=5, watch=[3, 70])
    before = model.trust()
    model.pairs.good[3, 1] += 2.0
    model.pairs.broken[70, 0] += 1.0
    model.pairs.broken[71, 0] += 1.0  # nobody watches this one
    by_hand = model.trust() - before
    model.step()
    changes = model.ledger.changes()
    mine = changes["cause"] == "by_hand"
    assert changes["day"][mine].tolist() == [5, 5]
    assert changes["person"][mine].tolist() == [3, 70]
    assert changes["brand"][mine].tolist() == ["other", "one"]
    assert changes["amount"][mine] == pytest.approx([by_hand[3, 1], by_hand[70, 0]])
    model.run(3)
    assert gap(model, everything(days=0, watch=[3, 70]).trust()) < 1e-9


def test_suspicion_by_hand_moves_trust_in_every_brand() -> None:
    model = BrandAudienceModel(
        market({"a": "silent", "b": "silent"}), watch=[0], **{"people.count": 9}
    )
    model.people[0].suspicion = 1.0
    model.step()
    changes = model.ledger.changes()
    mine = changes["cause"] == "by_hand"
    assert changes["brand"][mine].tolist() == ["a", "b"]
    assert (changes["amount"][mine] < 0).all()


@pytest.mark.parametrize("name", shipped_scenarios())
def test_watching_changes_nothing(name: str) -> None:
    keys = DEALINGS | {"people.count": 200}
    unseen = run(name, 50, seed=4, **keys)
    for watch in (range(200), [5]):
        watched = run(name, 50, seed=4, watch=watch, **keys)
        assert same_tables(unseen.series(), watched.series())
        assert same_state(state(unseen), state(watched))


def test_one_watched_among_many_is_recorded_as_if_all_were() -> None:
    alone, all_of_them = everything(watch=[7]), everything()
    one, rows = alone.ledger.changes(), all_of_them.ledger.changes()
    mine = rows["person"] == 7
    assert all(one[name].tolist() == rows[name][mine].tolist() for name in one)


def test_nobody_watched_nothing_recorded() -> None:
    ledger = everything(watch=()).ledger
    assert all(
        len(column) == 0 for column in (*ledger.changes().values(), *ledger.events().values())
    )


def test_there_is_room_for_a_flood_of_events() -> None:
    """Twelve posts a day, all seen and read by followers who all react."""
    flood: dict[str, Any] = {
        "brands.one.posts_a_day": 12.0, "brands.one.options.post_share": 1.0,
        "brands.one.awareness": 1.0, "brands.one.followers": 1.0, "platform.background": 1.0,
        "platform.brand_rank": 5.0, "feed.notice_floor": 1.0, "feed.reaction_rate": 1.0,
        "people.sessions": 20.0, "people.attention": 200.0, "people.need": 365.0,
        "feed.tedium_span": 100.0, "ties.unfollow_volume": 0.0,
    }  # fmt: skip
    base = market({"one": "conversational", "other": "business_as_usual"})
    model = BrandAudienceModel(base, seed=1, watch=range(60), **{**flood, "people.count": 60})
    before = model.trust()
    model.run(20)
    assert gap(model, before) < 1e-9
    assert model.history.brand.read[:, 0].max() > 12 * 40


def test_what_changes_nothing_is_not_recorded() -> None:
    assert (everything().ledger.changes()["amount"] != 0.0).all()
