"""Map: one question at every combination of two numbers, and each run behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

import solara

from viz.app.atlas import Atlas, menus
from viz.app.components import learning
from viz.app.pages.frame import desk

MENUS = lru_cache(maxsize=1)(menus)


@solara.component
def MapPage() -> None:
    """Show the visitor's map, or the form that makes one; ``?open=NAME`` opens results."""
    router, own = solara.use_router(), desk()
    atlas: Atlas = own.drawers.setdefault("map", Atlas())
    _, drawn = solara.use_state(0)
    wanted = parse_qs(router.search or "").get("open", [""])[0]
    solara.use_memo(lambda: atlas.open(wanted) if wanted else None, [wanted])

    def act(action: Callable[[Any], None]) -> Callable[[Any], None]:
        def handle(data: Any = None) -> None:
            action(data or {})
            drawn(lambda n: n + 1)

        return handle

    def visit(data: Any) -> None:
        arm = data.get("arm")
        path = atlas.path(int(data["place"]), None if arm is None else int(arm))
        if path:
            router.push(path)

    learning.Map(
        view=atlas.view(),
        menus=MENUS(),
        event_choose=act(atlas.choose),
        event_run=act(atlas.run),
        event_poll=act(lambda _: atlas.poll()),
        event_cancel=act(lambda _: atlas.cancel()),
        event_open=act(lambda data: atlas.open(str(data["name"]))),
        event_close=act(lambda _: atlas.close()),
        event_see=act(atlas.see),
        event_visit=act(visit),
    )
