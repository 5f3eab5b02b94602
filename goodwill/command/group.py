"""What becomes of whatever goes wrong: one line, and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

import click

from model.errors import InputError

FAILED, WRONG_INPUT = 1, 2
INTERRUPTED, BROKEN_PIPE, TERMINATED = 130, 141, 143
TRACEBACK = "GOODWILL_TRACEBACK"


class Terminated(BaseException):
    """Somebody asked the process to end."""


class Goodwill(click.Group):
    """The group of all commands; no traceback gets past it."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with an exit code."""
        words = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal that lacks a letter shows a ?
                stream.reconfigure(errors="replace")
        before = _on_terminate(_terminate)
        try:
            code = self._code(words, *more, **extra, obj=words, standalone_mode=False)
        finally:
            _on_terminate(before)
        sys.exit(code)

    def _code(self, *args: Any, **extra: Any) -> int:
        """Run a command and return the exit code."""
        try:
            code = super().main(*args, **extra)
            sys.stdout.flush()
            return code if isinstance(code, int) else 0
        except BrokenPipeError:
            return _quiet()
        except (KeyboardInterrupt, click.Abort):
            return _said("interrupted; nothing was written", INTERRUPTED)
        except Terminated:
            return _said("ended from outside; nothing was written", TERMINATED)
        except InputError as error:
            return _said(_told(error), WRONG_INPUT)
        except click.UsageError as error:
            if type(error).__name__ == "NoArgsIsHelpError":  # of click 8.2 and later
                click.echo(error.format_message(), err=True)
                return WRONG_INPUT
            return _said(_usage(error), error.exit_code)
        except click.ClickException as error:
            return _said(error.format_message(), error.exit_code)
        except MemoryError:
            return _said("not enough memory; try fewer people, brands or days", FAILED)
        except Exception as error:
            return _unexpected(error)


def _said(message: str, code: int) -> int:
    """Say one line on standard error; return the code."""
    click.echo(f"goodwill: {message}", err=True)
    return code


def _usage(error: click.UsageError) -> str:
    """Return what is wrong with the words of a command, and where to look it up."""
    path = error.ctx.command_path if error.ctx else "goodwill"
    return f"{' '.join(error.format_message().split()).rstrip('.')} (see {path} --help)"


def _quiet() -> int:
    """Keep Python from complaining, at its end, that nobody reads on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _told(error: Exception) -> str:
    """Return an error in one line; a mistake in a user's own strategy begins with its file."""
    from experiments.run.failing import told

    return told(error)


def _unexpected(error: Exception) -> int:
    from experiments.run.stopped import Stopped

    if isinstance(error, Stopped):
        return _said(f"stopped: {error}; nothing was written", FAILED)
    if os.environ.get(TRACEBACK):
        raise error
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return _said(
        f"a mistake of ours: {what}; please report it with what {TRACEBACK}=1 shows"
        " when you run the same command again",
        FAILED,
    )


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _on_terminate(handler: Any) -> Any:
    """Set what a request to end does; return what it did before (None: not to be changed)."""
    try:
        return signal.signal(signal.SIGTERM, handler)
    except (ValueError, TypeError):  # not the main thread, or set by other than Python
        return None
