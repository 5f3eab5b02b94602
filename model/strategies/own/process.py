"""A process of their own for the strategies of one file: it can be ended when they hang.

The child is started anew by command, never forked, and answers requests over its two pipes,
one at a time. It is started when it is first needed, and again after it was ended or has died;
it ends with us, because its pipe then does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from model.plan import BrandView
from model.strategies.own.description import Description
from model.strategies.own.failure import StrategyFailure

SECONDS = 10.0
"""How long a strategy may take over one plan, or over being made."""
SECONDS_VARIABLE = "GOODWILL_STRATEGY_SECONDS"
"""Environment variable that asks for another limit."""
READ_SECONDS = 30.0
"""How long a file may take over being read: what it imports may be large."""
START_SECONDS = 120.0
"""How long the child may take to start: a machine may be very busy."""

BEGIN = (
    "import sys; sys.path[:] = sys.argv[1:]; from model.strategies.own.child import main; main()"
)
Values = tuple[tuple[str, Any], ...]
"""A strategy's options, those of tables frozen."""

_here = threading.local()


@contextmanager
def plans_until(moment: float) -> Iterator[None]:
    """Let no own strategy that this thread asks take longer than to a moment.

    The moment is one of ``time.monotonic``. The usual limit holds as well.
    """
    before = getattr(_here, "moment", None)
    _here.moment = moment
    try:
        yield
    finally:
        _here.moment = before


def usual_seconds() -> float:
    """Return the limit that the environment asks for, or the usual one."""
    try:
        return max(0.01, float(os.environ[SECONDS_VARIABLE]))
    except (KeyError, ValueError):
        return SECONDS


class StrategyProcess:
    """The child of one file. Whatever goes wrong in it is an InputError or StrategyFailure."""

    def __init__(self, file: str, text: bytes, seconds: float | None = None) -> None:
        self._source = (file, text)
        self._seconds = usual_seconds() if seconds is None else seconds
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._child: subprocess.Popen[bytes] | None = None
        self._descriptions: list[Description] = []

    def describe(self) -> list[Description]:
        """Return the strategies of the file."""
        with self._lock:
            self._running()
        return self._descriptions

    def make(self, name: str, values: Values) -> Mapping[str, Any]:
        """Return the options of a strategy as it has them once it is made."""
        return dict(self._ask("make", name, values))

    def plan(self, name: str, values: Values, view: BrandView) -> Any:
        """Return what a strategy plans."""
        return self._ask("plan", name, values, view)

    def close(self) -> None:
        """End the child; the next request starts another."""
        with self._lock:
            self._end()

    def _ask(self, what: str, *arguments: Any) -> Any:
        with self._lock:
            self._running()
            return self._answer(self._limit(), what, *arguments)

    def _limit(self) -> float:
        moment = getattr(_here, "moment", None)
        left = self._seconds if moment is None else moment - time.monotonic()
        return max(0.0, min(self._seconds, left))

    def _running(self) -> None:
        """See to it that the child runs and has read its file."""
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return
        if self._owner == os.getpid():
            self._end()
        self._child, self._owner = self._started(), os.getpid()
        self._answer(START_SECONDS, "hello")
        self._descriptions = self._answer(READ_SECONDS, "read", *self._source)

    def _started(self) -> subprocess.Popen[bytes]:
        paths = [path for path in sys.path if isinstance(path, str)]
        try:
            child = subprocess.Popen(
                [sys.executable, "-c", BEGIN, *paths],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl+C is for us to hear
                env={"OPENBLAS_NUM_THREADS": "1", **os.environ, "PYTHONHASHSEED": "0"},
            )
        except OSError as error:
            raise StrategyFailure(f"cannot get a process of its own: {error}") from error
        self._ending = weakref.finalize(self, _end, child, os.getpid())
        assert child.stdin is not None  # both were asked for
        assert child.stdout is not None
        self._out = Connection(os.dup(child.stdin.fileno()), readable=False)
        self._in = Connection(os.dup(child.stdout.fileno()), writable=False)
        child.stdin.close()
        child.stdout.close()
        return child

    def _end(self) -> None:
        if self._child is not None:
            self._out.close()
            self._in.close()
            self._ending()
            self._child = None

    def _answer(self, seconds: float, what: str, *arguments: Any) -> Any:
        """Return the child's answer; it is ended if it is late, or if we are interrupted."""
        try:
            self._out.send((what, arguments, seconds))
            if not self._in.poll(seconds):
                raise StrategyFailure(f"took longer than {seconds:.2g} s and was stopped")
            how, answer = self._in.recv()
        except (EOFError, OSError) as error:
            raise StrategyFailure(self._last_words()) from error
        except BaseException:
            self._end()
            raise
        if how == "done":
            return answer
        if what == "read":
            self._end()
        raise answer

    def _last_words(self) -> str:
        """Return in words how the child died."""
        assert self._child is not None
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(5)
        code = self._child.returncode
        self._end()
        if code is not None and code < 0:
            return f"its process was ended by {signal.Signals(-code).name}"
        return f"ended its process (exit code {code})"


def _end(child: subprocess.Popen[bytes], owner: int) -> None:
    """End a child of ours; a copy of this process leaves it alone."""
    if os.getpid() == owner:
        child.kill()
        child.wait()
