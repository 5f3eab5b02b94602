"""What any contact with a brand's staff does."""

from __future__ import annotations

from model.compilation import rule
from model.mechanisms.awareness import add_familiarity
from model.mechanisms.suspicion import add_alarm
from model.numbers import f64
from model.rules.answering import closer
from model.rules.suspicion import calm


@rule
def take_contact(m, a, canned):
    """What any contact of worth ``a`` does: closeness, familiarity, calm."""
    p, r = m.pair, m.rules
    p.closeness = closer(f64(p.closeness), a, canned, r)
    add_familiarity(m, r.conversation_familiarity_gain)
    add_alarm(m, -calm(a, f64(m.person.suspicion), r))
    p.contact_day = m.day
