"""The folder of data that the user names: found or said to be missing, in one message."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from model.errors import InputError

VARIABLE = "GOODWILL_DATA"
"""Names the folder where ``--data`` does not."""
Columns = dict[str, npt.NDArray[Any]]


class DataFolder:
    """A folder with data sets; raises InputError if it is not there."""

    def __init__(self, name: str | Path | None) -> None:
        given = name if name is not None else os.environ.get(VARIABLE)
        if not given:
            raise InputError(
                "no data given: the data sets are not part of Goodwill", file="--data",
                allowed=f"a folder, here or in {VARIABLE}; docs/fits.md lists the files",
            )  # fmt: skip
        self.path = Path(given)
        if not self.path.is_dir():
            raise InputError("no such folder", file="--data", value=str(given))

    def file(self, name: str) -> Path:
        """Return a file of the folder; raises InputError if it is not there."""
        path = self.path / name
        if not path.is_file():
            raise InputError(
                f"this data set is missing: {name}", file=str(self.path),
                allowed="the files that docs/fits.md lists",
            )  # fmt: skip
        return path

    def check(self, names: Sequence[str]) -> None:
        """Raise one InputError that names every file that is missing."""
        missing = [name for name in names if not (self.path / name).is_file()]
        if missing:
            raise InputError(
                f"missing: {', '.join(missing)}", file=str(self.path),
                allowed="the files that docs/fits.md lists",
            )  # fmt: skip


def read_columns(path: Path, wanted: Sequence[str], text: Sequence[str] = ()) -> Columns:
    """Return columns of a CSV file (gzip or not); raises InputError if it holds something else.

    ``wanted`` must be there; they are numbers, and none may be missing, unless among ``text``.
    """
    import pandas as pd

    try:
        table = pd.read_csv(path)
    except (OSError, ValueError, EOFError) as error:
        raise InputError("cannot be read as CSV", file=path) from error
    found = {str(name): np.asarray(table[name]) for name in table.columns}
    for name in wanted:
        if name not in found:
            raise InputError("this column is missing", file=path, key=name)
        if name not in text:
            found[name] = _numbers(path, name, found[name])
    if not len(table):
        raise InputError("holds no rows", file=path)
    return found


def _numbers(path: Path, name: str, column: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    try:
        values = column.astype(float)
    except (TypeError, ValueError) as error:
        raise InputError("this column holds more than numbers", file=path, key=name) from error
    if not np.isfinite(values).all():
        row = int(np.flatnonzero(~np.isfinite(values))[0])
        raise InputError(f"row {row + 1} has no number in this column", file=path, key=name)
    return values


def read_targets(path: Path, *keys: str) -> Any:
    """Return what stands under some keys of a JSON file; raises InputError if nothing does."""
    try:
        found: Any = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError("cannot be read as JSON", file=path) from error
    for depth, key in enumerate(keys):
        if not isinstance(found, dict) or key not in found:
            raise InputError("this key is missing", file=path, key=".".join(keys[: depth + 1]))
        found = found[key]
    return found
