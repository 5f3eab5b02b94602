"""What is conserved: letters, ties, money, messages, words. Counted twice, found equal."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.rules.arithmetic import SCALE
from model.rules.ties import ALIENATED, FOLLOWER, LEFT, STRANGER
from model.strategies import SHIPPED
from tests.model.acts import let_do_everything
from tests.model.runs import DEALINGS, market

PEOPLE, DAYS = 200, 60
LIVELY: dict[str, Any] = {**DEALINGS, "people.count": PEOPLE, "trust.alienation": 1.0}
NAMES = [kind.name for kind in SHIPPED] + ["everything"]


class Run:
    """A run with everyone watched: what stood at the start, what happened, what was counted."""

    def __init__(self, strategy: str) -> None:
        shipped = "silent" if strategy == "everything" else strategy
        base = market({"one": shipped, "other": "business_as_usual"})
        self.model = BrandAudienceModel(base, seed=2, watch=range(PEOPLE), **LIVELY)
        if strategy == "everything":
            let_do_everything(self.model, "one")
        self.start = self.model.world.pairs.copy()
        self.model.run(DAYS)
        self.rows = self.model.history.brand
        self.events = self.model.ledger.events()
        self.table = self.model.series()
        places = {brand.name: brand.place for brand in self.model.brands}
        self.place = np.array([places[name] for name in self.events["brand"]], int)

    def count(self, event: str, weight: Any = 1.0) -> Any:
        """Return how often something happened, [day, brand]."""
        mine = self.events["event"] == event
        total = np.zeros((DAYS, 2))
        weight = np.broadcast_to(weight, mine.shape)[mine]
        np.add.at(total, (self.events["day"][mine], self.place[mine]), weight)
        return total


@pytest.fixture(scope="module", params=NAMES)
def run(request: pytest.FixtureRequest) -> Run:
    return Run(request.param)


def test_letters_are_answered_or_given_up_or_wait(run: Run) -> None:
    so_far = run.rows.inbound.cumsum(axis=0)
    done = (run.rows.answered + run.rows.silences).cumsum(axis=0)
    assert (so_far == done + run.rows.waiting).all()
    assert run.rows.inbound.sum() > 100


def test_every_event_is_counted_once(run: Run) -> None:
    assert (run.count("letter") == run.rows.inbound).all()
    assert (run.count("answered") == run.rows.answered).all()
    assert (run.count("read") == run.rows.read).all()
    assert (run.count("passed_on") == run.rows.shares).all()
    assert (run.count("said") == run.rows.talk_positive + run.rows.talk_negative).all()
    assert (run.count("followed") == run.rows.follows).all()
    assert (run.count("alienated") == run.rows.newly_alienated).all()
    assert (run.count("bought") == run.rows.purchases).all()
    assert (run.count("rated") == run.rows.ratings).all()
    assert (run.count("rated", run.events["detail"]) == run.rows.stars).all()
    assert (run.count("addressed") == run.rows.addressed).all()
    causes = ("promotion", "irrelevance", "volume", "ignored", "betrayed")
    unfollows = sum(run.rows["unfollows_" + cause] for cause in causes)
    assert (run.count("unfollowed") == unfollows).all()


def test_waits_and_values_add_up(run: Run) -> None:
    for event, column in (("answered", "wait_fixed"), ("read", "value_fixed")):
        total = run.count(event, run.events["amount"])
        rounding = run.count(event) / SCALE + 1e-9
        assert (np.abs(run.rows[column] / SCALE - total) <= rounding).all()


AFTER = {"followed": FOLLOWER, "unfollowed": LEFT, "alienated": ALIENATED, "reconciled": LEFT}
BEFORE = {
    "followed": (STRANGER, LEFT), "unfollowed": (FOLLOWER,), "reconciled": (ALIENATED,),
    "alienated": (STRANGER, FOLLOWER, LEFT),
}  # fmt: skip


def test_ties_are_what_events_made_of_them(run: Run) -> None:
    """Followers today = followers yesterday + followed - unfollowed - followers alienated."""
    tie = run.start.tie.copy()
    moves = np.isin(run.events["event"], list(AFTER))
    day, person = run.events["day"][moves], run.events["person"][moves]
    event, brand = run.events["event"][moves], run.place[moves]
    for today in range(DAYS):
        for n in np.flatnonzero(day == today):
            place, what = (person[n], brand[n]), event[n]
            assert tie[place] in BEFORE[what]
            tie[place] = AFTER[what]
        assert (run.rows.followers[today] == (tie == FOLLOWER).sum(axis=0)).all()
        assert (run.rows.left[today] == (tie == LEFT).sum(axis=0)).all()
        assert (run.rows.alienated[today] == (tie == ALIENATED).sum(axis=0)).all()
    assert (tie == run.model.world.pairs.tie).all()


def test_revenue_is_what_was_paid(run: Run) -> None:
    paid = run.count("bought", run.events["amount"])
    assert np.abs(run.rows.revenue_fixed / SCALE - paid).max() < 1e-4
    assert run.table["profit"] == pytest.approx(run.table["revenue"] - run.table["cost"])


def test_customers_are_those_who_have_bought(run: Run) -> None:
    before = (run.start.purchases > 0).sum(axis=0)
    assert (run.rows.customers == before + run.rows.first_purchases.cumsum(axis=0)).all()
    units = run.model.world.pairs.purchases.sum(axis=0) - run.start.purchases.sum(axis=0)
    assert (units == run.rows.purchases.sum(axis=0)).all()
    assert (run.rows.failures <= run.rows.purchases).all()
    assert (run.rows.purchases.sum(axis=1) <= run.model.history.person.occasions).all()


def test_impressions_are_those_of_the_posts(run: Run) -> None:
    posts = run.model.history.posts
    for column, total in (("impressions", "impressions"), ("reads", "read"),
                          ("reactions", "reactions"), ("shares", "shares")):  # fmt: skip
        assert (posts[column].sum(axis=(0, 2)) == run.rows[total].sum(axis=0)).all()
    by_topic = run.model.history.topic_impressions.sum(axis=1)
    assert (by_topic == run.rows.impressions.sum(axis=0)).all()


def test_what_is_read_was_shown(run: Run) -> None:
    shown = run.rows.impressions
    assert (run.rows.read <= shown).all()
    assert (run.rows.ad_impressions <= shown).all()
    assert (run.rows.reactions <= run.rows.read).all()
    assert (run.rows.comments + run.rows.shares <= run.rows.reactions).all()
    overlooked = run.count("overlooked")
    assert (run.rows.read + overlooked <= shown).all()  # the alienated see and do neither


def test_histogram_and_sums_agree_with_the_state(run: Run) -> None:
    trust = run.model.trust()
    last = {name: column[-2:] for name, column in run.table.items()}
    assert last["trust"] == pytest.approx(trust.mean(axis=0), abs=1e-6)
    for name, share in (("trust_p10", 0.1), ("trust_p50", 0.5), ("trust_p90", 0.9)):
        ranked = np.sort(trust, axis=0)[int(np.ceil(share * PEOPLE)) - 1]
        assert last[name] == pytest.approx(ranked, abs=5.1e-4)
    known = run.model.world.pairs.familiarity >= run.model.rules.market_known_from
    assert last["known"].tolist() == known.sum(axis=0).tolist()
    means = [trust[:, b][known[:, b]].mean() for b in range(2)]
    assert last["trust_known"] == pytest.approx(means, abs=1e-6)


def test_private_words_are_all_heard_the_day_after() -> None:
    base = market({"one": "conversational", "other": "business_as_usual"})
    model = BrandAudienceModel(base, seed=2, **(LIVELY | {"talk.public": 0.0}))
    model.run(DAYS)
    rows = model.history.brand
    said = rows.talk_positive + rows.talk_negative
    assert said.sum() > 100
    assert (rows.heard[1:] == said[:-1]).all()
    assert (rows.heard[0] == 0).all()
