"""What is observed each day of each brand: the columns of ``series.parquet``, defined once.

Each has its title, its unit, whether a brand would have more or fewer of it, and its
definition here and nowhere else: tables, pages, lessons and pictures take them from here.
A *flow* is counted over the day, a *stock* stands at its end. Means over people are sums
of integers divided by a count, so they are exact for any number of threads.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model.history import History
from model.observing import (
    NONE_TO_FULL,
    Cohorts,
    Observable,
    cohort_trust,
    count,
    everyone,
    mean,
    quantile,
    ratio,
)
from model.rules.arithmetic import LOW_BITS, SCALE, lower, upper
from model.world import F64

Table = dict[str, Any]
"""Columns of equal length by name."""


def _trust_unknown(h: History, c: Cohorts) -> F64:
    rest = h.brand.trust_fixed - h.brand.trust_known_fixed
    return ratio(rest / SCALE, c.people - h.brand.known)


def _revenue(h: History) -> F64:
    high = h.brand.revenue_high + upper(h.brand.revenue_fixed)
    return np.asarray(high * (2.0**LOW_BITS / SCALE) + lower(h.brand.revenue_fixed) / SCALE)


CAUSES = ("promotion", "irrelevance", "volume", "ignored", "betrayed")
ALL_PEOPLE = "mean over everyone"
WHO_KNOW = "mean over those who know the brand (familiarity of at least market.known_from)"

COLUMNS: tuple[Observable, ...] = (
    mean("trust", "Trust", NONE_TO_FULL, "more", f"trust, {ALL_PEOPLE}"),
    mean("trust_known", "Trust where known", NONE_TO_FULL, "more", f"trust, {WHO_KNOW}", "known"),
    Observable("trust_unknown", "Trust where unknown", NONE_TO_FULL, "more", "trust, mean over those who do not know the brand: their prior", "stock", _trust_unknown),
    quantile("trust_p10", "Trust, lowest tenth", 0, "trust below which a tenth of everyone is (middle of a bin of .001)"),
    quantile("trust_p50", "Trust, median", 1, "trust below which half of everyone is (middle of a bin of .001)"),
    quantile("trust_p90", "Trust, highest tenth", 2, "trust below which nine tenths of everyone are (middle of a bin of .001)"),
    cohort_trust("trust_followers", "Trust, first followers", "trust, mean over the followers of day 0", "followers"),
    cohort_trust("trust_customers", "Trust, first customers", "trust, mean over the customers of day 0", "customers"),
    mean("closeness", "Closeness", "0 distant to 1 close", "more", f"closeness, {WHO_KNOW}", "known"),
    mean("familiarity", "Familiarity", "0 unknown to 1 known", "more", f"familiarity, {ALL_PEOPLE}"),
    Observable("suspicion", "Suspicion of marketers", NONE_TO_FULL, "fewer", f"suspicion of marketers as a kind, {ALL_PEOPLE}; the same for every brand", "stock", lambda h, c: everyone(h.person.suspicion_fixed / SCALE / c.people, h)),
    mean("satisfaction", "Satisfaction with the product", NONE_TO_FULL, "more", f"satisfaction with the product, {WHO_KNOW}", "known"),
    mean("salience", "Salience", "salience", "more", f"salience, {WHO_KNOW}", "known"),
    mean("expectation", "Expectation of an answer", NONE_TO_FULL, "more", f"expectation of an answer, {WHO_KNOW}", "known"),
    mean("disillusion", "Disillusion", NONE_TO_FULL, "fewer", f"disillusion, {WHO_KNOW}", "known"),
    count("known", "stock", "People who know the brand", "people", "more", "people who know the brand"),
    count("followers", "stock", "Followers", "people", "more", "followers"),
    count("left", "stock", "People who stopped following", "people", "fewer", "people who have unfollowed and not come back"),
    count("alienated", "stock", "People lost for good", "people", "fewer", "people who have left for good"),
    count("customers", "stock", "People who ever bought", "people", "more", "people who have ever bought, before the start included"),
    count("impressions", "flow", "Messages shown", "messages", "more", "messages shown: posts, shared posts and advertisements"),
    count("ad_impressions", "flow", "Advertisements shown", "messages", "neither", "advertisements shown"),
    count("read", "flow", "Messages read", "messages", "more", "messages shown that were noticed and read"),
    Observable("value", "Value to readers", "value", "more", "worth of what was read to its readers; 1 is the mean human post", "flow", lambda h, c: h.brand.value_fixed / SCALE),
    count("reactions", "flow", "Likes, comments and shares", "reactions", "more", "likes, comments and shares"),
    count("comments", "flow", "Comments", "reactions", "more", "comments"),
    count("shares", "flow", "Shares", "reactions", "more", "posts passed on"),
    count("clicks", "flow", "Clicks", "clicks", "more", "clicks"),
    count("inbound", "flow", "Letters from people", "letters", "more", "letters written to the brand, replies to outreach included"),
    count("complaints", "flow", "Complaints", "letters", "fewer", "complaints among them"),
    count("answered", "flow", "Letters answered", "letters", "more", "letters answered"),
    Observable("wait", "Wait for an answer", "hours", "fewer", "mean wait for the answers given that day", "ratio", lambda h, c: ratio(h.brand.wait_fixed / SCALE, h.brand.answered)),
    count("waiting", "stock", "Letters waiting", "letters", "fewer", "letters neither answered nor given up"),
    count("silences", "flow", "Letters left unanswered", "letters", "fewer", "letters given up as never answered"),
    count("addressed", "flow", "People written to first", "people", "neither", "people whom staff wrote to first"),
    count("breaches", "flow", "Unasked pitches", "pitches", "fewer", "pitches in conversation that nobody asked for"),
    count("talk_positive", "flow", "Good word of mouth", "words", "more", "good things told to friends, in private or in public"),
    count("talk_negative", "flow", "Bad word of mouth", "words", "fewer", "bad things told to friends, in private or in public"),
    count("talk_paid", "flow", "Paid recommendations", "words", "neither", "recommendations that were paid for, among the good"),
    count("heard", "flow", "Words of friends heard", "words", "neither", "words of friends that were heard, told the day before"),
    count("threads", "flow", "Public exchanges", "threads", "neither", "public exchanges, answered or left unanswered"),
    count("visits", "flow", "Looks at public exchanges", "visits", "neither", "followers who looked at the public threads"),
    count("follows", "flow", "New followers", "people", "more", "people who began to follow"),
    Observable("unfollows", "Unfollows", "people", "fewer", "people who stopped following, whatever the cause", "flow", lambda h, c: sum(h.brand["unfollows_" + cause] for cause in CAUSES)),
    count("unfollows_promotion", "flow", "Unfollows, for promotion", "people", "fewer", "of these for promotion"),
    count("unfollows_irrelevance", "flow", "Unfollows, for irrelevance", "people", "fewer", "of these for what was not worth reading"),
    count("unfollows_volume", "flow", "Unfollows, for too many posts", "people", "fewer", "of these for too many posts"),
    count("unfollows_ignored", "flow", "Unfollows, for being ignored", "people", "fewer", "of these for a letter never answered"),
    count("unfollows_betrayed", "flow", "Unfollows, for a breach of trust", "people", "fewer", "of these for a breach of trust"),
    count("newly_alienated", "flow", "People newly lost for good", "people", "fewer", "people who left for good"),
    count("purchases", "flow", "Sales", "units", "more", "units sold"),
    count("first_purchases", "flow", "First-time customers", "people", "more", "first-time customers"),
    count("failures", "flow", "Product failures", "units", "fewer", "units sold that failed"),
    count("ratings", "flow", "Ratings", "ratings", "neither", "ratings given"),
    count("low_ratings", "flow", "Low ratings", "ratings", "fewer", "of these one or two stars"),
    Observable("rating", "Mean rating", "stars", "more", "mean of the day's ratings, 1 to 5", "ratio", lambda h, c: ratio(h.brand.stars, h.brand.ratings)),
    Observable("revenue", "Revenue", "euros", "more", "what customers paid", "flow", lambda h, c: _revenue(h)),
    Observable("cost", "Cost", "euros", "fewer", "content, media, staff, production, rewards, favours and compensation", "flow", lambda h, c: h.cost),
    Observable("profit", "Profit", "euros", "more", "revenue less cost", "flow", lambda h, c: _revenue(h) - h.cost),
    Observable("return_on_attention", "Return on attention", "value per message shown", "more", "value received by people per message shown", "ratio", lambda h, c: ratio(h.brand.value_fixed / SCALE, h.brand.impressions)),
    Observable("activity", "Activity of everyone", "sessions a day", "neither", f"sessions, {ALL_PEOPLE}; the same for every brand", "stock", lambda h, c: everyone(h.person.sessions_fixed / SCALE / c.people, h)),
    Observable("online", "People online", "people", "neither", "people online; the same for every brand", "flow", lambda h, c: everyone(h.person.online, h)),
    Observable("category_sales", "Sales of all brands", "units", "neither", "units sold by all brands together", "flow", lambda h, c: everyone(h.brand.purchases.sum(axis=1), h)),
)  # fmt: skip
"""All observables in the order of the table, after its keys."""
BY_NAME = {observable.name: observable for observable in COLUMNS}

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
