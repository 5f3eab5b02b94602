"""The command line. Heavy libraries are imported where they are used, so that it is quick."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line, and end the process."""
    from goodwill.command.line import cli

    try:
        cli.main(prog_name="goodwill")
    except SystemExit as ended:
        _leave(ended.code if isinstance(ended.code, int) else 0)


def _leave(code: int) -> None:
    """End at once: to take the interpreter apart, with a compiler in it, takes 0.4 s (seen)."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads on
            stream.flush()
    if "multiprocessing.synchronize" in sys.modules:  # what processes shared is to be given back
        atexit._run_exitfuncs()
    os._exit(code)
