"""Options that several commands have, said once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from goodwill.command.whole_number import WholeNumber
from model.errors import InputError

Command = TypeVar("Command", bound=Callable[..., Any])


class Place(click.Path):
    """A file or a folder; ``~`` is the home folder, also where the shell leaves it as it is."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the path as it is to be opened."""
        return os.path.expanduser(value)


PLACE = Place()
SEED = click.option(
    "--seed", type=WholeNumber(), metavar="N", help="Which luck; else the scenario's."
)
DAYS = click.option(
    "--days", type=WholeNumber(), metavar="N", help="How many days; else the scenario's."
)
SETS = click.option(
    "--set", "sets", multiple=True, metavar="KEY=VALUE",
    help="Change a value of the scenario, such as people.count=200. Repeatable.",
)  # fmt: skip
STRATEGIES = click.option(
    "--strategies", type=PLACE, metavar="FILE", help="A Python file with strategies of your own."
)
WORKERS = click.option(
    "--workers", type=WholeNumber(1, 1024), metavar="N",
    help="Processes of this machine; else one a processor. Changes no result.",
)  # fmt: skip
CLUSTER = click.option(
    "--cluster", metavar="ADDRESS",
    help="A running Dask scheduler, such as tcp://host:8786, whose workers have Goodwill.",
)  # fmt: skip
JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for programs in place of tables."
)


def give(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """Give a command some options, to be listed in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def count_workers(workers: int | None, cluster: str | None) -> int:
    """Return how many processes of this machine are used, or raise InputError."""
    from experiments.run.processes import usual_workers

    if cluster is not None and workers is not None:
        raise InputError(
            "goes without --cluster", file="--workers", value=workers,
            allowed="one of the two: a cluster has workers of its own",
        )  # fmt: skip
    return workers or usual_workers()
