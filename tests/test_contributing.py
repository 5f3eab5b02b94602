"""Every worked example of docs/contributing.md, carried out in a copy of the project."""

from __future__ import annotations

import filecmp
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "contributing.md"
KINDS = (
    "parameter", "rule", "state", "strategy", "observable", "figure", "validation experiment",
    "lesson", "command",
)  # fmt: skip
COPIED = ("goodwill", "model", "experiments", "viz", "scenarios", "tests", "benchmarks", "docs")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.png")
PROGRAMS = {
    "goodwill": [sys.executable, "-m", "goodwill"],
    "pytest": [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"],
    "python": [sys.executable],
}
MOST_FILES_FOR_A_STATE = 8
Block = tuple[str, str]
"""Language and text."""

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git applies the changes")


def examples() -> dict[str, list[Block]]:
    """Return the blocks of each section that has a change to carry out."""
    found: dict[str, list[Block]] = {}
    for section in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        blocks = re.findall(r"^```(diff|sh)\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)
        if any(language == "diff" for language, _ in blocks):
            found[title] = blocks
    return found


def copy(files: list[str], place: Path) -> None:
    """Copy files and folders of the project."""
    for name in files:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=LEFT_OUT)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, place / name)


def apply(change: str, place: Path) -> None:
    """Make a change, whose line numbers need not be right, in the copy."""
    done = subprocess.run(
        ["git", "apply", "--recount", "--whitespace=nowarn", "-"],
        cwd=place,
        input=change,
        text=True,
        capture_output=True,
        check=False,
        env=os.environ | {"GIT_CEILING_DIRECTORIES": str(place.parent)},
    )
    assert done.returncode == 0, f"{done.stderr}\n{change}"


def carry_out(line: str, place: Path) -> None:
    """Run a line in the copy; ``> FILE`` at its end keeps what it prints."""
    command, _, target = line.partition(" > ")
    program, *words = shlex.split(command)
    done = subprocess.run(
        [*PROGRAMS[program], *words],
        cwd=place,
        text=True,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(place), "GOODWILL_CACHE": str(place / "cache")},
    )
    assert done.returncode == 0, f"{line}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    if target:
        (place / target).write_text(done.stdout, "utf-8")


def changed_files(place: Path) -> list[str]:
    """Return the project's files, documents included, in which the copy differs from it."""
    found = [*place.iterdir()]
    for folder in (*COPIED, "results"):
        found += sorted((place / folder).rglob("*"))
    paths = [
        path.relative_to(place)
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return [
        path.as_posix()
        for path in paths
        if not (ROOT / path).exists() or not filecmp.cmp(place / path, ROOT / path, shallow=False)
    ]


def test_every_kind_of_addition_has_an_example() -> None:
    assert [kind for kind in KINDS if not any(kind in title for title in examples())] == []


def test_every_example_is_tested_and_known_programs_do_it() -> None:
    for title, blocks in examples().items():
        lines = [line for language, text in blocks if language == "sh" for line in text.split("\n")]
        assert any(line.startswith("pytest ") for line in lines), title
        assert {line.split()[0] for line in lines if line} <= set(PROGRAMS), title


@needs_git
@pytest.mark.parametrize("title", examples())
def test_changes_still_fit(title: str, tmp_path: Path) -> None:
    changes = [text for language, text in examples()[title] if language == "diff"]
    touched = re.findall(r"^\+\+\+ b/(.*)$", "\n".join(changes), re.MULTILINE)
    copy(touched, tmp_path)
    for change in changes:
        apply(change, tmp_path)
    assert sorted(changed_files(tmp_path)) == sorted(touched)


@needs_git
@pytest.mark.slow
@pytest.mark.parametrize("title", examples())
def test_examples_work(title: str, tmp_path: Path) -> None:
    top = [path.name for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    copy([*COPIED, *top, "results/baseline.json"], tmp_path)
    for language, text in examples()[title]:
        if language == "diff":
            apply(text, tmp_path)
            continue
        for line in filter(None, text.splitlines()):
            carry_out(line, tmp_path)
    if "state" in title:
        changed = changed_files(tmp_path)
        assert len(changed) <= MOST_FILES_FOR_A_STATE, changed
