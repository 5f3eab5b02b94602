"""The commands, put together."""

from __future__ import annotations

import click

from experiments.command.app import app
from experiments.command.compare import compare
from experiments.command.discover import discover
from experiments.command.fit import fit
from experiments.command.group import Goodwill
from experiments.command.listing import listing
from experiments.command.optimise import optimise
from experiments.command.results import results
from experiments.command.run import run
from experiments.command.schema import schema
from experiments.command.sensitivity import sensitivity
from experiments.command.sweep import sweep
from experiments.command.validate import validate


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
    validate,
    listing,
    schema,
    app,
):
    cli.add_command(command)
