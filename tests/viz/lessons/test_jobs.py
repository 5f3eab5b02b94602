"""Runs in the background: shared, kept, and ended when nobody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from viz.lessons import jobs
from viz.lessons.jobs import JobQueue, key_of
from viz.lessons.lesson import changed_arms
from viz.lessons.running import replicates_of

from .making import run, small

LESSON = small()
PATIENCE = 60


def test_replicates_differ_and_arms_share_their_people() -> None:
    found = list(replicates_of(LESSON.arms, LESSON.brand, 2))
    again = next(replicates_of(LESSON.arms, LESSON.brand, 1))
    quiet = [one["quiet"].paths for one in found]
    assert not np.array_equal(quiet[0], quiet[1])
    np.testing.assert_array_equal(again["quiet"].paths, quiet[0])
    start = found[0]["loud"].paths[:, 0] - found[0]["quiet"].paths[:, 0]
    assert abs(start[0]) < 0.02  # the first day's trust


def test_a_job_runs_all_replicates() -> None:
    queue = JobQueue()
    job = queue.watch(LESSON.arms, LESSON.brand, 3)
    assert job.ended.wait(PATIENCE)
    assert job.ready
    assert {name: len(runs) for name, runs in job.so_far().items()} == {"quiet": 3, "loud": 3}
    assert queue.watch(LESSON.arms, LESSON.brand, 3) is job


def test_the_key_is_what_is_run() -> None:
    assert LESSON.explore is not None
    same = changed_arms(LESSON, LESSON.explore, {"brands.usual.options.intent": 0.9})
    other = changed_arms(LESSON, LESSON.explore, {"brands.usual.options.intent": 0.8})
    keys = [key_of(arms, "usual", 3) for arms in (same, other)]
    assert key_of(same, "usual", 3) == keys[0] != keys[1]
    assert key_of(same, "usual", 4) != keys[0]


class Slow:
    """Replicates that come when they are let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.begun, self.fail = threading.Semaphore(0), threading.Semaphore(0), False
        monkeypatch.setattr(jobs, "replicates_of", self.replicates)

    def replicates(self, arms: object, brand: str, count: int, alive: object) -> Iterator[object]:
        for _ in range(count):
            self.begun.release()
            assert self.go.acquire(timeout=PATIENCE)
            alive()  # type: ignore[operator]
            if self.fail:
                raise RuntimeError
            yield {"quiet": run(), "loud": run()}


def test_a_job_that_nobody_waits_for_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, queue = Slow(monkeypatch), JobQueue()
    job = queue.watch(LESSON.arms, "usual", 3)
    other = queue.watch(LESSON.arms, "usual", 3)
    assert other is job
    queue.leave(job)
    slow.go.release()
    for _ in range(2):  # the first replicate is done when the second begins
        assert slow.begun.acquire(timeout=PATIENCE)
    assert job.done == 1
    queue.leave(other)
    slow.go.release()
    assert job.ended.wait(PATIENCE)
    assert not job.ready
    anew = queue.watch(LESSON.arms, "usual", 3)
    assert anew is not job
    queue.leave(anew)
    slow.go.release(3)
    assert anew.ended.wait(PATIENCE)


def test_a_failure_is_told_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, queue = Slow(monkeypatch), JobQueue()
    slow.fail = True
    slow.go.release(9)
    job = queue.watch(LESSON.arms, "usual", 3)
    assert job.ended.wait(PATIENCE)
    assert "RuntimeError" in job.error
    slow.fail = False
    assert queue.watch(LESSON.arms, "usual", 3) is not job


def test_the_oldest_results_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, queue = Slow(monkeypatch), JobQueue(kept=2)
    slow.go.release(99)
    first = queue.watch(LESSON.arms, "usual", 1)
    for replicates in (2, 3, 4):
        job = queue.watch(LESSON.arms, "usual", replicates)
        assert job.ended.wait(PATIENCE)
        queue.leave(job)
    assert queue.watch(LESSON.arms, "usual", 1) is first  # it is still looked at
    kept = queue.watch(LESSON.arms, "usual", 4)
    assert kept.ready


def test_only_so_many_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, queue = Slow(monkeypatch), JobQueue(at_once=1)
    watched = [queue.watch(LESSON.arms, "usual", n) for n in (1, 2)]
    assert slow.begun.acquire(timeout=PATIENCE)
    assert not slow.begun.acquire(timeout=0.05)
    slow.go.release(9)
    assert all(job.ended.wait(PATIENCE) for job in watched)
