"""Looking into one person of a run: their ledger of trust, and the life of their twin.

A ledger has to be kept from the first day on, so the run is lived again with the person
watched, beside what is shown, and takes its place once it has caught up.
"""

from __future__ import annotations

from typing import Any

from model.errors import InputError
from model.scenario import Scenario
from model.strategies import STRATEGIES
from viz.app.person import beside, portrait, twin_scenario
from viz.app.session import Session
from viz.figures import words

PIECE = 0.12
"""Seconds of days lived again before the page hears of it."""


class PersonWatch:
    """A person of a session, and their twin under another strategy of one brand."""

    def __init__(self, session: Session, person: int, brand: str) -> None:
        people = len(session.model.people)
        if not 0 <= person < people:
            raise InputError("no such person", key="person", value=person,
                             allowed=f"0 to {people - 1}")  # fmt: skip
        self.session, self.person, self.brand = session, person, brand
        self.strategy: str | None = None
        """What the twin's brand does."""
        self.one: dict[str, Any] | None = None
        self.twin: dict[str, Any] | None = None
        self.beat = 0
        """Counts the steps, so that a page hears of each."""
        self._watched: Session | None = None
        self._other: Session | None = None
        self._of: Scenario | None = None
        self.follow()

    def compare(self, strategy: str | None, brand: str | None = None) -> None:
        """Let the twin's brand follow another strategy, or no longer look at a twin."""
        if strategy is not None and strategy not in STRATEGIES:
            raise InputError("unknown strategy", value=strategy, allowed=", ".join(STRATEGIES))
        self.strategy, self.brand = strategy, brand or self.brand
        self._other = None
        self.follow()

    def follow(self, seconds: float | None = None) -> None:
        """Catch up with the session, for about so long; what is told is of where it stands."""
        seconds = PIECE if seconds is None else seconds
        session = self.session
        if self._of is not session.scenario:
            self._of, self._watched, self._other = session.scenario, None, None
        self._keep_ledger(seconds)
        self._live_twin(seconds)
        watched = self.person in session.watch
        self.one = portrait(session.model, self.person) if watched else None
        self.twin = None
        if self.one and self._other and self._other.day == session.day:
            self.twin = beside(self.one, self._other.model, self.brand)
        self.beat += 1

    def _keep_ledger(self, seconds: float) -> None:
        session = self.session
        if self.person in session.watch:
            return
        if self._watched is None:
            self._watched = session.again(session.scenario, (self.person,))
        self._watched.seek(session.day)
        if self._watched.work(seconds):
            session.adopt(self._watched)
            self._watched = None

    def _live_twin(self, seconds: float) -> None:
        if self.strategy is None:
            return
        session = self.session
        if self._other is None:
            other = twin_scenario(session.scenario, self.brand, self.strategy)
            self._other = session.again(other, (self.person,))
        self._other.seek(session.day)
        self._other.work(seconds)

    @property
    def reached(self) -> int:
        """The day that the ledger has come to."""
        return self._watched.day if self._watched else self.session.day

    @property
    def twin_reached(self) -> int:
        """The day that the twin has come to."""
        return self._other.day if self._other else 0

    def strategies(self) -> list[dict[str, str]]:
        """Return what the twin's brand could do instead."""
        own = self.session.now.brand(self.brand).strategy
        return [{"value": name, "label": words.spoken(name)} for name in STRATEGIES if name != own]
