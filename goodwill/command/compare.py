"""``goodwill compare``: the same people and luck under each of several strategies."""

from __future__ import annotations

from typing import Any

import click

from goodwill.command.inputs import scenario_options
from goodwill.command.options import JSON, PLACE
from goodwill.command.trusting import TRUST
from goodwill.command.whole_number import WholeNumber


@click.command()
@scenario_options
@click.option(
    "--arms", multiple=True, metavar="ARM,ARM",
    help="Strategies to compare; the first is what the others are compared with."
    " Options follow a colon: push,mixed:promotion_share=0.3.",
)  # fmt: skip
@click.option("--brand", metavar="NAME", help="Whose strategy it is; else the first brand's.")
@click.option(
    "--replicates", type=WholeNumber(1, 100_000), metavar="N",
    help="Runs of each arm, with seeds counting up from the scenario's.",
)  # fmt: skip
@click.option(
    "--workers", type=WholeNumber(min=1), metavar="N",
    help="Processes of this machine; else one a processor. Changes no result.",
)  # fmt: skip
@click.option("--no-figures", is_flag=True, help="Leave out the pictures and the report.")
@TRUST
@JSON
@click.option(
    "--out", type=PLACE, metavar="DIR", help="A folder for tables, pictures and report.html."
)
def compare(**options: Any) -> None:
    """Compare strategies of one brand of SCENARIO on the same people with the same luck.

    Each arm is applied to that brand, the others stay as they are. Prints how the arms
    differ, with 95 % intervals over the replicates.

    A folder that goodwill compare wrote, or its manifest.json, is compared again, and it is said
    whether the results agree.
    """
    from goodwill.command.several import compare_arms

    compare_arms(**options)
