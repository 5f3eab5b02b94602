"""What is the same for everybody on one day."""

from __future__ import annotations

from typing import Any

import numpy as np

from model.build import KEEP
from model.engines.plain.counts import DayCounts
from model.engines.plain.record_state import records
from model.parameters.rules import Rules
from model.tally import PERSON_TALLY
from model.world import World


class Conditions:
    """The calendar, the parameters and the seed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tally = DayCounts(PERSON_TALLY)
        """Counts of the day that concern people alone."""
        self.begin(0, 0.0)

    def begin(self, day: int, ads: float) -> None:
        """Turn to a day; ``ads`` is all brands' advertising, contacts per person.

        Parameters are read anew: they may have been changed by hand.
        """
        self.day = day
        self.ads = ads
        self.rules: Any = Rules(*np.asarray(self.world.rules)[0].tolist())
        keep = np.asarray(self.world.keep)[0]
        self.keep = {name: float(keep[name]) for name, _, _ in KEEP}
        """What the night leaves of each fading quantity."""
        self.key: tuple[int, int] = tuple(self.world.key.tolist())

    def close(self) -> None:
        """Hand over what was counted."""
        self.tally.hand_over(records(self.world.person_tally, PERSON_TALLY)[0])

    @property
    def now(self) -> int:
        """Which of the two buffers takes what is given off on this day."""
        return self.day % 2

    @property
    def before(self) -> int:
        """Which of the two buffers holds what was given off the day before."""
        return (self.day + 1) % 2
