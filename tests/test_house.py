"""Rules of the house: who imports whom, where luck comes from, and what no file may say."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
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


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return the full name of everything a file imports, wherever in the file it does."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    package = path.relative_to(ROOT).parent.parts
    for node in nodes(path):
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


def module_of(path: Path) -> str:
    """Return the name under which a file is imported."""
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imported_files() -> dict[str, set[str]]:
    """Return by module which modules of the house each file imports, for types as for use."""
    paths = {module_of(path): path for path in sources(*CODE)}
    known: dict[str, set[str]] = {}
    for module, path in paths.items():
        names = ((name, name.rpartition(".")[0]) for name in imports(path))
        found = {next((one for one in pair if one in paths), module) for pair in names}
        known[module] = found - {module}
    return known


def circles(known: dict[str, set[str]]) -> list[set[str]]:
    """Return the groups of files each of which leads to every other by way of imports."""
    graph = nx.DiGraph([(one, other) for one, others in known.items() for other in others])
    return [group for group in nx.strongly_connected_components(graph) if len(group) > 1]


def test_imports_run_one_way() -> None:
    order = ("scenarios", "model", "experiments", "viz", "goodwill")
    rank = {room: place for place, room in enumerate(order)}
    assert set(order) == set(CODE)
    upward = [
        f"{one} imports {other}"
        for one, others in imported_files().items()
        for other in others
        if rank[other.split(".")[0]] > rank[one.split(".")[0]]
    ]
    assert upward == []


def test_no_files_import_each_other_in_a_circle() -> None:
    known = imported_files()
    assert len(known) > 300
    assert known["model.model"] >= {"model.people", "model.brand"}
    assert circles(known) == []


def test_a_circle_of_three_is_noticed() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]


def test_declarations_know_neither_scenarios_nor_strategies() -> None:
    assert offenders("model/parameters", "model.scenario", "model.strategies") == []


def test_viz_has_nothing_but_rooms() -> None:
    assert [path.name for path in (ROOT / "viz").glob("*.py")] == ["__init__.py"]


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
    for node in nodes(path):
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
        for node in nodes(path)
        if isinstance(node, kinds) and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    ]
    assert long == []


# --- names -----------------------------------------------------------------------------

OTHER_WORDS = ("firm", "company", "diary", "journal", "errand", "atlas", "survey", "wish", "bureau")
"""Words for which docs/glossary.md has another; they name nothing."""
WORDS_OF_NO_ROOM = ("held", "today", "bond")
"""Words that name no class and no module."""
MOST_MARKS = 12
"""Marks that switch a type check off, in all: this many have a reason, and no more."""


def words_in(name: str) -> set[str]:
    """Return the words of a name, singular."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")
    singular = (re.sub(r"(?<=sh)es$", "", re.sub(r"ies$", "y", word)) for word in words)
    return {word.removesuffix("s") for word in singular}


def named(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of everything public that a file names."""
    yield "module", path.stem
    for node in nodes(path):
        if isinstance(node, ast.ClassDef):
            yield "class", node.name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "function", node.name
        elif isinstance(node, ast.AnnAssign | ast.Attribute | ast.Name):
            target = node.target if isinstance(node, ast.AnnAssign) else node
            stored = isinstance(getattr(target, "ctx", None), ast.Store)
            name = getattr(target, "id", None) or getattr(target, "attr", None)
            if stored and name and not name.startswith("_"):
                yield "attribute", name


def is_another_word(kind: str, name: str) -> bool:
    """Tell whether a name has a word for which the house has another."""
    plain = {word.removesuffix("s") for word in OTHER_WORDS}
    room = set(WORDS_OF_NO_ROOM) if kind in ("class", "module") else set()
    return bool(words_in(name) & (plain | room))


def test_one_thing_has_one_word() -> None:
    found = [
        f"{name_of(path)}: {kind} {name}"
        for path in sources(*CODE)
        for kind, name in named(path)
        if is_another_word(kind, name)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("attribute", "firms"), ("class", "PersonDiary"), ("function", "companies_of"),
        ("module", "today"), ("class", "Held"), ("module", "atlas"), ("attribute", "wishes_kept"),
    ],
)  # fmt: skip
def test_other_words_are_seen_in_every_form(kind: str, name: str) -> None:
    assert is_another_word(kind, name)
    assert not is_another_word("function", "held_out")


def test_one_class_name_lives_in_one_file() -> None:
    homes: dict[str, set[str]] = {}
    for path in sources(*CODE):
        for kind, name in named(path):
            if kind == "class":
                homes.setdefault(name, set()).add(name_of(path))
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_few_lines_are_hidden_from_the_type_checker() -> None:
    marks = [
        f"{name_of(path)}:{number}"
        for path in sources(*CODE)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"#\s*type:\s*ignore", line)
    ]
    assert len(marks) <= MOST_MARKS, marks


def test_every_csv_file_is_written_where_no_cell_becomes_a_formula() -> None:
    writers = {
        name_of(path)
        for path in sources(*CODE)
        if re.search(r"csv\.(writer|DictWriter)|\.to_csv\((?!\\?\")", path.read_text("utf-8"))
    }
    assert writers == {"experiments/store/cells.py"}


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
    top = [path for path in top if path.name != ".git"]  # a file where a work tree is linked
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
