"""What is the same for everybody on one day."""

from __future__ import annotations

from typing import Any

import numpy as np

from model.build import KEEP
from model.engines.plain.held import Held, records
from model.parameters.rules import Rules
from model.tally import PERSON_TALLY
from model.world import World


class Keep(Held, fields=KEEP):
    """What one day leaves of each fading quantity."""

    def __init__(self, world: World) -> None:
        self.record = records(world.keep, KEEP)[0]


class PeopleTally(Held, fields=PERSON_TALLY):
    """Counts of the day that concern people alone."""

    def __init__(self, world: World) -> None:
        self.record = records(world.person_tally, PERSON_TALLY)[0]


class Today:
    """The calendar, the parameters and the seed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.keep = Keep(world)
        self.tally = PeopleTally(world)
        self.begin(0, 0.0)

    def begin(self, day: int, ads: float) -> None:
        """Turn to a day; ``ads`` is all brands' advertising, contacts per person.

        Parameters are read anew: they may have been changed by hand.
        """
        self.day = day
        self.ads = ads
        self.rules: Any = Rules(*np.asarray(self.world.rules)[0].tolist())
        self.key: tuple[int, int] = tuple(self.world.key.tolist())

    @property
    def now(self) -> int:
        """Which of the two buffers takes what is given off today."""
        return self.day % 2

    @property
    def before(self) -> int:
        """Which of the two buffers holds what was given off yesterday."""
        return (self.day + 1) % 2
