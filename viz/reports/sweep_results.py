"""What the pictures of a sweep start from: its runs, its facts, and what is drawn of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.analysis.cube import Cube
from viz.figures.sweep.facts import SweepFacts
from viz.figures.tables import Table
from viz.reports.saving import Picture, save_picture

SAMPLED = ("random", "latin_hypercube", "sobol")


@dataclass(frozen=True)
class SweepResults:
    """What is drawn: the runs as a cube, the facts, and the paths that were kept."""

    cube: Cube
    facts: SweepFacts
    plain: Sequence[Any]
    """Outcomes as plain data (``experiments.analysis.facts``)."""
    series: Table | None = None
    """Days of the focal brand of each run, if any were kept."""

    @property
    def outcomes(self) -> list[str]:
        """The outcomes that have any value, in order."""
        values = self.cube.values
        return [name for name in values if np.isfinite(values[name]).any()]

    @property
    def several(self) -> bool:
        """Whether there is something to compare."""
        return len(self.facts.arms) > 1

    def varying(self) -> list[str]:
        """Return the factors with more than one level."""
        levels = self.cube.levels
        return [name for name in levels if len({str(v) for v in levels[name].tolist()}) > 1]

    def is_sampled(self) -> bool:
        """Tell whether points are scattered rather than on a grid."""
        if self.facts.design in SAMPLED:
            return True
        names = self.varying()
        sizes = [len({str(v) for v in self.cube.levels[n].tolist()}) for n in names]
        whole = float(np.prod([float(size) for size in sizes])) if sizes else 1.0
        return self.facts.design == "points" and len(names) > 1 and len(self.cube.points) < whole


@dataclass(frozen=True)
class Drawing:
    """A picture to be drawn: a file's name, what draws it, and what is said of it."""

    name: str
    draw: Callable[..., Figure]
    """Takes mode and shape."""
    headline: str
    alternative: str
    caption: str

    def save(self, folder: Path) -> Picture:
        """Draw and write all variants."""
        text = (self.headline, self.alternative, self.caption)
        return save_picture(folder, self.name, self.draw, *text)
