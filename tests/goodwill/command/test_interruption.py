"""A run that is broken off, however rudely, leaves nothing that looks finished."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from experiments.store.folder import is_output
from tests.goodwill.commands import SMALL, here, started

LONG = ("run", "one_brand", "--set", "people.count=200", "--days", 20_000, "--out", "out")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def under_way(*words: object, cwd: Path) -> subprocess.Popen[str]:
    """Start a command and wait until its days pass."""
    process = started(*words, cwd=cwd, PYTHONUNBUFFERED="1")
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Day: "):
            return process
    raise AssertionError(f"ended with {process.wait()}")


def ended(process: subprocess.Popen[str], number: int) -> str:
    """Send a signal; return what standard error still says."""
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    lines = (line for line in err.splitlines(True) if not line.startswith("Day: "))
    return "".join(lines).lstrip("\n")  # at a terminal, ^C stands before the line break


@pytest.mark.often
@pytest.mark.parametrize(
    ("number", "code", "word"),
    [
        (signal.SIGINT, 130, "interrupted"),
        pytest.param(signal.SIGTERM, 143, "ended from outside", marks=pytest.mark.slow),
    ],
)
def test_an_interrupted_run_says_so_and_leaves_nothing(
    tmp_path: Path, number: int, code: int, word: str
) -> None:
    process = under_way(*LONG, cwd=tmp_path)
    assert ended(process, number) == f"goodwill: {word}; nothing was written\n"
    assert process.returncode == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.often
def test_a_killed_run_leaves_nothing_that_looks_finished(tmp_path: Path) -> None:
    process = under_way(*LONG, cwd=tmp_path)
    ended(process, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not any(is_output(folder) for folder in [tmp_path, *tmp_path.iterdir()])
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_an_interrupted_run_leaves_the_earlier_output_as_it_was(tmp_path: Path) -> None:
    words = ("run", "one_brand", *SMALL, "--no-figures", "--out", tmp_path / "out")
    assert here(*words).exit_code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    ended(under_way(*LONG, cwd=tmp_path), signal.SIGINT)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.slow
def test_an_interrupted_comparison_leaves_nothing(tmp_path: Path) -> None:
    words = ("compare", "one_brand", "--arms", "silent,push", "--replicates", 40, "--days", 300)
    process = under_way(*words, *SMALL[:2], "--workers", 2, "--out", "out", cwd=tmp_path)
    assert "nothing was written" in ended(process, signal.SIGINT)
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_stops_reading_is_no_error(tmp_path: Path) -> None:
    process = started("list", "parameters", cwd=tmp_path)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.wait(timeout=60)
