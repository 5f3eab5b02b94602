"""Every example in the README and in docs/ runs: Python in this process, commands in their own."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ELSEWHERE = ROOT / "docs" / "contributing.md"
"""Its examples change the project; ``test_contributing`` carries them out in a copy."""
DOCS = sorted(set((ROOT / "docs").rglob("*.md")) - {ELSEWHERE})
PAGES = [ROOT / "README.md", *DOCS]


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of one language on a page."""
    fence = rf"^```{language}\n(.*?)^```$"
    return re.findall(fence, page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[list[str]]:
    """Return the words after ``goodwill`` in each shell line of a page that begins with it."""
    lines = (line for block in blocks(page, "sh") for line in block.splitlines())
    return [shlex.split(line)[1:] for line in lines if line.startswith("goodwill ")]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name
)
def test_python_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "example"}
    for block in blocks(page, "python"):  # a later block of a page goes on from the earlier ones
        exec(compile(block, page.name, "exec"), names)


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page)], ids=lambda page: page.name
)
def test_commands_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other in one folder: a later command may need what an earlier one wrote."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for words in commands(page):
        done = subprocess.run(
            [sys.executable, "-m", "goodwill", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr)
