"""What went wrong inside a user's own code, in one line that names the place."""

from __future__ import annotations

from traceback import walk_tb

LONGEST = 500
"""Characters of an error's own words that a message repeats."""


class StrategyFailure(Exception):
    """A user's own strategy failed; the text says how, and where if that is known."""


def told(error: BaseException, file: str | None = None) -> str:
    """Return such as ``KeyError: 'topic' (shop.py, line 12)``: the last place in ``file``.

    Without a place in the file it is the place where the error was raised.
    """
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    inside = [place for place in places if place[0] == file] or places
    where = f" ({inside[-1][0]}, line {inside[-1][1]})" if inside else ""
    return words_of(error) + where


def words_of(error: BaseException) -> str:
    """Return the kind of an error and what it says of itself."""
    try:
        text = str(error)
    except BaseException:
        text = "it cannot say what"
    return f"{type(error).__name__}: {text[:LONGEST]}".removesuffix(": ")
