"""The table of all parameters in docs/parameters.md, from the declarations.

``python -m model.scenario.parameter_table > docs/parameters.md`` writes it;
``python -m model.scenario.parameter_table --check`` tells whether the file is current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from model.parameters import MODULES
from model.parameters.declaration import Parameter
from model.parameters.validation import number_text
from model.scenario.checking import RUN_PARAMETERS
from model.strategies import SHIPPED as SHIPPED_STRATEGIES
from model.strategies import Strategy

DOCS = Path(__file__).resolve().parents[2] / "docs" / "parameters.md"

SHIPPED = {strategy.name: strategy for strategy in SHIPPED_STRATEGIES}
"""A user's own strategies stay out of our page."""

INTRODUCTION = """\
# Parameters

Generated from `model/parameters/` and `model/strategies/`: change the declaration, then run
`python -m model.scenario.parameter_table > docs/parameters.md`.

*Role*: a *lever* is decided by a brand, an *uncertainty* is known to nobody, a *setting* is
the experimenter's. *Moral* numbers decide whether one way of dealing with people is better
than another; their ranges include zero, which switches them off. *Moves* names the outcome
that a rise should move, and which way: ↑ up, ↓ down. A source of *assumed* means just that.
"""

HEADINGS = ("Name", "Default", "Range", "Unit", "What it is", "Role", "Moral", "Moves", "Source")


def markdown_table() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *_sections()])


def _sections() -> Iterator[str]:
    yield from _section("Run", "What stands at the top of a scenario.", RUN_PARAMETERS.values())
    for module in MODULES:
        about = module.__doc__ or ""
        for group, members in groupby(module.PARAMETERS, key=lambda p: p.group):
            yield from _section(f"`{group}`", about, members)
            about = ""  # said once for a module of several groups
    for name, strategy in SHIPPED.items():
        yield f"## Strategy `{name}`\n\n{strategy.about}\n"
        if strategy.options():
            yield _rows(_options(strategy))
        for table, named_by in strategy.tables().items():
            yield f"`{table}`: a table of options for the strategy that `{named_by}` names.\n"


def _options(strategy: type[Strategy]) -> Iterator[tuple[str, Parameter]]:
    """Yield the options; those that name a strategy have no choices of their own."""
    naming = strategy.tables().values()
    for name, option in strategy.options().items():
        yield name, replace(option, choices=("any strategy",)) if name in naming else option


def _section(title: str, about: str, members: Iterable[Parameter]) -> Iterator[str]:
    yield f"## {title}\n"
    if about:
        yield f"{about.strip()}\n"
    yield _rows((parameter.name, parameter) for parameter in members)


def _rows(named: Iterable[tuple[str, Parameter]]) -> str:
    lines = [_line(HEADINGS), _line("---" for _ in HEADINGS)]
    lines += [_line(_cells(name, parameter)) for name, parameter in named]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _cells(name: str, parameter: Parameter) -> tuple[str, ...]:
    moves = f"`{parameter.probe}` {'↑' if parameter.direction > 0 else '↓'}"
    return (
        f"`{name}`",
        number_text(parameter.default),
        _range(parameter),
        parameter.unit,
        parameter.about,
        parameter.role,
        "moral" if parameter.moral else "",
        moves if parameter.probe else "",
        parameter.source,
    )


def _range(parameter: Parameter) -> str:
    if parameter.choices:
        return ", ".join(parameter.choices)
    if parameter.kind in (bool, str):
        return "true or false" if parameter.kind is bool else "any text"
    return f"{number_text(parameter.low)} to {number_text(parameter.high)}"


def main(arguments: list[str]) -> int:
    """Write the page to standard output, or with ``--check`` compare it; return an exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m model.scenario.parameter_table [--check]\n")
        return 2
    if not arguments:
        sys.stdout.buffer.write(markdown_table().encode())
        return 0
    current = DOCS.is_file() and DOCS.read_text("utf-8") == markdown_table()
    if not current:
        sys.stderr.write(f"{DOCS.name} is out of date: see the head of {Path(__file__).name}\n")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
