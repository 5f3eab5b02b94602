"""``goodwill schema``: what a scenario may hold, as JSON Schema."""

from __future__ import annotations

import click

from goodwill.command.printing import print_json


@click.command()
def schema() -> None:
    """Print the JSON schema of a scenario file.

    Every parameter is in it, with default, range, unit and source.
    """
    from model.scenario.schema import json_schema

    print_json(json_schema())
