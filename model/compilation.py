"""How rules and kernels are compiled, and where the compiled code is kept.

A *rule* is a small pure function of scalars. Python runs and steps through it as it
stands; the compiled engine inlines the same text. A *kernel* is a loop over people.

numba looks for edits only in the file of the cached function, not in the files it calls,
so the cache lives in a folder named by a hash over every source file of this package.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from numba.extending import register_jitable

from model.cache_place import cache_root
from model.locks import in_turn

PACKAGE = Path(__file__).resolve().parent
KEPT_CACHES = 4
"""Folders of compiled code that are kept; older ones are removed."""

MOST_FIELDS = 1000
"""Fields of a named tuple that a parallel kernel takes; numba's own limit of 100 is less than
the number of parameters."""


@lru_cache(maxsize=1)
def source_hash() -> str:
    """Return a hash (16 hex digits) over the text of every source file of the package."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _prune(root: Path, keep: Path) -> None:
    try:
        folders = sorted((p for p in root.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
        for folder in [p for p in folders if p != keep][: -KEPT_CACHES or None]:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return  # another process is tidying the same folder


@lru_cache(maxsize=1)
def cache_folder() -> Path | None:
    """Return the folder for compiled code of exactly these sources; None if none is writable.

    It is below ``model.cache_place.cache_root``.
    """
    root = cache_root()
    folder = root / f"{source_hash()}-numba{numba.__version__}"
    if not _writable(folder):
        return None
    os.utime(folder)
    _prune(root, folder)
    return folder


def is_warm(kernel_name: str) -> bool:
    """Tell whether compiled code of a kernel of these sources is already on disk."""
    folder = cache_folder()
    return folder is not None and any(folder.rglob(f"*.{kernel_name}-*.nbc"))


@contextmanager
def alone(kernel_name: str) -> Iterator[None]:
    """Let one process compile a kernel while others wait, and read from disk what it leaves there.

    Nobody waits for what has been compiled already, or where there is no folder to write to.
    """
    folder = cache_folder()
    if folder is None or is_warm(kernel_name):
        yield
    else:
        with in_turn(folder / "compiling"):
            yield


rule = register_jitable(error_model="numpy", _nrt=False)
"""Mark a pure scalar function as usable from Python and from kernels alike.

Compiled, a division by zero gives what the hardware gives: a check at each division would keep
the rules from being inlined, and made the whole day twice as slow. Rules never divide by zero.
Nor do they make arrays, so that nobody need count references to them, which took a third of the
day's time.
"""


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a rule that is to be part of the loop that calls it, as a copy of ``function``.

    Worth it where the world is handed on (a call copies all its arrays' headers), for what every
    relationship meets every day, and for a loop of draws, which turns into vector code. Elsewhere
    it would only make code long.
    """
    copy = FunctionType(function.__code__, function.__globals__, function.__name__)
    copy.__doc__ = function.__doc__
    made: Callable[..., Any] = register_jitable(error_model="numpy", _nrt=False, forceinline=True)(
        copy
    )
    return made


allocating = register_jitable(error_model="numpy")
"""Mark a rule that makes arrays or lists."""

spliced = numba.njit(inline="always")
"""Mark what hands out pointers to records: spliced into kernels, since they cannot be returned."""


def kernel(function: Callable[..., Any], *, parallel: bool = False, allocates: bool = False) -> Any:
    """Compile a loop over people; it releases the GIL and is cached on disk.

    ``prange`` in a kernel built with ``parallel=False`` is a plain ``range``. The two builds
    have folders of their own: numba's cache does not tell them apart. Only one that ``allocates``
    may make arrays or lists.
    """
    numba.config.PARFOR_MAX_TUPLE_SIZE = MOST_FIELDS
    folder = cache_folder()
    if folder is not None:
        numba.config.CACHE_DIR = str(folder / ("parallel" if parallel else "serial"))
    return numba.njit(
        function, nogil=True, parallel=parallel, cache=folder is not None, error_model="numpy",
        _nrt=allocates,
    )  # fmt: skip
