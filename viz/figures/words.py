"""Numbers as a newspaper prints them."""

from __future__ import annotations

import math
from collections.abc import Sequence

MINUS = "−"
FIXED = "\u00a0"
"""A space at which no line breaks."""
PERCENT = f"{FIXED}%"
NOTHING = "–"
"""Stands where there is no number."""


def _signed(value: float, text: str, plus: bool) -> str:
    if not text.strip("0.,") or value == 0:
        return text
    return (MINUS if value < 0 else "+" if plus else "") + text


def trust(value: float, plus: bool = False) -> str:
    """Return trust with two decimals: 0.62, or +0.12 for a change."""
    return NOTHING if math.isnan(value) else _signed(value, f"{abs(value):.2f}", plus)


def share(value: float, plus: bool = False) -> str:
    """Return a share as a percentage: 34 %, 3.4 % below ten."""
    if math.isnan(value):
        return NOTHING
    percent = abs(value) * 100
    decimals = 0 if percent >= 9.95 or percent < 0.05 else 1
    text = f"{percent:.{decimals}f}"
    return _signed(value, text, plus) + PERCENT


def count(value: float, plus: bool = False) -> str:
    """Return a number with thin groups: 12,300; below ten with a decimal if it has one."""
    if math.isnan(value):
        return NOTHING
    decimals = 1 if abs(value) < 9.95 and abs(value - round(value)) >= 0.05 else 0
    return _signed(value, f"{abs(value):,.{decimals}f}", plus)


def short(value: float, plus: bool = False) -> str:
    """Return a number in little room: 950, 12k, 1.2m."""
    if math.isnan(value):
        return NOTHING
    size = abs(value)
    for scale, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if size >= 0.9995 * scale:
            scaled = size / scale
            digits = f"{scaled:.1f}" if scaled < 9.95 else f"{scaled:.0f}"
            return _signed(value, digits.removesuffix(".0") + letter, plus)
    return count(value, plus)


def rough(value: float, plus: bool = False) -> str:
    """Return a number of unknown size with two or three figures."""
    if math.isnan(value) or abs(value) >= 10:
        return short(value, plus)
    text = f"{abs(value):.2g}" if abs(value) >= 1e-4 or value == 0 else f"{abs(value):.0e}"
    return _signed(value, text, plus)


def euros(value: float, plus: bool = False) -> str:
    """Return an amount: €12,300 or −€12,300; from a million on €1.2 million."""
    if math.isnan(value):
        return NOTHING
    size = abs(value)
    for scale, name in ((1e9, "billion"), (1e6, "million")):
        if size >= 0.9995 * scale:
            digits = f"{size / scale:.1f}".removesuffix(".0")
            return _signed(value, f"€{digits} {name}", plus)
    text = f"{size:,.0f}" if size >= 9.995 or size == round(size) else f"{size:.2f}"
    return _signed(value, f"€{text}", plus) if text.strip("0.,") else "€0"


def short_euros(value: float, plus: bool = False) -> str:
    """Return an amount in little room: €950, €12k, −€1.2m."""
    if math.isnan(value):
        return NOTHING
    text = short(abs(value))
    return _signed(value, f"€{text}", plus) if text.strip("0.,") else "€0"


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase: one, two and three."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def plural(number: float, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 run, 30 runs."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def spoken(name: str) -> str:
    """Return a name of the program as words: ``bait_and_pitch`` gives bait and pitch."""
    return name.replace("_", " ")
