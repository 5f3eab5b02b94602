"""Matplotlib's global settings are borrowed, never kept."""

from __future__ import annotations

import threading

import matplotlib
import pytest
from matplotlib.font_manager import findfont

from viz.figures import theme


@pytest.mark.parametrize("mode", theme.MODES)
def test_settings_apply_inside_and_are_gone_after(mode: str):
    before = dict(matplotlib.rcParams)
    with theme.rc(mode):
        assert matplotlib.rcParams["axes.facecolor"] == theme.palette(mode).paper
        assert matplotlib.rcParams["text.parse_math"] is False
    assert dict(matplotlib.rcParams) == before


def test_settings_are_gone_after_an_error():
    before = dict(matplotlib.rcParams)
    with pytest.raises(ZeroDivisionError), theme.rc("dark"):
        raise ZeroDivisionError
    assert dict(matplotlib.rcParams) == before


def test_threads_wait_for_one_another():
    before, seen = dict(matplotlib.rcParams), []

    def use(mode: theme.Mode) -> None:
        for _ in range(20):
            with theme.rc(mode):
                seen.append(matplotlib.rcParams["text.color"] == theme.palette(mode).ink)

    threads = [threading.Thread(target=use, args=(mode,)) for mode in theme.MODES * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 80
    assert all(seen)
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("family", [*theme.SANS, *theme.SERIF])
def test_fonts_come_with_matplotlib(family: str):
    assert matplotlib.get_data_path() in findfont(family, fallback_to_default=False)


def test_a_mode_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        theme.palette("sepia")
