"""Who is best after a month, a year, three years: places of all arms, and who shares the first."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.labels import STEM
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.facts import SweepFacts, deck_for, fine_text, present, rows, source, spoken
from viz.figures.sweep.telling import interval
from viz.figures.tables import Table
from viz.figures.typesetting import clip, font, width_of

DECK = (
    "Best on top; the number is the mean. Ringed: the best, or an arm that cannot be told from "
    "the best beyond chance."
)
CAPTION = (
    "All arms ran on the same people and luck. Differences from the best are held to 95 % all at "
    "once, whatever the number of arms."
)
SPANS = {
    7: "a week", 28: "four weeks", 30: "a month", 31: "a month", 60: "two months",
    90: "three months", 91: "three months", 180: "half a year", 182: "half a year",
    183: "half a year", 365: "a year", 366: "a year", 730: "two years", 731: "two years",
    1095: "three years", 1096: "three years", 1825: "five years", 1826: "five years",
}  # fmt: skip
STEP, HEAD, FOOT = 0.36, 0.52, 0.22
WIDEST = 1.4
NAME_FROM = STEM + 0.12
"""From the last place to the arm's name, in inches."""


def span(days: int) -> str:
    """Return a number of days in words."""
    return SPANS.get(days, words.plural(days, "day"))


def families(table: Table) -> list[str]:
    """Return the observables in order."""
    return list(dict.fromkeys(str(name) for name in table["family"]))


def leaders(table: Table, family: str) -> list[tuple[int, list[str]]]:
    """Return days and the arms that share the first place, by horizon."""
    own = rows(table, family=family)
    found = []
    for days in np.unique(table["days"][own]):
        here = own[table["days"][own] == days]
        here = here[np.argsort(table["rank"][here], kind="stable")]
        found.append((int(days), [str(table["arm"][i]) for i in here if table["tied"][i]]))
    return found


def finding(table: Table, facts: SweepFacts) -> str:
    """Return the headline: of the first outcome whose leader changes, or else of the first."""
    names = families(table)
    if not names:
        return "No horizons were compared"
    chosen = next((n for n in names if _changes(leaders(table, n))), names[0])
    title = _title(facts, table, chosen).lower()
    found = leaders(table, chosen)
    if not any(arms for _, arms in found):
        return f"No run has a value of {title}"
    if not _changes(found):
        arms = found[0][1]
        who = _who(arms)
        return f"{who} leads in {title} at every horizon"
    groups: list[tuple[list[str], list[int]]] = []
    for days, arms in found:
        if groups and groups[-1][0] == arms:
            groups[-1][1].append(days)
        else:
            groups.append((arms, [days]))
    parts = [f"{_who(arms)} after {words.listed([span(d) for d in days])}" for arms, days in groups]
    text = f"Most {title}" if _more(facts, table, chosen) else f"Least {title}"
    return f"{text}: {'; '.join(part[:1].lower() + part[1:] for part in parts)}"


def _more(facts: SweepFacts, table: Table, family: str) -> bool:
    return facts.measured(str(table["outcome"][rows(table, family=family)[0]])).higher_is_better


def _changes(found: list[tuple[int, list[str]]]) -> bool:
    return len({tuple(arms[:1]) for _, arms in found}) > 1


def _who(arms: list[str]) -> str:
    if not arms:
        return "Nobody"
    text = spoken(arms[0])
    if len(arms) > 1:
        others = spoken(arms[1]) if len(arms) == 2 else f"one of {len(arms) - 1} others"
        text = f"{text} or {others}"
    return text[:1].upper() + text[1:]


def _title(facts: SweepFacts, table: Table, family: str) -> str:
    title = facts.quantity(family).title
    how = facts.measured(str(table["outcome"][rows(table, family=family)[0]])).how
    return f"{title} since the start" if how == "total" else title


def alternative(table: Table, facts: SweepFacts, headline: str) -> str:
    """Return the picture in words: means of all arms by horizon, best first."""
    parts = []
    for family in families(table):
        for days, first in leaders(table, family):
            own = rows(table, family=family, days=days)
            own = own[np.argsort(table["rank"][own], kind="stable")]
            said = [
                f"{spoken(str(table['arm'][i]))} "
                + interval(
                    facts.measured(str(table["outcome"][i])),
                    *(float(table[c][i]) for c in ("mean", "low", "high")),
                )
                for i in own
                if table["rank"][i]
            ]
            shared = f" (first place shared by {len(first)})" if len(first) > 1 else ""
            parts.append(f"{_title(facts, table, family)} after {span(days)}{shared}: "
                         f"{', '.join(said)}")  # fmt: skip
    return f"{headline}. Places by horizon. {'. '.join(parts)}. {_note(table, facts)}"


def _note(table: Table, facts: SweepFacts) -> str:
    return source(facts, table["replicates"])


def horizon(
    table: Table, facts: SweepFacts, headline: str, mode: str = "light", shape: Shape = "wide"
) -> Figure:
    """Return one panel an observable: a line an arm through its places at the horizons."""
    names, arms = families(table), present(facts.arms, table, "arm")
    panel = STEP * len(arms)
    across = 2 if shape == "wide" and len(names) > 1 and _short(table, names) else 1
    step = HEAD + panel + FOOT
    deck = deck_for(DECK, table["replicates"])
    sheet = Sheet(mode, shape, headline, deck, _note(table, facts), -(-len(names) // across) * step)
    room = NAME_FROM + min(WIDEST, max(width_of(spoken(a), "label") for a in arms)) + 0.02
    wide = (sheet.width - 0.3 * (across - 1)) / across
    for k, family in enumerate(names):
        x, y = (k % across) * (wide + 0.3), (k // across) * step
        box = Area(x, y + HEAD, wide - room, panel)
        _panel(sheet, box, table, facts, family, room)
        title = _title(facts, table, family)
        first = facts.measured(str(table["outcome"][rows(table, family=family)[0]])).outcome
        sheet.text(x, y + 0.14, clip(title, "panel", wide), "panel")
        unit_at = x + width_of(title, "panel") + 0.1
        unit = clip(first.unit, "tick", max(x + wide - unit_at, 0.2))
        if first.unit and unit_at + 0.3 < x + wide:
            sheet.text(unit_at, y + 0.14, unit, "tick", sheet.look.muted)
    return sheet.figure


def _short(table: Table, names: list[str]) -> bool:
    """Tell whether few enough horizons are there for two panels side by side."""
    return max(len(np.unique(table["days"][rows(table, family=n)])) for n in names) <= 3


def _panel(
    sheet: Sheet, box: Area, table: Table, facts: SweepFacts, family: str, room: float
) -> None:
    own, look = rows(table, family=family), sheet.look
    days = np.unique(table["days"][own])
    ax = sheet.blank(box)
    places = len(present(facts.arms, table, "arm"))
    ax.set_ylim(places + 0.5, 0.5)
    numbers = [_number(table, facts, int(i)) for i in own]
    first = max((width_of(text, "note") for text in numbers), default=0.0) + 0.14
    inch = max(len(days) - 1, 1) / (box.width - first)
    ax.set_xlim(-first * inch, len(days) - 1 if len(days) > 1 else 1)
    free = first
    for k, day in enumerate(days):
        x = box.x + first + k / inch
        head = clip(span(int(day)), "tick", 2 * min(free, 0.7 / inch))
        sheet.text(x, box.y - 0.1, head, "tick", look.muted, "center")
        free = 1 / inch - width_of(head, "tick") / 2 - 0.06
    for arm, color in facts.colours(look.mode).items():
        _arm(sheet, box, table, facts, own[table["arm"][own] == arm], days, color, room)


def _number(table: Table, facts: SweepFacts, i: int) -> str:
    """Return a row's mean as it is printed."""
    printed = facts.measured(str(table["outcome"][i])).outcome
    return fine_text(printed, float(table["mean"][i]))


def _arm(
    sheet: Sheet, box: Area, table: Table, facts: SweepFacts, own: np.ndarray, days: np.ndarray,
    color: str, room: float,
) -> None:  # fmt: skip
    own = own[np.argsort(table["days"][own])]
    own = own[table["rank"][own] > 0]
    if not own.size:
        return
    ax = sheet.figure.axes[-1]
    x = np.searchsorted(days, table["days"][own])
    rank = np.asarray(table["rank"][own], dtype=float)
    ax.plot(x, rank, color=color, linewidth=1.6, alpha=0.55, clip_on=False)
    for k, i in enumerate(own):
        if table["tied"][i]:
            ax.plot(x[k], rank[k], "o", markersize=11, markerfacecolor=sheet.look.paper,
                    markeredgecolor=color, markeredgewidth=1.3, clip_on=False)  # fmt: skip
        ax.plot(x[k], rank[k], "o", markersize=5.5, color=color, clip_on=False)
        left, right = ax.get_xlim()
        shift = 0.11 * (right - left) / box.width
        ax.text(
            x[k] - shift, rank[k] - 0.02, _number(table, facts, int(i)),
            ha="right", va="center_baseline", fontproperties=font("note"), color=sheet.look.ink,
            parse_math=False, clip_on=False,
            bbox={"facecolor": sheet.look.paper, "linewidth": 0, "pad": 0.4},
        )  # fmt: skip
    name = clip(spoken(str(table["arm"][own[-1]])), "label", room - NAME_FROM)
    if x[-1] == len(days) - 1:
        left, right = ax.get_xlim()
        ax.text(
            right + NAME_FROM * (right - left) / box.width, rank[-1], name,
            va="center_baseline", fontproperties=font("label"), clip_on=False,
            color=sheet.look.text(color), parse_math=False,
        )  # fmt: skip
