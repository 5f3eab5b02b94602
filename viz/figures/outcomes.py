"""How an outcome is printed: its title, its unit, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from viz.figures import words

Form = Literal["fraction", "share", "euros", "count", "days", "rough"]
WRITERS: Mapping[Form, Callable[[float, bool], str]] = {
    "fraction": words.trust,
    "share": words.share,
    "euros": words.short_euros,
    "count": words.short,
    "days": words.count,
    "rough": words.rough,
}
COUNTED = frozenset(
    {
        "people", "messages", "reactions", "clicks", "letters", "pitches", "words", "threads",
        "visits", "units", "ratings",
    }
)  # fmt: skip
"""Units of which there are whole numbers."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that is measured, as it is printed."""

    title: str
    unit: str
    form: Form = "rough"
    better: str = "neither"
    """Whether a brand would have ``more`` of it, ``fewer``, or does not mind: ``neither``."""

    @property
    def points(self) -> bool:
        """Whether it is a share, so that its changes are in percentage points."""
        return self.form == "share"

    @property
    def change(self) -> str:
        """The unit of a difference."""
        return "percentage points" if self.points else self.unit

    @property
    def phrase(self) -> str:
        """Its title inside a sentence."""
        title, _, more = self.title.partition(", ")
        title = title if title[1:2].isupper() else title[:1].lower() + title[1:]
        return f"{title} ({more})" if more else title

    def write(self, value: float, plus: bool) -> str:
        """Write a number, with a plus sign where it is wanted."""
        return WRITERS[self.form](value, plus)

    def write_change(self, value: float, plus: bool) -> str:
        """Write a difference in its unit."""
        if plus and self.form == "fraction":
            return _thousandths(value, plus)
        text = self.write(value, plus)
        return text.removesuffix(words.PERCENT) if self.points else text


def _thousandths(value: float, plus: bool) -> str:
    """Return a difference of a fraction: a hundredth of trust is much, so three decimals."""
    if value != value:
        return words.trust(value, plus)
    text = f"{abs(value):.3f}"
    sign = words.MINUS if value < 0 else "+" if plus else ""
    return text if float(text) == 0.0 else sign + text


def printed(title: str, unit: str, better: str = "neither") -> Outcome:
    """Return how a declared quantity is printed; its unit says how its numbers are written."""
    if unit.startswith("0 "):
        return Outcome(title, unit, "fraction", better)
    if unit.startswith("share "):
        return Outcome(title, f"%{unit.removeprefix('share')}", "share", better)
    if unit == "euros":
        return Outcome(title, "€", "euros", better)
    return Outcome(title, unit, "count" if unit in COUNTED else "rough", better)


def undeclared(name: str) -> Outcome:
    """Return how an outcome is printed of which only the name is known."""
    title = words.spoken(name).strip()
    return Outcome(title[:1].upper() + title[1:], "")
