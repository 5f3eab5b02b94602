"""A brand as people meet it: its figures, its orders of the day, its messages, its counts."""

from __future__ import annotations

from model.engines.plain.counts import Counts
from model.engines.plain.held import Held, records
from model.engines.plain.today import Today
from model.orders import SLOTS
from model.plan import MAX_POSTS
from model.tally import BRAND_TALLY, POST_TALLY
from model.world import FIRM, ORDER, POST, RING, World


class Firm(Held, fields=FIRM):
    """What belongs to the brand: quality, ratings, practice in answering."""

    def __init__(self, world: World, place: int) -> None:
        self.record = records(world.firms, FIRM)[place]


class Order(Held, fields=ORDER):
    """What the brand means to do today, posts apart."""

    def __init__(self, world: World, place: int) -> None:
        self.record = records(world.orders, ORDER)[place]


class PostTally(Held, fields=POST_TALLY):
    """What is counted today of one message."""

    def __init__(self, world: World, place: int, ring: int, slot: int) -> None:
        self.record = records(world.post_tally, POST_TALLY)[0, ring, place, slot]


class Message(Held, fields=POST):
    """A post or an advertisement; ``number`` is its id: the day and the slot it was placed in."""

    def __init__(self, world: World, place: int, number: int) -> None:
        self.number = number
        self.day, self.slot = divmod(number, SLOTS)
        ring = self.day % RING
        self.record = records(world.posts, POST)[ring, place, self.slot]
        self.counts = PostTally(world, place, ring, self.slot)

    @property
    def is_advertisement(self) -> bool:
        """Whether it was bought rather than posted."""
        return self.slot == MAX_POSTS


class Company:
    """One brand, at ``place`` in the world's arrays."""

    def __init__(self, today: Today, place: int) -> None:
        self.today, self.place = today, place
        world = today.world
        self.firm = Firm(world, place)
        self.order = Order(world, place)
        self.tally = Counts(BRAND_TALLY)
        self.trust_bins = world.trust_tally[0, place]
        self.posts: list[Message] = []

    def open(self) -> None:
        """Place today's messages."""
        day, world = self.today.day, self.today.world
        count = int(world.post_count[day % RING, self.place])
        self.posts = [self.message(day * SLOTS + slot) for slot in range(count)]
        self.advertisement = self.message(day * SLOTS + MAX_POSTS)

    def close(self) -> None:
        """Hand over what was counted today."""
        self.tally.hand_over(records(self.today.world.brand_tally, BRAND_TALLY)[0, self.place])

    def message(self, number: int) -> Message:
        """Return the message of that id, of today or of the last days."""
        return Message(self.today.world, self.place, number)
