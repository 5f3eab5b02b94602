"""``goodwill calibrate``: defaults under which the fitted targets hold, found again."""

from __future__ import annotations

from pathlib import Path

import click

from goodwill.command.options import PLACE, WORKERS


@click.command()
@click.argument("blocks", nargs=-1, metavar="[BLOCK]...")
@click.option(
    "--from", "begin", type=click.Choice(["proposals", "defaults"]), default="proposals",
    help="Where the search begins.",
)  # fmt: skip
@WORKERS
@click.option("--out", type=PLACE, metavar="FILE", help="Where to write what was found, as JSON.")
def calibrate(blocks: tuple[str, ...], begin: str, workers: int | None, out: str | None) -> None:
    """Search for defaults under which the published findings hold, in all blocks or those named.

    About ten minutes a round on two idle processors. Exit code 1 if a finding is out of its
    band in the end.
    """
    from experiments.calibration.blocks import chosen
    from experiments.calibration.calibrate import calibrate as search
    from experiments.run.processes import usual_workers
    from goodwill.command.printing import say

    wanted, file = chosen(blocks), None if out is None else writable(out)
    found = search(wanted, workers or usual_workers(), say, file, begin)
    outside = [name for name, one in found["targets"].items() if not one["inside"]]
    if file is not None:
        say(f"Written to {file}")
    if outside:
        raise click.ClickException(f"outside of their bands: {', '.join(outside)}")


def writable(out: str) -> Path:
    """Return the file, or raise InputError if it cannot be written."""
    from model.errors import InputError

    file = Path(out)
    if file.is_dir() or not file.parent.is_dir():
        raise InputError(
            "cannot be written", file="--out", value=out, allowed="a file in a folder that is there"
        )
    return file
