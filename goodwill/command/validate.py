"""``goodwill validate``: virtual experiments held against published findings."""

from __future__ import annotations

from typing import Any

import click

from goodwill.command.options import JSON, PLACE
from goodwill.command.whole_number import WholeNumber


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--replicates", type=WholeNumber(1, 10_000), metavar="N",
    help="Seeds of each experiment, from 1 on; else 30, and fewer where one takes long.",
)  # fmt: skip
@click.option("--quick", is_flag=True, help="Small worlds and few seeds: a check, no result.")
@click.option(
    "--workers", type=WholeNumber(min=1), metavar="N",
    help="Processes at a time; else one a processor. Changes no result.",
)  # fmt: skip
@click.option(
    "--set", "sets", multiple=True, metavar="KEY=VALUE",
    help="Try another value of a parameter, such as talk.rate=0.3. Repeatable.",
)  # fmt: skip
@click.option("--no-figures", is_flag=True, help="Leave out the pictures.")
@JSON
@click.option(
    "--out", type=PLACE, metavar="DIR", help="A folder for the table, pictures and manifest."
)
def validate(**options: Any) -> None:
    """Run the validation experiments V1 to V14, or those named.

    Prints what was measured, its 95 % interval, the band that published work puts it in, whether
    it lies in there, and what it is with the mechanism in question switched off. That some do not
    pass is a finding; the exit code stays 0.
    """
    from goodwill.command.validation_table import validate_all

    validate_all(**options)
