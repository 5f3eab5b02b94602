"""The pictures of the validation experiments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from viz.figures import bands, harm
from viz.figures.bands import Entry
from viz.reports.saving import Picture, save_picture


def draw_validation(folder: Path, entries: Sequence[Entry]) -> list[Picture]:
    """Draw the measured quantities against their bands into a folder, in all variants."""
    return [
        save_picture(
            folder,
            "bands",
            partial(bands.bands, entries),
            bands.finding(entries),
            bands.alternative(entries),
            bands.CAPTION,
        )
    ]


def draw_harm(folder: Path, cells: Sequence[Entry], ranges: Sequence[Entry]) -> list[Picture]:
    """Draw how much harm the evidence allows, in all variants."""
    return [
        save_picture(
            folder,
            "harm",
            partial(harm.harm, cells, ranges),
            harm.finding(cells),
            harm.alternative(cells, ranges),
            harm.CAPTION,
        )
    ]
