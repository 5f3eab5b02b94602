"""One pool for all who have many runs computed: here while that is quickest, else in processes.

Work begins in this process where it is said to be small. The pool is told how much is left, and
starts its processes once that is worth the time that they take to start. They leave interruptions
to this process, and end with it, however it ends. What a piece of work gives is a pure function
of what it is asked, so nothing depends on where it was computed.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from experiments.run.processes import processes
from experiments.run.stopped import Stopped

START_SECONDS = 8.0
"""Computing saved that processes are started for: on a busy machine they take so long to start."""
AHEAD = 2
"""Pieces of work that wait for each worker."""
ASK_SECONDS = 2.0
"""How often a cluster is asked how large it is."""


Function = Callable[..., Any]


@dataclass(frozen=True)
class Answered:
    """What came of a piece of work."""

    work: Any
    """What the asker calls it."""
    value: Any = None
    error: BaseException | None = None

    @property
    def killed(self) -> bool:
        """Whether it took its workers with it, on every try."""
        return type(self.error).__name__ == "KilledWorker"


class Pool:
    """Takes work, and gives answers as they come. Made by :func:`pool`."""

    def __init__(self, count: int, cluster: str | None, small: bool, closing: ExitStack) -> None:
        self._count, self._cluster, self._closing = count, cluster, closing
        self.is_here = count == 0 or (small and cluster is None)
        """Whether work is done in this process, when an answer is asked for."""
        self._client: Any = None
        self._waiting: deque[tuple[Any, Function, Function, tuple[Any, ...]]] = deque()
        self._flying: dict[Any, Any] = {}
        self._answers: queue.Queue[Any] = queue.Queue()
        self._spent = self._before = 0.0
        self._asked, self._capacity = -ASK_SECONDS, 1

    def __len__(self) -> int:
        """Return how many pieces of work are not answered."""
        return len(self._waiting) + len(self._flying)

    @property
    def threads(self) -> int | None:
        """Threads of a run: one where several run at a time, else (None) all processors."""
        return None if self._count == 0 else 1

    @property
    def room(self) -> int:
        """How many more pieces of work keep everybody busy."""
        return (1 + AHEAD) * self.capacity - len(self)

    @property
    def capacity(self) -> int:
        """How many pieces can be worked on at a time, asked anew now and then; at least 1."""
        if self.is_here or self._client is None:
            return 1 if self.is_here else max(1, self._count)
        now = time.monotonic()
        if now - self._asked > ASK_SECONDS:
            self._asked = now
            with _reachable():
                self._capacity = max(1, sum(self._client.nthreads().values()))
        return self._capacity

    def begin(self) -> None:
        """Take note that another question is asked of the same pool."""
        self._before = self._spent

    def expect(self, seconds: float) -> None:
        """Start processes if so much computing is left that they save more than they cost.

        What was computed here before ``begin`` counts too: as much may be still to come.
        """
        saved = (seconds + self._before) * (1.0 - 1.0 / max(self._count, 1))
        if self.is_here and self._count > 0 and saved > START_SECONDS:
            self.connect()

    def submit(
        self, work: Any, function: Function, *arguments: Any, here: Mapping[str, Any] = {}
    ) -> None:
        """Have a function called; ``work`` is what the answer calls it.

        ``here`` are keywords that it gets only if it is called in this process.
        """
        if self.is_here:
            self._waiting.append((work, partial(function, **here), function, arguments))
            return
        if self._client is None:
            self.connect()
        with _reachable():
            future = self._client.submit(function, *arguments, pure=False)
        self._flying[future] = work
        future.add_done_callback(self._answers.put)

    def connect(self) -> None:
        """Start the processes, or connect to the cluster; raise InputError if none answers."""
        self._client = self._closing.enter_context(processes(self._count, self._cluster))
        self.is_here = False
        waiting, self._waiting = self._waiting, deque()
        for work, _, function, arguments in waiting:
            self.submit(work, function, *arguments)

    def next(self, patience: float = 0.25) -> Answered | None:
        """Return an answer that has come in, or None if none has within so many seconds."""
        if self._waiting:
            work, function, _, arguments = self._waiting.popleft()
            return self._done_here(work, function, arguments)
        try:
            future = self._answers.get(timeout=patience)
        except queue.Empty:
            return None
        if future.status in ("pending", "lost"):  # its worker died with the answer: once more
            future.add_done_callback(self._answers.put)
            return None
        work = self._flying.pop(future, None)
        if work is None:  # nobody waits for it any more
            return None
        if future.status == "finished":
            with _reachable():
                return Answered(work, future.result())
        return Answered(work, error=_error_of(future))

    def _done_here(self, work: Any, function: Function, arguments: tuple[Any, ...]) -> Answered:
        begun = time.perf_counter()
        try:
            return Answered(work, function(*arguments))
        except Exception as error:
            return Answered(work, error=error)
        finally:
            self._spent += time.perf_counter() - begun

    def forget(self) -> None:
        """Give up what is not answered."""
        self._waiting.clear()
        flying, self._flying = list(self._flying), {}
        if flying:
            with suppress(OSError):  # nobody is there any more
                self._client.cancel(flying, force=True)

    def each(self, function: Function, asked: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Any]]:
        """Yield number and value of each call as they come; an error of one ends all.

        ``asked`` are the arguments of each call. Raises ``Stopped`` if the workers were lost.
        """
        numbered = enumerate(asked)
        try:
            while True:
                while self.room > 0 and (one := next(numbered, None)) is not None:
                    self.submit(one[0], function, *one[1])
                if not len(self):
                    return
                answer = self.next()
                if answer is not None:
                    yield answer.work, _value(answer)
        finally:
            self.forget()

    def map(self, function: Function, *lists: Iterable[Any]) -> list[Any]:
        """Return what the function gives for the entries of some lists, in order."""
        found = dict(self.each(function, zip(*lists, strict=True)))
        return [found[number] for number in range(len(found))]


@contextmanager
def pool(count: int, cluster: str | None = None, *, small: bool = False) -> Iterator[Pool]:
    """Give a pool of ``count`` processes, or of the Dask cluster at an address.

    With ``small`` work begins in this process, and with 0 processes all of it is done here.
    Scripts need ``if __name__ == "__main__":``, as always where processes are started.
    """
    with ExitStack() as closing:
        made = Pool(count, cluster, small, closing)
        if cluster is not None:  # whether anybody answers is known before anything is written
            made.connect()
        yield made


def lost(error: BaseException) -> Stopped:
    """Return what is raised where no worker is left."""
    return Stopped(f"the workers were lost ({type(error).__name__}: {error})")


@contextmanager
def _reachable() -> Iterator[None]:
    """Turn what says that the scheduler is gone, an OSError like any other, into Stopped."""
    try:
        yield
    except OSError as error:
        raise lost(error) from error


def _value(answer: Answered) -> Any:
    if answer.error is None:
        return answer.value
    if answer.killed or type(answer.error).__name__ in ("CancelledError", "FutureCancelledError"):
        raise lost(answer.error)
    raise answer.error


def _error_of(future: Any) -> BaseException:
    try:
        error: BaseException | None = future.exception(timeout=5)
    except BaseException as raised:
        if isinstance(raised, KeyboardInterrupt):
            raise
        error = raised
    return error or RuntimeError(f"a piece of work ended as {future.status}")
