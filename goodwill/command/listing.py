"""``goodwill list``: what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from goodwill.command.options import JSON, STRATEGIES
from goodwill.command.printing import out, print_json, print_table

Record = dict[str, Any]
DESIGNS = Path(__file__).resolve().parents[2] / "experiments" / "designs"


def scenarios() -> list[Record]:
    """Return the scenarios that ship."""
    from model.scenario import load_scenario, shipped_scenarios

    loaded = (load_scenario(name) for name in shipped_scenarios())
    return [
        {
            "name": scenario.name,
            "about": scenario.title,
            "brands": {brand.name: brand.strategy for brand in scenario.brands},
        }
        for scenario in loaded
    ]


def experiments() -> list[Record]:
    """Return the experiments that ship, for ``goodwill sweep``; from their files alone."""
    import tomllib

    found = []
    for path in sorted(DESIGNS.glob("*.toml")):
        document = tomllib.loads(path.read_text("utf-8"))
        found.append(
            {"name": path.stem, "about": document["title"], "arms": ", ".join(document["arms"])}
        )
    return found


def strategy_records() -> list[Record]:
    """Return the strategies, with the options of each."""
    from model.strategies import STRATEGIES

    return [
        {
            "name": name,
            "about": kind.about,
            "options": {key: option.default for key, option in kind.options().items()},
        }
        for name, kind in STRATEGIES.items()
    ]


def engines() -> list[Record]:
    """Return the engines."""
    return [
        {"name": "compiled", "about": "fast: compiled loops over people; the usual one"},
        {"name": "plain", "about": "slow, to be stepped through: one Mesa agent a person"},
    ]


def lessons() -> list[Record]:
    """Return the lessons that ship."""
    from viz.lessons.shelf import shipped_heads

    return [
        {
            "name": name, "about": lesson["title"], "claims": ", ".join(lesson["claims"]),
            "minutes": lesson["minutes"],
        }
        for name, lesson in shipped_heads().items()
    ]  # fmt: skip


def parameters() -> list[Record]:
    """Return every parameter."""
    from model.parameters import ALL
    from model.parameters.validation import allowed

    return [
        {
            "name": p.name, "default": p.default, "allowed": allowed(p), "about": p.about,
            "role": p.role, "moral": p.moral, "source": p.source,
        }
        for p in ALL
    ]  # fmt: skip


LISTS: dict[str, Callable[[], list[Record]]] = {
    "scenarios": scenarios,
    "experiments": experiments,
    "strategies": strategy_records,
    "engines": engines,
    "lessons": lessons,
    "parameters": parameters,
}
SHORT = ("scenarios", "experiments", "strategies", "engines", "lessons")
"""What is listed when nothing is asked for; there are many parameters."""
COLUMNS = {
    "scenarios": ("name", "about", "brands"),
    "experiments": ("name", "about", "arms"),
    "strategies": ("name", "about", "options"),
    "engines": ("name", "about"),
    "lessons": ("name", "about", "claims", "minutes"),
    "parameters": ("name", "default", "allowed", "about"),
}


@click.command("list")
@click.argument("what", required=False, type=click.Choice(list(LISTS)))
@STRATEGIES
@JSON
def listing(what: str | None, strategies: str | None, as_json: bool) -> None:
    """List scenarios, experiments, strategies, engines, lessons or parameters."""
    if strategies is not None:
        from model.strategies import load_strategies

        load_strategies(strategies)
    names = (what,) if what else SHORT
    found = {name: LISTS[name]() for name in names}
    if as_json:
        print_json(found[what] if what else found)
        return
    for name, records in found.items():
        rows = [[_cell(record[key]) for key in COLUMNS[name]] for record in records]
        print_table(name.capitalize(), [key.capitalize() for key in COLUMNS[name]], rows)
    if not what:
        from model.cache_place import about_cache

        out("All numbers that shape the model: goodwill list parameters")
        out(about_cache())


def _cell(value: Any) -> str:
    from model.parameters.validation import number_text

    if isinstance(value, dict):
        return ", ".join(f"{key}={_cell(inner)}" for key, inner in value.items())
    return number_text(value)
