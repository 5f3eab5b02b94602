"""What is kept when something goes wrong at the end."""

from __future__ import annotations

import pytest

from goodwill.command.keeping import SafeDrawing, results_safe
from goodwill.command.printing import Ended, NotPrinted
from goodwill.command.timing import Stopwatch


def test_pictures_that_cannot_be_drawn_lose_nothing_else() -> None:
    drawing = SafeDrawing(Stopwatch())
    with drawing(loads=False):
        raise RuntimeError("no such font\nat all")
    with pytest.raises(Ended, match=r"no such font\); all else is in out") as found:
        drawing.check("out")
    assert found.value.exit_code == 1
    assert "pictures" in drawing.watch.seconds


def test_a_full_disk_is_no_matter_of_pictures() -> None:
    drawing = SafeDrawing(Stopwatch())
    with pytest.raises(OSError, match="room"), drawing(loads=False):
        raise OSError("no room")


def test_pictures_that_are_drawn_say_nothing() -> None:
    drawing = SafeDrawing(Stopwatch())
    with drawing(loads=False):
        pass
    drawing.check("out")


def test_results_that_cannot_be_printed_are_said_to_be_safe_only_if_they_are() -> None:
    for place, end in (
        ("out", "cannot be written; the results are safe in out"),
        (None, "written"),
    ):
        with pytest.raises(Ended) as found, results_safe(place):
            raise NotPrinted("standard output cannot be written")
        assert found.value.message.endswith(end)


def test_whoever_interrupts_the_printing_has_the_results() -> None:
    with results_safe("out"):
        raise KeyboardInterrupt
