"""``goodwill run``: one run, and what it leaves."""

from __future__ import annotations

from typing import Any

import click

from goodwill.command.inputs import scenario_options


@click.command()
@scenario_options
@click.option(
    "--engine", type=click.Choice(["compiled", "plain"]), default="compiled", show_default=True,
    help="Both give the same run; plain is slow and can be stepped through.",
)  # fmt: skip
@click.option(
    "--watch", multiple=True, metavar="ID,ID",
    help="Record every change of trust of these people, with its cause.",
)  # fmt: skip
@click.option("--threads", type=click.IntRange(min=1), metavar="N", help="At most so many threads.")
@click.option("--no-figures", is_flag=True, help="Leave out the pictures and the report.")
@click.option("--out", metavar="DIR", help="A folder for tables, pictures and report.html.")
def run(**options: Any) -> None:
    """Run SCENARIO: a file, or the name of one that ships (see goodwill list).

    Prints what became of each brand. With --out, tables, pictures and a report go there.
    """
    from goodwill.command.single import run_once

    run_once(**options)
