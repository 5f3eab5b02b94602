"""What can be looked up: lists, the schema, versions, help."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest

from experiments.manifest import version
from model.cache_place import cache_root
from model.parameters import ALL
from model.scenario import load_scenario, shipped_scenarios
from model.strategies import SHIPPED, STRATEGIES
from tests.conftest import ROOT
from tests.goodwill.commands import here


def test_a_list_of_nothing_in_particular_names_scenarios_strategies_and_engines() -> None:
    done = here("list")
    assert done.exit_code == 0
    for name in (*shipped_scenarios(), *(kind.name for kind in SHIPPED), "compiled", "plain"):
        assert any(line.startswith(f"{name} ") for line in done.stdout.splitlines()), name


def test_parameters_are_listed_with_what_is_allowed() -> None:
    lines = here("list", "parameters").stdout.splitlines()
    assert len([line for line in lines if line]) == len(ALL) + 2
    (line,) = [line for line in lines if line.startswith("people.count ")]
    assert "1000" in line
    assert "from 1 to 20000000" in line


@pytest.mark.parametrize(
    "what", ["scenarios", "experiments", "strategies", "engines", "lessons", "parameters"]
)
def test_lists_are_there_for_programs_too(what: str) -> None:
    records = json.loads(here("list", what, "--json").stdout)
    assert all({"name", "about"} <= set(record) for record in records)
    assert json.loads(here("list", "--json").stdout).get(what, records) == records


def test_experiments_that_ship_are_listed() -> None:
    from experiments.sweep import load_experiment, shipped_experiments

    records = {r["name"]: r for r in json.loads(here("list", "experiments", "--json").stdout)}
    assert set(records) == set(shipped_experiments())
    for name, record in records.items():
        made = load_experiment(name)
        assert record["about"] == made.title
        assert record["arms"] == ", ".join(arm.name for arm in made.arms)


def test_options_of_strategies_are_listed() -> None:
    records = {r["name"]: r for r in json.loads(here("list", "strategies", "--json").stdout)}
    for name, kind in STRATEGIES.items():
        assert set(records[name]["options"]) == set(kind.options())


def test_strategies_of_ones_own_are_listed() -> None:
    own = ROOT / "docs" / "examples" / "own_strategy.py"
    assert "office_hours" in here("list", "strategies", "--strategies", own).stdout


def test_the_schema_takes_every_scenario_that_ships() -> None:
    schema = json.loads(here("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for name in shipped_scenarios():
        jsonschema.validate(load_scenario(name).to_dict(), schema)


def test_the_version_is_that_of_the_project() -> None:
    first, cache = here("--version").stdout.splitlines()
    assert first == f"goodwill {version()}"
    assert cache in here("list").stdout
    assert str(cache_root()) in cache
    assert "GOODWILL_CACHE" in cache
    assert f'version = "{version()}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("command", ["run", "compare", "list", "schema"])
def test_every_command_explains_itself(command: str) -> None:
    assert command in here("--help").stdout
    done = here(command, "--help")
    assert done.exit_code == 0
    assert f"goodwill {command}" in done.stdout or "Usage: cli" in done.stdout


@pytest.mark.parametrize(
    ("words", "light"), [(("--help",), True), (("list",), False), (("schema",), False)]
)
def test_looking_something_up_loads_nothing_heavy(words: tuple[str, ...], light: bool) -> None:
    heavy = ["numba", "scipy", "mesa", "pandas", "matplotlib", "duckdb", "networkx"]
    heavy += ["numpy"] if light else []
    code = (
        "import sys\nfrom goodwill.command.cli import cli\n"
        f"try: cli.main({list(words)!r})\nexcept SystemExit: pass\n"
        f"sys.stderr.write(','.join(sorted(set({heavy!r}) & set(sys.modules))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout
    assert done.stderr == ""
