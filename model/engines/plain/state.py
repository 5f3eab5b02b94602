"""State of a person and of a relationship as Python numbers; ``model.world`` says what each is."""

from __future__ import annotations

from model.engines.plain.held import Held
from model.world import PAIR, PERSON


class PersonState(Held, fields=PERSON):
    """State of one person."""

    sessions: float
    sessions_trait: float
    attention: float
    participation: float
    price_sensitivity: float
    need: float
    patience: float
    suspicion: float
    alarm: float
    worth: float
    bought_last: int
    occasion: int


class PairState(Held, fields=PAIR):
    """State of one person's relationship with one brand."""

    good: float
    bad: float
    broken: float
    warm: float
    closeness: float
    familiarity: float
    expected: float
    recent: float
    quick: float
    slow: float
    satisfaction: float
    expectation: float
    disillusion: float
    surprise: float
    owed_clock: float
    value_read: float
    intent_read: float
    deal: float
    used_to: float
    passed_on: int
    tie_day: int
    owed_day: int
    event_day: int
    contact_day: int
    first_day: int
    exchanges: int
    helped: int
    purchases: int
    reads: int
    tie: int
    mutual: int
    owed: int
    owed_public: int
    event: int
    told: int
    voiced: int
    signals: int
    cohort: int
