"""What the command finds around it, put right before anything else is done."""

from __future__ import annotations

import os
import sys
import tempfile

STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def prepare() -> None:
    """Open streams that are closed, find a home where there is none, choose how to draw."""
    _open_closed_streams()
    if os.path.expanduser("~") == "~":  # else folders named ~ are made where one stands
        os.environ["HOME"] = tempfile.gettempdir()
    os.environ["MPLBACKEND"] = "agg"  # pictures go to files; a window's library may not be there


def _open_closed_streams() -> None:
    """Let nothing that is opened later take the place of a closed standard stream."""
    for number in range(len(STREAMS)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest free number
    for name, mode in STREAMS:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
