"""Nothing stands in the project that only its tests use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT
from tests.test_house import CODE, files, nodes, sources

CALLED_BY_LIBRARIES = {
    "collect": "mesa", "convert": "click", "format_commands": "click", "get_command": "click",
    "list_commands": "click", "get_code": "importlib", "get_model_vars_dataframe": "mesa",
    "register_agent": "mesa", "deregister_agent": "mesa",
}  # fmt: skip
"""Methods of our classes that only a library calls."""


def named_in(path: Path) -> Iterator[str]:
    """Yield every name that a file uses, as text too, but not those that it defines."""
    for node in nodes(path):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield from node.name.split(".")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"\w+", node.value) if len(node.value) < 80 else ()


def defined_in(path: Path) -> Iterator[str]:
    """Yield the functions, methods and classes of a file that nothing decorates."""
    for node in nodes(path):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.decorator_list:
            yield node.name


def unused(paths: list[Path], elsewhere: str) -> list[str]:
    """Return what files define and neither they nor a text say again."""
    used = {name for path in paths for name in named_in(path)} | set(re.findall(r"\w+", elsewhere))
    used |= set(CALLED_BY_LIBRARIES)
    return [
        f"{path.name}: {name}"
        for path in paths
        for name in defined_in(path)
        if name not in used and not name.startswith("__")
    ]


def test_nothing_is_called_by_tests_only() -> None:
    """What users call stands in docs/; what only tests call belongs to them."""
    pages = [path for path in files("viz") if path.suffix != ".py"]
    texts = [*files("docs", "benchmarks"), *pages]
    said = " ".join(path.read_text("utf-8") for path in [*texts, ROOT / "README.md"])
    assert unused(sources(*CODE), said) == []


def test_what_nobody_calls_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def used(): ...\ndef told(): ...\ndef dead(): ...\nused()\n")
    assert unused([tmp_path / "a.py"], "`told()` does it") == ["a.py: dead"]
