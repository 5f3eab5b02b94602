"""Own strategies that go wrong, as the commands tell of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.strategies.own.process import SECONDS_VARIABLE
from tests.goodwill.commands import SMALL, here
from tests.model.strategies.own_file import HEAD, late, only_shipped, strategy

STUCK = 'stuck: bool = option(False, 0, 1, "", "whether it never comes to an end")'
LOOPS = "if self.stuck and view.day == 5:\n    while True: pass\nreturn Plan()"
SCENARIO = (
    '[brands.a]\nstrategy = "{}"\n[brands.b]\nstrategy = "push"\n[changes.400]\n'
    "talk.rate = 0.1\n[changes.5]\ntalk.rate = 0.2\n"
)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "mine.py"
    text = strategy("loops", LOOPS, STUCK) + strategy("leaves", late("sys.exit(0)"))
    file.write_text(HEAD + text, "utf-8")
    (tmp_path / "mine.toml").write_text(SCENARIO.format("loops"), "utf-8")
    monkeypatch.setenv(SECONDS_VARIABLE, "1")
    monkeypatch.chdir(tmp_path)
    with only_shipped():
        yield file


STICK = "brands.a.options.stuck=true"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (STICK, "strategy loops: fails on day 5: took longer than 1 s and was stopped"),
        ("brands.a.strategy=leaves", "fails on day 5: SystemExit: 0 ({own}, line "),
    ],
)
def test_a_run_ends_in_one_message(change: str, said: str, own: Path) -> None:
    words = ("mine.toml", "--strategies", own, *SMALL, "--set", change, "--out", "out")
    done = here("run", *words)
    assert done.exit_code == 2
    message = done.stderr.splitlines()[-1]
    assert message.startswith(f"goodwill: {own}: strategy ")
    assert said.format(own=own) in message
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arm", "said"),
    [
        ("leaves", "fails on day 5: SystemExit: 0"),
        ("loops:stuck=true", "fails on day 5: took longer than 1 s and was stopped"),
    ],
)
def test_a_comparison_does_not_end_well(arm: str, said: str, own: Path) -> None:
    words = ("mine.toml", "--strategies", own, *SMALL, "--replicates", 1, "--workers", 1)
    done = here("compare", *words, "--arms", f"{arm},push", "--brand", "a", "--out", "out")
    assert done.exit_code == 2
    assert said in done.stderr.splitlines()[-1]
    assert done.stderr.splitlines()[-1].endswith("; nothing was written")
    assert not Path("out").exists()


@pytest.mark.often
def test_a_sweep_some_of_whose_runs_fail_ends_with_3(own: Path) -> None:
    Path("sweep.toml").write_text(
        'base = "mine.toml"\nbrand = "a"\ndays = 7\nreplicates = 1\nset = {people.count = 40}\n'
        '[arms]\nleaves = {strategy = "leaves"}\npush = {strategy = "push"}\n',
        "utf-8",
    )
    words = ("--strategies", own, "--workers", 1, "--no-figures", "--out", "out")
    done = here("sweep", "sweep.toml", *words)
    assert done.exit_code == 3, done.stderr
    assert "1 of 2 runs failed" in done.stderr.splitlines()[-1]
    assert "fails on day 5: SystemExit: 0" in done.stderr.splitlines()[-1]
    shown = here("results", "out", "--json")
    assert json.loads(shown.stdout)["failed"] == 1


def test_changes_that_never_come_are_said_once(own: Path) -> None:
    done = here("run", "mine.toml", "--strategies", own, "--set", "people.count=20", "--days", 5)
    assert done.exit_code == 0
    notice = "Notice: changes.5 and changes.400 never come: the last of 5 days is day 4"
    assert done.stderr.count(notice) == 1
    assert "never" not in done.stdout


@pytest.mark.slow
def test_a_sweep_has_an_error_row_and_finishes_the_rest(own: Path) -> None:
    Path("sweep.toml").write_text(
        'base = "mine.toml"\nbrand = "a"\ndays = 12\nreplicates = 2\nset = {people.count = 40}\n'
        '[factors]\n"options.stuck" = [false, true]\n',
        "utf-8",
    )
    done = here("sweep", "sweep.toml", "--strategies", own, "--workers", 1, "--out", "out",
                "--no-figures")  # fmt: skip
    notice = "Notice: changes.400 never comes: the last of 12 days is day 11"
    assert done.exit_code == 3
    assert done.stderr.count(notice) == 1
    table = here("results", "out", "--csv", "runs.csv")
    assert table.exit_code in (0, 1)
    rows = Path("runs.csv").read_text("utf-8").splitlines()
    assert sum("took longer than 1 s and was stopped" in row for row in rows) == 2
    assert sum(",done," in row for row in rows) == 2
