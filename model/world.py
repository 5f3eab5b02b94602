"""The whole state of a run, as arrays of records that both engines read and write.

A record holds all of one person, or all of one relationship, side by side in memory: a
kernel passes it on as one pointer. ``pairs.good`` is the field as an array
[person, brand], to be read and written like any other. Floats are held as float32 and
computed in float64; every store rounds, in both engines alike. Days count from 0; a day
before the start is negative. Brands stand in the order of their names.
"""

from __future__ import annotations

from functools import lru_cache
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

SIGNAL = (
    ("word", "f4", "strength of what was said, signed; 0 for nothing"),
    ("thread", "f4", "a public exchange: its worth, below 0 if unanswered; 0 for none"),
    ("to", "i4", "addressee, or -1 for all friends"),
    ("post", "i4", "id of the post passed on, or -1"),
    ("about", "i1", "bits: what was said is about conduct, the product; paid for"),
)
"""What a person gives off about a brand on one day, read by friends the day after."""

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


@lru_cache(maxsize=64)
def record_type(fields: tuple[tuple[str, str, str], ...]) -> np.dtype[np.void]:
    """Return the aligned record type of a list of fields."""
    return np.dtype([(name, kind) for name, kind, _ in fields], align=True)


def make_records(fields: tuple[tuple[str, str, str], ...], *shape: int) -> Records:
    """Return an array of zeroed records."""
    return np.zeros(shape, record_type(fields)).view(np.recarray)


class World(NamedTuple):
    """Everything a day needs."""

    people: Records  # model.state.PERSON [person]
    interests: F32  # [person, topic], mean 1
    pairs: Records  # model.state.PAIR [person, brand]
    signals: Records  # SIGNAL [day % 2, person, brand]
    spoke: I64  # [day % 2, person] bit b % 64: gave off something about brand b
    mail: U8  # [day % 2, person] 1 if a friend gave off something that may reach the person
    inbox: U8  # [person] bit b % 8: a letter to brand b, which has staff, waits today
    luck: F64  # [task, block, word, person in a batch] draws made together
    indptr: I64  # the graph, see model.network.graph
    indices: npt.NDArray[np.int32]
    posts: (
        Records  # model.orders.POST [day % RING, brand, slot]; the last slot is the advertisement
    )
    post_count: I64  # [day % RING, brand]
    orders: Records  # model.orders.ORDER [brand]
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
