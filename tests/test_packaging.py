"""The installed command: it finds its own packages from anywhere, or says what hides them."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from goodwill.shadowing import HOME, PACKAGES, message, shadows
from tests.conftest import ROOT
from tests.test_house import imports, sources

GOODWILL = (sys.executable, "-m", "goodwill")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def run(*command: str | Path, cwd: Path, pythonpath: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a real process, with nothing of this one's PYTHONPATH."""
    environment = {**os.environ, "PYTHONPATH": pythonpath, "COLUMNS": "200"}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


# --- another module of the same name ---------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """An empty folder to start from."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("words", [("--help",), ("list",), ("run", "three_strategies")])
def test_a_foreign_model_is_named_once(tmp_path: Path, elsewhere: Path, words: tuple[str]) -> None:
    foreign = tmp_path / "model.py"
    foreign.write_text("raise RuntimeError('must not run')\n")
    # ROOT stands in for an editable install, which also comes after PYTHONPATH.
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = run(*GOODWILL, *words, cwd=elsewhere, pythonpath=paths)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count(str(foreign)) == 1
    assert "PYTHONPATH" in done.stderr
    assert "Traceback" not in done.stderr
    assert "must not run" not in done.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_foreign_package_of_any_of_our_names_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = run(*GOODWILL, "list", cwd=ROOT.parent, pythonpath=paths)
    assert done.returncode == 2
    assert f"'{name}'" in done.stderr
    assert str(tmp_path / name) in done.stderr


def test_our_own_modules_are_no_strangers() -> None:
    assert shadows() == []


def test_a_plain_folder_of_the_same_name_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scenarios").mkdir()  # no __init__.py: people keep scenario files in such a folder
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "scenarios", raising=False)
    assert shadows() == []


def test_the_message_names_every_stranger() -> None:
    text = message([("model", Path("/a/model.py")), ("viz", Path("/b/viz"))])
    assert "/a/model.py" in text
    assert "/b/viz" in text
    assert "/a and /b" in text


# --- what the wheel holds --------------------------------------------------------------


def test_every_package_lies_beside_the_door_and_in_the_wheel() -> None:
    packages = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(packages) == {"goodwill", *PACKAGES}
    assert all((HOME / name / "__init__.py").is_file() for name in packages)


def test_the_lock_names_no_place() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert lines
    assert not [line for line in lines if "/" in line or line.startswith("-") or "@" in line]


def test_the_lock_fulfils_every_direct_dependency() -> None:
    project = SETTINGS["project"]
    extras = project["optional-dependencies"].values()
    wishes = [Requirement(text) for text in chain(project["dependencies"], *extras)]
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    for wish in (wish for wish in wishes if wish.name != "goodwill"):
        pins = [pin for pin in map(Requirement, lines) if pin.name == wish.name]
        versions = [str(pin.specifier).removeprefix("==") for pin in pins]
        assert versions, f"{wish} is not in requirements.lock"
        assert all(wish.specifier.contains(version) for version in versions), wish


NOT_IMPORTED = {"altair", "ipyvue", "ipyvuetify", "pandas", "solara", "solara-assets"}
"""Needed by Mesa's pages and tables, or to keep them working offline."""


def imported() -> set[str]:
    """Return the distributions that the packages import.

    Where a distribution of the import's own name stands for those that it is made of
    (solara for solara-ui), that one.
    """
    tops = {name.split(".")[0] for path in sources("goodwill", *PACKAGES) for name in imports(path)}
    owners, wanted = packages_distributions(), declared()
    made_of = {top: [top] if top in wanted else owners.get(top, []) for top in tops}
    return {canonicalize_name(owner) for top in made_of for owner in made_of[top]} - set(PACKAGES)


def declared() -> set[str]:
    return {Requirement(text).name for text in SETTINGS["project"]["dependencies"]}


def test_everything_imported_is_declared() -> None:
    assert imported() - {"goodwill"} <= declared()


def test_everything_declared_is_needed() -> None:
    assert declared() <= imported() | NOT_IMPORTED


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``goodwill`` command of a wheel, in an environment that knows nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    built = run(sys.executable, *build, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    home = folder / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    # The libraries of this environment, read as a plain path: its editable installs stay out.
    site = home / "lib" / version / "site-packages"
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    done = run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    return home / "bin" / "goodwill"


@pytest.mark.slow
def test_the_wheel_knows_its_scenarios_from_an_empty_folder(
    installed: Path, elsewhere: Path
) -> None:
    done = run(installed, "list", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    shipped = [path.stem for path in (ROOT / "scenarios").glob("*.toml")]
    assert shipped
    assert all(name in done.stdout for name in shipped)


@pytest.mark.slow
def test_the_wheel_runs_a_scenario_from_an_empty_folder(installed: Path, elsewhere: Path) -> None:
    words = ("run", "three_strategies", "--days", "3", "--set", "people.count=200", "--out", "out")
    done = run(installed, *words, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (elsewhere / "out").iterdir()}
    assert {"manifest.json", "series.parquet", "summary.json", "report.html", "figures"} <= names


@pytest.mark.slow
def test_the_wheel_names_a_foreign_model(installed: Path, elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "model.py").touch()
    done = run(installed, "list", cwd=elsewhere, pythonpath=str(tmp_path))
    assert done.returncode == 2
    assert str(tmp_path / "model.py") in done.stderr
    assert "Traceback" not in done.stderr
