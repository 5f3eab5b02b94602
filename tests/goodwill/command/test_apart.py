"""The second process for pictures: it helps, it may fail, and it never stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from goodwill.command import pictures
from goodwill.command.apart import Helper
from goodwill.command.studio import Studio
from model.network import build_network
from model.scenario import load_scenario
from tests.conftest import ROOT

GRAPH = build_network(load_scenario("one_brand").values, 120, 3)


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> Studio:
    """A studio with a second process, whatever machine this is."""
    monkeypatch.setattr("goodwill.command.studio.processors", lambda: 2)
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    studio = Studio(figures=True)
    assert studio._helper is not None
    return studio


def test_the_second_process_answers_as_this_one_would() -> None:
    helper = Helper()
    try:
        theirs = helper.ask("layout", GRAPH._asdict(), 3).result(timeout=60)
    finally:
        helper.close()
    for one, other in zip(theirs, pictures.layout(GRAPH._asdict(), 3), strict=True):
        np.testing.assert_array_equal(one, other)


def test_where_the_second_process_dies_the_work_is_done_here(helped: Studio) -> None:
    assert helped._helper is not None
    with helped:
        os.kill(helped._helper._process.pid, signal.SIGKILL)
        helped.begin(GRAPH, 3)
        for one, other in zip(helped.place(), pictures.layout(GRAPH._asdict(), 3), strict=True):
            np.testing.assert_array_equal(one, other)


def test_a_job_that_fails_there_is_no_answer() -> None:
    helper = Helper()
    try:
        assert helper.ask("layout", (), 3).result(timeout=60) is None
    finally:
        helper.close()


def test_it_ends_with_the_studio(helped: Studio) -> None:
    assert helped._helper is not None
    process = helped._helper._process
    with helped:
        helped.begin(GRAPH, 3)
    assert process.returncode is not None


def test_without_pictures_there_is_no_second_process() -> None:
    with Studio(figures=False) as studio:
        assert studio._helper is None
        studio.begin(GRAPH, 3)
        assert np.isfinite(studio.place()[0]).all()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_it_does_not_outlive_a_process_that_is_killed() -> None:
    code = (
        "import time\nfrom goodwill.command.apart import Helper\n"
        "print(Helper()._process.pid, flush=True)\ntime.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 60
    while running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not running(pid)


def running(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and was not asked after does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
