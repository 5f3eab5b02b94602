"""Temporary folders: gone afterwards, and named where they have no room."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from model.temporary import temporary_folder


def test_it_is_gone_afterwards_whatever_happens_inside() -> None:
    with temporary_folder() as kept, temporary_folder() as place:
        (place / "file").touch()
    assert not place.exists()
    with pytest.raises(ZeroDivisionError), temporary_folder() as place:
        1 / (len(list(place.iterdir())))
    assert not kept.exists()
    assert not place.exists()


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), OSError("the run index cannot be written")],
)
def test_what_finds_no_room_inside_names_the_folder(
    error: OSError, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(OSError, match="TMPDIR names another") as caught, temporary_folder():
        raise error
    assert caught.value.filename == str(tmp_path)
    assert str(error.strerror or error) in str(caught.value)


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(FileNotFoundError, match="none"), temporary_folder():
        Path("none").read_bytes()


def test_a_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", refused)
    with pytest.raises(OSError, match="Disk quota exceeded; TMPDIR"), temporary_folder():
        pass
