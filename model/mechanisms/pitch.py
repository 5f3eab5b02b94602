"""A pitch in a conversation."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause, Happening, note
from model.mechanisms.awareness import add_salience
from model.mechanisms.deception import deceive
from model.mechanisms.meeting import luck_of
from model.mechanisms.ties import unfollow
from model.numbers import f64
from model.randomness import Block
from model.rules.norms import violation
from model.rules.pitching import asked_for, chance_occasion, pitch_salience
from model.rules.ties import BETRAYED, FOLLOWER

BY_BREACH = int(Cause.BREACH)
PITCHED = int(Happening.PITCHED)


@rule
def pitch(m, kind):
    """The answer carries a pitch: it sells, and unless asked for it is a breach."""
    suspicion = f64(m.person.suspicion)
    opens, leaves, ends, _ = luck_of(m, Block.ANSWER, 1)
    add_salience(m, pitch_salience(suspicion, m.rules))
    note(m.log, m.b, PITCHED, 0.0, kind)
    if opens < chance_occasion(suspicion, m.rules):
        m.person.occasion = 1
    if asked_for(kind):
        return
    m.pair.exchanges = 0
    m.tally.breaches += 1
    share = violation(f64(m.pair.closeness), m.rules)
    deceive(m, m.rules.trust_breach, share, ends, BY_BREACH)
    if m.pair.tie == FOLLOWER and leaves < m.rules.ties_unfollow_betrayed * share:
        unfollow(m, BETRAYED)
