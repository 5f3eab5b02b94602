"""``goodwill fit``: the model against data that the user has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments.store.folder import OutputFolder, output_folder
from experiments.store.numbers import write_json
from goodwill.command.keeping import SafeDrawing, results_safe
from goodwill.command.options import JSON, PLACE
from goodwill.command.printing import out, print_json, print_table, say
from goodwill.command.progress import busy
from goodwill.command.telling import command_line
from goodwill.command.timing import Stopwatch
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.fits.data import DataFolder
    from experiments.fits.result import Fit


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME …]")
@click.option(
    "--data", type=PLACE, metavar="DIR",
    help="The folder of data sets; else what GOODWILL_DATA names. They are not part of Goodwill.",
)  # fmt: skip
@click.option("--quick", is_flag=True, help="Fewer people, replicates and resamples.")
@click.option("--no-figures", is_flag=True, help="Leave out the pictures.")
@JSON
@click.option("--out", type=PLACE, metavar="DIR", help="A folder for tables and pictures.")
def fit(
    names: tuple[str, ...],
    data: str | None,
    quick: bool,
    no_figures: bool,
    as_json: bool,
    out: str | None,
) -> None:
    """Compare the model with data sets: trust, engagement, purchases, diffusion, graphs.

    Without NAME all of them. Prints what the data show and what the model shows, with 95 %
    intervals, as shipped and with numbers fitted to the data.
    """
    fit_all(names, data, quick=quick, figures=not no_figures, as_json=as_json, out=out)


def fit_all(
    names: Sequence[str],
    data: str | None,
    *,
    quick: bool,
    figures: bool,
    as_json: bool,
    out: str | None,
) -> None:
    """Make the fits, print what they found, and write it down if asked to."""
    from experiments.fits import NAMES, fit_named, needed_files
    from experiments.fits.data import DataFolder

    chosen = list(dict.fromkeys(names)) or list(NAMES)
    makers = [fit_named(name) for name in chosen]
    folder = DataFolder(data)
    folder.check([file for name in chosen for file in needed_files(name)])
    target, watch = output_folder(out), Stopwatch()
    found = []
    for name, make in zip(chosen, makers, strict=True):
        with watch(name), busy(f"Fitting {name}"):
            found.append(make(folder, quick))
        for notice in found[-1].notices:
            say(f"Notice: {notice}")
        if not as_json:
            show(found[-1])
    if target:
        write(found, target, folder, watch, quick=quick, figures=figures)
    with results_safe(target.name if target else None):
        if as_json:
            print_json(json_of(found))
        if target:
            say(f"Written to {target.name}")


def json_of(fits: Sequence[Fit]) -> dict[str, Any]:
    """Return what the fits found, for programs: one record a statistic, one a distance."""
    from experiments.fits.tables import distances_table, fits_table

    def records(table: Any) -> list[dict[str, Any]]:
        rows = zip(*(column.tolist() for column in table.values()), strict=True)
        return [dict(zip(table, row, strict=True)) for row in rows]

    return {
        "findings": {fit.name: fit.finding for fit in fits},
        "notices": {fit.name: list(fit.notices) for fit in fits},
        "statistics": records(fits_table(fits)),
        "distances": records(distances_table(fits)),
    }


def show(fit: Fit) -> None:
    """Print what one fit found."""
    from experiments.fits.tables import grid

    print_table(f"{fit.title} ({fit.source})", *grid(fit), numbers=True)
    out(f"{fit.finding}.")
    rows = [[d.measure, d.variant, f"{d.value:.3g}", d.parameters] for d in fit.distances]
    print_table("", ["Distance", "Variant", "Is", "With"], rows)


def write(
    fits: Sequence[Fit],
    target: OutputFolder,
    folder: DataFolder,
    watch: Stopwatch,
    *,
    quick: bool,
    figures: bool,
) -> None:
    """Write tables, pictures and manifest."""
    drawing = SafeDrawing(watch)
    with target.writing() as place:
        write_tables(place, fits)
        if figures:
            with drawing("Drawing the pictures"):
                draw(place / "figures", fits)
        write_json(place / "manifest.json", manifest(fits, folder, watch, quick))
    drawing.check(target.name)


def draw(folder: Path, fits: Sequence[Fit]) -> None:
    """Draw the picture of each fit."""
    from experiments.fits.tables import panels_table
    from viz.reports.fit import draw_fit

    for fit in fits:
        runs = f"{plural(fit.replicates, 'replicate')}. {fit.note}".strip()
        draw_fit(folder, fit.name, panels_table([fit]), fit.finding, f"{fit.source}. {runs}")


def write_tables(place: Path, fits: Sequence[Fit]) -> None:
    """Write the three tables."""
    from experiments.fits.tables import distances_table, fits_table, panels_table, write_csv

    write_csv(place / "fits.csv", fits_table(fits))
    write_csv(place / "curves.csv", panels_table(fits))
    write_csv(place / "distances.csv", distances_table(fits))


def manifest(
    fits: Sequence[Fit], folder: DataFolder, watch: Stopwatch, quick: bool
) -> dict[str, Any]:
    """Return the manifest: what was fitted, with which data and code."""
    from experiments.fits import needed_files
    from experiments.manifest import file_facts, make_manifest
    from model.scenario import load_scenario

    files = {file for fit in fits for file in needed_files(fit.name)}
    return make_manifest(
        load_scenario("one_brand"), kind="fits", command=command_line(), engine="compiled",
        graph={}, started=watch.started, seconds=watch.seconds, quick=quick,
        data=[
            {"file": file, "sha256": file_facts(folder.file(file))["sha256"]}
            for file in sorted(files)
        ],
        fits=[
            {
                "name": fit.name, "source": fit.source, "finding": fit.finding,
                "replicates": fit.replicates, "note": fit.note,
                "notices": list(fit.notices), **fit.more,
            }
            for fit in fits
        ],
    )  # fmt: skip
