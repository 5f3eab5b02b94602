"""Win maps over two factors: which arm is best where, by how much, and where nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from viz.figures import colour, words
from viz.figures.grid import Title, entitle
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.colours import ink_on
from viz.figures.sweep.facts import SweepFacts, change_text, source, spoken
from viz.figures.sweep.field import Field, field_axes, fits, make_field, paint, write
from viz.figures.sweep.heat_map import field_grid, name_factors
from viz.figures.sweep.telling import noun
from viz.figures.tables import Table
from viz.figures.typesetting import clip, width_of

DECK = (
    "Best arm on the same people and luck; the number is its lead over the second. "
    "Hatched: it cannot be told from luck which is best."
)
CAPTION = (
    "An arm counts as best where the interval of its lead over every other arm, widened for the "
    "number of arms, leaves zero out. The stronger the colour, the larger the lead."
)
PALEST = 0.6
"""How far the colour of the smallest lead lies towards the paper."""
UNDECIDED = "undecided"
LINE = 0.2
"""Height of one line of the key, in inches."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def alternative(winners: Mapping[str, Table], facts: SweepFacts, headline: str) -> str:
    """Return the picture in words: how many cells each arm wins, by outcome."""
    parts, counts = [], []
    for outcome, table in winners.items():
        decided = [str(n) for n, sure in zip(table["best"], table["decided"], strict=True) if sure]
        found = [f"{spoken(arm)} in {n}" for arm, n in Counter(decided).most_common()]
        left = int(sum(bool(n) for n in table["best"])) - len(decided)
        found += [f"undecided in {left}"] if left else []
        parts.append(f"{noun(facts.measured(outcome))}: {', '.join(found) or 'no values'}")
        counts.append(table["replicates"])
    note = source(facts, np.concatenate(counts))
    total = len(next(iter(winners.values()))["best"])
    return f"{headline}. Win maps of {total} cells. Best in {'; '.join(parts)}. {note}"


def win_map(
    winners: Mapping[str, Table],
    facts: SweepFacts,
    across: str,
    up: str,
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return one field an outcome, each cell in the colour of the arm that is best there."""
    first = next(iter(winners.values()))
    field = make_field(first, facts.factor(across), facts.factor(up))
    shown = _shown(winners, facts)
    key = _key_lines(shown, shape)
    titles = [Title(facts.measured(name).title, "") for name in winners]
    plan = field_grid(field, len(winners), shape, titles, len(key) * LINE + 0.42)
    note = source(facts, np.concatenate([table["replicates"] for table in winners.values()]))
    sheet = Sheet(mode, shape, headline, DECK, note, plan.height)
    colors, letters = facts.colours(mode), _letters(shown, facts, mode)
    for i, line in enumerate(key):
        _key(sheet, 0.12 + i * LINE, line, colors, letters)
    for i, (outcome, table) in enumerate(winners.items()):
        ax = field_axes(sheet, plan.boxes[i], field, left=plan.begins_row(i))
        _cells(sheet, ax, plan.boxes[i], field, table, facts, outcome, letters)
        if len(winners) > 1:
            entitle(sheet, plan, i, _title(facts, outcome, plan.boxes[i].width, sheet.look.ink))
    name_factors(sheet, plan, field)
    return sheet.figure


def _title(facts: SweepFacts, outcome: str, width: float, ink: str) -> Title:
    """Return an outcome's title, with the unit of its leads where there is room."""
    printed = facts.measured(outcome).outcome
    room = width - width_of(printed.title, "panel") - 0.1
    unit = printed.change if width_of(printed.change, "tick") <= room else ""
    return Title(printed.title, ink, unit)


def _shown(winners: Mapping[str, Table], facts: SweepFacts) -> list[str]:
    """Return the arms that are best anywhere, in their order, and ``UNDECIDED`` if any cell is."""
    best = {str(name) for table in winners.values() for name in table["best"]}
    names = [arm for arm in facts.arms if arm in best]
    left = any((~table["decided"] & (table["best"] != "")).any() for table in winners.values())
    return [*names, *([UNDECIDED] if left else [])]


def _letters(shown: list[str], facts: SweepFacts, mode: str) -> dict[str, str]:
    """Return a letter for each arm, where there are too few colours for all; else nothing."""
    names = [arm for arm in shown if arm != UNDECIDED]
    colors = [facts.colours(mode)[arm] for arm in names]
    if len(set(colors)) == len(colors):
        return {}
    return dict(zip(names, LETTERS, strict=False))


def _key_lines(shown: list[str], shape: Shape) -> list[list[str]]:
    """Return the entries of the key, broken into lines."""
    width = room = Sheet.inner(shape)
    lines: list[list[str]] = [[]]
    for name in shown:
        need = 0.5 + width_of(clip(spoken(name), "label", width - 0.5), "label")
        if lines[-1] and need > room:
            lines.append([])
            room = width
        lines[-1].append(name)
        room -= need
    return [line for line in lines if line]


def _key(
    sheet: Sheet, y: float, names: list[str], colors: dict[str, str], letters: dict[str, str]
) -> None:
    x = 0.0
    for name in names:
        text = f"{letters[name]} {spoken(name)}" if name in letters else spoken(name)
        text = clip(text, "label", sheet.width - 0.3)
        if name == UNDECIDED:
            box = sheet.blank(Area(x, y - 0.1, 0.12, 0.1))
            box.set_xlim(0, 1)
            box.set_ylim(0, 1)
            _hatch(sheet, box, Area(0, 0, 0.12, 0.1), [(0, 0)], [sheet.look.axis], 2)
            sheet.text(x + 0.18, y, text, "label", sheet.look.muted)
        else:
            sheet.key(x, y, [(colors[name], text)])
        x += 0.4 + width_of(text, "label")


def _cells(
    sheet: Sheet, ax: Axes, box: Area, field: Field, table: Table, facts: SweepFacts,
    outcome: str, letters: dict[str, str],
) -> None:  # fmt: skip
    """Colour the cells by winner and lead, hatch the undecided, write leads where they fit."""
    colors, look = facts.colours(sheet.look.mode), sheet.look
    printed = facts.measured(outcome).outcome
    best = [str(name) for name in table["best"]]
    margin = np.asarray(table["margin"], dtype=float)
    sure = np.asarray(table["decided"], dtype=bool)
    top = float(np.max(margin[sure & np.isfinite(margin)], initial=0.0)) or 1.0
    at = field.places(table, np.arange(len(best)))
    fills = [
        colour.mix(colors[arm], look.paper, PALEST * (1 - min(m / top, 1)))
        if arm and known
        else look.paper
        for arm, m, known in zip(best, margin, sure, strict=True)
    ]
    paint(sheet, ax, box, at, fills)
    open_cells = [i for i, arm in enumerate(best) if arm and not sure[i]]
    tints = [look.pale(colors[best[i]], 0.35) for i in open_cells]
    _hatch(sheet, ax, box, [(int(at[0, i]), int(at[1, i])) for i in open_cells], tints)
    said = [_lead(change_text(printed, float(m))) for m in margin]
    if not fits([max(said, key=len, default="")], box, field):
        said = [""] * len(best)
    for i, arm in enumerate(best):
        lines = [letters[arm]] if arm in letters and sure[i] else []
        lines += [said[i]] if said[i] and arm else []
        if lines and fits(lines, box, field):
            ink = ink_on(fills[i], look.mode) if sure[i] else look.muted
            under = "" if sure[i] else look.paper
            write(ax, box, int(at[0, i]), int(at[1, i]), lines, ink, under)


def _lead(text: str) -> str:
    return text if text != words.NOTHING else ""


def _hatch(
    sheet: Sheet, ax: Axes, box: Area, cells: list[tuple[int, int]], tints: list[str],
    stripes: int = 0,
) -> None:  # fmt: skip
    """Draw slanting stripes inside cells of one unit."""
    if not cells:
        return
    wide, high = box.width / ax.get_xlim()[1], box.height / ax.get_ylim()[1]
    count = stripes or int(np.clip((wide + high) / 0.13, 2, 24))
    edges = np.linspace(0, 2, 2 * count + 1)
    strips, fills = [], []
    for (column, row), tint in zip(cells, tints, strict=True):
        for k in range(0, 2 * count, 2):
            strips.append(_strip(edges[k], edges[k + 1]) * 0.96 + 0.02 + np.array([column, row]))
            fills.append(colour.mix(tint, sheet.look.paper, 0.45))
    ax.add_collection(PolyCollection(strips, facecolors=fills, linewidths=0))


def _strip(low: float, high: float) -> np.ndarray:
    """Return the part of the unit square between x + y = low and x + y = high."""
    corners = [(min(low, 1), max(low - 1, 0)), (min(high, 1), max(high - 1, 0))]
    if low < 1 < high:
        corners.append((1, 0))
        corners = [corners[0], corners[2], corners[1]]
    others = [(y, x) for x, y in reversed(corners)]
    return np.array([*corners, *others], dtype=float)
