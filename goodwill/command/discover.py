"""``goodwill discover``: in which region of a sweep's factors a condition holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from experiments.store.folder import OutputFolder, output_folder
from goodwill.command import keeping
from goodwill.command.options import JSON, PLACE
from goodwill.command.printing import figure, print_json, print_table, say
from goodwill.command.timing import Stopwatch
from goodwill.command.trusting import TRUST
from goodwill.command.whole_number import WholeNumber
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.analysis.cube import Table
    from experiments.analysis.prim import Rules
    from experiments.studies.regions import Regions
    from experiments.sweep.results import Results

HEADS = ("factor", "from", "to", "levels", "p", "found again")


@click.command()
@click.argument("results", type=PLACE, metavar="RESULTS")
@click.option(
    "--where", required=True, metavar="CONDITION",
    help='What is looked for: "conversational < push in trust", "push.profit > 0", "trust < 0.4".',
)  # fmt: skip
@click.option(
    "--boxes", type=WholeNumber(1, 20), default=1, show_default=True, metavar="N",
    help="Regions to look for, one after the other.",
)  # fmt: skip
@click.option(
    "--density", type=click.FloatRange(0.0, 1.0), default=0.8, show_default=True, metavar="SHARE",
    help="Share of points inside at which the condition should hold.",
)  # fmt: skip
@click.option(
    "--mass", type=click.FloatRange(0.0, 1.0), default=0.05, show_default=True, metavar="SHARE",
    help="Share of all points that a region has at least.",
)  # fmt: skip
@click.option("--no-figures", is_flag=True, help="Leave out the pictures.")
@TRUST
@JSON
@click.option("--out", type=PLACE, metavar="DIR", help="A folder for tables and pictures.")
def discover(**options: Any) -> None:
    """Find the region of the factors of RESULTS, a folder of goodwill sweep, where CONDITION holds.

    Prints the limits of the region, what share of the points where the condition holds lie
    in it (coverage), and at what share of the points in it the condition holds (density).
    """
    find(**options)


def find(
    *,
    results: str,
    where: str,
    boxes: int,
    density: float,
    mass: float,
    no_figures: bool,
    trust: bool,
    as_json: bool,
    out: str | None,
) -> None:
    """Search a sweep for regions, print them, and write them down if asked to."""
    from experiments.analysis.prim import Rules
    from experiments.studies.regions import find_regions
    from experiments.sweep.results import Results

    watch = Stopwatch()
    with watch("reading"):
        opened = Results(results, trust=trust)
        target = output_folder(out)
    with watch("search"):
        rules = Rules(least_mass=mass, least_density=density)
        found = find_regions(opened, where, rules, boxes)
    for notice in opened.notices:
        say(f"Notice: {notice}")
    if target is not None:
        write(opened, found, where, rules, target, watch, not no_figures)
    keeping.show(partial(tell, found, where, density, as_json), target, not no_figures)


def write(
    opened: Results,
    found: Regions,
    where: str,
    rules: Rules,
    target: OutputFolder,
    watch: Stopwatch,
    figures: bool,
) -> None:
    """Write everything that the search leaves."""
    from experiments.analysis import discovery
    from experiments.studies.region_summary import regions_summary
    from experiments.studies.regions import CASES

    made, tables = opened.experiment, found.discovery
    keeping.keep(
        made,
        target,
        watch,
        kind="discovery",
        tables={
            "boxes": (tables.boxes, discovery.BOXES),
            "limits": (tables.limits, discovery.LIMITS),
            "trajectory": (tables.trajectory, discovery.TRAJECTORY),
            "cases": (found.cases, keeping.with_factors(CASES, made)),
        },
        summary=regions_summary(found, where),
        draw=partial(_draw, opened, found),
        page=partial(page, found),
        figures=figures,
        results=str(opened.folder),
        where=where,
        rules={"peel": rules.peel, "mass": rules.least_mass, "density": rules.least_density},
        replicates=found.replicates,
    )


def page(found: Regions) -> Any:
    """Return what the report says."""
    from experiments.studies.region_summary import region_counts
    from viz.reports.study import StudyFindings

    limits, sizes = found.discovery.limits, region_counts(found)
    rows = [
        (str(limits["factor"][at]), f"region {limits['box'][at]}", _line(limits, at)[1:])
        for at in range(len(limits["factor"]))
    ]
    told = [
        (
            "Asked.",
            f"Where {found.aim}: so at {sizes['wanted']:,} of {sizes['points']:,} points by the"
            f" means of {plural(sizes['replicates'], 'replicate')};"
            f" at {sizes['unsure']:,} luck could turn it.",
        )
    ]
    if not rows:
        told.append(("Found.", "No limit of a factor stands out from luck."))
    return StudyFindings(
        "Regions found by Goodwill", "Limits of each region.", "Factor", HEADS[1:], rows, told
    )


def _draw(opened: Results, found: Regions, folder: Path) -> list[Any]:
    from viz.reports.study_drawings import draw_regions, study_facts

    counts = opened.counts()
    facts = study_facts(opened.experiment, counts["rows"], counts["failed"])
    return draw_regions(folder, found.discovery, facts, found.aim)


def tell(found: Regions, where: str, asked: float, as_json: bool) -> None:
    """Print the regions; ``asked`` is the density that was asked for."""
    from experiments.studies.region_summary import region_counts, regions_summary

    if as_json:
        print_json(regions_summary(found, where))
        return
    sizes = region_counts(found)
    aim = found.aim[:1].upper() + found.aim[1:]
    say(
        f"{aim}: at {sizes['wanted']:,} of {sizes['points']:,} points"
        f" ({plural(sizes['replicates'], 'replicate')}); at {sizes['unsure']:,} luck could turn it"
    )
    if found.unknown:
        say(f"{plural(found.unknown, 'point')} without values left out")
    tables = found.discovery
    if not len(tables.boxes["box"]):
        say("No region: no limit of a factor stands out from luck.")
    for row, number in enumerate(tables.boxes["box"].tolist()):
        part = {name: float(column[row]) for name, column in tables.boxes.items()}
        title = (
            f"Region {number}: density {part['density']:.0%}, coverage {part['coverage']:.0%},"
            f" {plural(int(part['cases']), 'point')}"
        )
        if part["density"] < asked:
            say(f"No region is as dense as asked ({asked:.0%}); the nearest:")
        own = np.flatnonzero(tables.limits["box"] == number)
        print_table(title, HEADS, [_line(tables.limits, int(at)) for at in own], numbers=True)


def _line(limits: Table, at: int) -> list[str]:
    return [
        str(limits["factor"][at]),
        figure(float(limits["low"][at])),
        figure(float(limits["high"][at])),
        str(limits["levels"][at]) or "-",
        f"{float(limits['p'][at]):.2g}",
        f"{float(limits['reproduced'][at]):.0%}",
    ]
