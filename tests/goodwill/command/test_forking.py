"""Work shared with a copy of this process comes back whole and in order."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="copies processes")

BEGIN = "import os; from goodwill.command.forking import shared; first = os.getpid()\n"


def said_by(code: str) -> str:
    """Run code in a process without threads; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_results_come_in_order(count: int) -> None:
    code = f"print(shared([lambda n=n: 2**n for n in range({count})]))"
    assert said_by(code) == str([2**n for n in range(count)])


def test_every_other_function_is_called_elsewhere() -> None:
    code = "print([pid == first for pid in shared([os.getpid] * 5)])"
    assert said_by(code) == "[True, False, True, False, True]"


def test_what_the_copy_fails_to_do_is_done_here() -> None:
    code = (
        "def fragile():\n"
        "    if os.getpid() != first: raise RuntimeError\n"
        "    return 'here'\n"
        "print(shared([fragile] * 3))"
    )
    assert said_by(code) == "['here', 'here', 'here']"


def test_a_copy_that_is_killed_is_made_up_for() -> None:
    code = (
        "def fragile():\n"
        "    if os.getpid() != first: os.kill(os.getpid(), 9)\n"
        "    return 'here'\n"
        "print(shared([fragile] * 2))"
    )
    assert said_by(code) == "['here', 'here']"


def test_large_answers_come_back() -> None:
    assert said_by("print(len(shared([lambda: '', lambda: 'x' * 10_000_000])[1]))") == "10000000"
