"""The pages: what Solara serves. Each module draws one; all share a frame and a visitor."""

from __future__ import annotations

import solara

from viz.app.pages.arena import ArenaPage
from viz.app.pages.explore import Explore
from viz.app.pages.frame import Frame
from viz.app.pages.lessons import Lessons
from viz.app.pages.map import MapPage
from viz.app.pages.welcome import Welcome

routes = [
    solara.Route("/", component=Welcome, label="Goodwill", layout=Frame),
    solara.Route("explore", component=Explore, label="Explore · Goodwill"),
    solara.Route("arena", component=ArenaPage, label="Arena · Goodwill"),
    solara.Route("map", component=MapPage, label="Map · Goodwill"),
    solara.Route("lessons", component=Lessons, label="Lessons · Goodwill"),
]
