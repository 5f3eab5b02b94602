"""What all tests share: data that may be absent, and settings of the tools."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
# Tests start a hundred processes: what was compiled once is kept, whatever a container says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOT = Path(__file__).resolve().parents[1]

# The first call of a rule compiles it, so a deadline would measure the compiler.
settings.register_profile("goodwill", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("goodwill")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what CI tries beside the default tests out of those."""
    for item in items:
        if item.get_closest_marker("often") is not None:
            item.add_marker(pytest.mark.slow)


def rare(numbers: range) -> list[Any]:
    """Return random cases for a slow test; every tenth of them CI tries as well."""
    marks = {True: pytest.mark.often, False: pytest.mark.slow}
    return [
        pytest.param(number, marks=marks[place % 10 == 0]) for place, number in enumerate(numbers)
    ]


def thinned(values: Iterable[Any], every: int = 3) -> list[Any]:
    """Return all values: one in so many is a default test, the others CI tries as well."""
    return [
        value if place % every == 0 else pytest.param(value, marks=pytest.mark.often)
        for place, value in enumerate(values)
    ]


TENTHS = rare(range(10))
"""For a slow test of many cases, in ten parts."""


def shared_data(name: str) -> Path:
    """Return a file of the shared data (``graphs/…csv``), or skip where it is absent."""
    path = ROOT.parent / "shared" / "data" / name
    if not path.exists():
        pytest.skip(f"shared/data/{name} is not beside this checkout")
    return path


@pytest.fixture(name="shared_data")
def shared_data_fixture() -> Callable[[str], Path]:
    """Give :func:`shared_data` to tests that ask for it by name."""
    return shared_data


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Let tests of pages use the system's Chromium where there is one."""
    found = shutil.which("chromium")
    if found is None:
        return browser_type_launch_args
    # Chromium refuses to guard itself where everybody is root, as in a container.
    return {**browser_type_launch_args, "executable_path": found, "args": ["--no-sandbox"]}
