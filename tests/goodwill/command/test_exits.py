"""What becomes of errors that are not the user's."""

from __future__ import annotations

import contextlib
import signal

import pytest
from click.testing import CliRunner

from goodwill.command.exits import SafeGroup, Terminated
from goodwill.command.printing import Ended
from model.errors import InputError


def run_into(error: BaseException) -> tuple[int, str]:
    """Run a command that raises; return exit code and standard error."""
    group = SafeGroup("goodwill")

    @group.command()
    def fail() -> None:
        raise error

    done = CliRunner().invoke(group, ["fail"], catch_exceptions=False)
    assert done.stdout == ""
    return done.exit_code, done.stderr.lstrip("\n")  # at a terminal, ^C stands before it


def no_room() -> InputError:
    """Return the error of a folder on a disk that is full."""
    error = InputError("cannot be written (No space left on device)", file="--out", value="o")
    error.__cause__ = OSError(28, "No space left on device")
    return error


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "interrupted; nothing was written"),
        (Terminated(), 143, "ended from outside; nothing was written"),
        (Terminated(1), 129, "ended from outside; nothing was written"),
        (no_room(), 1, '--out: "o": cannot be written (No space left on device)'),
        (InputError("is wrong", file="a.toml"), 2, "a.toml: is wrong"),
        (OSError(28, "No space left on device", "a/b"), 1, "a/b: cannot be used (No space"),
        (Ended("one of 4 runs failed", 3), 3, "one of 4 runs failed"),
        (MemoryError(), 1, "not enough memory"),
        (RuntimeError("two\nlines"), 1, "a mistake of ours: RuntimeError: two; please report"),
        (AssertionError(), 1, "a mistake of ours: AssertionError"),
    ],
)
def test_every_error_is_one_line_and_a_code(error: BaseException, code: int, words: str) -> None:
    found, message = run_into(error)
    assert found == code
    assert message.startswith(f"goodwill: {words}")
    assert message.count("\n") == 1


def test_the_traceback_is_there_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWILL_TRACEBACK", "1")
    with pytest.raises(RuntimeError, match="what went wrong"):
        run_into(RuntimeError("what went wrong"))


def test_what_a_request_to_end_does_is_put_back() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]
    run_into(KeyboardInterrupt())
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)] == before


def test_a_hang_up_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run_into_handler(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert run_into_handler(signal.SIGHUP) is not before


def run_into_handler(number: int) -> object:
    """Return what a signal does while a command runs."""
    group, found = SafeGroup("goodwill"), []

    @group.command()
    def look() -> None:
        found.append(signal.getsignal(number))

    CliRunner().invoke(group, ["look"], catch_exceptions=False)
    return found[0]


def test_a_request_to_end_that_compiled_code_lost_is_no_mistake_of_ours() -> None:
    group = SafeGroup("goodwill")

    @group.command()
    def compile_slowly() -> None:
        with contextlib.suppress(Terminated):
            signal.raise_signal(signal.SIGTERM)
        raise RuntimeError("no compiled object yet")

    done = CliRunner().invoke(group, ["compile-slowly"], catch_exceptions=False)
    assert done.exit_code == 143
    assert done.stderr == "goodwill: ended from outside; nothing was written\n"
