"""``goodwill discover``: in which region of a sweep's factors a condition holds."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.argument("results", metavar="RESULTS")
@click.option(
    "--where", required=True, metavar="CONDITION",
    help='What is looked for: "conversational < push in trust", "push.profit > 0", "trust < 0.4".',
)  # fmt: skip
@click.option(
    "--boxes", type=click.IntRange(1, 20), default=1, show_default=True, metavar="N",
    help="Regions to look for, one after the other.",
)  # fmt: skip
@click.option(
    "--density", type=click.FloatRange(0.0, 1.0), default=0.8, show_default=True, metavar="SHARE",
    help="Share of points inside at which the condition should hold.",
)  # fmt: skip
@click.option(
    "--mass", type=click.FloatRange(0.0, 1.0), default=0.05, show_default=True, metavar="SHARE",
    help="Share of all points that a region has at least.",
)  # fmt: skip
@click.option("--no-figures", is_flag=True, help="Leave out the pictures.")
@click.option("--out", metavar="DIR", help="A folder for tables and pictures.")
def discover(**options: Any) -> None:
    """Find the region of the factors of RESULTS, a folder of goodwill sweep, where CONDITION holds.

    Prints the limits of the region, what share of the points where the condition holds lie
    in it (coverage), and at what share of the points in it the condition holds (density).
    """
    from goodwill.command.discovering import find

    find(**options)
