"""Rules of the house: who imports whom, where luck comes from, and what no file may say."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = ("goodwill", "model", "experiments", "viz", "scenarios")
FOLDERS = (*CODE, "tests", "benchmarks", "docs", "results", ".ci")
BINARY = {".png", ".parquet", ".pyc", ".gz", ".ico", ".woff2"}
MAX_FILE = 400
MAX_FUNCTION = 60


def files(*folders: str) -> list[Path]:
    """Return all text files under some folders of the project."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*")))
    return [
        p for p in found if p.is_file() and p.suffix not in BINARY and "__pycache__" not in p.parts
    ]


def sources(*folders: str) -> list[Path]:
    return [path for path in files(*folders) if path.suffix == ".py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of everything a file imports, wherever in the file it does."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def offenders(folder: str, *forbidden: str) -> list[str]:
    """Return the imports in a folder that begin with one of some names."""
    return [
        f"{name_of(path)}: {name}"
        for path in sources(folder)
        for name in imports(path)
        if any(name == word or name.startswith(word + ".") for word in forbidden)
    ]


# --- who imports whom ------------------------------------------------------------------


def test_the_model_knows_neither_experiments_nor_pictures() -> None:
    assert offenders("model", "experiments", "viz", "matplotlib", "solara", "click") == []


def test_figures_take_tables_never_models() -> None:
    assert offenders("viz/figures", "experiments", "model") == []


def test_experiments_never_draw_by_themselves() -> None:
    assert offenders("experiments", "matplotlib", "altair", "solara") == []


def test_nothing_imports_the_tests() -> None:
    assert [line for folder in CODE for line in offenders(folder, "tests", "benchmarks")] == []


def test_imports_are_seen_in_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_house.ROOT", tmp_path)
    (tmp_path / "model" / "rules").mkdir(parents=True)
    (tmp_path / "model" / "rules" / "fading.py").write_text(
        "import viz.figures as f\n"
        "def late():\n"
        "    from experiments import runner\n"
        "    from ..plan import Post\n"
        "    from . import trust\n"
    )
    (path,) = sources("model")
    assert set(imports(path)) == {
        "viz.figures",
        "experiments.runner",
        "model.plan.Post",
        "model.rules.trust",
    }
    assert len(offenders("model", "experiments", "viz")) == 2


# --- where luck comes from -------------------------------------------------------------


def luck(path: Path) -> Iterator[str]:
    """Yield uses of randomness that is not keyed."""
    for name in imports(path):
        if re.match(r"(random|secrets|uuid|numpy\.random)(\.|$)", name):
            yield f"{name_of(path)}: import of {name}"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"np.random", "numpy.random"}:
            yield f"{name_of(path)}:{node.lineno}: {ast.unparse(node)}"


def test_all_luck_is_keyed() -> None:
    assert [line for path in sources(*CODE) for line in luck(path)] == []


# --- size ------------------------------------------------------------------------------


def test_no_file_is_long() -> None:
    lengths = {name_of(p): len(p.read_text("utf-8").splitlines()) for p in sources(*FOLDERS)}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FILE} == {}


def test_no_function_is_long() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in sources(*CODE, "benchmarks")
        for node in ast.walk(tree(path))
        if isinstance(node, kinds) and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    ]
    assert long == []


# --- what no file may say --------------------------------------------------------------

# Written so that this file does not say it either.
UNWANTED = {
    "a note to do something later": r"\b(TO[D]O|FIX[M]E|XX[X])\b",
    "a path of one machine": r"(?<![\w.])/(ro[o]t|wo[r]k|ho[m]e|Us[e]rs)/\w",
    "the address of a package registry": (
        r"py[p]i\.|python[h]osted|npm[j]s\.|ana[c]onda\.(org|com)|deb\.deb[i]an|--(extra-)?index[-]url"
    ),
}


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_says(what: str) -> None:
    pattern = re.compile(UNWANTED[what])
    top = [path for path in ROOT.iterdir() if path.is_file() and path.suffix not in BINARY]
    said = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in [*files(*FOLDERS), *top]
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert said == []


# --- the README and .ci/run ------------------------------------------------------------


def readme_commands() -> list[str]:
    """Return the commands of the README that set the project up."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("python3 -m venv")]


def test_the_readme_has_two_commands_one_to_run_and_one_to_test() -> None:
    run, test = readme_commands()
    assert re.search(r"goodwill run three_strategies --out \w+$", run)
    assert test.endswith(".venv/bin/pytest")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(re.findall(r"\.\[(\w+)\]", test)) <= set(extras["optional-dependencies"])
    assert all("-c requirements.lock" in command for command in (run, test))


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (extraction,) = re.findall(r"^command=.*$", script, re.MULTILINE)
    done = subprocess.run(
        ["bash", "-c", extraction + '\nprintf "%s" "$command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == readme_commands()[1]
    assert re.search(r'^eval "\$command"$', script, re.MULTILINE)


def test_the_pictures_of_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
