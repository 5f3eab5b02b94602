"""The theme: fonts that are always there, modes that exist."""

from __future__ import annotations

import matplotlib
import pytest
from matplotlib.font_manager import findfont

from viz.figures import theme


@pytest.mark.parametrize("family", [*theme.SANS, *theme.SERIF])
def test_fonts_come_with_matplotlib(family: str):
    assert matplotlib.get_data_path() in findfont(family, fallback_to_default=False)


def test_a_mode_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        theme.palette("sepia")
