"""The pictures of fits and of identifiability on disk, in all their variants."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from viz.figures import fit, identifiability
from viz.figures.tables import Table
from viz.reports.saving import Picture, save_picture

CAPTION = "What the data show, and what the model shows when it does the same."


def draw_fit(folder: Path, name: str, panels: Table, headline: str, note: str) -> Picture:
    """Draw one fit into a folder; ``panels`` as ``viz.figures.fit`` takes them."""
    draw = partial(fit.fit, panels, headline, note)
    return save_picture(folder, name, draw, headline, fit.alternative(panels, headline), CAPTION)


def draw_identifiability(folder: Path, table: Table) -> Picture:
    """Draw what the targets pin down into a folder."""
    headline = identifiability.finding(table)
    return save_picture(
        folder,
        "identifiability",
        partial(identifiability.identifiability, table),
        headline,
        identifiability.alternative(table),
        identifiability.CAPTION,
    )
