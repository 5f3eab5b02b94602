"""What is measured of a run: the observables, and ratios of what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.observables import BY_NAME
from model.observing import Better, Quantity


@dataclass(frozen=True, slots=True)
class Ratio(Quantity):
    """One sum divided by another, over some days or the whole run."""

    above: str
    below: str


def _ratio(name: str, title: str, unit: str, better: Better, above: str, below: str) -> Ratio:
    return Ratio(name, title, unit, better, f"{above} divided by {below}", above, below)


_ATTENTION = BY_NAME["return_on_attention"]
RATIOS: Mapping[str, Ratio] = {
    ratio.name: ratio
    for ratio in (
        _ratio(
            _ATTENTION.name, _ATTENTION.title, _ATTENTION.unit, _ATTENTION.better,
            "value", "impressions",
        ),
        _ratio("read_share", "Share of messages read", "share of messages shown", "more",
               "read", "impressions"),
        _ratio("answered_share", "Share of letters answered", "share of letters", "more",
               "answered", "inbound"),
    )
}  # fmt: skip
QUANTITIES: Mapping[str, Quantity] = {**BY_NAME, **RATIOS}
"""Everything by name."""
