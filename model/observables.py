"""What is observed each day of each brand: the columns of ``series.parquet``, defined once.

A *flow* is counted over the day, a *stock* stands at its end. Means over people are sums
of integers divided by a count, so they are exact for any number of threads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from model.history import History
from model.rules.arithmetic import LOW_BITS, SCALE, lower, upper
from model.world import F64

Kind = Literal["key", "flow", "stock", "ratio"]
Table = dict[str, Any]
"""Columns of equal length by name."""


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Sizes of the fixed groups that means are taken over."""

    people: int
    followers: F64
    """Followers on day 0, [brand]."""
    customers: F64
    """Customers on day 0, [brand]."""


@dataclass(frozen=True, slots=True)
class Column:
    """One observable."""

    name: str
    kind: Kind
    unit: str
    about: str
    compute: Callable[[History, Cohorts], Any]
    """Returns values [day, brand]."""


def ratio(above: Any, below: Any) -> F64:
    """Return above / below, NaN where there is nothing to divide by."""
    above, below = np.broadcast_arrays(np.asarray(above, float), np.asarray(below, float))
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)


def count(name: str, kind: Kind, unit: str, about: str, field: str = "") -> Column:
    """Return a column that is one of the tallies."""
    return Column(name, kind, unit, about, lambda h, c: h.brand[field or name])


def mean(name: str, unit: str, about: str, field: str, over: str = "") -> Column:
    """Return a column that is a fixed-point sum over all people, or over a counted group."""

    def compute(h: History, c: Cohorts) -> F64:
        return ratio(h.brand[field] / SCALE, h.brand[over] if over else c.people)

    return Column(name, "stock", unit, about, compute)


def quantile(name: str, place: int, about: str) -> Column:
    """Return a column that is a quantile of trust."""
    return Column(name, "stock", "0 to 1", about, lambda h, c: h.quantiles[..., place])


def cohort_trust(name: str, about: str, field: str, group: str) -> Column:
    """Return a column that is the mean trust of a group fixed on day 0."""
    return Column(
        name, "stock", "0 to 1", about,
        lambda h, c: ratio(h.brand[field] / SCALE, getattr(c, group)),
    )  # fmt: skip


def _trust_unknown(h: History, c: Cohorts) -> F64:
    rest = h.brand.trust_fixed - h.brand.trust_known_fixed
    return ratio(rest / SCALE, c.people - h.brand.known)


def _revenue(h: History) -> F64:
    high = h.brand.revenue_high + upper(h.brand.revenue_fixed)
    return np.asarray(high * (2.0**LOW_BITS / SCALE) + lower(h.brand.revenue_fixed) / SCALE)


def _everyone(values: Any, h: History) -> F64:
    return np.repeat(np.asarray(values, float)[:, None], h.brand.shape[1], axis=1)


CAUSES = ("promotion", "irrelevance", "volume", "ignored", "betrayed")
ALL_PEOPLE = "mean over everyone"
WHO_KNOW = "mean over those who know the brand (familiarity of at least market.known_from)"

COLUMNS: tuple[Column, ...] = (
    mean("trust", "0 to 1", f"trust, {ALL_PEOPLE}", "trust_fixed"),
    mean("trust_known", "0 to 1", f"trust, {WHO_KNOW}", "trust_known_fixed", "known"),
    Column("trust_unknown", "stock", "0 to 1", "trust, mean over those who do not know the brand: their prior", _trust_unknown),
    quantile("trust_p10", 0, "trust below which a tenth of everyone is (middle of a bin of .001)"),
    quantile("trust_p50", 1, "trust below which half of everyone is (middle of a bin of .001)"),
    quantile("trust_p90", 2, "trust below which nine tenths of everyone are (middle of a bin of .001)"),
    cohort_trust("trust_followers", "trust, mean over the followers of day 0", "trust_followers_fixed", "followers"),
    cohort_trust("trust_customers", "trust, mean over the customers of day 0", "trust_customers_fixed", "customers"),
    mean("closeness", "0 to 1", f"closeness, {WHO_KNOW}", "closeness_fixed", "known"),
    mean("familiarity", "0 to 1", f"familiarity, {ALL_PEOPLE}", "familiarity_fixed"),
    Column("suspicion", "stock", "0 to 1", f"suspicion of marketers as a kind, {ALL_PEOPLE}; the same for every brand", lambda h, c: _everyone(h.person.suspicion_fixed / SCALE / c.people, h)),
    mean("satisfaction", "0 to 1", f"satisfaction with the product, {WHO_KNOW}", "satisfaction_fixed", "known"),
    mean("salience", "salience", f"salience, {WHO_KNOW}", "salience_fixed", "known"),
    mean("expectation", "0 to 1", f"expectation of an answer, {WHO_KNOW}", "expectation_fixed", "known"),
    mean("disillusion", "0 to 1", f"disillusion, {WHO_KNOW}", "disillusion_fixed", "known"),
    count("known", "stock", "people", "people who know the brand"),
    count("followers", "stock", "people", "followers"),
    count("left", "stock", "people", "people who have unfollowed and not come back"),
    count("alienated", "stock", "people", "people who have left for good"),
    count("customers", "stock", "people", "people who have ever bought, before the start included"),
    count("impressions", "flow", "messages", "messages shown: posts, shared posts and advertisements"),
    count("ad_impressions", "flow", "messages", "advertisements shown"),
    count("read", "flow", "messages", "messages shown that were noticed and read"),
    Column("value", "flow", "value", "worth of what was read to its readers; 1 is the mean human post", lambda h, c: h.brand.value_fixed / SCALE),
    count("reactions", "flow", "reactions", "likes, comments and shares"),
    count("comments", "flow", "reactions", "comments"),
    count("shares", "flow", "reactions", "posts passed on"),
    count("clicks", "flow", "clicks", "clicks"),
    count("inbound", "flow", "letters", "letters written to the brand, replies to outreach included"),
    count("complaints", "flow", "letters", "complaints among them"),
    count("answered", "flow", "letters", "letters answered"),
    Column("wait", "ratio", "hours", "mean wait for the answers given that day", lambda h, c: ratio(h.brand.wait_fixed / SCALE, h.brand.answered)),
    count("waiting", "stock", "letters", "letters neither answered nor given up"),
    count("silences", "flow", "letters", "letters given up as never answered"),
    count("addressed", "flow", "people", "people whom staff wrote to first"),
    count("breaches", "flow", "pitches", "pitches in conversation that nobody asked for"),
    count("talk_positive", "flow", "words", "good things told to friends, in private or in public"),
    count("talk_negative", "flow", "words", "bad things told to friends, in private or in public"),
    count("talk_paid", "flow", "words", "recommendations that were paid for, among the good"),
    count("heard", "flow", "words", "words of friends that were heard, told the day before"),
    count("threads", "flow", "threads", "public exchanges, answered or left unanswered"),
    count("visits", "flow", "visits", "followers who looked at the public threads"),
    count("follows", "flow", "people", "people who began to follow"),
    Column("unfollows", "flow", "people", "people who stopped following, whatever the cause", lambda h, c: sum(h.brand["unfollows_" + cause] for cause in CAUSES)),
    count("unfollows_promotion", "flow", "people", "of these for promotion"),
    count("unfollows_irrelevance", "flow", "people", "of these for what was not worth reading"),
    count("unfollows_volume", "flow", "people", "of these for too many posts"),
    count("unfollows_ignored", "flow", "people", "of these for a letter never answered"),
    count("unfollows_betrayed", "flow", "people", "of these for a breach of trust"),
    count("newly_alienated", "flow", "people", "people who left for good"),
    count("purchases", "flow", "units", "units sold"),
    count("first_purchases", "flow", "people", "first-time customers"),
    count("failures", "flow", "units", "units sold that failed"),
    count("ratings", "flow", "ratings", "ratings given"),
    count("low_ratings", "flow", "ratings", "of these one or two stars"),
    Column("rating", "ratio", "stars", "mean of the day's ratings, 1 to 5", lambda h, c: ratio(h.brand.stars, h.brand.ratings)),
    Column("revenue", "flow", "euros", "what customers paid", lambda h, c: _revenue(h)),
    Column("cost", "flow", "euros", "content, media, staff, production, rewards, favours and compensation", lambda h, c: h.cost),
    Column("profit", "flow", "euros", "revenue less cost", lambda h, c: _revenue(h) - h.cost),
    Column("return_on_attention", "ratio", "value per impression", "value received by people per impression delivered", lambda h, c: ratio(h.brand.value_fixed / SCALE, h.brand.impressions)),
    Column("activity", "stock", "sessions a day", f"sessions, {ALL_PEOPLE}; the same for every brand", lambda h, c: _everyone(h.person.sessions_fixed / SCALE / c.people, h)),
    Column("online", "flow", "people", "people online; the same for every brand", lambda h, c: _everyone(h.person.online, h)),
    Column("category_sales", "flow", "units", "units sold by all brands together", lambda h, c: _everyone(h.brand.purchases.sum(axis=1), h)),
)  # fmt: skip
"""All observables in the order of the table, after its keys."""

KEYS = {
    "day": "day, counted from 0; flows are of this day, stocks of its end",
    "brand": "the brand's name",
    "strategy": "the brand's strategy",
}
"""The first columns of the table."""


def series(
    history: History, cohorts: Cohorts, names: list[str], strategies: Any, order: list[int]
) -> Table:
    """Return one row a day and brand; ``order`` gives the place of each row's brand in the arrays.

    ``strategies`` are the brands' on each day, [day, brand].
    """
    days, brands = history.days, len(order)
    table: Table = {
        "day": np.repeat(np.arange(days), brands),
        "brand": np.tile(np.array([names[b] for b in order], dtype=object), days),
        "strategy": strategies[:, order].reshape(-1),
    }
    for column in COLUMNS:
        table[column.name] = np.asarray(column.compute(history, cohorts))[:, order].reshape(-1)
    return table


def column_notes() -> dict[str, str]:
    """Return the definition of each column as one line: kind, unit, what it is."""
    keys = {name: f"key: {about}" for name, about in KEYS.items()}
    return keys | {c.name: f"{c.kind}, {c.unit}: {c.about}" for c in COLUMNS}


BY_NAME = {column.name: column for column in COLUMNS}
