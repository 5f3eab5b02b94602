"""One person's relationship with one brand, which is also their meeting on a day."""

from __future__ import annotations

from typing import Any

from model.engines.plain.brand import BrandState
from model.engines.plain.entry_book import EntryBook
from model.engines.plain.record_state import RecordState, records
from model.mechanisms.evidence import trust_of
from model.state import PAIR
from model.world import SIGNAL


class SignalState(RecordState, fields=SIGNAL):
    """What the person gives off about the brand on one day."""

    def __init__(self, record: Any) -> None:
        self.record = record


class Relation(RecordState, fields=PAIR):
    """State of the relationship, and all that ``model.mechanisms.meeting.Meeting`` has."""

    def __init__(self, person: Any, brand: BrandState, log: EntryBook) -> None:
        self.conditions = brand.conditions
        world, place = self.conditions.world, (person.number, brand.place)
        self.i, self.b = place
        self.record = records(world.pairs, PAIR)[place]
        self.pair, self.person, self.brand = self, person, brand
        self.order, self.tally, self.log = brand.order, brand.tally, log
        self._signals = [SignalState(by_day[place]) for by_day in records(world.signals, SIGNAL)]
        self.begin_day()

    def begin_day(self) -> None:
        """Turn to the day that the conditions speak of."""
        now = self.conditions
        self.day, self.rules = now.day, now.rules
        self.k0, self.k1 = now.key
        self.signal = self._signals[now.now]

    @property
    def trust(self) -> float:
        """Trust as it stands."""
        return float(trust_of(self))
