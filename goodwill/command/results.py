"""``goodwill results``: what a sweep found, as a table or as one run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodwill.command.archive import check_archive, write_archive
from goodwill.command.csv_files import check_ending, export
from goodwill.command.inputs import scenario_file
from goodwill.command.keeping import SafeDrawing, results_safe
from goodwill.command.options import JSON, PLACE
from goodwill.command.printing import print_json, say
from goodwill.command.run import run_once
from goodwill.command.sweep_tables import sweep_json, tell
from goodwill.command.timing import Stopwatch
from goodwill.command.trusting import TRUST, check_folder
from model.errors import InputError

if TYPE_CHECKING:
    from experiments.sweep.results import Results

ENOUGH = 4
"""Letters of a run's id that have to be given at least."""


@click.command()
@click.argument("folder", type=PLACE, metavar="DIR")
@click.option(
    "--csv", "csv_file", type=PLACE, metavar="FILE.csv",
    help="Write the table of runs as CSV that spreadsheets open.",
)  # fmt: skip
@click.option(
    "--open", "run_id", metavar="RUN_ID",
    help="Repeat one run as goodwill run would; the first letters of its id are enough.",
)  # fmt: skip
@click.option("--report", "page", is_flag=True, help="Draw the pictures and the page (again).")
@click.option(
    "--archive", "archive", type=PLACE, metavar="FILE.zip",
    help="Write one file that opens without Goodwill: tables, experiment, versions, a README.",
)  # fmt: skip
@TRUST
@JSON
@click.option("--out", type=PLACE, metavar="OUT", help="A folder for what --open writes.")
def results(
    folder: str,
    csv_file: str | None,
    run_id: str | None,
    page: bool,
    archive: str | None,
    trust: bool,
    as_json: bool,
    out: str | None,
) -> None:
    """Summarise the sweep in DIR, complete or not; export it; repeat one of its runs."""
    from experiments.sweep.results import Results

    if csv_file is not None:
        check_ending(csv_file)
    if archive is not None:
        check_archive(archive)
    if run_id is not None:
        check_folder(folder, trust)
    found = Results(folder, trust=trust)
    if run_id is not None:
        repeat(found, run_id, as_json, out)
        return
    if out is not None:
        raise InputError("goes with --open only", file="--out", value=out)
    if csv_file is not None:
        export(found.table(), csv_file)
    if archive is not None:
        write_archive(found, archive)
    drawing = SafeDrawing(Stopwatch(), in_place=True)
    if page:
        with drawing():
            from viz.reports.sweep_page import report_sweep

            report_sweep(found)
    with results_safe(folder):
        print_json(sweep_json(found)) if as_json else tell(found)
    for notice in found.notices:
        say(f"Notice: {notice}")
    drawing.check(folder)


def repeat(found: Results, run_id: str, as_json: bool, out: str | None) -> None:
    """Run one row again, as ``goodwill run`` would."""
    from model.compilation import source_hash

    made, table = found.experiment, found.table()
    at = table["run_id"].tolist().index(whole_id(table["run_id"].tolist(), run_id))
    arm = next(arm for arm in made.arms if arm.name == table["arm"][at])
    levels = found.levels(int(table["point"][at]))
    scenario = made.scenario(levels, arm, int(table["replicate"][at]))
    graph = made.graph_of(levels)
    if found.sources != source_hash():
        say("Notice: the model has changed since; the numbers may differ")
    with scenario_file(scenario.to_dict(), sized=graph is not None) as path:
        run_once(
            scenario=path, seed=None, days=None, sets=(), strategies=made.strategies, graph=graph,
            graph_header=None, trust=True, engine="compiled", watch=(), threads=None,
            no_figures=False, as_json=as_json, out=out,
        )  # fmt: skip


def whole_id(known: list[str], begin: str) -> str:
    """Return the run's id that begins like that, or raise InputError."""
    ids = {one for one in known if one.startswith(begin)}
    if len(ids) != 1 or len(begin) < ENOUGH:
        problem = "no such run" if not ids else "several runs begin like that"
        raise InputError(
            problem, file="--open", value=begin,
            allowed=f"an id of the column run_id, or its first letters ({ENOUGH} or more)",
        )  # fmt: skip
    return ids.pop()
