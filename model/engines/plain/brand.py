"""A brand as people meet it: its figures, its orders of the day, its messages, its desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.engines.plain.conditions import Conditions
from model.engines.plain.counts import DayCounts
from model.engines.plain.record_state import RecordState, records
from model.mechanisms.desk import (
    forget_unaddressed,
    is_staffed,
    meant_to_answer,
    pace,
    settle,
    timetable,
)
from model.orders import ORDER, POST
from model.plan import MAX_POSTS, SLOTS
from model.rules.feed import chance_ad
from model.tally import BRAND_TALLY, POST_TALLY
from model.world import BRAND, RING, World


class OrderState(RecordState, fields=ORDER):
    """What a brand means to do on one day, posts apart."""

    def __init__(self, world: World, place: int) -> None:
        self.record = records(world.orders, ORDER)[place]


class PostCounts(RecordState, fields=POST_TALLY):
    """What is counted on one day of one message."""

    def __init__(self, world: World, place: int, ring: int, slot: int) -> None:
        self.record = records(world.post_tally, POST_TALLY)[0, ring, place, slot]


class Message(RecordState, fields=POST):
    """A post or an advertisement; ``number`` is its id: the day and the slot it was placed in."""

    def __init__(self, world: World, place: int, number: int) -> None:
        self.number = number
        day, slot = divmod(number, SLOTS)
        self.record = records(world.posts, POST)[day % RING, place, slot]
        self.counts = PostCounts(world, place, day % RING, slot)


class BrandState(RecordState, fields=BRAND):
    """One brand, at ``place`` in the world's arrays."""

    def __init__(self, conditions: Conditions, place: int) -> None:
        world = conditions.world
        self.conditions, self.place = conditions, place
        self.record = records(world.brands, BRAND)[place]
        self.order = OrderState(world, place)
        self.tally = DayCounts(BRAND_TALLY)
        self.trust_bins = world.trust_tally[0, place]

    def open(self) -> None:
        """Place the day's messages."""
        now, world = self.conditions, self.conditions.world
        count = int(world.post_count[now.day % RING, self.place])
        self.posts = [self.message(now.day * SLOTS + slot) for slot in range(count)]
        self.advertisement = self.message(now.day * SLOTS + MAX_POSTS)
        self.chance_ad = chance_ad(self.order.ad_reach, now.ads, now.rules)

    def close(self) -> None:
        """Hand over what was counted."""
        world = self.conditions.world
        self.tally.hand_over(records(world.brand_tally, BRAND_TALLY)[0, self.place])

    def message(self, number: int) -> Message:
        """Return the message of that id, of this day or of the last ones."""
        return Message(self.conditions.world, self.place, number)

    def work_at_desk(self, relations: Sequence[Any]) -> None:
        """Step 4: answer people as far as the hours reach; ``relations`` are all people's."""
        now, order = self.conditions, self.order
        if not is_staffed(order):
            return
        inbox, day, rules = now.world.inbox, now.day, now.rules
        people, letters = meant_to_answer(relations, inbox, order, self, *now.key, day, self.place)
        if people.size > 0:
            duration, canned = pace(order, self, letters, rules)
            turns, clocks = timetable(relations, order, people, day, duration, rules)
            for number, clock in zip(turns.tolist(), clocks.tolist(), strict=True):
                settle(relations[number], clock, canned)
        for number in people.tolist():
            forget_unaddressed(relations[number])
