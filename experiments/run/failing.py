"""What went wrong with a run, in one line; mistakes in a user's own strategy by file and line."""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path

from model.errors import InputError

STRATEGY = re.compile(r"strategy (\w+)")


def told(error: BaseException) -> str:
    """Return the error in one line, a user's own file named first where the mistake is there."""
    text = error.message if isinstance(error, InputError) else _text(error)
    own = _own_files()
    for path in own.values():
        text = re.sub(rf" \({re.escape(str(path))}, line \d+\)", "", text)
    where = _place(error, own) or _named(error, own)
    return text if where is None else f"{where}: {text}"


def _text(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _own_files() -> dict[str, Path]:
    """Return the file of each of the user's own strategies that this process knows."""
    loading = sys.modules.get("model.strategies.loading")
    return {} if loading is None else dict(loading.SOURCES)


def _place(error: BaseException | None, own: dict[str, Path]) -> str | None:
    """Return the last place in a file of the user's that an error, or its cause, came through."""
    files = {str(path): path.name for path in own.values()}
    while error is not None:
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in files:
                return f"{files[frame.filename]}, line {frame.lineno}"
        error = error.__cause__
    return None


def _named(error: BaseException, own: dict[str, Path]) -> str | None:
    """Return the file of the strategy that an input error is about, if it is the user's own."""
    found = STRATEGY.match(str(getattr(error, "key", "")))
    path = own.get(found[1]) if found else None
    return None if path is None else path.name
