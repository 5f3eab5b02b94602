"""Small file systems in memory, to be full or read-only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """Give a small file system in memory; skip the test where none can be had."""
    place.mkdir()
    try:
        mount(place, options)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a file system")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)


def mount(place: Path, options: str) -> None:
    """Mount a file system in memory, or mount it again (``remount,size=20m``)."""
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    subprocess.run(words, check=True, capture_output=True)
