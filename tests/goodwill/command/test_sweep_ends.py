"""Sweeps that end early: one true sentence and its exit code, then --resume to an equal table."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from experiments.sweep import open_results
from tests.experiments.sweep.files import acknowledged, dask_process, facts
from tests.goodwill.commands import here, started
from tests.goodwill.mounting import mount, mounted

QUESTION = """
base = "one_brand"
days = 20
replicates = 10
set = {people.count = 1000}
factors = {price = {low = 5.0, high = 20.0, levels = 8}}
arms = {push = {strategy = "push"}, talk = {strategy = "conversational"}}
series = {columns = ["trust"], every = 5}
"""
PATIENCE = 120.0


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ends") / "question.toml"
    path.write_text(QUESTION, "utf-8")
    return path


@pytest.fixture(scope="module")
def whole(file: Path) -> Path:
    """The sweep as it is when nothing happens to it."""
    check_goes_on(file, file.parent / "whole")
    return file.parent / "whole"


def check_goes_on(file: Path, out: Path) -> None:
    words = ("--workers", 1, "--no-figures", "--resume", "--out", out)
    done = here("sweep", file, *words)
    assert done.exit_code == 0, done.stderr


def check_end(process: subprocess.Popen[str], out: Path, code: int, *words: str) -> None:
    """Check the last line of a sweep, that it tells how many runs are safe, and the code."""
    text = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == code, text
    last = text.splitlines()[-1]
    assert last.startswith("goodwill: ")
    assert "mistake" not in text
    assert "Traceback" not in text
    for word in (*words, f"{len(acknowledged(out))} run", "go on with --resume"):
        assert word in last, last


def wait_for(runs: int, out: Path, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while len(acknowledged(out)) < runs and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
def test_a_closed_terminal(file: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = started("sweep", file, "--workers", 1, "--no-figures", "--out", out, cwd=tmp_path)
    wait_for(10, out, process)
    process.send_signal(signal.SIGHUP)
    check_end(process, out, 129, "ended from outside")
    check_goes_on(file, out)
    assert facts(out) == facts(whole)


@pytest.mark.slow
def test_a_scheduler_that_dies(file: Path, whole: Path, tmp_path: Path) -> None:
    known, out = tmp_path / "scheduler.json", tmp_path / "out"
    ours = [
        dask_process("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1",
                     "--scheduler-file", str(known)),
        dask_process("worker", "--scheduler-file", str(known), "--no-dashboard"),
    ]  # fmt: skip
    try:
        end = time.monotonic() + PATIENCE
        while not known.is_file() or not known.stat().st_size:
            assert time.monotonic() < end
            time.sleep(0.1)
        address = json.loads(known.read_text())["address"]
        words = ("--cluster", address, "--no-figures", "--out", out)
        process = started("sweep", file, *words, cwd=tmp_path)
        wait_for(10, out, process)
        ours[0].kill()
        check_end(process, out, 1, "the workers were lost")
    finally:
        for process in ours:
            process.kill()
            process.wait(30)
    check_goes_on(file, out)
    assert facts(out) == facts(whole)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="file systems in memory")
@pytest.mark.parametrize("size", ["160k", "320k"])
def test_a_disk_that_fills_up(size: str, file: Path, whole: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", f"size={size}") as disk:
        out = disk / "out"
        process = started("sweep", file, "--workers", 1, "--out", out, cwd=tmp_path)
        text = process.communicate(timeout=PATIENCE)[1]
        last = text.splitlines()[-1]
        assert process.returncode == 1, text
        assert "cannot be written: " in last
        assert "No space left" in last or "disk" in last
        mount(disk, "remount,size=20m")
        assert f"{open_results(out).counts()['done']} runs are safe in {out}" in last
        check_goes_on(file, out)
        assert facts(out) == facts(whole)


@pytest.mark.slow
def test_pictures_without_room_cost_no_results(file: Path, whole: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=700k") as disk:
        out = disk / "out"
        done = here("sweep", file, "--workers", 1, "--out", out)
        assert done.exit_code == 1
        said = f"the pictures could not be drawn (No space left on device); all else is in {out}"
        assert done.stderr.splitlines()[-1] == f"goodwill: {said}"
        assert "0.48" in done.stdout
        assert not (out / "report.html").exists()
        assert facts(out) == facts(whole)
        full = here("results", out, "--json")
        assert full.exit_code == 0, full.stderr
        assert "Notice" not in full.stderr
        mount(disk, "remount,ro,size=20m")
        protected = here("results", out, "--json")
        assert (protected.exit_code, protected.stdout) == (0, full.stdout)
        assert "Notice" not in protected.stderr
        mount(disk, "remount,rw,size=20m")
        assert here("results", out, "--report").exit_code == 0
        assert (out / "report.html").is_file()
