"""Python that came with results is run only if the user says so."""

from __future__ import annotations

from pathlib import Path

import click

TRUST = click.option(
    "--trust", is_flag=True,
    help="Run the Python in a folder of results: strategies that somebody wrote.",
)  # fmt: skip


def check_trust(folder: str, file: str | Path, trust: bool) -> None:
    """Raise InputError unless the user trusts the Python in a folder."""
    if not trust:
        from experiments.travelling import untrusted

        raise untrusted(folder, file)


def check_folder(folder: str, trust: bool) -> None:
    """Raise InputError if a sweep's folder holds Python that the user does not trust."""
    from experiments.sweep.layout import OWN_STRATEGIES

    own = Path(folder) / OWN_STRATEGIES
    if own.is_file():
        check_trust(folder, own, trust)
