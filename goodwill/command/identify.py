"""``goodwill identify``: which unknown numbers the calibration's targets pin down."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodwill.command.options import JSON, PLACE, WORKERS
from goodwill.command.whole_number import WholeNumber

if TYPE_CHECKING:
    from experiments.identification.identify import Identified
    from goodwill.command.timing import Stopwatch


@click.command()
@click.option("--quick", is_flag=True, help="One step a number, and replies to ratings left out.")
@click.option(
    "--seeds", type=WholeNumber(1, 1000), default=1, metavar="N", help="Times as many seeds."
)
@WORKERS
@JSON
@click.option("--out", type=PLACE, metavar="DIR", help="A folder for tables, picture and manifest.")
def identify(quick: bool, seeds: int, workers: int | None, as_json: bool, out: str | None) -> None:
    """Say which unknown numbers the calibration's targets pin down, and which stay loose.

    Moves every number a step up and a step down with the same luck, and sees how far each
    target moves. A quarter of an hour on two idle processors.
    """
    from experiments.run.processes import usual_workers
    from experiments.store.folder import output_folder
    from goodwill.command.printing import say
    from goodwill.command.timing import Stopwatch

    target, watch = output_folder(out), Stopwatch()
    found = identified(quick, seeds, workers or usual_workers(), watch)
    show(found, as_json)
    if target is not None:
        with target.writing() as folder:
            write(folder, found, watch, quick, seeds)
        say(f"Written to {target.name}")


def identified(quick: bool, seeds: int, workers: int, watch: Stopwatch) -> Identified:
    """Return what the targets say about each number, and say how it goes."""
    from experiments.identification import identify as work
    from experiments.identification.scales import scales
    from experiments.identification.targets import read_targets, validation_targets
    from experiments.run.pool import pool
    from goodwill.command.progress import progress

    sizes, numbers = sizes_of(quick), scales()
    points = len(work.steps(numbers, not quick)[0]) + 1
    runs = points * seeds * sum(often.seeds for often in sizes.values())
    with (
        watch("runs"),
        progress("Run", runs) as advance,
        pool(0 if workers == 1 else workers) as computing,
    ):
        targets = validation_targets(computing, seeds, lambda: advance(0), sizes)
        return work.identify(targets, numbers, read_targets(sizes), both=not quick)


def sizes_of(quick: bool) -> Mapping[str, Any]:
    """Return how large and how often each experiment is run."""
    from experiments.validation.sizes import IDENTIFICATION, IDENTIFICATION_QUICK

    return IDENTIFICATION_QUICK if quick else IDENTIFICATION


def show(found: Identified, as_json: bool) -> None:
    """Print what is pinned, and how much is not."""
    from experiments.identification.identify import table
    from goodwill.command.printing import print_json, print_table, say

    result = table(found)
    if as_json:
        print_json(result)
        return
    count, loose = len(result["verdict"]), result["verdict"].count("loose")
    rows = [
        [
            str(result["parameter"][n]), f"{result['together'][n]:.2f}",
            str(result["after"][n]), str(result["target"][n]),
        ]
        for n in range(count) if result["verdict"][n] != "loose"
    ]  # fmt: skip
    print_table("", ["Parameter", "Width left", "95 %", "Target"], rows)
    say(f"{loose} of {count} numbers stay as loose as they were")


def write(
    folder: Path, found: Identified, watch: Stopwatch, quick: bool, seeds: int, command: str = ""
) -> None:
    """Write tables, picture and manifest."""
    from experiments.fits.tables import write_csv
    from experiments.identification.identify import slopes_table, table
    from experiments.manifest import make_manifest
    from experiments.store.numbers import write_json
    from goodwill.command.matplotlib_settings import import_matplotlib
    from goodwill.command.telling import command_line
    from model.scenario import load_scenario

    import_matplotlib()
    from viz.reports.fit import draw_identifiability

    result = table(found)
    write_csv(folder / "table.csv", result)
    write_csv(folder / "slopes.csv", slopes_table(found))
    draw_identifiability(folder / "figures", dict[str, Any](result))
    manifest = make_manifest(
        load_scenario("one_brand"), kind="identifiability", command=command or command_line(),
        engine="compiled", graph={}, started=watch.started, seconds=watch.seconds, quick=quick,
        seeds=seeds, targets=list(found.targets),
        sizes={
            name: {**often.size, "seeds": seeds * often.seeds}
            for name, often in sizes_of(quick).items()
        },
    )  # fmt: skip
    write_json(folder / "manifest.json", manifest)
