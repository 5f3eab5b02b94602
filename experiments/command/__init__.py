"""The command line. Heavy libraries are imported where they are used, so that it is quick."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from experiments.command.line import cli

    cli.main(prog_name="goodwill")
