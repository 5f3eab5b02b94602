"""What every column of the tables of studies means."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.analysis import discovery, morris, pareto, sobol
from experiments.studies import optimisation, regions, split

_TABLES: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
    ("indices", "sensitivity --method morris", "One row an outcome and factor.", morris.COLUMNS),
    ("indices", "sensitivity --method sobol", "One row an outcome and factor.", sobol.COLUMNS),
    ("boxes", "discover", "One row a region.", discovery.BOXES),
    ("limits", "discover", "One row a region and factor that limits it.", discovery.LIMITS),
    ("trajectory", "discover", "One row a step of the peeling.", discovery.TRAJECTORY),
    ("cases", "discover", "One row a point; a column for each factor comes on top.", regions.CASES),
    (
        "front",
        "optimise",
        "One row a candidate that was run again; a column for each lever comes on top, and for"
        " each objective its mean with `_low` and `_high`, the ends of its 95 % interval.",
        pareto.FRONT,
    ),
    (
        "search",
        "optimise",
        "One row a candidate of the search; a column for each lever and objective comes on top.",
        optimisation.SEARCHED,
    ),
    ("split", "optimise --horizons", "One row a horizon, objective and share.", split.SPLIT),
)

STUDIES: tuple[tuple[str, str, Mapping[str, str]], ...] = tuple(
    (f"`{file}.parquet` of `goodwill {command}`", about, notes)
    for file, command, about, notes in _TABLES
)
"""Title, what a row is, and the definition of each column."""
