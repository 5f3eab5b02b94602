"""The picture of networks: what it shows is what the tables say."""

from __future__ import annotations

import numpy as np
import pytest

from viz.figures.network import ROWS, alternative, at_least, finding, network_shape, note

GRAPHS = ["Default network", "First real", "Second"]
DEGREES = np.array([1, 1, 2, 4, 4, 8, 0, 3, 3, 30, 2, 1])
PEOPLE = {"graph": np.repeat(GRAPHS, 4), "degree": DEGREES}
STATISTICS = {
    "graph": np.array(GRAPHS),
    "people": np.array([4, 4, 4]),
    **{row.column: np.array([0.11, 0.22, 0.13]) for row in ROWS},
}


def test_shares_of_people_with_at_least_so_many_friends() -> None:
    degrees, shares = at_least(np.array([1, 1, 2, 4, 0]))
    assert degrees.tolist() == [1, 2, 4]
    assert shares == pytest.approx([0.8, 0.4, 0.2])


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("shape", ["wide", "narrow"])
def test_every_number_and_curve_is_in_the_picture(mode: str, shape: str) -> None:
    figure = network_shape(PEOPLE, STATISTICS, mode, shape)  # type: ignore[arg-type]
    said = [text.get_text() for text in figure.texts]
    for row in ROWS:
        assert row.name in said
        for value in STATISTICS[row.column]:
            assert row.form(value) in said
    curves = figure.axes[0].lines
    assert len(curves) == len(GRAPHS)
    first = curves[-1]  # drawn last, above the others
    assert list(first.get_xdata()) == [1, 2, 4]
    assert list(first.get_ydata()) == [1.0, 0.5, 0.25]
    assert len(figure.axes) == 1 + (len(ROWS) if shape == "wide" else 0)  # strips of dots


def test_the_words_carry_the_numbers() -> None:
    assert "clustering 0.11 against 0.22 and 0.13" in finding(STATISTICS)
    assert note(STATISTICS) == "Default network: 4 people; First real: 4 people; Second: 4 people."
    assert "Modularity: Default network 0.11, First real 0.22, Second 0.13" in alternative(
        STATISTICS
    )


def test_all_text_stays_inside_the_picture() -> None:
    for shape in ("wide", "narrow"):
        figure = network_shape(PEOPLE, STATISTICS, "light", shape)  # type: ignore[arg-type]
        figure.canvas.draw()
        page = figure.bbox
        for text in figure.texts:
            box = text.get_window_extent()
            assert box.x0 >= page.x0
            assert box.x1 <= page.x1
            assert box.y0 >= page.y0
            assert box.y1 <= page.y1
