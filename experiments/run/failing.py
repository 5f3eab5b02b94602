"""What went wrong with a run, in one line; mistakes in a user's own strategy name file and line."""

from __future__ import annotations

from model.errors import InputError


def told(error: BaseException) -> str:
    """Return the error in one line."""
    if isinstance(error, InputError):
        return error.message
    return " ".join(f"{type(error).__name__}: {error}".split())
