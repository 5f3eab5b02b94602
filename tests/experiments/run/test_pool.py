"""The pool: the same answers wherever they are computed, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from experiments.run.pool import Pool, pool
from experiments.run.stopped import Stopped
from tests.conftest import ROOT
from tests.experiments.run import work

PATIENCE = 120.0


@pytest.fixture(scope="module")
def apart() -> Iterator[Pool]:
    """A pool of two processes."""
    with pool(2) as computing:
        yield computing


@pytest.fixture(params=["here", "apart"])
def computing(request: pytest.FixtureRequest) -> Iterator[Pool]:
    if request.param == "apart":
        yield request.getfixturevalue("apart")
        return
    with pool(0) as here:
        yield here


def test_answers_come_in_the_order_of_the_questions(computing: Pool) -> None:
    assert computing.map(work.doubled, range(20)) == [2 * n for n in range(20)]
    assert len(computing) == 0


def test_an_error_is_raised_where_it_was_asked_and_the_pool_goes_on(computing: Pool) -> None:
    with pytest.raises(ValueError, match="three is too many"):
        computing.map(work.failing, range(50))
    assert len(computing) == 0
    assert computing.map(work.doubled, [7]) == [14]


def test_processes_use_one_thread_each_and_this_one_as_many_as_before(apart: Pool) -> None:
    before = os.environ.get("GOODWILL_THREADS")
    places = apart.map(work.place, range(30))
    assert {threads for _, threads in places} == {"1"}
    assert os.getpid() not in {process for process, _ in places}
    assert os.environ.get("GOODWILL_THREADS") == before


def test_what_kills_its_process_again_and_again_is_told_of(apart: Pool) -> None:
    with pytest.raises(Stopped, match="the workers were lost"):
        apart.map(work.deadly, range(5))
    assert apart.map(work.doubled, [7]) == [14]


def test_small_work_stays_here_and_much_work_does_not() -> None:
    with pool(2, small=True) as computing:
        computing.begin()
        computing.expect(1.0)
        assert computing.map(work.place, [1])[0][0] == os.getpid()
        computing.submit("waits", work.place, 1)
        computing.expect(1000.0)
        answer = None
        while answer is None:
            answer = computing.next()
        assert answer.work == "waits"
        assert answer.value[0] != os.getpid()


def test_one_process_saves_nothing() -> None:
    with pool(1, small=True) as computing:
        computing.expect(1e6)
        assert computing.is_here


# --- endings ---------------------------------------------------------------------------


def ignoring() -> None:
    """As a shell starts what runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def under_way(folder: Path, prepare: Callable[[], None] | None) -> subprocess.Popen[str]:
    """Start the script, and wait until both of its processes are at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.experiments.run.work", str(folder)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=prepare,
    )  # fmt: skip
    end = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) < 2 and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.05)
    return process


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


@pytest.mark.often
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("prepare", [None, ignoring])
def test_an_interruption_ends_all_processes_quietly(
    tmp_path: Path, prepare: Callable[[], None] | None
) -> None:
    process = under_way(tmp_path, prepare)
    children = family(process)
    for one in children:  # a terminal interrupts every process of a command
        one.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert said == "interrupted\n"
    assert process.returncode == 130
    assert psutil.wait_procs(children, timeout=20)[1] == []


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_no_process_outlives_one_that_is_killed(tmp_path: Path) -> None:
    process = under_way(tmp_path, None)
    children = family(process)
    assert len(children) >= 2
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert psutil.wait_procs(children, timeout=20)[1] == []


class Gone:
    """A client of a scheduler that is gone: whatever is asked of it, nobody answers."""

    def __getattr__(self, name: str) -> object:
        def asked(*given: object, **more: object) -> None:
            raise ConnectionResetError(104, "Connection reset by peer")

        return asked


@pytest.mark.parametrize("ask", ["capacity", "submit"])
def test_a_scheduler_that_is_gone_is_no_full_disk(ask: str) -> None:
    with pool(2) as computing:
        computing._client, computing.is_here = Gone(), False
        with pytest.raises(Stopped, match="the workers were lost"):
            computing.submit(1, work.doubled, 1) if ask == "submit" else computing.capacity
        computing._client, computing.is_here = None, True
