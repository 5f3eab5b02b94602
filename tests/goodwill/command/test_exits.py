"""What becomes of errors that are not the user's."""

from __future__ import annotations

import signal

import pytest
from click.testing import CliRunner

from goodwill.command.exits import SafeGroup, Terminated


def run_into(error: BaseException) -> tuple[int, str]:
    """Run a command that raises; return exit code and standard error."""
    group = SafeGroup("goodwill")

    @group.command()
    def fail() -> None:
        raise error

    done = CliRunner().invoke(group, ["fail"], catch_exceptions=False)
    assert done.stdout == ""
    return done.exit_code, done.stderr.lstrip("\n")  # at a terminal, ^C stands before it


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "interrupted; nothing was written"),
        (Terminated(), 143, "ended from outside; nothing was written"),
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
    before = signal.getsignal(signal.SIGTERM)
    run_into(KeyboardInterrupt())
    assert signal.getsignal(signal.SIGTERM) is before
