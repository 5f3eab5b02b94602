"""What a relationship's norms make of a pitch that nobody asked for.

Under communal norms a request for something in return breaks the relationship's terms; under
exchange norms it is what one expects (Clark & Mills 1979, J. Personality and Social Psych. 37).
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import approach


@rule
def violation(closeness, r):
    """Return the share of a breach's weight that an unasked pitch has at this closeness."""
    return approach(r.trust_breach_exchange, 1.0, closeness)
