"""What ``goodwill discover`` does: open a sweep, search, tell, write."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from experiments.analysis import discovery
from experiments.analysis.cube import Table
from experiments.analysis.prim import Rules
from experiments.store.folder import OutputFolder, output_folder
from experiments.studies.regions import CASES, Regions, find_regions
from experiments.sweep.results import Results
from goodwill.command import keeping, study_pictures
from goodwill.command.clock import Clock
from goodwill.command.keeping import figure
from goodwill.command.printing import print_table, say

HEADS = ("factor", "from", "to", "levels", "p", "found again")


def find(
    *,
    results: str,
    where: str,
    boxes: int,
    density: float,
    mass: float,
    no_figures: bool,
    out: str | None,
) -> None:
    """Search a sweep for regions, print them, and write them down if asked to."""
    clock = Clock()
    with clock("reading"):
        opened = Results(results)
        target = output_folder(out)
    with clock("search"):
        rules = Rules(least_mass=mass, least_density=density)
        found = find_regions(opened, where, rules, boxes)
    if target is not None:
        write(opened, found, where, rules, target, clock, not no_figures)
    keeping.show(partial(tell, found, density), target, not no_figures)


def write(
    opened: Results,
    found: Regions,
    where: str,
    rules: Rules,
    target: OutputFolder,
    clock: Clock,
    figures: bool,
) -> None:
    """Write everything that the search leaves."""
    made, tables = opened.experiment, found.discovery
    keeping.keep(
        made,
        target,
        clock,
        kind="discovery",
        tables={
            "boxes": (tables.boxes, discovery.BOXES),
            "limits": (tables.limits, discovery.LIMITS),
            "trajectory": (tables.trajectory, discovery.TRAJECTORY),
            "cases": (found.cases, keeping.with_factors(CASES, made)),
        },
        summary=summary(found, where),
        draw=partial(_draw, opened, found),
        page=page(found) if figures else None,
        figures=figures,
        results=str(opened.folder),
        where=where,
        rules={"peel": rules.peel, "mass": rules.least_mass, "density": rules.least_density},
        replicates=found.replicates,
    )


def page(found: Regions) -> Any:
    """Return what the report says."""
    from viz.reports.study import StudyFindings

    limits, sizes = found.discovery.limits, counts(found)
    rows = [
        (str(limits["factor"][at]), f"region {limits['box'][at]}", _line(limits, at)[1:])
        for at in range(len(limits["factor"]))
    ]
    told = [
        (
            "Asked.",
            f"Where {found.aim}: so at {sizes['wanted']:,} of {sizes['points']:,} points by the"
            f" means of {sizes['replicates']} replicates; at {sizes['unsure']:,} luck could turn"
            " it.",
        )
    ]
    if not rows:
        told.append(("Found.", "No limit of a factor stands out from luck."))
    return StudyFindings(
        "Regions found by Goodwill", "Limits of each region.", "Factor", HEADS[1:], rows, told
    )


def _draw(opened: Results, found: Regions, folder: Path) -> list[Any]:
    counts = opened.counts()
    facts = study_pictures.facts_of(opened.experiment, counts["rows"], counts["failed"])
    return study_pictures.draw_regions(folder, found.discovery, facts, found.aim)


def summary(found: Regions, where: str) -> dict[str, Any]:
    """Return ``summary.json``: each box with its limits."""
    tables = found.discovery
    boxes = [
        {
            **{name: column[row] for name, column in tables.boxes.items()},
            "factors": {
                str(tables.limits["factor"][at]): {
                    name: tables.limits[name][at]
                    for name in ("low", "high", "levels", "p", "reproduced")
                }
                for at in np.flatnonzero(tables.limits["box"] == tables.boxes["box"][row])
            },
        }
        for row in range(len(tables.boxes["box"]))
    ]
    return {"where": where, **counts(found), "boxes": boxes}


def counts(found: Regions) -> dict[str, int]:
    """Return how many points there are, of each kind."""
    return {
        "points": len(found.cases["wanted"]),
        "wanted": int(found.cases["wanted"].sum()),
        "unsure": int((~found.cases["sure"]).sum()),
        "unknown": found.unknown,
        "replicates": found.replicates,
    }


def tell(found: Regions, asked: float) -> None:
    """Print the regions; ``asked`` is the density that was asked for."""
    sizes = counts(found)
    aim = found.aim[:1].upper() + found.aim[1:]
    say(
        f"{aim}: at {sizes['wanted']:,} of {sizes['points']:,} points"
        f" ({sizes['replicates']} replicates); at {sizes['unsure']:,} luck could turn it"
    )
    if found.unknown:
        say(f"{found.unknown:,} points without values are left out")
    tables = found.discovery
    if not len(tables.boxes["box"]):
        say("No region: no limit of a factor stands out from luck.")
    for row, number in enumerate(tables.boxes["box"].tolist()):
        part = {name: float(column[row]) for name, column in tables.boxes.items()}
        title = (
            f"Region {number}: density {part['density']:.0%}, coverage {part['coverage']:.0%},"
            f" {int(part['cases'])} points"
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
