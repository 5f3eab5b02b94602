"""What becomes of whatever goes wrong: one line, and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from types import FrameType
from typing import Any, NoReturn

import click

from goodwill.command.printing import printing, say
from model.errors import InputError

FAILED, WRONG_INPUT, SOME_FAILED = 1, 2, 3
HUNG_UP, INTERRUPTED, BROKEN_PIPE, TERMINATED = 129, 130, 141, 143
MEANING = {
    0: "done",
    FAILED: "failed: a full disk, too little memory, a lost cluster, a mistake of ours,"
    " something repeated that differs",
    WRONG_INPUT: "wrong input; nothing was written",
    SOME_FAILED: "done, but some of the runs failed",
    HUNG_UP: "the terminal was closed",
    INTERRUPTED: "interrupted (Ctrl+C)",
    BROKEN_PIPE: "whoever read the output has left",
    TERMINATED: "ended from outside",
}
"""Exit codes of every command."""
UNUSABLE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOENT, errno.EIO)
"""What a file system says that is no mistake of ours."""
TRACEBACK = "GOODWILL_TRACEBACK"
HELP = {"-h", "--help"}


_asked: list[int] = []
"""Requests to end that came to this command."""


class Terminated(BaseException):
    """Somebody asked the process to end, or hung up."""

    def __init__(self, number: int = signal.SIGTERM) -> None:
        super().__init__(number)
        self.code = 128 + number


class NobodyReads(Exception):
    """Whoever read the output has left; click would end with 1 at the error it comes from."""


@contextmanager
def _read() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise NobodyReads from error


class SafeGroup(click.Group):
    """A group of commands; no traceback gets past it."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with an exit code."""
        words = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal that lacks a letter shows a ?
                stream.reconfigure(errors="replace")
        before = _listen()
        try:
            code = self._code(words, *more, **extra, obj=words, standalone_mode=False)
        finally:
            _put_back(before)
            _drop_unprinted()
        sys.exit(code)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the words of a command, which may print help."""
        with _read():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what the words say."""
        with _read():
            return super().invoke(ctx)

    def _code(self, *args: Any, **extra: Any) -> int:
        """Run a command and return the exit code."""
        try:
            with printing() if HELP.intersection(args[0]) else nullcontext():
                code = super().main(*args, **extra)
            with printing():
                sys.stdout.flush()
            return code if isinstance(code, int) else 0
        except (KeyboardInterrupt, click.Abort):
            return _said("interrupted; nothing was written", INTERRUPTED)
        except Terminated as ended:
            return _said("ended from outside; nothing was written", ended.code)
        except InputError as error:
            return _said(_told(error), FAILED if _has_no_room(error) else WRONG_INPUT)
        except click.UsageError as error:
            return _wrong_usage(error)
        except click.ClickException as error:
            return _said(error.format_message(), error.exit_code)
        except MemoryError:
            return _said("not enough memory; try fewer people, brands or days", FAILED)
        except (BrokenPipeError, NobodyReads):
            return BROKEN_PIPE
        except Exception as error:
            if _asked:  # lost in a callback of compiled code, which then fails
                return _said("ended from outside; nothing was written", 128 + _asked[-1])
            return _unexpected(error)


def _said(message: str, code: int) -> int:
    """Say one line on standard error; return the code."""
    say(f"goodwill: {message}")
    return code


def _wrong_usage(error: click.UsageError) -> int:
    """Say what is wrong with the words of a command, and where to look it up."""
    if type(error).__name__ == "NoArgsIsHelpError":  # of click 8.2 and later
        say(error.format_message())
        return WRONG_INPUT
    path = error.ctx.command_path if error.ctx else "goodwill"
    what = " ".join(error.format_message().split()).rstrip(".")
    return _said(f"{what} (see {path} --help)", error.exit_code)


def _drop_unprinted() -> None:
    """Keep Python from complaining, at its end, about what nobody takes."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> str:
    """Return an error in one line; a mistake in a user's own strategy begins with its file."""
    from experiments.run.failing import told

    return told(error)


def _unexpected(error: Exception) -> int:
    from experiments.run.stopped import Stopped

    if isinstance(error, Stopped):
        code = WRONG_INPUT if error.by_user else FAILED
        return _said(f"stopped: {error}; nothing was written", code)
    if os.environ.get(TRACEBACK):
        raise error
    if isinstance(error, OSError) and error.errno in UNUSABLE:
        where = os.fsdecode(error.filename) if error.filename else "a file"
        return _said(f"{where}: cannot be used ({error.strerror})", FAILED)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return _said(
        f"a mistake of ours: {what}; please report it with what {TRACEBACK}=1 shows"
        " when you run the same command again",
        FAILED,
    )


def _has_no_room(error: InputError) -> bool:
    """Tell whether what could not be written has no room: the place was right."""
    cause = error.__cause__
    return isinstance(cause, OSError) and os.strerror(errno.ENOSPC) in str(cause)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    _asked.append(number)
    raise Terminated(number)


def _listen() -> dict[int, Any]:
    """Let requests to end raise Terminated; return what they did before."""
    _asked.clear()
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        try:
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup
                before[int(number)] = signal.signal(number, _end)
        except ValueError:  # not the main thread
            continue
    return before


def _put_back(before: dict[int, Any]) -> None:
    for number, handler in before.items():
        if handler is not None:  # set by other than Python
            signal.signal(number, handler)
