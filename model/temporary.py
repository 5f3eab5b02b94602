"""Folders for the time being; where they have no room, the error names the place."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, None)
"""What a write says that finds no room; a library may say it in words only."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is removed afterwards.

    An OSError that names the temporary folder is raised where none can be made, and where what
    is written inside finds no room.
    """
    try:
        place = tempfile.TemporaryDirectory(prefix="goodwill-")
    except OSError as error:
        raise _full(error) from error
    try:
        yield Path(place.name)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise _full(error) from error
    finally:
        with suppress(OSError):
            place.cleanup()


def _full(error: OSError) -> OSError:
    where = os.environ.get("TMPDIR") or tempfile.tempdir or "the temporary folder"
    problem = f"{error.strerror or error}; TMPDIR names another folder for temporary files"
    return OSError(error.errno or errno.EIO, problem, where)
