"""The commands, put together; each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from goodwill.command.exits import MEANING, SafeGroup
from goodwill.command.printing import columns, out

COMMANDS = {
    "run": "Run a scenario once.",
    "compare": "Compare strategies of one brand on the same people.",
    "sweep": "Run an experiment of many runs, safe against interruptions.",
    "results": "Summarise, export or repeat what a sweep has run.",
    "sensitivity": "Find what the outcomes depend on.",
    "discover": "Find where in a sweep a condition holds.",
    "optimise": "Find the best of a brand's levers.",
    "fit": "Compare the model with data of your own.",
    "graph": "Say what is in a graph's file, and what was guessed.",
    "validate": "Hold the model against published findings.",
    "calibrate": "Search for defaults under which those findings hold.",
    "identify": "Find which unknown numbers the findings pin down.",
    "harm": "Bound the harm that the findings allow.",
    "list": "List scenarios, experiments, strategies and so on.",
    "schema": "Print the JSON schema of a scenario.",
    "app": "Open the app in a browser.",
}
"""What each command is, in the order of the help."""
FILES = {"list": "listing"}
"""Files that have another name than their command."""
CODES = "; ".join(f"{code} {meaning}" for code, meaning in MEANING.items())


class NarrowHelp(click.HelpFormatter):
    """Help that fits a terminal of 40 letters: what is long stands on a line of its own."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.width = min(columns(), 80) - 2

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names and what they mean, side by side or below one another."""
        super().write_dl(rows, col_max if self.width >= 60 else 12, col_spacing)


click.Context.formatter_class = NarrowHelp


class Commands(SafeGroup):
    """All commands, by name."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        nothing: Any = None  # names are enough, to find the nearest
        self.commands = dict.fromkeys(COMMANDS, nothing)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded now; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        file = FILES.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"goodwill.command.{file}"), file)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command is, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from experiments.manifest import version
        from model.cache_place import about_cache

        out(f"goodwill {version()}\n{about_cache()}")
        context.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"Exit codes: {CODES}.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the version and exit.",
)  # fmt: skip
def cli() -> None:
    """Simulate how brands earn and lose people's goodwill.

    Begin with: goodwill run three_strategies --out out
    """
