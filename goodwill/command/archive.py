"""The results of a sweep in one file that opens without Goodwill."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodwill.command.csv_files import write_csv
from goodwill.command.printing import say
from goodwill.command.repeating import edited_since
from model.errors import InputError
from model.temporary import temporary_folder

if TYPE_CHECKING:
    from experiments.store.parquet import Table
    from experiments.sweep.results import Results

    Tables = dict[str, tuple[Table, Mapping[str, str]]]

ENDING = ".zip"
AS_THEY_STAND = (
    "experiment.toml", "scenario.toml", "points.csv", "strategies.py", "manifest.json", "inputs",
    "report.html", "figures",
)  # fmt: skip
"""What goes into the archive as it is in the folder, where it is there."""
ABOUT = {
    "runs": "one row a run: point, arm and replicate",
    "differences": "what each arm changes against the first, by point and outcome, paired by"
    " replicate",
    "series": "the days that were kept of each run, one row a run, brand and day",
}


def check_archive(file: str) -> None:
    """Raise InputError for a name that promises another kind of file."""
    if Path(file).suffix.lower() != ENDING:
        raise InputError(
            "is not the name of an archive", file="--archive", value=file,
            allowed=f"a name that ends in {ENDING}",
        )  # fmt: skip


def write_archive(found: Results, file: str) -> None:
    """Write tables, experiment, strategies, versions and a README, whole or not at all."""
    edited = edited_since(found.folder)
    for notice in edited:
        say(f"Notice: {notice}")
    with temporary_folder() as place:
        _write_contents(found, place, edited)
        _pack([*_all_in(place), *_standing(found.folder)], file)
    say(f"Written to {file}")


def _pack(files: Iterable[tuple[Path, str]], file: str) -> None:
    unfinished = Path(f"{file}.tmp")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, name in files:
                archive.write(path, name)
        os.replace(unfinished, file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        problem = error.strerror or error
        raise InputError(f"cannot be written ({problem})", file="--archive", value=file) from error


def _write_contents(found: Results, place: Path, edited: Sequence[str]) -> None:
    from experiments.manifest import versions
    from experiments.store.parquet import write_table

    tables = _tables(found)
    for name, (table, notes) in tables.items():
        write_table(place / f"{name}.parquet", table, notes)
        write_csv(table, place / f"{name}.csv")
    kept = {"archived_with": versions(), "computed_with": _computed_with(found.folder)}
    (place / "versions.json").write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    (place / "README.md").write_text(_readme(found, tables, edited), "utf-8")


def _tables(found: Results) -> Tables:
    """Return the tables by name, each with what its columns are."""
    from experiments.sweep.tables import KEYS, differences_notes, runs_notes
    from model.observables import column_notes

    made = found.experiment
    tables: Tables = {"runs": (found.table(), runs_notes(made))}
    if len(made.arms) > 1:
        tables["differences"] = (found.differences(), differences_notes(made))
    if made.series is not None and len(frame := found.series()):
        keys = {"day": "key: day, from 0", "brand": "key: the brand"}
        notes = {**column_notes(), **KEYS, **keys}
        series = {str(name): frame[name].to_numpy() for name in frame}
        tables["series"] = (series, notes)
    return tables


def _computed_with(folder: Path) -> Any:
    try:
        return json.loads((folder / "manifest.json").read_text("utf-8")).get("versions")
    except (OSError, ValueError, AttributeError):
        return None


def _all_in(place: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(place.rglob("*")):
        if path.is_file():
            yield path, path.relative_to(place).as_posix()


def _standing(folder: Path) -> Iterator[tuple[Path, str]]:
    for name in AS_THEY_STAND:
        if (folder / name).is_file():
            yield folder / name, name
        elif (folder / name).is_dir():
            yield from ((path, f"{name}/{inner}") for path, inner in _all_in(folder / name))


def _readme(found: Results, tables: Tables, edited: Sequence[str]) -> str:
    """Return what the archive is, file by file and column by column."""
    from experiments.manifest import version
    from goodwill.command.sweep_tables import about_numbers

    made = found.experiment
    lines = [
        f"# {made.title}", "", made.about, "",
        f"Results of a sweep with Goodwill {version()}, a model of brands and their audiences."
        " Every table is there as CSV (UTF-8, commas, points before decimals, an empty cell where"
        " there is no number) and as Parquet.", "", about_numbers(found, "An empty cell"), "",
        "| file | what it is |", "|---|---|",
        *(f"| `{name}.csv`, `{name}.parquet` | {ABOUT[name]} |" for name in tables),
        "| `experiment.toml`, `scenario.toml` | what was asked, complete |",
        "| `points.csv`, `strategies.py`, `inputs/` | points, strategies and graphs of one's own,"
        " where there were any |",
        "| `manifest.json`, `versions.json` | hashes, parameters, versions, seeds |",
        "| `report.html`, `figures/` | the page and its pictures, where they were drawn |", "",
        "To repeat it: unpack it into a folder and say `goodwill sweep experiment.toml --out new`"
        " there, with `--strategies strategies.py` if there is that file.",
        *(f"\n**Edited since the results were computed**: {notice}." for notice in edited),
    ]  # fmt: skip
    for name, (table, notes) in tables.items():
        lines += ["", f"## {name}", "", ABOUT[name][0].upper() + ABOUT[name][1:] + ".", ""]
        lines += ["| column | what it is |", "|---|---|"]
        lines += [f"| `{column}` | {notes[column].replace('|', ', ')} |" for column in table]
    return "\n".join(lines) + "\n"
