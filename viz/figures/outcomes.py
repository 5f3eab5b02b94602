"""What an outcome is called in print, its unit, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from viz.figures import words

Write = Callable[[float, bool], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that is measured."""

    title: str
    unit: str
    write: Write
    """Number and whether a plus sign is wanted, to text."""
    points: bool = False
    """Whether it is a share, so that its changes are in percentage points."""

    @property
    def change(self) -> str:
        """The unit of a difference."""
        return "percentage points" if self.points else self.unit

    def write_change(self, value: float, plus: bool) -> str:
        """Write a difference in that unit."""
        if plus and self.write is words.trust:
            return _thousandths(value, plus)
        text = self.write(value, plus)
        return text.removesuffix(words.PERCENT) if self.points else text


def _thousandths(value: float, plus: bool) -> str:
    """Return a difference of trust: a hundredth is much, so three decimals."""
    if value != value:
        return words.trust(value, plus)
    text = f"{abs(value):.3f}"
    sign = words.MINUS if value < 0 else "+" if plus else ""
    return text if float(text) == 0.0 else sign + text


def _share(value: float, plus: bool) -> str:
    return words.share(value, plus)


def _short(value: float, plus: bool) -> str:
    return words.short(value, plus)


def _plain(value: float, plus: bool) -> str:
    """Return a number of unknown size with two figures."""
    if value != value or abs(value) >= 10:
        return words.short(value, plus)
    text = f"{abs(value):.2g}"
    return (words.MINUS if value < 0 else "+" if plus and value > 0 else "") + text


TRUST_UNIT = "0 none to 1 full"
OUTCOMES = {
    "trust": Outcome("Trust", TRUST_UNIT, words.trust),
    "trust_known": Outcome("Trust where known", TRUST_UNIT, words.trust),
    "trust_unknown": Outcome("Trust where unknown", TRUST_UNIT, words.trust),
    "closeness": Outcome("Closeness", "0 distant to 1 close", words.trust),
    "familiarity": Outcome("Familiarity", "0 unknown to 1", words.trust),
    "suspicion": Outcome("Suspicion of marketers", "0 none to 1", words.trust),
    "followers": Outcome("Followers", "people", _short),
    "left": Outcome("Left", "people", _short),
    "alienated": Outcome("Alienated", "people", _short),
    "impressions": Outcome("Messages delivered", "deliveries", _short),
    "read": Outcome("Messages read", "readings", _short),
    "read_share": Outcome("Messages read", "% of delivered", _share, points=True),
    "reactions": Outcome("Reactions", "reactions", _short),
    "inbound": Outcome("Letters from people", "messages", _short),
    "answered": Outcome("Answered", "messages", _short),
    "talk_positive": Outcome("Good word of mouth", "times", _short),
    "talk_negative": Outcome("Bad word of mouth", "times", _short),
    "purchases": Outcome("Sales", "purchases", _short),
    "revenue": Outcome("Revenue", "€", words.short_euros),
    "cost": Outcome("Cost", "€", words.short_euros),
    "profit": Outcome("Profit", "€", words.short_euros),
    "return_on_attention": Outcome("Return on attention", "value a delivery", _plain),
}


def outcome(name: str) -> Outcome:
    """Return how an outcome is printed; one without an entry keeps its name and no unit."""
    known = OUTCOMES.get(name)
    return known or Outcome(words.spoken(name).capitalize(), "", _plain)
