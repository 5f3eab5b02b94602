"""Where lessons come from: those that ship, or a teacher's own folder."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.errors import InputError

if TYPE_CHECKING:
    from viz.lessons.lesson import Lesson

SHIPPED = Path(__file__).parent / "shipped"
MOST = 50
"""Lessons of a folder."""
_folder: Path | None = None


def shipped_heads() -> dict[str, dict[str, Any]]:
    """Return the documents of the lessons that ship by name, unchecked: for lists, at once."""
    files = sorted(SHIPPED.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in files}


def use_folder(folder: str | Path | None) -> None:
    """Let the pages of this process show the lessons of a folder; raise ``InputError``.

    None lets them show the lessons that ship, as they do from the start.
    """
    global _folder
    place = None if folder is None else Path(folder)
    shelf.cache_clear()
    read_shelf(place)
    _folder = place


@lru_cache(maxsize=1)
def shelf() -> tuple[Lesson, ...]:
    """Return the lessons that the pages of this process show."""
    return read_shelf(_folder)


def read_shelf(folder: Path | None = None) -> tuple[Lesson, ...]:
    """Return the lessons of a folder in the order of their files' names, or raise InputError.

    Without a folder these are the lessons that ship. All of a folder is taken, or nothing.
    """
    from viz.lessons.reading import read_lesson

    place = SHIPPED if folder is None else folder
    if not place.is_dir():
        raise InputError("no such folder", file=place, allowed="a folder of lessons (*.toml)")
    files = sorted(place.glob("*.toml"))
    if not 1 <= len(files) <= MOST:
        raise InputError(
            f"{len(files)} lessons in it", file=place, allowed=f"1 to {MOST} files *.toml"
        )
    return tuple(read_lesson(file) for file in files)
