"""The process in which a file's strategies are read, made and asked for plans."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from functools import lru_cache
from multiprocessing.connection import Connection
from typing import Any

from model.errors import InputError
from model.plan import BrandView
from model.strategies import SHIPPED, STRATEGIES
from model.strategies.base import Strategy
from model.strategies.own.description import Description, described
from model.strategies.own.failure import StrategyFailure, told
from model.strategies.own.plain import plain_plan, tame
from model.strategies.own.source import reading_failure, strategies_of

GRACE = 5.0
"""Seconds after the limit when this process ends itself: whoever set the limit is gone."""

Answer = tuple[str, Any]


class StrategyServer:
    """What one file's strategies are asked."""

    def __init__(self) -> None:
        self._file = ""
        self._kinds: dict[str, type[Strategy]] = {}
        self._made = lru_cache(maxsize=256)(self._make)

    def answer(self, what: str, arguments: tuple[Any, ...]) -> Answer:
        """Return ("done", answer), or ("failed", error): nothing that is done here ends us."""
        try:
            return "done", getattr(self, what)(*arguments)
        except InputError as error:
            error.value = tame(error.value)
            return "failed", error
        except BaseException as error:
            return "failed", StrategyFailure(told(error, self._file))

    def hello(self) -> None:
        """Answer that we are there."""

    def read(self, file: str, text: bytes) -> list[Description]:
        """Read the file and return its strategies."""
        self._file = file
        try:
            kinds = strategies_of(file, text)
        except KeyboardInterrupt as error:
            raise InputError(reading_failure(error, file), file=file) from error
        self._kinds = {kind.name: kind for kind in kinds if isinstance(kind.name, str)}
        shipped = {kind.name for kind in SHIPPED}
        STRATEGIES.update({k: v for k, v in self._kinds.items() if k not in shipped})
        return [described(kind) for kind in kinds]

    def make(self, name: str, values: Any) -> list[tuple[str, Any]]:
        """Return the options of a strategy once it is made."""
        made = self._made(name, values)
        return [(option, tame(getattr(made, option))) for option, _ in values]

    def plan(self, name: str, values: Any, view: BrandView) -> Any:
        """Return what a strategy plans, in values that can be sent."""
        return tame(plain_plan(self._made(name, values).plan(view)))

    def _make(self, name: str, values: Any) -> Strategy:
        return self._kinds[name](**dict(values))


def main() -> None:
    """Answer until nobody asks any more."""
    asked, answers = _private_pipes()
    server = StrategyServer()
    while True:
        try:
            what, arguments, seconds = asked.recv()
        except (EOFError, OSError):
            os._exit(0)
        answer = _in_time(seconds + GRACE, lambda: server.answer(what, arguments))  # noqa: B023
        try:
            answers.send_bytes(_packed(answer))
        except OSError:
            os._exit(0)


def _private_pipes() -> tuple[Connection, Connection]:
    """Take our two pipes out of the way of what strategies print or read."""
    asked = Connection(os.dup(0), writable=False)
    answers = Connection(os.dup(1), readable=False)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # we were started without
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
    sys.stdout = sys.stderr
    return asked, answers


def _in_time(seconds: float, work: Callable[[], Answer]) -> Answer:
    """Do the work, unless it takes so long that the system ends this process."""
    if not hasattr(signal, "setitimer"):
        return work()
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)


def _packed(answer: Answer) -> bytes:
    try:
        return pickle.dumps(answer)
    except Exception as error:
        return pickle.dumps(("failed", StrategyFailure(f"cannot be sent on: {told(error)}")))
