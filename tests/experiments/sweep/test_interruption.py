"""Sweeps as processes that are killed, interrupted, or run out of disk: nothing safe is lost."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from experiments.sweep import open_results
from tests.conftest import ROOT
from tests.experiments.sweep.files import acknowledged, facts
from tests.goodwill.commands import started

EXPERIMENT = """
base = "one_brand"
days = 40
replicates = 20
graph = "links.csv"
factors = {price = [8, 9, 10, 11, 12]}
arms = {push = {strategy = "push"}, talk = {strategy = "conversational"}}
series = {columns = ["trust"], every = 10}
"""
PEOPLE = 300
LINKS = "".join(f"{i},{(i + step) % PEOPLE}\n" for i in range(PEOPLE) for step in (1, 2, 7))
"""How long a run on a user's own graph takes is not known: such runs are in processes at once."""
PATIENCE = 120.0


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("experiment") / "experiment.toml"
    path.write_text(EXPERIMENT, "utf-8")
    (path.parent / "links.csv").write_text(LINKS, "utf-8")
    return path


@pytest.fixture(scope="module")
def whole(file: Path) -> Path:
    """The sweep as it is when nothing happens to it."""
    out = file.parent / "whole"
    process = begin(file, out)
    assert process.wait(PATIENCE * 2) == 0, said(process)
    return out


def begin(file: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    words = ("sweep", file, "--workers", 2, "--no-figures", "--out", out, "--resume", *more)
    return started(*words, cwd=file.parent)


def said(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=PATIENCE)[1]


def wait_for(runs: int, out: Path, process: subprocess.Popen[str]) -> None:
    """Wait until so many runs are acknowledged."""
    end = time.monotonic() + PATIENCE
    while len(acknowledged(out)) < runs and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.02)


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    children = psutil.Process(process.pid).children(recursive=True)
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def kill_runner(process: subprocess.Popen[str]) -> None:
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive  # no orphans go on


def kill_a_worker(process: subprocess.Popen[str]) -> None:
    for worker in workers_of(process)[:1]:
        worker.kill()


def kill_both(process: subprocess.Popen[str]) -> None:
    for worker in workers_of(process):
        worker.kill()
    process.kill()


def interrupt(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)


def check_after(before: dict[str, float], file: Path, out: Path, whole: Path) -> None:
    """Go on to the end: what was acknowledged is as it was, and the table is the same."""
    process = begin(file, out)
    text = said(process)
    assert process.returncode == 0, text
    after = acknowledged(out)
    assert {run: after.get(run) for run in before} == before
    assert facts(out) == facts(whole)
    assert open_results(out).series().equals(open_results(whole).series())


@pytest.mark.slow  # each is three sweeps in processes of their own
@pytest.mark.parametrize("happens", [kill_runner, kill_a_worker, kill_both, interrupt])
def test_a_sweep_goes_on_where_it_was(
    happens: Callable[[subprocess.Popen[str]], None], file: Path, whole: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    process = begin(file, out)
    wait_for(20, out, process)
    happens(process)
    text = said(process)
    assert "Traceback" not in text
    before = acknowledged(out)
    assert len(before) >= 20
    if happens is interrupt and process.returncode != 0:
        assert process.returncode == 130
        assert f"{len(before):,} runs are safe" in text
        assert "--resume" in text
    check_after(before, file, out, whole)


@pytest.mark.slow
def test_two_sweeps_in_one_folder_are_refused(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = begin(file, out)
    wait_for(1, out, first)
    second = begin(file, out)
    text = said(second)
    interrupt(first)
    first.wait(PATIENCE)
    assert second.returncode == 2
    assert "another sweep is writing there" in text


@pytest.mark.slow
@pytest.mark.parametrize("largest", [40_000, 120_000])
def test_a_full_disk_loses_nothing(file: Path, whole: Path, tmp_path: Path, largest: int) -> None:
    """A limit on the size of files stands for a full disk: writes fail half-way."""
    out = tmp_path / "out"
    words = ["sweep", file, "--workers", 1, "--no-figures", "--out", out, "--resume"]
    process = subprocess.Popen(
        [sys.executable, "-m", "goodwill", *map(str, words)],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )  # fmt: skip
    text = said(process)
    assert process.returncode == 1, text
    assert "cannot be written" in text
    assert "Traceback" not in text
    assert not (out / "manifest.json").exists()
    check_after(acknowledged(out), file, out, whole)


def test_a_write_that_fails_ends_the_sweep_with_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from experiments.sweep import run_sweep, store
    from tests.experiments.sweep.files import small

    calls = []

    def fails_later(*given: object) -> None:
        calls.append(given)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        real(*given)

    real = store.add_part
    monkeypatch.setattr(store, "add_part", fails_later)
    monkeypatch.setattr("experiments.sweep.running.SAFE_SECONDS", 0.0)
    with pytest.raises(OSError, match="No space left"):
        run_sweep(small(replicates=20), tmp_path / "out", workers=1)
    before = acknowledged(tmp_path / "out")
    assert before
    monkeypatch.undo()
    run_sweep(small(replicates=20), tmp_path / "out", workers=1, resume=True)
    run_sweep(small(replicates=20), tmp_path / "fresh", workers=1)
    after = acknowledged(tmp_path / "out")
    assert {run: after[run] for run in before} == before
    assert facts(tmp_path / "out") == facts(tmp_path / "fresh")


@pytest.mark.slow
def test_twenty_random_moments(file: Path, whole: Path, tmp_path: Path) -> None:
    luck = random.Random(20)
    for number in range(20):
        out, before = tmp_path / f"out{number}", {}
        process = begin(file, out)
        time.sleep(luck.uniform(0.2, 9.0))
        happens = luck.choice([kill_runner, kill_a_worker, kill_both])
        if process.poll() is None:
            happens(process)
        assert "Traceback" not in said(process)
        before = acknowledged(out)
        check_after(before, file, out, whole)
