"""``goodwill results``: what a sweep found, as a table or as one run again."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--csv", "csv_file", metavar="FILE", help="Write the table of runs as CSV.")
@click.option(
    "--open", "run_id", metavar="RUN_ID",
    help="Repeat one run as goodwill run would; the first letters of its id are enough.",
)  # fmt: skip
@click.option("--report", "page", is_flag=True, help="Draw the pictures and the page (again).")
@click.option("--out", metavar="OUT", help="A folder for what --open writes.")
def results(**options: Any) -> None:
    """Summarise the sweep in DIR, complete or not; export it; repeat one of its runs."""
    from goodwill.command.resulting import show_results

    show_results(**options)
