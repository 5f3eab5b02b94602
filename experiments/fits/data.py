"""The folder of data that the user names: found or said to be missing, in one message."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.manifest import file_facts
from model.errors import InputError
from model.tabular.records import Column

VARIABLE = "GOODWILL_DATA"
"""Names the folder where ``--data`` does not."""
PUBLISHED: Mapping[str, str] = {
    "diffusion/brfarmers.csv":
        "8a25dcd72ad7a0b8c08db4f2770ddf9f2bd0fdbfe96d5f1e5eadc4c9b061513e",
    "diffusion/medInnovations.csv":
        "fa154389b8f1e18117e38b8cc00ae066938a5aa8f29faf39d7cd1b5fde199780",
    "graphs/fb_company_edges.csv":
        "b89beaaad1ae55e1f389b58c52e52af0c26cfc38ae27abdc029de5a771876f75",
    "graphs/lastfm_asia_edges.csv":
        "548eacff61bff564ab5007831fa4a7a30e1a3956075ffd24e43310ed33555842",
    "graphs/twitch_de_edges.csv":
        "54feaf3e3e70a485fe07f8611e4d2677841b97f77b8358204bcf4a48cc884d86",
    "purchases/cdnow_customers_summary.csv":
        "09d92ca80daaabe8be0f997d4c539f9c9606106baa5b199081fe01cbce5fa9f6",
    "targets.json":
        "895d5aa117983b243a5a7367a4492e377db29aca13da154f8fff91ee4fdc5ec6",
    "trust/nv_games_decisions.csv.gz":
        "8ea2e51a531c1bde4d4b9555022ca8b2f9074798e37dd281e2492cb329c1968b",
}  # fmt: skip
"""Hashes (SHA-256) of the published files: titles name a source only where it was read."""


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

    def is_known(self, *names: str) -> bool:
        """Tell whether files are the published ones that docs/fits.md lists, and no others."""
        return all(file_facts(self.file(name))["sha256"] == PUBLISHED.get(name) for name in names)

    def check(self, names: Sequence[str]) -> None:
        """Raise one InputError that names every file that is missing."""
        missing = [name for name in names if not (self.path / name).is_file()]
        if missing:
            raise InputError(
                f"missing: {', '.join(missing)}", file=str(self.path),
                allowed="the files that docs/fits.md lists",
            )  # fmt: skip


def counted(
    name: str, *also: str, least: int = 0, most: int = 1_000_000, optional: bool = False
) -> Column:
    """Return a column of whole numbers."""
    allowed = f"a whole number from {least} to {most:,}{' or nothing' if optional else ''}"
    return Column(name, allowed, least=least, most=most, whole=True, optional=optional, also=also)


def measured_in(name: str, *also: str) -> Column:
    """Return a column of numbers from 0."""
    return Column(name, "a number from 0", least=0.0, also=also)


def read_targets(path: Path, *keys: str) -> Any:
    """Return what stands under some keys of a JSON file; raises InputError if nothing does."""
    try:
        found: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise InputError("cannot be read as JSON", file=path) from error
    for depth, key in enumerate(keys):
        if not isinstance(found, dict) or key not in found:
            raise InputError("this key is missing", file=path, key=".".join(keys[: depth + 1]))
        found = found[key]
    return found
