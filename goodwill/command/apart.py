"""A second process for pictures, started early so as to be ready in time.

It takes one job after the other from its input and ends where that closes, so that nothing
is left behind if this process dies.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]
START = (
    "import sys; sys.path.append(sys.argv[1]); from goodwill.command.apart import serve; serve()"
)


class Helper:
    """The process. It works through its jobs in the order in which they are asked for."""

    def __init__(self) -> None:
        self._nowhere = tempfile.TemporaryDirectory(prefix="goodwill-")
        self._aside = ThreadPoolExecutor(1)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, str(HOME)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._nowhere.name,  # an empty folder: nothing there can hide a module
            start_new_session=True,  # an interruption at the terminal is this process's affair
        )

    def ask(self, job: str, *values: Any) -> Future[Any]:
        """Return what is going to be the answer of ``pictures.<job>``; None if it failed."""
        return self._aside.submit(self._answer, job, values)

    def _answer(self, job: str, values: tuple[Any, ...]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((job, values), self._process.stdin)
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.PickleError):
            return None

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._aside.shutdown()
        with suppress(OSError):  # what was not sent is not wanted any more
            self._process.communicate()
        self._nowhere.cleanup()


def serve() -> None:
    """Do the jobs that come in on standard input, and answer on standard output."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed is no answer
    from goodwill.command import pictures

    pictures.prepare()
    while True:
        try:
            job, values = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(getattr(pictures, job)(*values), answers)
        answers.flush()


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
