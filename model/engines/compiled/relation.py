"""Changes of one relationship: evidence, salience, memory, letters, ties."""

from __future__ import annotations

import numpy as np

from model.compilation import rule, spliced
from model.journal import Cause, Happening, note
from model.randomness import draws
from model.rules.arithmetic import approach
from model.rules.events import outshines
from model.rules.evidence import believed, renewed
from model.rules.ties import (
    ALIENATED,
    BETRAYED,
    FOLLOWER,
    IGNORED_CAUSE,
    IRRELEVANCE,
    LEFT,
    PROMOTION,
)
from model.rules.trust import prior_trust, trust
from model.world import Meeting

f64, i64 = np.float64, np.int64
FOLLOWED, UNFOLLOWED = int(Happening.FOLLOWED), int(Happening.UNFOLLOWED)
GONE, LETTER = int(Happening.ALIENATED), int(Happening.LETTER)
READING = int(Cause.READING)


@spliced
def meet(w, i, b, day, t):  # type: ignore[no-untyped-def]
    """Return the meeting of a person and a brand."""
    return Meeting(
        i, b, day, w.people[i], w.pairs[i, b], w.signals[day & 1, i, b], w.firms[b],
        w.orders[b], w.brand_tally[t, b], w.journal[w.slot[i]], w.rules[0], w.key[0], w.key[1],
    )  # fmt: skip


@rule
def luck_of(m, block, index):  # type: ignore[no-untyped-def]
    """Return today's four draws of this person and brand for one block of purposes."""
    return draws(m.k0, m.k1, m.i, m.day, m.firm.key, block, index)


@rule
def trust_of(m):  # type: ignore[no-untyped-def]
    """Return trust as it stands."""
    p = m.pair
    prior = prior_trust(f64(m.person.suspicion), m.rules)
    return trust(f64(p.good), f64(p.bad), f64(p.broken), prior)


@rule
def trust_if_watched(m):  # type: ignore[no-untyped-def]
    """Return trust where the journal will want the difference, else 0."""
    if m.log.watched == 0:
        return 0.0
    return trust_of(m)


@rule
def note_change(m, cause, before):  # type: ignore[no-untyped-def]
    """Record how trust changed since ``before``."""
    if m.log.watched != 0:
        note(m.log, m.b, cause, trust_of(m) - before, 0)


@rule
def add_good(m, weight, warm, cause):  # type: ignore[no-untyped-def]
    """Add good evidence; ``warm`` is 1 if it was earned in conversation, else 0."""
    if weight <= 0.0:
        return
    p, before = m.pair, trust_if_watched(m)
    x = believed(weight, f64(p.disillusion))
    p.good = renewed(f64(p.good), x, m.rules) + x
    p.bad = renewed(f64(p.bad), x, m.rules)
    p.warm = renewed(f64(p.warm), x, m.rules) + x * warm
    note_change(m, cause, before)


@rule
def add_bad(m, weight, cause):  # type: ignore[no-untyped-def]
    """Add evidence of a failure of competence."""
    if weight <= 0.0:
        return
    p, before = m.pair, trust_if_watched(m)
    p.good = renewed(f64(p.good), weight, m.rules)
    p.warm = renewed(f64(p.warm), weight, m.rules)
    p.bad = renewed(f64(p.bad), weight, m.rules) + weight
    note_change(m, cause, before)


@rule
def add_salience(m, amount):  # type: ignore[no-untyped-def]
    """Add salience, part of it slow to fade."""
    share = m.rules.fading_slow_share
    m.pair.quick = f64(m.pair.quick) + amount * (1.0 - share)
    m.pair.slow = f64(m.pair.slow) + amount * share


@rule
def add_familiarity(m, share):  # type: ignore[no-untyped-def]
    """Let the brand become better known."""
    m.pair.familiarity = approach(f64(m.pair.familiarity), 1.0, share)


@rule
def add_alarm(m, change):  # type: ignore[no-untyped-def]
    """Note a change of suspicion, which takes effect at the end of the day."""
    m.person.alarm = f64(m.person.alarm) + change


@rule
def remember(m, kind, surprise):  # type: ignore[no-untyped-def]
    """Remember an event if it outshines the one remembered."""
    p = m.pair
    age = m.day - i64(p.event_day)
    if outshines(surprise, p.event, f64(p.surprise), age, m.rules.talk_window):
        p.event = kind
        p.event_day = m.day
        p.surprise = surprise
        p.told = 0
        p.voiced = 0


@rule
def write_letter(m, kind, public, clock):  # type: ignore[no-untyped-def]
    """Put a letter into the brand's inbox."""
    p = m.pair
    p.owed = kind
    p.owed_public = public
    p.owed_day = m.day
    p.owed_clock = clock
    m.tally.inbound += 1
    m.tally.public += public
    note(m.log, m.b, LETTER, clock, kind + 8 * public)


@rule
def follow(m):  # type: ignore[no-untyped-def]
    """Begin to follow."""
    m.pair.tie = FOLLOWER
    m.pair.tie_day = m.day
    m.tally.follows += 1
    note(m.log, m.b, FOLLOWED, 0.0, 0)


@rule
def unfollow(m, cause):  # type: ignore[no-untyped-def]
    """Stop following, for a cause."""
    m.pair.tie = LEFT
    m.pair.mutual = 0
    y = m.tally
    if cause == PROMOTION:
        y.unfollows_promotion += 1
    elif cause == IRRELEVANCE:
        y.unfollows_irrelevance += 1
    elif cause == IGNORED_CAUSE:
        y.unfollows_ignored += 1
    elif cause == BETRAYED:
        y.unfollows_betrayed += 1
    else:
        y.unfollows_volume += 1
    note(m.log, m.b, UNFOLLOWED, 0.0, cause)


@rule
def alienate(m):  # type: ignore[no-untyped-def]
    """Leave for good."""
    m.pair.tie = ALIENATED
    m.pair.mutual = 0
    m.tally.newly_alienated += 1
    note(m.log, m.b, GONE, 0.0, 0)
