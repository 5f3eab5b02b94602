"""``goodwill sensitivity``: which factors an outcome depends on, luck among them."""

from __future__ import annotations

from typing import Any

import click

from goodwill.command.study import study_options


@click.command()
@study_options
@click.option(
    "--factors", multiple=True, metavar="KEYS",
    help="What is varied: staff_hours=0..2,strategy=push|mixed,trust.prior, or a group: levers,"
    " uncertainties, moral. For an experiment, else its own factors.",
)  # fmt: skip
@click.option(
    "--method", type=click.Choice(["morris", "sobol"]), default="morris", show_default=True,
    help="Screening by elementary effects, or shares of variance.",
)  # fmt: skip
@click.option(
    "--points", type=click.IntRange(2, 1_000_000), metavar="N",
    help="Trajectories (Morris; else 10) or base points (Sobol; else 64).",
)  # fmt: skip
@click.option(
    "--replicates", type=click.IntRange(1, 100_000), default=10, show_default=True, metavar="R",
    help="Seeds that luck is drawn from, as a factor of its own; 1 for none.",
)  # fmt: skip
def sensitivity(**options: Any) -> None:
    """Find what the outcomes of SCENARIO or EXPERIMENT depend on.

    Morris screening takes N x (factors + 1) runs, Sobol indices N x (factors + 2); the seed
    is one of the factors, so that luck can be compared with the rest.
    """
    from goodwill.command.sensing import sense

    sense(**options)
