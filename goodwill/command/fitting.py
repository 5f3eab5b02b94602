"""What ``goodwill fit`` does: look for the data, fit, tell, write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from experiments.fits import NAMES, fit_named, needed_files
from experiments.fits.data import DataFolder
from experiments.fits.result import Fit
from experiments.fits.tables import (
    distances_table,
    fits_table,
    grid,
    panels_table,
    write_csv,
)
from experiments.manifest import file_facts, make_manifest
from experiments.store.folder import OutputFolder, output_folder
from experiments.store.numbers import write_json
from goodwill.command import pictures
from goodwill.command.clock import Clock
from goodwill.command.printing import plain_table, print_table, say
from goodwill.command.progress import busy
from goodwill.command.telling import command_line
from model.scenario import load_scenario


def fit_all(
    names: Sequence[str], data: str | None, *, quick: bool, figures: bool, out: str | None
) -> None:
    """Make the fits, print what they found, and write it down if asked to."""
    chosen = list(dict.fromkeys(names)) or list(NAMES)
    makers = [fit_named(name) for name in chosen]
    folder = DataFolder(data)
    folder.check([file for name in chosen for file in needed_files(name)])
    target, clock = output_folder(out), Clock()
    found = []
    for name, make in zip(chosen, makers, strict=True):
        with clock(name), busy(f"Fitting {name}"):
            found.append(make(folder, quick))
        show(found[-1])
    if target:
        write(found, target, folder, clock, quick=quick, figures=figures)
        say(f"Written to {target.name}")


def show(fit: Fit) -> None:
    """Print what one fit found."""
    print_table(f"{fit.title} ({fit.source})", *grid(fit), numbers=True)
    click.echo(f"{fit.finding}.")
    rows = [[d.measure, d.variant, f"{d.value:.3g}", d.parameters] for d in fit.distances]
    click.echo(plain_table("", ["Distance", "Variant", "Is", "With"], rows))


def write(
    fits: Sequence[Fit], target: OutputFolder, folder: DataFolder, clock: Clock, *,
    quick: bool, figures: bool,
) -> None:  # fmt: skip
    """Write tables, pictures and manifest."""
    with target.writing() as place:
        write_tables(place, fits)
        if figures:
            with clock("pictures"), busy("Drawing the pictures"):
                pictures.report_fits(place / "figures", fits, panels_table(fits))
        write_json(place / "manifest.json", manifest(fits, folder, clock, quick))


def write_tables(place: Path, fits: Sequence[Fit]) -> None:
    """Write the three tables."""
    write_csv(place / "fits.csv", fits_table(fits))
    write_csv(place / "curves.csv", panels_table(fits))
    write_csv(place / "distances.csv", distances_table(fits))


def manifest(fits: Sequence[Fit], folder: DataFolder, clock: Clock, quick: bool) -> dict[str, Any]:
    """Return the manifest: what was fitted, with which data and code."""
    files = {file for fit in fits for file in needed_files(fit.name)}
    return make_manifest(
        load_scenario("one_brand"), kind="fits", command=command_line(), engine="compiled",
        graph={}, started=clock.started, seconds=clock.seconds, quick=quick,
        data=[
            {"file": file, "sha256": file_facts(folder.file(file))["sha256"]}
            for file in sorted(files)
        ],
        fits=[
            {
                "name": fit.name, "source": fit.source, "finding": fit.finding,
                "replicates": fit.replicates, "note": fit.note, **fit.more,
            }
            for fit in fits
        ],
    )  # fmt: skip
