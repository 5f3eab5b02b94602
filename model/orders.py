"""From plans to arrays: what the brands mean to do today, as the mechanisms read it.

The records follow from the fields of ``Plan`` and ``Post``: their names, their order and their
types. What a plan holds in parts (answers, repair) stands in the record by the part's own names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

import numpy as np

from model.plan import DISCIPLINES, MAX_POSTS, Answers, Plan, Post, Repair
from model.world import F64, RING, World

KINDS = {"float": "f8", "bool": "f8", "int": "i8", "str": "i8"}
"""Types in a record by types in a plan; the one text of a plan, its discipline, is numbered."""
PARTS = {"Answers": Answers, "Repair": Repair}


def numbers_of(kind: type[Any], path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield name, type and path of every number in a plan or a part of it."""
    for field in fields(kind):
        of = str(field.type)
        if of in KINDS:
            yield field.name, KINDS[of], path + field.name
        elif of in PARTS:
            yield from numbers_of(PARTS[of], f"{path}{field.name}.")


ORDER = tuple(numbers_of(Plan))
"""A brand's plan of the day, posts apart: field, type, path in the plan."""
POST = (*numbers_of(Post), ("pull", "f8", "how the ranking favours it, mean 1"))
"""A message to many, as placed: field, type, meaning."""
_ORDERED = attrgetter(*(path for _, _, path in ORDER))
_POSTED = attrgetter(*(name for name, _, _ in POST[:-1]))
_PLACE = {name: place for place, (name, _, _) in enumerate(ORDER)}
_DISCIPLINE, _AD_REACH, _PRICE = (_PLACE[it] for it in ("discipline", "ad_reach", "price"))


def order_of(plan: Plan, list_price: float) -> tuple[float, ...]:
    """Return a plan as the numbers of ``ORDER``; its price is then in euros."""
    values = list(_ORDERED(plan))
    values[_DISCIPLINE] = DISCIPLINES.index(plan.discipline)
    values[_PRICE] = list_price * plan.price
    if plan.ad is None:
        values[_AD_REACH] = 0.0
    return tuple(values)


class OrderBook:
    """One brand's places in the records of orders and posts; writes only what is new."""

    def __init__(self, world: World, place: int) -> None:
        self._orders = world.orders.view(np.ndarray)
        self._posts = world.posts.view(np.ndarray)[:, place]
        self._post_count = world.post_count
        self._place = place
        self._last: tuple[float, ...] = ()

    def write(self, day: int, plan: Plan, list_price: float, pulls: F64) -> None:
        """Write a plan; ``pulls`` is how the ranking favours each slot, [slot]."""
        order = order_of(plan, list_price)
        if order != self._last:
            self._orders[self._place] = self._last = order
        ring = day % RING
        self._post_count[ring, self._place] = len(plan.posts)
        row = self._posts[ring]
        for slot, post in enumerate(plan.posts):
            row[slot] = (*_POSTED(post), pulls[slot])
        if plan.ad is not None:
            row[MAX_POSTS] = (*_POSTED(plan.ad), pulls[MAX_POSTS])
