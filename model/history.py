"""What every day left behind, as counted: integers a day, from which all figures follow."""

from __future__ import annotations

import numpy as np

from model.closing import DayTallies, KeptDays, TopicRecord, close_kernel
from model.plan import SLOTS
from model.tally import BRAND_TALLY, PERSON_TALLY, POST_TALLY
from model.world import F64, I64, RING, World, record_type

QUANTILES = (0.1, 0.5, 0.9)
WIDTH = len(BRAND_TALLY)
COLUMN = {name: place for place, (name, _, _) in enumerate(BRAND_TALLY)}
"""Place of each of a brand's tallies in its row of the day."""


class History:
    """Day after day: tallies [day, brand], posts [day, brand, slot], quantiles of trust, cost."""

    def __init__(self, world: World, days: int) -> None:
        tasks, brands = world.brand_tally.shape
        topics, people = world.interests.shape[1], len(world.people)
        self.days = 0
        self.topic_impressions: I64 = np.zeros((brands, topics), np.int64)
        """Impressions of each brand's messages so far, by topic."""
        self.topic_reactions: I64 = np.zeros((brands, topics), np.int64)
        """Reactions to each brand's messages so far, by topic."""
        self._topics_known = TopicRecord(self.topic_impressions, self.topic_reactions)
        self._tallies = DayTallies(
            as_integers(world.brand_tally).reshape(tasks, brands, WIDTH),
            as_integers(world.person_tally).reshape(tasks, -1),
            as_integers(world.post_tally).reshape(tasks, RING, brands, SLOTS, -1),
            world.trust_tally,
            world.posts.view(np.ndarray)["topic"],
            world.post_count,
        )
        self._ranks: I64 = np.array([max(1, int(np.ceil(q * people))) for q in QUANTILES])
        self._room = days
        self._kept = empty_days(days, brands)

    def reserve(self, days: int) -> None:
        """Make room for ``days`` days in all."""
        if days <= self._room:
            return
        self._room = max(days, 2 * self._room)
        old, self._kept = self._kept, empty_days(self._room, len(self.topic_impressions))
        for before, now in zip(old, self._kept, strict=True):
            now[: self.days] = before[: self.days]

    def close_day(self) -> list[list[int]]:
        """Add up the day's tallies, clear them for the next, and return them, [brand][column]."""
        day = self.days
        self.reserve(day + 1)
        close_kernel(self._tallies, self._kept, self._topics_known, self._ranks, day)
        self.days = day + 1
        rows: list[list[int]] = self._kept.brand[day].tolist()
        return rows

    def set_cost(self, day: int, costs: list[float]) -> None:
        """Book what a day cost each brand, in euros."""
        self._kept.cost[day] = costs

    @property
    def brand(self) -> np.recarray:
        """Tallies by name, [day, brand]."""
        kept = self._kept.brand[: self.days]
        return kept.view(record_type(BRAND_TALLY))[..., 0].view(np.recarray)

    @property
    def person(self) -> np.recarray:
        """Tallies of people by name, [day]."""
        kept = self._kept.person[: self.days]
        return kept.view(record_type(PERSON_TALLY))[..., 0].view(np.recarray)

    @property
    def posts(self) -> np.recarray:
        """Counts of each post by name, over all days on which it was seen, [day, brand, slot]."""
        kept = self._kept.posts[: self.days]
        return kept.view(record_type(POST_TALLY))[..., 0].view(np.recarray)

    @property
    def topics(self) -> I64:
        """Topic of each post, -1 where there was none, [day, brand, slot]."""
        return self._kept.topics[: self.days]

    @property
    def quantiles(self) -> F64:
        """Quantiles of trust over everyone, [day, brand, quantile]."""
        return self._kept.quantiles[: self.days]

    @property
    def cost(self) -> F64:
        """Cost in euros, [day, brand]."""
        return self._kept.cost[: self.days]


def as_integers(tally: np.recarray) -> I64:
    """Return a tally's numbers as a plain array that shares its memory."""
    return tally.view(np.ndarray).view(np.int64)


def empty_days(days: int, brands: int) -> KeptDays:
    """Return room for so many days."""
    return KeptDays(
        brand=np.zeros((days, brands, WIDTH), np.int64),
        person=np.zeros((days, len(PERSON_TALLY)), np.int64),
        posts=np.zeros((days, brands, SLOTS, len(POST_TALLY)), np.int64),
        topics=np.full((days, brands, SLOTS), -1, np.int64),
        quantiles=np.zeros((days, brands, len(QUANTILES))),
        cost=np.zeros((days, brands)),
    )
