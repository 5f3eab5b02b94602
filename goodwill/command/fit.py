"""``goodwill fit``: the model against data that the user has."""

from __future__ import annotations

import click


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME …]")
@click.option(
    "--data", metavar="DIR",
    help="The folder of data sets; else what GOODWILL_DATA names. They are not part of Goodwill.",
)  # fmt: skip
@click.option("--quick", is_flag=True, help="Fewer people, replicates and resamples.")
@click.option("--no-figures", is_flag=True, help="Leave out the pictures.")
@click.option("--out", metavar="DIR", help="A folder for tables and pictures.")
def fit(
    names: tuple[str, ...], data: str | None, quick: bool, no_figures: bool, out: str | None
) -> None:
    """Compare the model with data sets: trust, engagement, purchases, diffusion, graphs.

    Without NAME all of them. Prints what the data show and what the model shows, with 95 %
    intervals, as shipped and with numbers fitted to the data.
    """
    from goodwill.command.fitting import fit_all

    fit_all(names, data, quick=quick, figures=not no_figures, out=out)
