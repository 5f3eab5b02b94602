"""What every column has to hold at most, from what is declared; and that it can."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import pytest

from model.audience import MOST_SESSIONS, OLDEST_TIE
from model.entries import Cause, Happening, make_entries
from model.errors import InputError
from model.mechanisms.awareness import MOST_SALIENCE
from model.mechanisms.talk import MOST_TOLD
from model.model import BrandAudienceModel
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.plan import MAX_POSTS, SLOTS, Answers, Plan, Post, Repair, ranges
from model.rules.appraisal import MOST_WORTH, value
from model.rules.arithmetic import LOW_BITS, MOST_COUNTED, SCALE, fixed, lower, one_more, upper
from model.rules.market import price_paid
from model.scenario.checking import MOST_BRANDS, RUN_PARAMETERS
from model.scenario.later import LAST_DAY
from model.state import PAIR, PERSON
from model.tally import BRAND_TALLY, PERSON_TALLY, POST_TALLY
from model.world import NO_DAY, SIGNAL
from tests.model.runs import market

High = Callable[[str], float]
Bounds = Mapping[str, tuple[float, float]]

PLANNED = {**ranges(Plan), **ranges(Post), **ranges(Answers), **ranges(Repair)}
"""Lowest and highest value of every number in a plan."""
FAR = 6.4
"""Standard deviations beyond which no draw of 32 bits lies."""
MESSAGES = MAX_POSTS + 2
"""Posts, the advertisement and one shared post: what one person reads of a brand in a day."""
LETTERS = 4
"""Letters, answers and addresses between one person and a brand in a day; in truth two."""
KINDS = 8
"""Kinds of letters, events and ties: below this."""


def declared(name: str) -> float:
    """Return the highest value of a parameter, a lever, a plan's number or a run's."""
    if name in PLANNED:
        return PLANNED[name][1]
    brands = {f"brands.*.{key}": parameter for key, parameter in BRAND_PARAMETERS.items()}
    return {**PARAMETERS, **RUN_PARAMETERS, **brands}[name].high


def up_to(most: float) -> tuple[float, float]:
    return 0.0, most


def either_way(most: float) -> tuple[float, float]:
    return -most, most


def person(high: High) -> Bounds:
    """Return the lowest and the highest value of each column of ``PERSON``."""
    spread = FAR * high("people.participation_spread")
    return {
        "sessions": up_to(2.0 * MOST_SESSIONS),
        "sessions_trait": up_to(MOST_SESSIONS),
        "attention": up_to(high("people.attention")
                           * math.exp(FAR * high("people.attention_spread"))),
        "participation": up_to(math.exp(spread)),
        "price_sensitivity": up_to(math.exp(FAR * high("people.price_sensitivity_spread"))),
        "need": up_to(1.0),
        "patience": up_to(high("people.patience")),
        "suspicion": up_to(1.0),
        "alarm": either_way(MOST_BRANDS * (MESSAGES + LETTERS)),
        "worth": (-1.0, 2.0),
        "bought_last": (-1, MOST_BRANDS - 1),
        "occasion": up_to(1),
    }  # fmt: skip


def pair(high: High) -> Bounds:
    """Return the lowest and the highest value of each column of ``PAIR``."""
    days = high("days")
    euros = high("favour") * high("trust.favour")
    evidence = days * (MESSAGES + LETTERS + 1) * (1e6 + euros + MOST_WORTH)
    day = (NO_DAY, days - 1)
    plain = dict.fromkeys(("closeness", "familiarity", "satisfaction", "expectation",
                           "disillusion", "deal", "used_to"), up_to(1.0))  # fmt: skip
    flags = dict.fromkeys(("mutual", "owed_public", "voiced", "signals"), up_to(1))
    return plain | flags | {
        **dict.fromkeys(("good", "bad", "broken", "warm"), up_to(evidence)),
        "expected": either_way(MOST_WORTH + high("talk.endorsement")),
        "recent": up_to(days * (MESSAGES + LETTERS * high("conversation.outreach_exposure"))),
        "quick": up_to(MOST_SALIENCE),
        "slow": up_to(MOST_SALIENCE),
        "surprise": either_way(high("talk.prompted") + high("medium.richness") + 1.0),
        "owed_clock": up_to(24.0),
        "value_read": either_way(MESSAGES * (MOST_WORTH + high("talk.endorsement"))),
        "intent_read": up_to(MESSAGES),
        "passed_on": (-1, days * SLOTS),
        "tie_day": (min(NO_DAY, -OLDEST_TIE), days - 1),
        **dict.fromkeys(("owed_day", "event_day", "contact_day", "first_day"), day),
        **dict.fromkeys(("exchanges", "helped", "purchases"), up_to(MOST_COUNTED)),
        "reads": up_to(MESSAGES),
        "tie": up_to(KINDS),
        "owed": up_to(KINDS),
        "event": up_to(KINDS * 2),
        "told": (-1, MOST_TOLD),
        "cohort": up_to(3),
    }  # fmt: skip


def signal(high: High) -> Bounds:
    """Return the lowest and the highest value of each column of ``SIGNAL``."""
    return {
        "word": either_way(high("talk.prompted") + high("medium.richness") + 1.0),
        "thread": either_way(high("medium.richness") + high("conversation.praise_motive") + 1.0),
        "to": (-1, high("people.count") - 1),
        "post": (-1, high("days") * SLOTS),
        "about": up_to(KINDS),
    }


def brand_tally(high: High) -> Bounds:
    """Return the lowest and the highest value of each column of ``BRAND_TALLY`` in a day."""
    people, whole = high("people.count"), 2.0**LOW_BITS
    price = high("brands.*.price") * high("price") * max(high("price_new"), high("price_loyal"))
    wait = 24.0 * (high("conversation.give_up") + 1)
    seen = high("medium.richness") + high("conversation.praise_motive")
    worth = MESSAGES * (MOST_WORTH + high("talk.endorsement"))
    columns = [name for name, _, _ in BRAND_TALLY]
    shares = {n: up_to(people * SCALE) for n in columns if n.endswith("_fixed")}
    counts = {n: up_to(people * 2 * MESSAGES * LETTERS) for n in columns if n not in shares}
    return counts | shares | {
        "value_fixed": either_way(people * worth * SCALE),
        "wait_fixed": up_to(people * LETTERS * wait * SCALE),
        "thread_fixed": either_way(people * LETTERS * seen * SCALE),
        "revenue_high": up_to(people * price * SCALE / whole),
        "revenue_fixed": up_to(people * whole),
        "salience_fixed": up_to(people * 2.0 * MOST_SALIENCE * SCALE),
        "heard": up_to(people * people),
    }  # fmt: skip


def person_tally(high: High) -> Bounds:
    """Return the same of ``PERSON_TALLY``."""
    people = high("people.count")
    return {
        "suspicion_fixed": up_to(people * SCALE),
        "sessions_fixed": up_to(people * 2.0 * MOST_SESSIONS * SCALE),
        "online": up_to(people),
        "occasions": up_to(people),
    }


def post_tally(high: High) -> Bounds:
    """Return the same of ``POST_TALLY``."""
    return {name: up_to(2 * high("people.count")) for name, _, _ in POST_TALLY}


def entries(high: High) -> Bounds:
    """Return the same of what is recorded of the watched, where it is whole numbers."""
    names = make_entries(0, 1).dtype.names
    return {
        "watched": up_to(1),
        "count": up_to(MOST_BRANDS * (high("network.mean_degree") + MESSAGES * 10) * 1000),
        "code": up_to(max(*Cause, *Happening)),
        "brand": up_to(MOST_BRANDS),
        "detail": either_way(8 * max(high("people.count"), high("days") * SLOTS)),
        **{name: either_way(1e9) for name in names if name in ("amount", "before")},
    }


TABLES = {
    "PERSON": (PERSON, person), "PAIR": (PAIR, pair), "SIGNAL": (SIGNAL, signal),
    "BRAND_TALLY": (BRAND_TALLY, brand_tally), "PERSON_TALLY": (PERSON_TALLY, person_tally),
    "POST_TALLY": (POST_TALLY, post_tally),
    "entries": (tuple((name, kind[0].base.str, "") for name, kind in
                      make_entries(0, 1).dtype.fields.items()), entries),
}  # fmt: skip


def too_small(table: str, high: High = declared) -> set[str]:
    """Return the columns of a table that cannot hold what is allowed."""
    fields, bounds = TABLES[table]
    found = bounds(high)
    assert set(found) == {name for name, _, _ in fields}
    small = set()
    for name, kind, _ in fields:
        type_ = np.dtype(kind)
        limits = np.finfo(type_) if type_.kind == "f" else np.iinfo(type_)
        low, most = found[name]
        if not (float(limits.min) <= low and most <= float(limits.max)):
            small.add(name)
    return small


@pytest.mark.parametrize("table", TABLES)
def test_every_column_holds_what_is_allowed(table: str) -> None:
    assert too_small(table) == set()


@pytest.mark.parametrize(
    ("table", "widened", "by", "columns"),
    [
        ("BRAND_TALLY", "people.count", 10, {"revenue_fixed", "salience_fixed", "value_fixed"}),
        ("BRAND_TALLY", "brands.*.price", 1e7, {"revenue_high"}),
        ("BRAND_TALLY", "conversation.give_up", 10, {"wait_fixed"}),
        ("PERSON_TALLY", "people.count", 2, {"sessions_fixed"}),
        ("PAIR", "days", 2, {"tie_day", "owed_day", "event_day", "contact_day", "first_day"}),
        ("SIGNAL", "people.count", 200, {"to"}),
    ],
)
def test_a_wider_range_is_noticed(table: str, widened: str, by: float, columns: set[str]) -> None:
    assert columns <= too_small(table, lambda name: declared(name) * (by if name == widened else 1))


def test_the_last_day_is_that_of_the_longest_run() -> None:
    assert RUN_PARAMETERS["days"].high == LAST_DAY
    model = BrandAudienceModel(market({"a": "silent"}).with_values({"people.count": 5}))
    with pytest.raises(InputError, match=r"days = 20001: too many; allowed: at most 20000 in all"):
        model.run(LAST_DAY + 1)
    model.history.days = LAST_DAY
    with pytest.raises(InputError, match="too many"):
        model.step()


def test_a_sum_in_two_columns_is_the_sum() -> None:
    dearest = price_paid(1e5 * 100.0, True, False, 100.0, 100.0, 0.0)
    for price in (0.01, 9.99, 4096.0, 4095.999, 123_456.789, dearest):
        whole = fixed(price)
        assert (upper(whole) << LOW_BITS) + lower(whole) == whole
        assert 0 <= lower(whole) < 1 << LOW_BITS
    assert dearest == 1e9
    assert upper(fixed(4095.999)) == 0


def test_counts_stop_where_their_column_ends() -> None:
    assert [one_more(n) for n in (0, 1, MOST_COUNTED - 1, MOST_COUNTED)] == [
        1, 2, MOST_COUNTED, MOST_COUNTED,
    ]  # fmt: skip
    model = BrandAudienceModel(market({"a": "silent"}).with_values({"people.count": 5}))
    kinds = model.pairs.dtype.fields
    assert all(
        np.iinfo(kinds[n][0]).max == MOST_COUNTED for n in ("exchanges", "helped", "purchases")
    )


def test_a_message_is_worth_no_more_than_the_sums_hold() -> None:
    rules = BrandAudienceModel(market({"a": "silent"}).with_values({"people.count": 5})).rules
    assert value(10.0, 5000.0, 0.0, 0.0, 0.0, 0.0, 0.0, rules) == MOST_WORTH
    assert value(10.0, 5000.0, 1e9, 0.0, 0.0, 0.0, 0.0, rules) == -MOST_WORTH
    assert value(1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, rules) == 1.0


def test_nobody_has_more_sessions_than_the_sums_hold() -> None:
    busy = {"people.count": 3000, "people.sessions": 20.0, "people.sessions_spread": 2.0}
    people = BrandAudienceModel(market({"a": "silent"}).with_values(busy)).people
    assert people.sessions_trait.max() == MOST_SESSIONS
