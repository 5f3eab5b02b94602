"""Talk: an event is told once in public, or to one friend after another; nobody hears it twice."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from model.interventions import fail
from model.model import BrandAudienceModel
from model.rules.talk import CONDUCT, PAID, PUBLIC
from tests.model.acts import let_do_everything
from tests.model.runs import DEALINGS, market

PEOPLE = 400
ONE_EVENT: dict[str, Any] = {
    "people.count": PEOPLE, "people.need": 0.0, "brands.*.customers": 0.0,
    "brands.*.followers": 0.0, "conversation.complaint": 0.0, "conversation.praise": 0.0,
    "conversation.question": 0.0, "talk.rate": 0.9, "talk.public": 0.3, "talk.window": 10,
    "talk.occasion": 0.0,
}  # fmt: skip


@lru_cache
def after_one_failure() -> BrandAudienceModel:
    """Return a world in which the product failed everybody on day 0, and nothing else happened."""
    model = BrandAudienceModel(market({"one": "silent"}), seed=1, watch=range(PEOPLE), **ONE_EVENT)
    fail(model, range(PEOPLE), "one")
    model.run(20)
    return model


def said(model: BrandAudienceModel) -> dict[str, Any]:
    """Return what was said, with the addressee and what it was about taken apart."""
    events = model.ledger.events()
    mine = events["event"] == "said"
    rows = {name: column[mine] for name, column in events.items()}
    return rows | {"to": rows["detail"] >> 3, "about": rows["detail"] & 7}


def test_one_event_is_told_in_public_once_or_to_different_friends() -> None:
    told = defaultdict(list)
    rows = said(after_one_failure())
    for person, to in zip(rows["person"], rows["to"], strict=True):
        told[person].append(int(to))
    public = [words for words in told.values() if PUBLIC in words]
    private = [words for words in told.values() if PUBLIC not in words]
    assert all(words == [PUBLIC] for words in public)
    assert all(len(words) == len(set(words)) for words in private)
    assert max(len(words) for words in private) > 3
    assert len(public) / len(told) == pytest.approx(0.3, abs=4 * np.sqrt(0.3 * 0.7 / PEOPLE))


def test_words_go_to_friends_while_the_event_is_fresh() -> None:
    model = after_one_failure()
    rows = said(model)
    for person, to in zip(rows["person"], rows["to"], strict=True):
        assert to == PUBLIC or to in model.graph.indices[slice(*model.graph.indptr[person:][:2])]
    assert rows["day"].max() < 10
    assert (rows["amount"] == -1.0).all()
    assert (rows["about"] == CONDUCT).all()


def test_people_tell_less_the_older_the_event() -> None:
    """On day d with n friends to tell: rate x (1 - d / window), for those not yet done."""
    model = after_one_failure()
    rows = said(model)
    alone = np.diff(model.graph.indptr) == 0
    first = np.bincount(rows["day"], minlength=10)[0] / (PEOPLE - alone.sum())
    assert first == pytest.approx(0.9, abs=4 * np.sqrt(0.09 / PEOPLE))
    by_day = np.bincount(rows["day"], minlength=10)
    assert by_day[9] < by_day[5] < by_day[1]


def test_nobody_hears_an_event_twice() -> None:
    """With each friend telling one event, nobody takes more words than there are friends."""
    model = after_one_failure()
    changes = model.ledger.changes()
    heard = np.bincount(changes["person"][changes["cause"] == "word"], minlength=PEOPLE)
    friends = np.diff(model.graph.indptr)
    assert (heard <= friends).all()
    rows = said(model)
    private = {(p, to) for p, to in zip(rows["person"], rows["to"], strict=True) if to != PUBLIC}
    assert len(private) == (rows["to"] != PUBLIC).sum()
    assert model.history.brand.heard.sum() >= len(private)


def test_a_brand_that_nobody_has_dealt_with_is_talked_about_by_nobody() -> None:
    """Known to many, followed by some, written to by none; the rival has all the talk."""
    keys = {**DEALINGS, "people.count": PEOPLE, "brands.quiet.customers": 0.0}
    base = market({"quiet": "silent", "rival": "bait_and_pitch"})
    model = BrandAudienceModel(base, seed=1, **(keys | {"brands.quiet.price": 100_000.0}))
    model.run(90)
    quiet, rival = (model.history.brand[:, model.brand(n).place] for n in ("quiet", "rival"))
    assert quiet.purchases.sum() == 0
    assert quiet.talk_positive.sum() == quiet.talk_negative.sum() == quiet.heard.sum() == 0
    assert rival.talk_positive.sum() > 100


def test_attitude_alone_starts_no_talk() -> None:
    """Trust, satisfaction, closeness at their highest: nobody says a word."""
    model = BrandAudienceModel(market({"one": "silent"}), seed=1, **ONE_EVENT)
    for name in ("satisfaction", "closeness", "familiarity", "quick"):
        model.pairs[name][:] = 1.0
    model.pairs.good[:] = 50.0
    model.pairs.tie[:] = 1
    model.run(30)
    rows = model.history.brand
    assert rows.talk_positive.sum() + rows.talk_negative.sum() == 0


def test_paid_words_are_marked_and_come_of_rewards() -> None:
    base = market({"one": "silent", "other": "business_as_usual"})
    keys = {**DEALINGS, "people.count": PEOPLE}
    model = BrandAudienceModel(base, seed=1, watch=range(PEOPLE), **keys)
    let_do_everything(model, "one").run(30)
    rows = said(model)
    paid = (rows["about"] & PAID) > 0
    assert paid.sum() == model.history.brand.talk_paid.sum() > 20
    assert set(rows["brand"][paid]) == {"one"}
    assert (rows["amount"][paid] == 1.0).all()
