"""What the commands say about what is run, what came of it, and where it is."""

from __future__ import annotations

import os
import shlex
from typing import Any

import click

from experiments.store.folder import OutputFolder
from goodwill.command.inputs import Inputs
from goodwill.command.printing import print_table, say
from viz.figures.words import plural


def command_line() -> str:
    """Return the command as it was typed; bytes that are no text as a shell takes them."""
    words = ["goodwill", *click.get_current_context().obj]
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    if word.isprintable() or word.encode("utf-8", "ignore").decode() == word:
        return shlex.quote(word)
    text = "".join(_escaped(letter) for letter in word)
    return f"$'{text}'"


def _escaped(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":  # a byte that Python could not decode
        return f"\\x{os.fsencode(letter)[0]:02x}"
    return f"\\{letter}" if letter in "\\'" else letter


def announce(given: Inputs, engine: str) -> None:
    """Say what is run, what was left out of the graph's file, and what can hardly be meant."""
    scenario = given.scenario
    people = int(scenario.values["people.count"])
    size = f"{plural(people, 'person', 'people')}, {plural(scenario.days, 'day')}"
    say(f"{scenario.title}: {size}, seed {scenario.seed}, {engine} engine")
    brands = (f"{brand.label} ({brand.strategy})" for brand in scenario.brands)
    say(f"Brands: {', '.join(brands)}")
    for notice in (*scenario.notices(), *(given.graph.notices if given.graph else ())):
        say(f"Notice: {notice}")


def show_grid(grid: Any) -> None:
    """Print a table that pages show too."""
    heads = [grid.corner, *(f"{c.title}\n{c.unit}".strip() for c in grid.columns)]
    rows = [
        [f"{row.head}\n({row.under})" if row.under else row.head, *row.cells] for row in grid.rows
    ]
    print_table(grid.caption, heads, rows, numbers=True)


def say_where(target: OutputFolder, figures: bool) -> None:
    """Say where the output is, and whether an earlier one had to go."""
    earlier = " (replaces an earlier output)" if target.replaces else ""
    begin = f"; begin with {target.name}/report.html" if figures else ""
    say(f"Written to {target.name}{earlier}{begin}")
