"""The graph coloured by trust: the same people at the same places, one panel a brand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.grid import Title, columns_for, entitle, grid
from viz.figures.sheet import Area, Shape, Sheet, origin
from viz.figures.tables import Floats, RunFacts, Table, brands, labels
from viz.figures.theme import palette, trust_map
from viz.figures.typesetting import brief
from viz.figures.web import Web, draw_web, make_web

DECK = "Each dot is a person, where they stand among their friends; lines are friendships."
CAPTION = (
    "Everyone stands in the same place in every panel, close to friends; colour is trust on "
    "the last day. To trust means above 0.5 here."
)
HALF = 0.5
WITHIN = 0.98
"""Share of opinions that the colour scale spans."""
KEY = 0.42
"""Room for the colour scale above the panels, in inches."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What people hold of one brand on the last day, by person."""

    trust: Floats
    known: npt.NDArray[np.bool_]

    @property
    def share_known(self) -> float:
        """Share of all people who know the brand."""
        return float(self.known.mean())

    @property
    def mean(self) -> float:
        """Mean trust of those who know the brand; NaN where nobody does."""
        return float(self.trust[self.known].mean()) if self.known.any() else float("nan")

    @property
    def summary(self) -> str:
        """Mean trust of those who know the brand, and how many they are."""
        if not self.known.any():
            return "known to nobody"
        return f"{words.trust(self.mean)}, known to {words.share(self.share_known)}"

    @property
    def trusting(self) -> float:
        """Share of those who know the brand with trust above one half."""
        return float((self.trust[self.known] > HALF).mean()) if self.known.any() else float("nan")


def opinions(people: Table, facts: RunFacts) -> list[Opinions]:
    """Return what is held of each brand, in the order of the brands."""
    brand, found = np.asarray(people["brand"]), []
    for name in brands(people):
        rows = np.flatnonzero(brand == name)
        rows = rows[np.argsort(people["person"][rows], kind="stable")]
        trust = np.asarray(people["trust"][rows], dtype=float)
        known = (people["familiarity"][rows] >= facts.known_from) & np.isfinite(trust)
        found.append(Opinions(trust, known))
    return found


def reach_of(held: list[Opinions]) -> float:
    """Return how far from one half nearly all opinions lie, rounded up to a tenth."""
    known = np.concatenate([opinion.trust[opinion.known] for opinion in held])
    if not known.size:
        return HALF
    far = float(np.quantile(np.abs(known - HALF), WITHIN))
    return float(np.clip(np.ceil(far * 10 - 1e-9) / 10, 0.1, HALF))


def places(people: Table) -> Floats:
    """Return where each person stands, [person, 2]; NaN for those not in the picture."""
    _, first = np.unique(people["person"], return_index=True)
    return np.stack([people["x"][first], people["y"][first]], axis=1).astype(float)


def finding(people: Table, facts: RunFacts) -> str:
    """Return the headline: who is trusted by most of those who know them, and who by least."""
    names = labels(people, facts)
    shares = np.array([held.trusting for held in opinions(people, facts)])
    if not np.isfinite(shares).any():
        return "Nobody knows the brand" if len(names) == 1 else "Nobody knows any of the brands"
    best, worst = int(np.nanargmax(shares)), int(np.nanargmin(shares))
    if best == worst:
        return f"{words.share(shares[best])} of those who know {brief(names[best])} trust it"
    most = f"{words.share(shares[best])} trust {brief(names[best])}"
    return f"Of those who know them, {most}, {words.share(shares[worst])} {brief(names[worst])}"


def shown(people: Table, graph: Table) -> str:
    """Return how many people are in the picture, and that it is a sample where it is one."""
    inside = int(np.isfinite(places(people)[:, 0]).sum())
    total = len(graph["indptr"]) - 1
    if inside == total:
        return f"All {words.plural(total, 'person', 'people')} shown."
    return (
        f"A sample of {words.count(inside)} of {words.count(total)} people is shown, "
        "taken along friendships."
    )


def alternative(people: Table, graph: Table, facts: RunFacts) -> str:
    """Return the picture in words, with its numbers."""
    parts = [
        f"{name}: known to {words.share(held.share_known)} of people, whose mean trust is "
        f"{words.trust(held.mean)}; {words.share(held.trusting)} of them are above 0.5"
        for name, held in zip(labels(people, facts), opinions(people, facts), strict=True)
    ]
    start = f"{finding(people, facts)}. Network drawings of the social graph, coloured by trust."
    return f"{start} {'; '.join(parts)}. {shown(people, graph)} {origin(facts)}"


def trust_graph(
    people: Table,
    graph: Table,
    facts: RunFacts,
    mode: str = "light",
    shape: Shape = "wide",
    reach: float | None = None,
) -> Figure:
    """Return the social graph, people coloured by their trust, one panel a brand.

    Colours run from 0.5 - ``reach`` to 0.5 + ``reach``; if not given, as far as most people.
    """
    names, held = labels(people, facts), opinions(people, facts)
    web, inner = make_web(places(people), graph), Sheet.inner(shape)
    frame, reach = _frame(web), reach or reach_of(held)
    columns = columns_for(len(names), shape)
    side = min(inner / columns - 0.3, 5.0)
    height = side * (frame[3] - frame[2]) / (frame[1] - frame[0])
    ink = palette(mode).ink
    titles = [Title(name, ink, opinion.summary) for name, opinion in zip(names, held, strict=True)]
    plan = grid(len(names), shape, inner, height, unit=KEY, foot=0, titles=titles)
    note = f"{origin(facts)} {shown(people, graph)}"
    sheet = Sheet(mode, shape, finding(people, facts), DECK, note, plan.height)
    for i, (box, opinion) in enumerate(zip(plan.boxes, held, strict=True)):
        ax = sheet.blank(Area(box.x, box.y, side, height))
        _draw(sheet, ax, web, opinion, side, reach)
        ax.set(xlim=frame[:2], ylim=frame[2:])
        entitle(sheet, plan, i, titles[i])
    _scale(sheet, reach)
    return sheet.figure


def _frame(web: Web) -> tuple[float, float, float, float]:
    """Return the limits left, right, bottom, top around everyone shown; not too flat or tall."""
    shown_at = web.place[np.isfinite(web.place[:, 0])]
    if not len(shown_at):
        return -1, 1, -1, 1
    low, high = shown_at.min(axis=0), shown_at.max(axis=0)
    half = np.maximum((high - low) / 2 * 1.06, 0.05)
    half = np.maximum(half, half[::-1] * 0.75)
    middle = (low + high) / 2
    (x0, y0), (x1, y1) = middle - half, middle + half
    return float(x0), float(x1), float(y0), float(y1)


def _draw(sheet: Sheet, ax: Axes, web: Web, held: Opinions, side: float, reach: float) -> None:
    look = sheet.look
    draw_web(ax, web, look.axis)
    inside = np.isfinite(web.place[:, 0])
    size = float(np.clip(700 * side**2 / max(int(inside.sum()), 1), 1.2, 60))
    strangers, knowing = inside & ~held.known, inside & held.known
    _dots(ax, web.place[strangers], 0.6 * size, color=look.unknown)
    colors = {"cmap": trust_map(look.mode), "vmin": HALF - reach, "vmax": HALF + reach}
    _dots(ax, web.place[knowing], size, c=held.trust[knowing], **colors)


def _dots(ax: Axes, place: Floats, size: float, **colors: Any) -> None:
    ax.scatter(place[:, 0], place[:, 1], s=size, linewidths=0, marker="o", **colors)


def _scale(sheet: Sheet, reach: float) -> None:
    """Set the colour scale with its numbers, and the sign for people without an opinion."""
    look, y = sheet.look, 0.02
    sheet.text(0, y + 0.12, "trust", "label", look.muted)
    ax = sheet.blank(Area(0.45, y, 1.4, 0.13))
    ax.imshow(np.linspace(0, 1, 256)[None], aspect="auto", cmap=trust_map(look.mode))
    low, high = (f"{HALF + side * reach:.2g}" for side in (-1, 1))
    open_ended = reach < HALF
    low, high = (f"≤ {low}", f"≥ {high}") if open_ended else (low, high)
    for x, mark in ((0.45, low), (1.15, "0.5"), (1.85, high)):
        sheet.text(x, y + 0.3, mark, "tick", look.muted, ha="center")
    sheet.key(2.1, y + 0.12, [(look.unknown, "does not know it")])
