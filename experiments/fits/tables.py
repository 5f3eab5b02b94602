"""What fits found as tables, and as CSV files that any program reads."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.fits.result import Estimated, Fit
from experiments.store.cells import in_digits, write_rows

Table = dict[str, npt.NDArray[Any]]

FITS: Mapping[str, str] = {
    "fit": "key: the fit",
    "statistic": "key: what is measured",
    "variant": "key: as shipped, or what was changed or fitted",
    "unit": "of the values",
    "data": "in the data",
    "data_low": "lower end of its 95 % interval; empty where there is none",
    "data_high": "upper end of it",
    "model": "in the model, mean over replicates",
    "model_low": "lower end of the 95 % interval of that mean",
    "model_high": "upper end of it",
    "model_sd": "standard deviation between replicates: what luck alone does",
    "replicates": "how many replicates have a value",
}
"""Columns of ``fits.csv``, one row a statistic and variant."""
PANELS: Mapping[str, str] = {
    "fit": "key: the fit",
    "panel": "key: panel of the picture",
    "kind": "rows or line",
    "unit": "of the values",
    "along": "what stands along the x axis of a line",
    "variant": "key: as shipped, or what was changed or fitted",
    "x": "key: place along the x axis, or number of the row",
    "label": "what that place is called",
} | {name: FITS[name] for name in (
    "data", "data_low", "data_high", "model", "model_low", "model_high",
)}  # fmt: skip
"""Columns of ``curves.csv``, one row a point of a picture."""
DISTANCES: Mapping[str, str] = {
    "fit": "key: the fit",
    "variant": "key: as shipped, or what was changed or fitted",
    "measure": "key: how far model and data are apart, 0 for not at all",
    "distance": "in that measure",
    "parameters": "what the variant sets",
}
"""Columns of ``distances.csv``."""


def fits_table(fits: Sequence[Fit]) -> Table:
    """Return all statistics."""
    rows = [
        (fit.name, s.name, s.variant, s.unit, *s.data, *s.model, s.model_sd, s.replicates)
        for fit in fits
        for s in fit.statistics
    ]
    return _columns(FITS, rows)


def panels_table(fits: Sequence[Fit]) -> Table:
    """Return all points of the pictures."""
    rows = [
        (fit.name, p.title, p.kind, p.unit, p.along, p.variant, float(x), label, *data, *model)
        for fit in fits
        for p in fit.panels
        for x, label, data, model in zip(p.x, p.labels, p.data, p.model, strict=True)
    ]
    return _columns(PANELS, rows)


def distances_table(fits: Sequence[Fit]) -> Table:
    """Return all distances."""
    rows = [
        (fit.name, d.variant, d.measure, d.value, d.parameters)
        for fit in fits
        for d in fit.distances
    ]
    return _columns(DISTANCES, rows)


def _columns(names: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return {
        name: np.array(column, dtype=object if column and isinstance(column[0], str) else None)
        for name, column in zip(names, columns, strict=True)
    }


def write_csv(path: Path, table: Mapping[str, Any]) -> None:
    """Write a table with a head; numbers with six digits, those that are none left empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = [np.asarray(column).tolist() for column in table.values()]
        write_rows(file, table, zip(*columns, strict=True), in_digits)


def grid(fit: Fit) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows for the terminal: data, and the model in each variant."""
    variants = list(dict.fromkeys(s.variant for s in fit.statistics))
    rows: dict[str, list[str]] = {}
    for s in fit.statistics:
        rows.setdefault(s.name, [s.name, s.unit, written(s.data)]).append(written(s.model))
    return ["Statistic", "Unit", "Data", *(f"Model {name}" for name in variants)], [*rows.values()]


def written(found: Estimated) -> str:
    """Return a number with its interval as text."""
    if not math.isfinite(found.value):
        return "–"
    if not math.isfinite(found.low):
        return f"{found.value:.3g}"
    return f"{found.value:.3g} [{found.low:.3g}, {found.high:.3g}]"
