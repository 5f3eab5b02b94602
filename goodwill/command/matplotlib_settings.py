"""Pictures that are the same whatever a user has set: matplotlib as it ships."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path


def import_matplotlib() -> None:
    """Import matplotlib with its own settings, not those of a file of the user's."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # where it keeps its fonts, and so on
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        return
    shipped = Path(spec.origin).parent / "mpl-data"
    os.environ["MATPLOTLIBRC"] = str(shipped / "matplotlibrc")
    os.environ["MPLBACKEND"] = "agg"
    with _inside(shipped):  # it would read a file of that name where the user is
        import matplotlib
    matplotlib.rcdefaults()


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Stand in another folder for a moment, and come back."""
    here = None
    with suppress(OSError):  # the folder one stands in may be gone
        here = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        if here is not None:
            os.chdir(here)
