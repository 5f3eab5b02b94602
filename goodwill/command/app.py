"""``goodwill app``: the pages in which a strategy is explored by hand."""

from __future__ import annotations

import click

from goodwill.command.options import PLACE, STRATEGIES
from goodwill.command.printing import out, say
from goodwill.command.whole_number import WholeNumber


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="H",
    help="Address to listen on; the default is this machine only.",
)  # fmt: skip
@click.option(
    "--port", default=8765, show_default=True, metavar="P", type=WholeNumber(0, 65535),
    help="Port to listen on; 0 finds a free one.",
)  # fmt: skip
@STRATEGIES
@click.option(
    "--lessons", type=PLACE, metavar="DIR",
    help="A folder with lessons of your own (*.toml).",
)  # fmt: skip
@click.option(
    "--results", type=PLACE, default=".", metavar="DIR",
    help="A folder with results of sweeps, to be opened in the map; else the one you are in.",
)  # fmt: skip
def app(host: str, port: int, strategies: str | None, lessons: str | None, results: str) -> None:
    """Open the app: play a scenario, pull its levers, compare strategies, take the lessons.

    Prints the address to open in a browser, and runs until Ctrl+C.
    """
    if strategies is not None:
        from model.strategies import load_strategies

        load_strategies(strategies)
    from viz.app.serve import serve
    from viz.app.sweep_folder import use_results
    from viz.lessons.shelf import use_folder

    use_folder(lessons)
    use_results(results)
    say("Getting ready …")
    serve(host, port, _announce)


def _announce(address: str) -> None:
    out(f"Goodwill is at {address} (Ctrl+C ends it)")
