"""The whole state of a run, as arrays of records that both engines read and write.

A record holds all of one person, or all of one relationship, side by side in memory: a
kernel passes it on as one pointer. ``pairs.good`` is the field as an array
[person, brand], to be read and written like any other. Floats are held as float32 and
computed in float64; every store rounds, in both engines alike. Days count from 0; a day
before the start is negative. Brands stand in the order of their names.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
U8 = npt.NDArray[np.uint8]
Records = Any
"""``np.recarray``: fields by name, as attributes of the array or of one record."""

NO_DAY = -30_000
"""Stands for a day that has not come."""
NO_POST = -1
RING = 8
"""Days of posts kept at hand for sharing."""

KNOWS_FOLLOWER, KNOWS_CUSTOMER = 1, 2
"""Bits of ``cohort``: follower on day 0, customer on day 0."""

PERSON = (
    ("sessions", "f4", "sessions a day, drifting towards what they have been worth"),
    ("sessions_trait", "f4", "sessions a day on day 0"),
    ("attention", "f4", "items read a session"),
    ("participation", "f4", "readiness to write, mean 1"),
    ("price_sensitivity", "f4", "factor, mean 1"),
    ("need", "f4", "purchase occasions a day"),
    ("patience", "f4", "hours"),
    ("suspicion", "f4", "of marketers as a kind, 0 to 1"),
    ("alarm", "f4", "change of suspicion so far today"),
    ("worth", "f4", "what today's reading was worth an item; below 0 where nothing was read"),
    ("bought_last", "i2", "place of the brand bought last, -1 for none"),
    ("occasion", "u1", "1 if a purchase occasion arose today"),
)
"""State of a person: field, type, meaning."""

PAIR = (
    ("good", "f4", "evidence of trustworthy acts, pseudo-counts"),
    ("bad", "f4", "evidence of failures of competence, pseudo-counts"),
    ("broken", "f4", "evidence of breaches of integrity, pseudo-counts"),
    ("warm", "f4", "part of good that was earned in conversation"),
    ("closeness", "f4", "0 exchange norms to 1 communal norms"),
    ("familiarity", "f4", "0 unknown to 1"),
    ("expected", "f4", "expected value of a message; 1 is the mean human post"),
    ("recent", "f4", "recent exposures"),
    ("quick", "f4", "salience that fades within days"),
    ("slow", "f4", "salience that fades within months"),
    ("satisfaction", "f4", "with the product, 0 to 1"),
    ("expectation", "f4", "of being answered, 0 to 1"),
    ("disillusion", "f4", "0 to 1"),
    ("surprise", "f4", "of the remembered event, signed"),
    ("owed_clock", "f4", "hour at which the waiting letter was written"),
    ("value_read", "f4", "value read today"),
    ("intent_read", "f4", "persuasive intent read today"),
    ("deal", "f4", "best offer read today, share of the price"),
    ("used_to", "f4", "price cut that is expected of the brand, share of the price"),
    ("passed_on", "i4", "id of the post passed on last"),
    ("tie_day", "i2", "day the tie began"),
    ("owed_day", "i2", "day the waiting letter was written"),
    ("event_day", "i2", "day of the remembered event"),
    ("contact_day", "i2", "day of the last exchange"),
    ("first_day", "i2", "day of the first purchase; -1 before the start, NO_DAY for none"),
    ("exchanges", "i2", "answers received since the last pitch"),
    ("helped", "i2", "complaints answered"),
    ("purchases", "i2", "purchases so far"),
    ("reads", "u1", "messages read today"),
    ("tie", "i1", "stranger 0, follower 1, left 2, alienated 3"),
    ("mutual", "i1", "1 if the brand follows back"),
    ("owed", "i1", "kind of the letter that waits for an answer, 0 for none"),
    ("owed_public", "i1", "1 if it was written in public"),
    ("event", "i1", "kind of the remembered event, 0 for none"),
    ("told", "i1", "friends told of it; -1 once told in public"),
    ("voiced", "i1", "1 if the brand has been told of it"),
    ("signals", "i1", "1 if friends have something to hear tomorrow"),
    ("cohort", "u1", "bits: follower, customer on day 0"),
)
"""State of a relationship: field, type, meaning."""

SIGNAL = (
    ("word", "f4", "strength of what was said, signed; 0 for nothing"),
    ("thread", "f4", "a public exchange: its worth, below 0 if unanswered; 0 for none"),
    ("to", "i4", "addressee, or -1 for all friends"),
    ("post", "i4", "id of the post passed on, or -1"),
    ("about", "i1", "bits: what was said is about conduct, the product; paid for"),
)
"""What a person gives off about a brand on one day, read by friends the day after."""

POST = (
    ("topic", "i8", "topic"),
    ("intent", "f8", "persuasive intent, 0 to 1"),
    ("craft", "f8", "appeal; 1 is the mean human post"),
    ("canned", "f8", "share of stock material"),
    ("offer", "f8", "price reduction announced"),
    ("invite", "f8", "asks to write, 0 to 1"),
    ("prompt", "f8", "asks to talk to one another, 0 to 1"),
    ("pull", "f8", "how the ranking favours it, mean 1"),
)
"""A message to many, as placed."""

ORDER = (
    ("ad_reach", "f8", "advertising contacts bought, per person and day"),
    ("staff_hours", "f8", "hours of staff today"),
    ("social", "f8", "share of sociable letters to be answered"),
    ("question", "f8", "share of questions to be answered"),
    ("complaint", "f8", "share of complaints to be answered"),
    ("praise", "f8", "share of praise to be answered"),
    ("canned", "f8", "share of stock phrases in answers"),
    ("outreach", "f8", "share of people online whom staff would address"),
    ("referral_reward", "f8", "euros"),
    ("favour", "f8", "euros"),
    ("price", "f8", "euros"),
    ("price_new", "f8", "factor for first-time customers"),
    ("price_loyal", "f8", "factor for loyal customers"),
    ("apology", "f8", "0 or 1"),
    ("promise", "f8", "0 or 1"),
    ("denial", "f8", "0 or 1"),
    ("claim", "f8", "0 or 1: answers claim something untrue"),
    ("compensation", "f8", "euros"),
    ("discipline", "i8", "order of answering, see model.rules.service"),
    ("pitch_after", "i8", "exchanges before a pitch; -1 for never"),
    ("follow_back", "i8", "0 or 1"),
)
"""A brand's plan of the day, posts apart."""

BRAND = (
    ("key", "i8", "stable key of the brand's draws"),
    ("quality", "f8", "0 to 1"),
    ("failure_rate", "f8", "share of units that fail"),
    ("served", "i8", "answers given so far"),
    ("stars", "i8", "sum of ratings"),
    ("ratings", "i8", "ratings so far"),
    ("threads", "i8", "yesterday's public threads"),
    ("thread_mean", "f8", "their mean worth"),
)
"""What belongs to a brand."""


def record_type(fields: tuple[tuple[str, str, str], ...]) -> np.dtype[np.void]:
    """Return the aligned record type of a list of fields."""
    return np.dtype([(name, kind) for name, kind, _ in fields], align=True)


def make_records(fields: tuple[tuple[str, str, str], ...], *shape: int) -> Records:
    """Return an array of zeroed records."""
    return np.zeros(shape, record_type(fields)).view(np.recarray)


class World(NamedTuple):
    """Everything a day needs."""

    people: Records  # PERSON [person]
    interests: F32  # [person, topic], mean 1
    pairs: Records  # PAIR [person, brand]
    signals: Records  # SIGNAL [day % 2, person, brand]
    spoke: I64  # [day % 2, person] bit b % 64: gave off something about brand b
    mail: U8  # [day % 2, person] 1 if a friend gave off something that may reach the person
    inbox: U8  # [person] bit b % 8: a letter to brand b, which has staff, waits today
    luck: F64  # [task, block, word, person in a batch] draws made together
    indptr: I64  # the graph, see model.network.graph
    indices: npt.NDArray[np.int32]
    posts: Records  # POST [day % RING, brand, slot]; the last slot is the advertisement
    post_count: I64  # [day % RING, brand]
    orders: Records  # ORDER [brand]
    ad_chance: F64  # [brand] today's chance of an advertisement to be shown to one online
    brands: Records  # BRAND [brand]
    keep: Records  # what one day leaves of each fading quantity, [1]
    brand_tally: Records  # model.tally.BRAND_TALLY [task, brand]
    person_tally: Records  # model.tally.PERSON_TALLY [task]
    trust_tally: I64  # [task, brand, bin] histogram of trust
    post_tally: Records  # model.tally.POST_TALLY [task, day % RING, brand, slot]
    slot: npt.NDArray[np.int32]  # [person] place in the entries; the last place for the unwatched
    entries: Records  # model.entries.make_entries [watched + 1]
    rules: Records  # model.parameters.rules, [1]
    key: I64  # the seed's two words
