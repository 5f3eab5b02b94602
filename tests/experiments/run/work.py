"""Work for a pool, and a script that a shell would start: modules that other processes import."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from experiments.run.pool import pool


def doubled(number: int) -> int:
    """Return twice the number."""
    return 2 * number


def failing(number: int) -> int:
    """Fail for some numbers."""
    if number == 3:
        raise ValueError("three is too many")
    return number


def deadly(number: int) -> int:
    """Take the process along for some numbers."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def place(number: int) -> tuple[int, str]:
    """Return which process this is, and how many threads it is told to use."""
    return os.getpid(), os.environ.get("GOODWILL_THREADS", "")


def slow(folder: str) -> int:
    """Say which process this is, and take very long."""
    Path(folder, f"{os.getpid()}.begun").touch()
    time.sleep(600)
    return 0


def main(folder: str) -> None:
    """Have slow work done by two processes."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pool(2) as computing:
            computing.map(slow, [folder, folder])
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1])
