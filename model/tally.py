"""What is counted in a day: integers, so that no order of adding changes a total.

``*_fixed`` columns are sums in units of 2**-24. Revenue has two columns, since 20 million
people can pay a thousand million euros each: ``revenue_high`` has what of each price is whole
in units of 4,096 euros, ``revenue_fixed`` the rest.
"""

from __future__ import annotations

BRAND_FLOWS = (
    "impressions", "ad_impressions", "read", "value_fixed", "reactions", "comments", "shares",
    "clicks", "inbound", "complaints", "public", "answered", "wait_fixed", "addressed",
    "silences", "breaches", "lies", "compensated", "threads", "thread_fixed", "visits",
    "talk_positive", "talk_negative", "talk_paid", "heard", "follows", "follows_back",
    "unfollows_promotion", "unfollows_irrelevance", "unfollows_volume", "unfollows_ignored",
    "unfollows_betrayed", "newly_alienated", "purchases", "first_purchases", "revenue_high",
    "revenue_fixed", "failures", "ratings", "low_ratings", "stars", "favours",
)  # fmt: skip
"""Counted as they happen, for each brand."""

BRAND_STOCKS = (
    "waiting", "trust_fixed", "known", "trust_known_fixed", "trust_followers_fixed",
    "trust_customers_fixed", "closeness_fixed", "familiarity_fixed", "satisfaction_fixed",
    "salience_fixed", "expectation_fixed", "disillusion_fixed", "followers", "left",
    "alienated", "customers",
)  # fmt: skip
"""Counted at the end of the day, for each brand."""

PERSON_COLUMNS = ("suspicion_fixed", "sessions_fixed", "online", "occasions")
POST_COLUMNS = ("impressions", "reads", "reactions", "shares")
TRUST_BINS = 1000
"""Bins of the trust histogram, each 0.001 wide."""


def _columns(names: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, "i8", name) for name in names)


BRAND_TALLY = _columns(BRAND_FLOWS + BRAND_STOCKS)
PERSON_TALLY = _columns(PERSON_COLUMNS)
POST_TALLY = _columns(POST_COLUMNS)
