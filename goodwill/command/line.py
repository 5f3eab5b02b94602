"""The commands, put together."""

from __future__ import annotations

import click

from goodwill.command.app import app
from goodwill.command.compare import compare
from goodwill.command.discover import discover
from goodwill.command.fit import fit
from goodwill.command.graph import graph
from goodwill.command.group import Goodwill
from goodwill.command.listing import listing
from goodwill.command.optimise import optimise
from goodwill.command.results import results
from goodwill.command.run import run
from goodwill.command.schema import schema
from goodwill.command.sensitivity import sensitivity
from goodwill.command.sweep import sweep
from goodwill.command.validate import validate


def _version(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from experiments.manifest import version

        click.echo(f"goodwill {version()}")
        context.exit()


@click.group(cls=Goodwill, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the version and exit.",
)  # fmt: skip
def cli() -> None:
    """Simulate how brands earn and lose people's goodwill.

    Begin with: goodwill run three_strategies --out out
    """


for command in (
    run,
    compare,
    sweep,
    results,
    sensitivity,
    discover,
    optimise,
    fit,
    graph,
    validate,
    listing,
    schema,
    app,
):
    cli.add_command(command)
