"""Runs in the background, one for all who ask the same: begun, watched, left, and kept.

Visitors share jobs by what is run (a hash over the arms' scenarios). At most ``AT_ONCE`` jobs
run at a time; a job that nobody watches any more ends. The latest results are kept.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from experiments.run.stopped import Stopped
from viz.lessons.lesson import Arm
from viz.lessons.measuring import Run, Runs
from viz.lessons.running import replicates_of

AT_ONCE = 2
KEPT = 48
"""Results in memory; one takes some hundred kB."""


@dataclass
class Job:
    """One comparison on its way."""

    key: str
    arms: tuple[Arm, ...]
    brand: str
    replicates: int
    runs: dict[str, list[Run]] = field(default_factory=dict)
    """The runs of each arm so far."""
    done: int = 0
    """Replicates that are complete."""
    error: str = ""
    watchers: int = 0
    begun: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def ready(self) -> bool:
        """Tell whether all replicates are complete."""
        return self.done == self.replicates

    def so_far(self) -> Runs:
        """Return the complete replicates, safe to read while the job goes on."""
        done = self.done
        return {name: tuple(runs[:done]) for name, runs in self.runs.items()}


class Bureau:
    """Keeps the jobs of one process."""

    def __init__(self, at_once: int = AT_ONCE, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self.turns = threading.Semaphore(at_once)
        """Taken by whatever computes for long, so that pages stay alive."""
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._kept = kept

    def watch(self, arms: Sequence[Arm], brand: str, replicates: int) -> Job:
        """Return the job for these arms, begun if it is not there; leave it with ``leave``."""
        key = key_of(arms, brand, replicates)
        with self._lock:
            job = self._jobs.get(key)
            if job is None or (job.ended.is_set() and not job.ready):
                job = Job(key, tuple(arms), brand, replicates, {arm.name: [] for arm in arms})
                self._jobs[key] = job
            job.watchers += 1
            if not job.begun:
                job.begun = True
                threading.Thread(target=self._work, args=(job,), daemon=True).start()
            self._jobs.move_to_end(key)
            self._forget()
            return job

    def leave(self, job: Job) -> None:
        """Stop watching; a job that nobody watches ends before its next day."""
        with self._lock:
            job.watchers -= 1

    def _forget(self) -> None:
        """Drop the oldest results that nobody looks at; the lock is held."""
        spare = [key for key, job in self._jobs.items() if job.watchers == 0 and job.ended.is_set()]
        for key in spare[: max(len(self._jobs) - self._kept, 0)]:
            del self._jobs[key]

    def _work(self, job: Job) -> None:
        def alive() -> None:
            if job.watchers <= 0:
                raise Stopped

        try:
            with self.turns:
                for found in replicates_of(job.arms, job.brand, job.replicates, alive):
                    for name, run in found.items():
                        job.runs[name].append(run)
                    job.done += 1
        except Stopped:
            pass
        except MemoryError:
            job.error = "There is not enough memory for this run right now."
        except Exception as error:
            job.error = f"The run failed ({type(error).__name__}). This is a mistake of ours."
        finally:
            self._close(job)

    def _close(self, job: Job) -> None:
        with self._lock:
            if not job.ready and self._jobs.get(job.key) is job:
                del self._jobs[job.key]
            job.ended.set()


def key_of(arms: Sequence[Arm], brand: str, replicates: int) -> str:
    """Return a hash over all that decides the result."""
    content = [[arm.name, arm.scenario.content_hash()] for arm in arms]
    text = json.dumps([content, brand, replicates])
    return blake2b(text.encode(), digest_size=10).hexdigest()


BUREAU = Bureau()
"""That of this process."""
