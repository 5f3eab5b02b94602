"""From a path to the bytes of a file: there, a file, and unpacked if it was gzipped."""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from model.errors import InputError
from model.tabular.foreign import HEAD
from model.temporary import temporary_folder

GZIP_MAGIC = b"\x1f\x8b"


def first_bytes(path: Path, allowed: str) -> bytes:
    """Return the first bytes of a file; raise an InputError where there are none to read."""
    try:
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            problem = "is a folder" if path.is_dir() else "is not a file"
            raise InputError(problem, file=path, allowed=allowed)
        with path.open("rb") as file:
            found = file.read(HEAD)
    except FileNotFoundError as error:
        raise InputError(
            "no such file", file=path, allowed=allowed, nearest=_nearest(path)
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({error})", file=path, allowed=allowed) from error
    if not found:
        raise InputError("the file is empty", file=path, allowed=allowed)
    return found


def _nearest(path: Path) -> str | None:
    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return None
    return next((str(path.parent / n) for n in get_close_matches(path.name, names, 1)), None)


@contextmanager
def plain_bytes(path: Path) -> Iterator[Path]:
    """Give the path of the uncompressed file: itself, or a temporary copy of a gzip file."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP_MAGIC
    if not packed:
        if path.suffix.lower() == ".gz":
            raise InputError("not a gzip file", file=path, allowed="gzip, or no ending .gz")
        yield path
        return
    with temporary_folder() as folder:
        copy = folder / "unpacked"
        _unpack(path, copy)
        yield copy


def _unpack(path: Path, copy: Path) -> None:
    try:
        with gzip.open(path) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(
            f"the gzip file is cut short or damaged ({error})", file=path, allowed="a whole file"
        ) from error
    except OSError as error:
        raise InputError(
            f"cannot be unpacked into the temporary folder {copy.parent.parent} ({error})",
            file=path, allowed="room there, or another folder in TMPDIR",
        ) from error  # fmt: skip
