"""What the commands share: the options that say what is run, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodwill.command.numbers import read_sets
from goodwill.command.options import DAYS, PLACE, SEED, SETS, STRATEGIES, Command, give
from model.errors import InputError
from model.temporary import temporary_folder

if TYPE_CHECKING:
    from experiments.manifest import GraphFile
    from model.scenario import Scenario

COUNT = "people.count"

OPTIONS = (
    click.argument("scenario", type=PLACE),
    SEED,
    DAYS,
    SETS,
    STRATEGIES,
    click.option(
        "--graph", type=PLACE, metavar="FILE",
        help="A social graph of your own: an edge list as CSV (also gzipped) or Parquet.",
    ),
    click.option(
        "--graph-header", type=click.Choice(["yes", "no"]),
        help="Whether the first row of the graph names its columns; else it is guessed.",
    ),
)  # fmt: skip


def scenario_options(command: Command) -> Command:
    """Give a command the options that say what is run."""
    return give(command, OPTIONS)


@dataclass(frozen=True)
class Inputs:
    """What is run."""

    scenario: Scenario
    graph: GraphFile | None
    strategies: str | None
    """File of the user's own strategies."""


def read_inputs(
    scenario: str,
    seed: int | None,
    days: int | None,
    sets: tuple[str, ...],
    strategies: str | None,
    graph: str | None,
    graph_header: str | None,
) -> Inputs:
    """Return what the options ask for, checked, or raise InputError."""
    from model.scenario import load_scenario

    if strategies is not None:
        from model.strategies import load_strategies

        load_strategies(strategies)
    changes = read_sets(sets)
    if graph is not None and COUNT in changes:
        raise _both("--set", changes[COUNT])
    loaded = load_scenario(scenario).with_values(changes, file="--set")
    for key, value in (("seed", seed), ("days", days)):
        if value is not None:
            loaded = loaded.with_values({key: value}, file=f"--{key}")
    if graph is None:
        if graph_header is not None:
            raise InputError("needs a graph", file="--graph-header", allowed="with --graph FILE")
        return Inputs(loaded, None, strategies)
    file = _read_graph(graph, graph_header)
    return Inputs(_sized(loaded, scenario, file), file, strategies)


def _read_graph(path: str, header: str | None) -> GraphFile:
    from experiments.manifest import GraphFile
    from model.network import read_network

    named = None if header is None else header == "yes"
    return GraphFile(path, *read_network(path, named), named)


def _sized(scenario: Scenario, ref: str, file: GraphFile) -> Scenario:
    """Return the scenario with as many people as the graph has."""
    from model.network.graph import count_people
    from model.scenario.reading import find_scenario, read_document

    people = count_people(file.graph)
    given = read_document(find_scenario(ref)).get("people", {}).get("count", people)
    if given != people:  # a run's own scenario.toml says what its graph had
        raise _both(ref, given)
    return scenario.with_values({COUNT: people}, file=file.path)


def _both(file: str, count: object) -> InputError:
    return InputError(
        "a graph sets the number of people", file=file, key=COUNT, value=count,
        allowed=f"either {COUNT} or --graph",
    )  # fmt: skip


def watched_people(watch: Sequence[str], given: Inputs, *, writes: bool) -> list[int]:
    """Return the numbers of the people to be watched, or raise InputError."""
    words = [word.strip() for text in watch for word in text.split(",") if word.strip()]
    if not words:
        return []
    if not writes:
        raise InputError(
            "needs a folder to write to", file="--watch", value=",".join(words),
            allowed="together with --out DIR",
        )  # fmt: skip
    people = int(given.scenario.values[COUNT])
    ids = range(people) if given.graph is None else given.graph.ids
    allowed = f"0 to {people - 1}" if given.graph is None else "ids of the graph file"
    numbers = {str(name): number for number, name in enumerate(ids)}
    for word in words:
        if word not in numbers:
            raise InputError("no such person", file="--watch", value=word, allowed=allowed)
    return sorted({numbers[word] for word in words})


def check_size(given: Inputs, *, plain: bool = False, runs: int = 1) -> None:
    """Raise InputError if so many runs at a time do not fit into memory."""
    from experiments.memory import check_memory, needed_bytes

    scenario = given.scenario
    people, brands = int(scenario.values[COUNT]), len(scenario.brands)
    links = float(scenario.values["network.mean_degree"])
    if given.graph is not None:
        links = len(given.graph.graph.indices) / people
    topics = int(scenario.values["platform.topics"])
    needed = needed_bytes(people, brands, topics, links, scenario.days, plain=plain)
    check_memory(runs * needed, people, brands)


def keep_inputs(folder: Path, given: Inputs) -> dict[str, dict[str, str] | None]:
    """Let the user's own files travel with the results; return what each is known by."""
    from experiments.travelling import keep_input

    graph = given.graph.path if given.graph else None
    files = {"graph": graph, "strategies": given.strategies}
    return {name: None if file is None else keep_input(file, folder)
            for name, file in files.items()}  # fmt: skip


@contextmanager
def scenario_file(document: Mapping[str, Any], sized: bool) -> Iterator[str]:
    """Give a file of a scenario; where a graph sets the number of people, without it."""
    from model.scenario.writing import toml_text

    people = dict(document.get("people", {}))
    if sized:
        people.pop("count", None)
    with temporary_folder() as folder:
        path = folder / f"{document.get('name') or 'scenario'}.toml"
        path.write_text(toml_text({**document, "people": people}), "utf-8")
        yield str(path)
