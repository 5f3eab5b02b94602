"""``goodwill harm``: how much harm the evidence allows."""

from __future__ import annotations

import click

from goodwill.command.options import JSON, PLACE, WORKERS


@click.command()
@WORKERS
@JSON
@click.option("--out", type=PLACE, metavar="DIR", help="A folder for tables and picture.")
def harm(workers: int | None, as_json: bool, out: str | None) -> None:
    """Say how much harm the evidence allows: bounds on the moral coefficients.

    Over which values of each does every published finding that it can move stay in its band?
    And which elasticity of sales is left as advertising hurts more?
    """
    from dataclasses import asdict

    from experiments.harm.bound import GOVERNS, admissible, measuring_by, surface, write_tables
    from experiments.run.pool import pool
    from experiments.run.processes import usual_workers
    from experiments.store.folder import output_folder
    from goodwill.command.matplotlib_settings import import_matplotlib
    from goodwill.command.printing import print_json, print_table, say

    target, count = output_folder(out), workers or usual_workers()
    with pool(0 if count == 1 else count) as computing:
        measured, ranges = measuring_by(computing), []
        for name in GOVERNS:
            ranges.append(admissible(name, measured))
            say(f"{name}: {ranges[-1].low:g} to {ranges[-1].high:g}")
        cells = surface(measured)
    rows = [[r.parameter, f"{r.default:g}", f"{r.low:g}", f"{r.high:g}"] for r in ranges]
    if as_json:
        print_json([asdict(row) for row in ranges])
    else:
        print_table("", ["Parameter", "Default", "Low", "High"], rows, numbers=True)
    if target is not None:
        with target.writing() as folder:
            write_tables(folder, ranges, cells)
            import_matplotlib()
            from viz.reports.validation import draw_harm

            drawn = [asdict(cell) for cell in cells], [asdict(row) for row in ranges]
            draw_harm(folder / "figures", *drawn)
        say(f"Written to {target.name}")
