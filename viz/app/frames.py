"""What a picture of a run is sent as: small texts that a browser turns into numbers."""

from __future__ import annotations

import base64
import threading
from collections import OrderedDict
from typing import Any

import numpy as np
import numpy.typing as npt

from model.rules.ties import ALIENATED
from viz.app.charts import values
from viz.app.session import Session, graph_key
from viz.figures.theme import MODES, strategy_colours, trust_map
from viz.graphs.layout import positions

IN_PICTURE = 2000
"""People shown at most; of more, a sample along friendships."""
LOW, HIGH = 0.3, 0.7
"""Trust at the ends of the colour scale; few opinions lie further out."""
STEPS = 200
"""Colours of the scale."""
UNKNOWN, GONE = 0, 255
"""Codes of people who do not know the brand, and of those it has lost for good."""
KEPT = 48
"""Pictures of graphs kept at hand; the same graph is laid out once."""


def packed(array: npt.NDArray[Any], kind: str) -> str:
    """Return an array's little-endian bytes as base64 text."""
    return base64.b64encode(np.ascontiguousarray(array).astype(kind).tobytes()).decode()


class Layouts:
    """Where people stand, by graph: pure results, so that visitors may share them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Any, dict[str, Any]] = OrderedDict()

    def of(self, session: Session) -> dict[str, Any]:
        """Return the picture of a session's graph, see :func:`picture`."""
        key = graph_key(session.scenario)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = picture(session.model.graph, session.scenario.seed)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made


def picture(graph: Any, seed: int) -> dict[str, Any]:
    """Return who is shown (``people``), and the ``web`` of places and friendships to be sent."""
    x, y = positions({"indptr": graph.indptr, "indices": graph.indices}, seed, IN_PICTURE)
    people = np.flatnonzero(np.isfinite(x))
    number = np.full(len(x), -1, dtype=np.int64)
    number[people] = np.arange(len(people))
    ends = np.repeat(number, np.diff(graph.indptr))
    others = number[graph.indices]
    once = (ends >= 0) & (others > ends)
    pairs = np.stack([ends[once], others[once]], axis=1)
    web = {
        "x": packed(x[people], "<f4"),
        "y": packed(-y[people], "<f4"),
        "pairs": packed(pairs, "<u4"),
        "people": packed(people, "<u4"),
        "all": len(x),
    }
    return {"people": people, "web": web}


def colours(session: Session, shown: npt.NDArray[np.int64], brand: str) -> str:
    """Return a code a person shown: 0 unknown, 1 to 200 trust from low to high, 255 lost."""
    model = session.model
    place = model.brand(brand).place
    pairs = model.pairs[shown, place] if len(shown) < len(model.people) else model.pairs[:, place]
    trust = trust_of(model, shown, place)
    scaled = np.clip((trust - LOW) / (HIGH - LOW), 0.0, 1.0)
    codes = 1 + np.rint(scaled * (STEPS - 1))
    codes[pairs.familiarity < model.rules.market_known_from] = UNKNOWN
    codes[pairs.tie == ALIENATED] = GONE
    return packed(codes, "u1")


def trust_of(model: Any, shown: npt.NDArray[np.int64], place: int) -> npt.NDArray[np.float64]:
    """Return the trust of the people shown in the brand at a place."""
    return np.asarray(model.trust()[shown, place])


def scale_colours() -> dict[str, list[str]]:
    """Return the colours of the scale in each mode, 50 steps."""
    from matplotlib.colors import to_hex

    at = np.linspace(0, 1, 50)
    return {mode: [to_hex(c) for c in trust_map(mode)(at)] for mode in MODES}


def brand_looks(session: Session) -> list[dict[str, str]]:
    """Return name, label, strategy and colours of each brand, as it is on the coming day."""
    brands = session.now.brands
    start = [brand.strategy for brand in session.scenario.brands]
    tints = {mode: strategy_colours(start, mode) for mode in MODES}
    return [
        {"name": b.name, "label": b.label, "strategy": b.strategy}
        | {mode: tints[mode][i] for mode in MODES}
        for i, b in enumerate(brands)
    ]


def rows(session: Session, keys: tuple[str, ...], start: int) -> dict[str, Any]:
    """Return the charts' values from a day on: for each chart [brand, day] as float32."""
    model = session.model
    start = min(start, model.day)
    return {
        "epoch": session.epoch,
        "lines": len(model.brands),
        "start": start,
        "days": model.day,
        "values": {key: packed(values(model, key)[:, start:], "<f4") for key in keys},
    }
