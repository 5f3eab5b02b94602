"""Map: one question at every combination of two numbers, and each run behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

import solara

from viz.app.components import learning
from viz.app.map_visit import MapVisit, menus
from viz.app.pages.frame import open_pages

MENUS = lru_cache(maxsize=1)(menus)


@solara.component
def MapPage() -> None:
    """Show the visitor's map, or the form that makes one; ``?open=NAME`` opens results."""
    router, own = solara.use_router(), open_pages()
    map_visit: MapVisit = own.kept.setdefault("map", MapVisit())
    _, drawn = solara.use_state(0)
    wanted = parse_qs(router.search or "").get("open", [""])[0]
    solara.use_memo(lambda: map_visit.open(wanted) if wanted else None, [wanted])

    def act(action: Callable[[Any], None]) -> Callable[[Any], None]:
        def handle(data: Any = None) -> None:
            action(data or {})
            drawn(lambda n: n + 1)

        return handle

    def visit(data: Any) -> None:
        arm = data.get("arm")
        path = map_visit.path(int(data["place"]), None if arm is None else int(arm))
        if path:
            router.push(path)

    learning.Map(
        view=map_visit.view(),
        menus=MENUS(),
        event_choose=act(map_visit.choose),
        event_run=act(map_visit.run),
        event_poll=act(lambda _: map_visit.poll()),
        event_cancel=act(lambda _: map_visit.cancel()),
        event_open=act(lambda data: map_visit.open(str(data["name"]))),
        event_close=act(lambda _: map_visit.close()),
        event_see=act(map_visit.see),
        event_visit=act(visit),
    )
