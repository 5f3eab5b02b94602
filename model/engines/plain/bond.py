"""One person's relationship with one brand: its state, and the changes all mechanisms use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from model.engines.plain.held import Held, records
from model.engines.plain.state import PairState
from model.journal import Cause, Happening
from model.randomness import draws
from model.rules import ties
from model.rules.arithmetic import approach
from model.rules.events import outshines
from model.rules.evidence import believed, renewed
from model.rules.trust import prior_trust, trust
from model.world import PAIR, SIGNAL

if TYPE_CHECKING:
    from model.engines.plain.company import Company
    from model.engines.plain.counts import Counts
    from model.engines.plain.person import Person

UNFOLLOWS = {
    ties.PROMOTION: "unfollows_promotion",
    ties.IRRELEVANCE: "unfollows_irrelevance",
    ties.VOLUME: "unfollows_volume",
    ties.IGNORED_CAUSE: "unfollows_ignored",
    ties.BETRAYED: "unfollows_betrayed",
}
"""Where an unfollow is counted, by its cause."""


class Signal(Held, fields=SIGNAL):
    """What the person gives off about the brand on one day."""

    def __init__(self, record: Any) -> None:
        self.record = record


class Bond(PairState):
    """State of the relationship, and its simplest changes."""

    def __init__(self, person: Person, company: Company) -> None:
        world, place = person.today.world, (person.number, company.place)
        self.person, self.company, self.today = person, company, person.today
        self.record = records(world.pairs, PAIR)[place]
        self.given_off = [Signal(by_day[place]) for by_day in records(world.signals, SIGNAL)]
        """Signals by buffer: those of today and of yesterday take turns."""

    # --- where we are ------------------------------------------------------------------

    @property
    def rules(self) -> Any:
        """Parameters of the rules."""
        return self.today.rules

    @property
    def tally(self) -> Counts:
        """Today's counts of the brand."""
        return self.company.tally

    @property
    def signal(self) -> Signal:
        """What is given off today."""
        return self.given_off[self.today.now]

    @property
    def event_age(self) -> int:
        """Days since the remembered event."""
        return self.today.day - self.event_day

    def luck(self, block: int, index: int = 0, day: int | None = None) -> tuple[float, ...]:
        """Return four draws of this person and brand, of today unless told otherwise."""
        day = self.today.day if day is None else day
        key = self.company.firm.key
        return tuple(draws(*self.today.key, self.person.number, day, key, block, index))

    # --- trust -------------------------------------------------------------------------

    @property
    def trust(self) -> float:
        """Trust as it stands."""
        prior = prior_trust(self.person.suspicion, self.rules)
        return float(trust(self.good, self.bad, self.broken, prior))

    @contextmanager
    def changing_trust(self, cause: Cause) -> Iterator[None]:
        """Write down by how much trust changes in what follows."""
        if not self.person.diary.kept:
            yield
            return
        before = self.trust
        yield
        self.note(cause, self.trust - before)

    def add_good(self, weight: float, cause: Cause, warm: float = 0.0) -> None:
        """Add good evidence; ``warm`` is 1 if it was earned in conversation."""
        if weight <= 0.0:
            return
        with self.changing_trust(cause):
            fresh = believed(weight, self.disillusion)
            self.good = renewed(self.good, fresh, self.rules) + fresh
            self.warm = renewed(self.warm, fresh, self.rules) + fresh * warm
            self.bad = renewed(self.bad, fresh, self.rules)

    def add_bad(self, weight: float, cause: Cause) -> None:
        """Add evidence of a failure of competence."""
        if weight <= 0.0:
            return
        with self.changing_trust(cause):
            self.bad = renewed(self.bad, weight, self.rules) + weight
            self.good = renewed(self.good, weight, self.rules)
            self.warm = renewed(self.warm, weight, self.rules)

    # --- mind --------------------------------------------------------------------------

    def note(self, code: int, amount: float = 0.0, detail: int = 0) -> None:
        """Write down what happened with this brand."""
        self.person.diary.note(self.company.place, code, amount, detail)

    def add_salience(self, amount: float) -> None:
        """Add salience, part of it slow to fade."""
        slow = self.rules.fading_slow_share
        self.slow += amount * slow
        self.quick += amount * (1.0 - slow)

    def add_familiarity(self, share: float) -> None:
        """Let the brand become better known."""
        self.familiarity = approach(self.familiarity, 1.0, share)

    def expect_answers(self, share: float) -> None:
        """Let an invitation raise the expectation of being answered."""
        self.expectation = approach(self.expectation, 1.0, share)

    def remember(self, kind: int, surprise: float) -> None:
        """Remember an event, unless what is remembered outshines it."""
        known = self.event, self.surprise, self.event_age
        if not outshines(surprise, *known, self.rules.talk_window):
            return
        self.event, self.surprise, self.event_day = kind, surprise, self.today.day
        self.told = self.voiced = 0

    # --- letters and ties --------------------------------------------------------------

    def send(self, kind: int, public: bool, clock: float) -> None:
        """Put a letter into the brand's inbox at this hour."""
        self.owed, self.owed_public = kind, public
        self.owed_day, self.owed_clock = self.today.day, clock
        self.tally.inbound += 1
        self.tally.public += public
        self.note(Happening.LETTER, clock, kind + 8 * public)

    def give_off_thread(self, worth: float) -> None:
        """Let friends see tomorrow how a public exchange went."""
        self.signal.thread = worth
        self.signals = 1
        self.tally.threads += 1

    def follow(self) -> None:
        """Begin to follow."""
        self.tie, self.tie_day = ties.FOLLOWER, self.today.day
        self.tally.follows += 1
        self.note(Happening.FOLLOWED)

    def unfollow(self, cause: int) -> None:
        """Stop following, for a cause."""
        self.tie, self.mutual = ties.LEFT, 0
        counted = UNFOLLOWS[cause]
        setattr(self.tally, counted, getattr(self.tally, counted) + 1)
        self.note(Happening.UNFOLLOWED, detail=cause)

    def leave_for_good(self) -> None:
        """Become alienated."""
        self.tie, self.mutual = ties.ALIENATED, 0
        self.tally.newly_alienated += 1
        self.note(Happening.ALIENATED)
