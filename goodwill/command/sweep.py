"""``goodwill sweep``: an experiment of many runs that survives whatever happens to it."""

from __future__ import annotations

from typing import Any

import click

from goodwill.command.options import CLUSTER, STRATEGIES, WORKERS


@click.command()
@click.argument("experiment")
@click.option(
    "--set", "sets", multiple=True, metavar="KEY=VALUE",
    help="Change a value of the base, such as people.count=200. Repeatable.",
)  # fmt: skip
@STRATEGIES
@WORKERS
@CLUSTER
@click.option(
    "--resume", is_flag=True, help="Go on with the sweep in --out; begin it if there is none."
)
@click.option("--retry-failed", is_flag=True, help="Try failed runs again (with --resume).")
@click.option(
    "--reuse", multiple=True, metavar="DIR",
    help="Take over runs that an earlier sweep has finished. Repeatable.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be run and how long it would take.")
@click.option("--no-figures", is_flag=True, help="Leave out the pictures and the report.")
@click.option("--out", metavar="DIR", help="The folder of results.")
def sweep(**options: Any) -> None:
    """Run EXPERIMENT: a file, or the name of one that ships (see goodwill list).

    Every run that is finished is safe at once: whatever interrupts the sweep, --resume goes
    on where it was. A run that fails is a row with its error, and
    makes the exit code 1.
    """
    from goodwill.command.sweeping import sweep_experiment

    sweep_experiment(**options)
