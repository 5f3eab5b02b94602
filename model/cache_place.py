"""Where compiled code is kept between starts."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "GOODWILL_CACHE"
"""Names another folder than the user's cache folder."""


def cache_root() -> Path:
    """Return the folder below which compiled code is kept, if it can be written."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_path("goodwill"))


def about_cache() -> str:
    """Return in words where compiled code is kept, and how to move it; nothing is made."""
    root = cache_root()
    there = next((path for path in (root, *root.parents) if os.path.lexists(path)), root)
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return f"Compiled code is kept in {root} ({VARIABLE} names another folder)"
    return (
        f"Compiled code is kept nowhere: {root} cannot be written ({VARIABLE} names another folder)"
    )
