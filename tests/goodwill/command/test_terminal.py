"""Terminals, pipes, closed and full outputs: what a command says where."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from goodwill.command.cli import COMMANDS
from goodwill.command.exits import BROKEN_PIPE, MEANING
from tests.conftest import ROOT, thinned
from tests.goodwill.commands import SMALL, WIDTHS, here

POSIX = pytest.mark.skipif(os.name != "posix", reason="a shell and terminals of POSIX")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
RUN = ("run", "one_brand", *SMALL, "--no-figures", "--out", "o")
PRINTED = pytest.mark.parametrize("words", [("list", "engines"), ("--help",), ("graph", "--help")])


def shell(words: tuple[str, ...], redirection: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with its output redirected by a shell."""
    return subprocess.run(
        ["bash", "-c", f'exec "$@" {redirection}', "-", sys.executable, "-m", "goodwill", *words],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stderr=subprocess.PIPE if "2>" not in redirection else None, timeout=300, check=False,
    )  # fmt: skip


@POSIX
@pytest.mark.parametrize("words", thinned([RUN, ("--version",), ("list",)]))
def test_a_closed_output_is_no_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = shell(words, ">&-", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "o" / "manifest.json").exists() is (words == RUN)


@POSIX
@FULL
def test_a_full_output_is_one_sentence_and_results_are_safe(tmp_path: Path) -> None:
    done = shell(RUN, "> /dev/full", tmp_path)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert re.fullmatch(
        r"goodwill: standard output cannot be written \(.+\); the results are safe in o", last
    )
    assert (tmp_path / "o" / "manifest.json").exists()


@POSIX
@FULL
@PRINTED
def test_a_full_output_of_what_is_only_printed_says_no_more_than_that(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = shell(words, "> /dev/full", tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r"goodwill: standard output cannot be written \([^)]+\)\n", done.stderr)


@POSIX
@PRINTED
def test_a_reader_who_has_left_is_told_by_the_exit_code_alone(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = shell(words, "> >(true)", tmp_path)
    assert (done.returncode, done.stderr) == (BROKEN_PIPE, "")


@POSIX
def test_a_terminal_of_47_letters_shows_blocks_with_no_word_cut(tmp_path: Path) -> None:
    import pty

    own, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "goodwill", "run", "three_strategies", *SMALL],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "47"},
        stdout=other, stderr=other,
    )  # fmt: skip
    os.close(other)
    text = b""
    try:
        while part := os.read(own, 4096):
            text += part
    except OSError:  # the other end is closed
        pass
    os.close(own)
    assert process.wait(60) == 0
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text.decode()).replace("\r", "").splitlines()
    assert max(map(len, lines)) <= 47, lines
    plain = here("run", "three_strategies", *SMALL).stdout
    assert set(plain.split()) - {"Brand"} <= set(" ".join(lines).split())


@pytest.mark.parametrize("width", WIDTHS)
def test_help_fits_every_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for words in (("--help",), ("run", "--help"), ("sensitivity", "--help")):
        text = here(*words).stdout
        long = [line for line in text.splitlines() if len(line) > width and len(line.split()) > 2]
        assert long == []


def test_the_help_names_every_command_and_every_exit_code() -> None:
    text = " ".join(here("--help").stdout.split())
    for name, about in COMMANDS.items():
        assert f"{name} {about}" in text
    for code, meaning in MEANING.items():
        assert f"{code} {meaning}" in text
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for code, meaning in MEANING.items():
        assert f"| {code} | {meaning}" in page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_of_help_and_json_where_it_prints_a_table(name: str) -> None:
    done = here(name, "--help")
    assert done.exit_code == 0
    assert ("--json" in done.stdout) is (name not in ("calibrate", "schema", "app"))
    assert f"`goodwill {name}" in (ROOT / "docs" / "commands.md").read_text("utf-8")


def test_json_is_all_that_stands_on_standard_output() -> None:
    found = json.loads(here("run", "three_strategies", *SMALL, "--json").stdout)
    assert list(found["brands"]) == ["megaphone", "metronome", "neighbour"]
    assert 0 < found["brands"]["neighbour"]["final"]["trust"] < 1
    words = ("compare", "one_brand", "--arms", "silent,push", "--replicates", 2, *SMALL, "--json")
    assert json.loads(here(*words).stdout)["differences"]["push"]["trust"]["replicates"] == 2


def test_a_cluster_and_workers_of_this_machine_are_refused_together(tmp_path: Path) -> None:
    words = ("sweep", "small", "--cluster", "tcp://localhost:1", "--workers", 2)
    done = here(*words, "--out", tmp_path / "o")
    assert done.exit_code == 2
    assert "--workers: 2: goes without --cluster" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_the_shell_left_alone_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    done = here("run", "one_brand", *SMALL, "--no-figures", "--out=~/x")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "x" / "manifest.json").exists()
    assert not Path("~").exists()
