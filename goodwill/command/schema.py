"""``goodwill schema``: what a scenario may hold, as JSON Schema."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON schema of a scenario file.

    Every parameter is in it, with default, range, unit and source.
    """
    from model.scenario.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
