"""A page behind the real server, on this machine only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

HOST = "127.0.0.1"
START_WITHIN = 90.0
"""Seconds that the server may take to answer."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(page: str | Path, folder: Path) -> Iterator[str]:
    """Run ``solara run`` on a page for a while and yield its address; logs go to the folder."""
    address = f"http://{HOST}:{(port := free_port())}"
    words = ["run", str(page), "--host", HOST, "--port", str(port), "--no-open", "--production"]
    quiet = {"SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False", "PYTHONPATH": str(ROOT)}
    with (folder / "server.log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "solara", *words],
            cwd=ROOT, env=os.environ | quiet, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_for(address, server, Path(log.name))
            yield address
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; fail with its log if it ends or takes too long."""
    deadline = time.monotonic() + START_WITHIN
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the page's server did not come up:\n{log.read_text()}")
