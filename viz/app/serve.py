"""The server of the app: Solara's, on this machine unless told otherwise, quiet and offline."""

from __future__ import annotations

import errno
import os
import socket
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model.errors import InputError

HERE = Path(__file__).resolve().parent
PAGES = "viz.app.pages"
SETTINGS = {
    "SOLARA_APP": PAGES,
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Goodwill",
    "SOLARA_THEME_VARIANT": "light",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",
}
"""A visitor who lost the connection finds their page again for ten minutes."""
LARGEST_MESSAGE = 1_000_000
"""Bytes that a browser can send at once; an opened file is the longest thing it sends."""


def prepare() -> None:
    """Set what Solara reads when it is imported; what a user has set already stays."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    os.environ["SOLARA_APP"] = PAGES
    warnings.filterwarnings("ignore", message="Cookies with samesite")  # we keep no sessions


def warm_up() -> None:
    """Let a few days pass, so that no visitor waits for the compiler."""
    from experiments.run.single import opened

    few: dict[str, Any] = {"people.count": 200}
    with opened("three_strategies", threads=1, **few) as model:
        model.run(2)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, or raise InputError where that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)  # who comes before the server is up waits for it
    except (OSError, OverflowError) as error:
        found.close()
        raise _unlistened(host, port, error) from error
    return found


def _unlistened(host: str, port: int, error: Exception) -> InputError:
    if isinstance(error, OSError) and error.errno in (errno.EADDRINUSE, errno.EACCES):
        problem = "is taken" if error.errno == errno.EADDRINUSE else "is not allowed to us"
        return InputError(problem, file="--port", value=port, allowed="any free port; 0 finds one")
    return InputError("cannot be listened on", file="--host", value=host,
                      allowed="an address of this machine, such as 127.0.0.1")  # fmt: skip


def serve(host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve the pages until interrupted; ``announce`` hears the address once they can be seen."""
    prepare()
    found = listen(host, port)
    warm_up()
    import uvicorn
    from solara.server import settings
    from solara.server.starlette import app

    settings.main.mode = "production"
    settings.assets.extra_locations = [str(HERE / "assets")]
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, ws_max_size=LARGEST_MESSAGE,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = uvicorn.Server(config)
    shown = f"[{host}]" if ":" in host else host
    announce(f"http://{shown}:{found.getsockname()[1]}")
    server.run(sockets=[found])
