"""The one error that bad input raises: a message that names where, what and what is allowed."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

SHOWN_LENGTH = 60
"""Characters of a wrong value that a message repeats."""

LONGEST_NAME = 200
"""Characters of a path (its end) or of a key (its start) that a message repeats."""


class InputError(Exception):
    """Something a user wrote is wrong; ``str(error)`` is all the user needs to see.

    ``file`` is a path or an option such as ``--set``, ``key`` the dotted name, ``value`` what
    was found there, ``problem`` what is wrong with it, ``allowed`` what would be right and
    ``nearest`` the valid name closest to a wrong one. All but ``problem`` may be left out.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: object = None,
        key: str | None = None,
        value: Any = None,
        allowed: str | None = None,
        nearest: str | None = None,
    ) -> None:
        self.problem = problem
        self.file = None if file is None else str(file)
        self.key = key
        self.value = value
        self.allowed = allowed
        self.nearest = nearest
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The whole message in one line, such as ``a.toml: people.cuont = 5: unknown key``."""
        file = self.file and self.file[-LONGEST_NAME:]
        text = ": ".join(printable(part) for part in (file, self._where(), self.problem) if part)
        if self.allowed:
            text += f"; allowed: {self.allowed}"
        return f"{text}; did you mean {self.nearest}?" if self.nearest else text

    def _where(self) -> str:
        if self.value is None:
            return (self.key or "")[:LONGEST_NAME]
        if self.key is None:
            return shown(self.value)
        return f"{self.key[:LONGEST_NAME] or repr(self.key)} = {shown(self.value)}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way between processes, which keyword arguments otherwise do not."""
        parts = ("file", "key", "value", "allowed", "nearest")
        known = {part: getattr(self, part) for part in parts}
        return partial(InputError, self.problem, **known), ()


def shown(value: Any) -> str:
    """Return a short one-line text of any value, written as a scenario file would."""
    if isinstance(value, int) and value.bit_length() > 200:
        return f"a whole number of {value.bit_length()} bits"
    if isinstance(value, (bool, str)):
        text = printable(json.dumps(_cut(value), ensure_ascii=False))
    else:
        text = _text_of(value)
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 3] + "..."


def _cut(value: bool | str) -> bool | str:
    return value[:SHOWN_LENGTH] if isinstance(value, str) else value


def _text_of(value: Any) -> str:
    try:
        return printable(str(value))
    except (ValueError, RecursionError):
        return f"a value of type {type(value).__name__}"


def printable(text: str) -> str:
    """Return the text with everything that would break the line or the terminal escaped."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
