"""Options that several commands have, said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

SEED = click.option("--seed", type=int, metavar="N", help="Which luck; else the scenario's.")
DAYS = click.option("--days", type=int, metavar="N", help="How many days; else the scenario's.")
SETS = click.option(
    "--set", "sets", multiple=True, metavar="KEY=VALUE",
    help="Change a value of the scenario, such as people.count=200. Repeatable.",
)  # fmt: skip
STRATEGIES = click.option(
    "--strategies", metavar="FILE", help="A Python file with strategies of your own."
)
WORKERS = click.option(
    "--workers", type=click.IntRange(1, 1024), metavar="N",
    help="Processes of this machine; else one a processor. Changes no result.",
)  # fmt: skip
CLUSTER = click.option(
    "--cluster", metavar="ADDRESS",
    help="A running Dask scheduler, such as tcp://host:8786, whose workers have Goodwill.",
)  # fmt: skip


def give(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """Give a command some options, to be listed in this order."""
    for option in reversed(options):
        command = option(command)
    return command
