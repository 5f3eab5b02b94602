"""What every day left behind, as counted: integers a day, from which all figures follow."""

from __future__ import annotations

import numpy as np

from model.plan import SLOTS
from model.tally import BRAND_TALLY, PERSON_TALLY, POST_TALLY
from model.world import F64, I64, RING, World, record_type

QUANTILES = (0.1, 0.5, 0.9)
WIDTH = len(BRAND_TALLY)
COLUMN = {name: place for place, (name, _, _) in enumerate(BRAND_TALLY)}
"""Place of each of a brand's tallies in its row of the day."""
PLACES = np.arange(SLOTS - 1)


class History:
    """Day after day: tallies [day, brand], posts [day, brand, slot], quantiles of trust, cost."""

    def __init__(self, world: World, days: int) -> None:
        tasks, brands = world.brand_tally.shape
        topics = world.interests.shape[1]
        self.days = 0
        self.topic_impressions: I64 = np.zeros((brands, topics), np.int64)
        """Impressions of each brand's messages so far, by topic."""
        self.topic_reactions: I64 = np.zeros((brands, topics), np.int64)
        """Reactions to each brand's messages so far, by topic."""
        self._people = len(world.people)
        self._counts = as_integers(world.brand_tally).reshape(tasks, brands, WIDTH)
        self._persons = as_integers(world.person_tally).reshape(tasks, -1)
        self._seen = as_integers(world.post_tally).reshape(tasks, RING, brands, SLOTS, -1)
        self._trust = world.trust_tally
        self._topic_of = world.posts.view(np.ndarray)["topic"]
        self._post_count = world.post_count
        self._row = topics * np.arange(brands)[:, None]
        self._room = days
        self._brand: I64 = np.zeros((days, brands, WIDTH), np.int64)
        self._person: I64 = np.zeros((days, len(PERSON_TALLY)), np.int64)
        self._posts: I64 = np.zeros((days, brands, SLOTS, len(POST_TALLY)), np.int64)
        self._topics: I64 = np.full((days, brands, SLOTS), -1, np.int64)
        self._quantiles: F64 = np.zeros((days, brands, len(QUANTILES)))
        self._cost: F64 = np.zeros((days, brands))

    def reserve(self, days: int) -> None:
        """Make room for ``days`` days in all."""
        if days <= self._room:
            return
        self._room = max(days, 2 * self._room)
        for name in ("_brand", "_person", "_posts", "_topics", "_quantiles", "_cost"):
            old = getattr(self, name)
            new = np.full((self._room, *old.shape[1:]), -1 if name == "_topics" else 0, old.dtype)
            new[: self.days] = old[: self.days]
            setattr(self, name, new)

    def close_day(self) -> list[list[int]]:
        """Add up the day's tallies, clear them for the next, and return them, [brand][column]."""
        day = self.days
        self.reserve(day + 1)
        self._counts.sum(axis=0, out=self._brand[day])
        self._persons.sum(axis=0, out=self._person[day])
        self._quantiles[day] = trust_quantiles(self._trust, self._people)
        seen = self._seen.sum(axis=0) if len(self._seen) > 1 else self._seen[0]
        self._add_posts(seen)
        self._add_topics(seen)
        for tally in (self._counts, self._persons, self._trust, self._seen):
            tally.fill(0)
        ring = day % RING
        here = self._post_count[ring][:, None] > PLACES
        self._topics[day, :, :-1] = np.where(here, self._topic_of[ring, :, :-1], -1)
        self.days = day + 1
        rows: list[list[int]] = self._brand[day].tolist()
        return rows

    def _add_posts(self, counts: I64) -> None:
        """Add today's counts of the last days' posts."""
        first = max(0, self.days - RING + 1)
        split = self.days - self.days % RING
        for start, stop in ((first, split), (max(first, split), self.days + 1)):
            if start < stop:
                ring = start % RING
                self._posts[start:stop] += counts[ring : ring + stop - start]

    def _add_topics(self, counts: I64) -> None:
        """Add today's impressions and reactions to the brands' record of topics."""
        brands, topics = self.topic_impressions.shape
        place = (self._topic_of + self._row).ravel()
        for column, total in ((0, self.topic_impressions), (2, self.topic_reactions)):
            by_topic = np.bincount(place, counts[..., column].ravel(), brands * topics)
            total += by_topic.reshape(brands, topics).astype(np.int64)

    def set_cost(self, day: int, costs: list[float]) -> None:
        """Book what a day cost each brand, in euros."""
        self._cost[day] = costs

    @property
    def brand(self) -> np.recarray:
        """Tallies by name, [day, brand]."""
        kept = self._brand[: self.days]
        return kept.view(record_type(BRAND_TALLY))[..., 0].view(np.recarray)

    @property
    def person(self) -> np.recarray:
        """Tallies of people by name, [day]."""
        kept = self._person[: self.days]
        return kept.view(record_type(PERSON_TALLY))[..., 0].view(np.recarray)

    @property
    def posts(self) -> np.recarray:
        """Counts of each post by name, over all days on which it was seen, [day, brand, slot]."""
        kept = self._posts[: self.days]
        return kept.view(record_type(POST_TALLY))[..., 0].view(np.recarray)

    @property
    def topics(self) -> I64:
        """Topic of each post, -1 where there was none, [day, brand, slot]."""
        return self._topics[: self.days]

    @property
    def quantiles(self) -> F64:
        """Quantiles of trust over everyone, [day, brand, quantile]."""
        return self._quantiles[: self.days]

    @property
    def cost(self) -> F64:
        """Cost in euros, [day, brand]."""
        return self._cost[: self.days]


def as_integers(tally: np.recarray) -> I64:
    """Return a tally's numbers as a plain array that shares its memory."""
    return tally.view(np.ndarray).view(np.int64)


def trust_quantiles(histograms: I64, people: int) -> F64:
    """Return the quantiles of trust over everyone, [brand, quantile], as middles of bins.

    ``histograms`` is [task, brand, bin].
    """
    bins = histograms.shape[-1]
    reached = histograms.sum(axis=0).cumsum(axis=1)
    found = np.empty((len(reached), len(QUANTILES)))
    for b, row in enumerate(reached):
        found[b] = row.searchsorted([max(1, int(np.ceil(q * people))) for q in QUANTILES])
    return (found + 0.5) / bins
