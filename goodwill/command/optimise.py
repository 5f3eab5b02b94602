"""``goodwill optimise``: what a brand can have most of at once, and at what cost."""

from __future__ import annotations

from typing import Any

import click

from goodwill.command.study import study_options


@click.command()
@study_options
@click.option(
    "--levers", multiple=True, metavar="KEYS",
    help="What the brand decides: strategy,staff_hours=0..2,price=8..12. Else strategy, staff"
    " hours, advertising and posts; for an experiment, its own factors.",
)  # fmt: skip
@click.option(
    "--objectives", multiple=True, metavar="NAME:max,NAME:min",
    help="What is to be had; else trust:max,profit:max,cost:min.",
)  # fmt: skip
@click.option(
    "--budget", type=click.IntRange(20, 10_000_000), default=1000, show_default=True,
    metavar="RUNS",
    help="Runs at most: six in ten to search, the rest to try the best again on fresh seeds.",
)  # fmt: skip
@click.option(
    "--replicates", type=click.IntRange(1, 100_000), metavar="R",
    help="Seeds for each candidate of the search (else 3), or for each share (else 20).",
)  # fmt: skip
@click.option(
    "--confirmations", type=click.IntRange(2, 100_000), default=10, show_default=True, metavar="R",
    help="Fresh seeds on which the best are run again.",
)  # fmt: skip
@click.option(
    "--horizons", metavar="DAYS,DAYS",
    help="Instead, find the best share of promotions in the content, after so many days each"
    " (such as 30,365,1095).",
)  # fmt: skip
def optimise(**options: Any) -> None:
    """Find the Pareto front of a brand's levers in SCENARIO or EXPERIMENT.

    Nothing on the front can be improved in one objective without loss in another. With
    --horizons: which split of content between relation and promotion is best, by horizon.
    """
    from goodwill.command.optimising import find_best

    find_best(**options)
