"""One visitor: what they look at, and what their browser is sent. No two share anything."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Mapping
from typing import Any

from model.errors import InputError
from model.scenario import Scenario, load_scenario
from viz.app import files, frames, links
from viz.app.charts import BY_KEY, SHOWN
from viz.app.controls import called, sections
from viz.app.links import View
from viz.app.person_watch import PersonWatch
from viz.app.session import Session

PIECE = 0.12
"""Seconds of days between two pictures on the way to a far day."""
PLAY = 0.4
"""The same while the days go by."""
GLANCE = 0.03
"""The same for a person's ledger while the days go by."""
LAYOUTS = frames.Layouts()
"""Shared by all: where people stand follows from the graph alone."""


class Visit:
    """What one visitor's Explore page shows; a page calls its methods and draws its fields."""

    def __init__(self, view: View | None = None) -> None:
        self.tick = 0
        """Counts the pictures sent."""
        self.rows: dict[str, Any] = {}
        """What the charts were sent last, see ``frames.rows``."""
        self.panels: tuple[str, ...] = SHOWN
        self.opened: set[str] = set()
        self.from_start = False
        """Whether a change counts from the first day, not from today."""
        self.playing = False
        self.ghost: dict[str, Any] | None = None
        """The lines before the last change from the start."""
        self.sent: dict[str, str] | None = None
        """The file made last."""
        self.beat = 0
        """Counts the files asked for."""
        self.link: str | None = None
        """The address of what is looked at, and the command that repeats it."""
        self.command = ""
        self.watch: PersonWatch | None = None
        """The person looked into."""
        self.problem: tuple[str, str] | None = None
        """Title and text of what went wrong last."""
        self.open(view or links.first_view())

    # --- what is looked at -----------------------------------------------------------

    def open(self, view: View) -> None:
        """Look at something else altogether."""
        session = Session(view.scenario, view.day, () if view.person is None else (view.person,))
        session.work(PIECE)
        self.session = session
        name = view.scenario.name
        self.origin = view.scenario if links.from_shipped(view.scenario) is None else _shipped(name)
        first = self.origin.brands[0].name
        self.brand = view.brand or first
        self.watch = None if view.person is None else PersonWatch(session, view.person, self.brand)
        self.opened = {f"brand:{first}"}
        self.ghost, self.problem = None, None
        self.refresh(anew=True)

    @property
    def view(self) -> View:
        """What is looked at, as an address holds it."""
        return View(self.session.scenario, self.session.target, self.brand, self.person)

    @property
    def person(self) -> int | None:
        """The number of the person looked into."""
        return self.watch.person if self.watch else None

    def refresh(self, anew: bool = False) -> None:
        """Make the next picture; the charts get what is new since the last, or ``anew`` all."""
        session = self.session
        same = not anew and self.tick and self.rows["epoch"] == session.epoch
        start = self.rows["days"] if same else 0
        self.picture = LAYOUTS.of(session)
        self.codes = frames.colours(session, self.picture["people"], self.brand)
        self.rows = frames.rows(session, self.panels, start)
        self.tick += 1
        if not self.playing:
            self._name()
        if self.watch and (not self.playing or self.tick % 4 == 0):
            self.watch.follow(GLANCE if self.playing else PIECE)

    def _name(self) -> None:
        """Find the address and the command of what is looked at."""
        query = links.query_of(self.view)
        self.link = query and f"/explore?{query}"
        self.command = links.command_of(self.view)

    # --- what a visitor does ---------------------------------------------------------

    def trying(self, action: Callable[[], Any], calm: bool = False) -> None:
        """Do something that a wrong value may refuse; then say so, and nothing else changes.

        What the page does by itself (``calm``) leaves an earlier message standing.
        """
        try:
            if not calm:
                self.problem = None
            action()
        except InputError as error:
            self.problem = ("That does not work", error.message)
        except Exception as error:
            logging.getLogger(__name__).exception("while a visitor acted")
            self.problem = ("A mistake of ours", f"{type(error).__name__}: {error}")

    def play(self, days: int) -> None:
        """Let days pass."""
        self.session.play(max(1, min(days, 60)), PLAY)
        self.refresh()

    def fetch(self, what: str, mode: str) -> None:
        """Make a file for the browser to save."""
        self.beat += 1
        name, mime, content = files.take(self.session, self.view, what, mode)
        data = base64.b64encode(content).decode()
        self.sent = {"name": name, "mime": mime, "data": data, "n": str(self.beat)}

    def pause(self, paused: bool) -> None:
        """Stop or start; while playing, less is told of a person."""
        self.playing = not paused
        if paused:
            self._name()
        if paused and self.watch:
            self.watch.follow()

    def count_from(self, start: bool) -> None:
        """Let changes count from the first day, or from today."""
        self.from_start = start

    def carry_on(self) -> None:
        """Go on towards the day asked for."""
        self.session.work(PIECE)
        self.refresh()

    def seek(self, day: int) -> None:
        """Set out for a day."""
        self.session.seek(day)
        self.carry_on()

    def change(self, values: Mapping[str, Any]) -> None:
        """Change values, from today on or from the start as chosen."""
        session = self.session
        before = frames.rows(session, self.panels, 0) if session.day else None
        epoch = session.epoch
        session.change(values, self.from_start)
        if session.epoch != epoch:
            self.ghost = before
        session.work(PIECE)
        self.refresh()

    def drop(self, day: int, key: str) -> None:
        """Take back one change made on the way."""
        self.session.drop(day, key)
        self.carry_on()

    def reseed(self, seed: int) -> None:
        """Play the same with another luck."""
        session = self.session
        session.restart(session.scenario.with_seed(seed), session.target)
        self.ghost = None
        self.carry_on()

    def restore(self) -> None:
        """Put all values back to what the scenario came with."""
        self.session.restart(self.origin, self.session.target)
        self.ghost = None
        self.carry_on()

    def pick(self, person: int) -> None:
        """Look at a person."""
        before = self.watch
        self.watch = PersonWatch(self.session, person, self.brand)
        if before and before.strategy:
            self.watch.compare(before.strategy)
        self._name()

    def leave(self) -> None:
        """Look at nobody."""
        self.watch = None
        self._name()

    def choose(self, panel: int, key: str) -> None:
        """Show something else in a chart."""
        if key in BY_KEY and 0 <= panel < len(self.panels):
            self.panels = (*self.panels[:panel], key, *self.panels[panel + 1 :])
            self.ghost = None
            self.refresh(anew=True)

    def colour_by(self, brand: str) -> None:
        """Colour people by their trust in a brand."""
        self.brand = self.session.scenario.brand(brand).name
        if self.watch:
            self.watch.compare(None, self.brand)
        self.refresh()

    def unfold(self, section: str, is_open: bool) -> None:
        """Open or close a section of levers."""
        (self.opened.add if is_open else self.opened.discard)(section)

    # --- what is shown ---------------------------------------------------------------

    def sections(self) -> list[dict[str, Any]]:
        """Return the levers as they stand, each brand with its colour."""
        found = sections(self.session.now, self.origin, self.opened)
        looks = {look["name"]: look for look in frames.brand_looks(self.session)}
        for section in found:
            look = looks.get(section.get("brand", ""))
            section |= {"light": look["light"], "dark": look["dark"]} if look else {}
        return found

    def changes(self) -> list[dict[str, Any]]:
        """Return the changes made on the way, numbered as on the charts."""
        made = self.session.scenario.changes
        return [
            {"day": day, "sign": str(n), "key": key, "value": links.value_text(value),
             "text": called(key, self.session.scenario)}
            for n, (day, values) in enumerate(made.items(), 1)
            for key, value in values.items()
        ]  # fmt: skip

    def marks(self) -> list[dict[str, Any]]:
        """Return the days with changes, for the charts."""
        days = self.session.scenario.changes
        return [{"day": day, "sign": str(n)} for n, day in enumerate(days, 1)]


def _shipped(name: str) -> Scenario:
    return load_scenario(name)
