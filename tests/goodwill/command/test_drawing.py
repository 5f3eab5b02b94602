"""The processes for pictures: they help, they may fail, and they never stay behind."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from goodwill.command.drawing import RunPictures, layout
from model.network import build_network
from model.scenario import load_scenario
from tests.conftest import ROOT

GRAPH = build_network(load_scenario("one_brand").values, 120, 3)


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> RunPictures:
    """Pictures with processes of their own, whatever machine this is."""
    monkeypatch.setattr("goodwill.command.drawing.os.cpu_count", lambda: 2)
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    pictures = RunPictures(figures=True)
    assert len(pictures._ours) == 2
    return pictures


def placed_as_here(pictures: RunPictures) -> None:
    pictures.begin(GRAPH, 3)
    for one, other in zip(pictures.place(), layout(GRAPH._asdict(), 3), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.often
def test_people_are_placed_as_here_and_the_processes_end(helped: RunPictures) -> None:
    with helped:
        placed_as_here(helped)
    for process in helped._ours:
        process.join(30)
        assert process.exitcode is not None


def test_where_the_processes_die_the_work_is_done_here(helped: RunPictures) -> None:
    with helped:
        for process in helped._ours:
            process.kill()
            process.join()
        placed_as_here(helped)


def test_without_pictures_there_are_no_processes() -> None:
    with RunPictures(figures=False) as pictures:
        assert not pictures._ours
        placed_as_here(pictures)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_they_do_not_outlive_a_process_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import time\n"
        "if __name__ == '__main__':\n"
        "    from goodwill.command.drawing import RunPictures\n"
        "    pictures = RunPictures(True)\n"
        "    print(*(p.pid for p in pictures._ours), flush=True)\n"
        "    time.sleep(600)\n"
    )
    (tmp_path / "own.py").write_text(code)
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "own.py")], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )  # fmt: skip
    assert process.stdout is not None
    pids = [int(word) for word in process.stdout.readline().split()]
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 120
    while any(map(running, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(running, pids))


def running(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and was not asked after does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
