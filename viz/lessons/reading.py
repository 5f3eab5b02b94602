"""From a lesson's file to a checked lesson.

A lesson may name shipped scenarios and shipped strategies only, holds no code, and is
bounded: in bytes, in texts, and in how much it asks to be run.
"""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path
from typing import Any

from experiments.comparison.outcomes import OUTCOMES
from model.errors import InputError
from model.scenario import Scenario, load_scenario
from model.scenario.reading import shipped_scenarios
from viz.lessons.arms import check_shipped, check_work, read_arms
from viz.lessons.challenges import read_challenge
from viz.lessons.checking import NAME, NAME_ALLOWED, Section, all_of, below
from viz.lessons.lesson import VERDICTS, Clue, Contrast, Lesson, LessonMeasure, Page, Question, Says
from viz.lessons.measuring import WINDOWS
from viz.lessons.texts import PLACES, wrong_braces

LARGEST_FILE = 64_000
"""Bytes."""
TITLE, LINE, TEXT = 60, 240, 1200
"""Characters of a title, of a line, and of a text at most."""
MOST = {"pages": 6, "questions": 3, "clues": 4, "claims": 6}


def read_lesson(path: Path) -> Lesson:
    """Return the lesson of a file, or raise ``InputError``."""
    if not NAME.fullmatch(path.stem):
        raise InputError(
            "not a lesson's name", file=path, value=path.stem, allowed=f"{NAME_ALLOWED}, and .toml"
        )
    return parse_lesson(_bytes_of(path), path.stem, path)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=path) from error


def parse_lesson(content: bytes, name: str, file: object = None) -> Lesson:
    """Return the lesson that the bytes of a file describe, or raise ``InputError``."""
    if len(content) > LARGEST_FILE:
        raise InputError("too large", file=file, allowed=f"at most {LARGEST_FILE:,} bytes")
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 text (byte {error.start})"
    except RecursionError:
        problem = "nested too deeply"
    except ValueError as error:
        problem = f"not valid TOML: {error}"
    else:
        return lesson_of(document, name, file)
    raise InputError(problem, file=file, allowed="a lesson in TOML, saved as UTF-8")


def lesson_of(document: dict[str, Any], name: str, file: object = None) -> Lesson:
    """Return the lesson that nested tables describe, or raise ``InputError``."""
    top = Section(document, "", file)
    title, about = top.text("title", TITLE), top.text("about", LINE)
    claims, minutes = _claims(top), top.whole("minutes", 1, 60, 10)
    world, brand, replicates = _world(top)
    arms = read_arms(top, world, brand)
    check_work(arms, replicates, file)
    names, days = [arm.name for arm in arms], world.days
    contrast = partial(_contrast, names=names, days=days)
    pages = all_of(top, "pages", 1, MOST["pages"], _page)
    questions = all_of(top, "questions", 1, MOST["questions"], partial(_question, contrast))
    clues = all_of(top, "clues", 0, MOST["clues"], partial(_clue, contrast))
    explore = read_challenge(top, "explore", arms, questions, breaks=False)
    challenge = read_challenge(top, "challenge", arms, questions, breaks=True)
    ending = top.text("ending", TEXT)
    top.end()
    return Lesson(
        name=name, title=title, about=about, claims=claims, minutes=minutes, brand=brand,
        replicates=replicates, arms=arms, pages=pages, questions=questions, clues=clues,
        explore=explore, challenge=challenge, ending=ending,
    )  # fmt: skip


def _claims(top: Section) -> tuple[str, ...]:
    """Return the ids of the claims that the lesson is about."""
    allowed = f'a list of at most {MOST["claims"]} short texts, such as ["A1"]'
    found = top.take("claims", allowed, needed=False) or []
    good = isinstance(found, list) and len(found) <= MOST["claims"]
    if not good or not all(isinstance(one, str) and 0 < len(one) <= 8 for one in found):
        raise top.wrong("not a list of claims", "claims", allowed)
    return tuple(found)


def _world(top: Section) -> tuple[Scenario, str, int]:
    """Return the scenario that all arms start from, the focal brand, and the replicates."""
    section = top.section("world")
    assert section is not None  # needed
    scenario = load_scenario(section.choice("scenario", shipped_scenarios()))
    days = section.whole("days", 10, 730, scenario.days)
    changes = section.changes("set")
    with below("world.set", section.file):
        scenario = scenario.with_values(dict(changes) | {"days": days})
    check_shipped(scenario, "world.set", section.file)
    brand = section.choice("brand", [one.name for one in scenario.brands])
    replicates = section.whole("replicates", 3, 30, 8)
    section.end()
    return scenario, brand, replicates


def _page(section: Section) -> Page:
    return Page(section.text("title", TITLE), section.text("text", TEXT))


def _contrast(section: Section, names: list[str], days: int) -> Contrast:
    arm, against = section.choice("arm", names), section.choice("against", names)
    if arm == against:
        raise section.wrong("compared with itself", "against", "another arm")
    outcome = section.choice("outcome", OUTCOMES)
    window = _window(section, days)
    if window is not None and outcome not in WINDOWS:
        raise section.wrong("cannot be measured over some days only", "outcome", ", ".join(WINDOWS))
    return Contrast(arm, against, LessonMeasure(outcome, window))


def _window(section: Section, days: int) -> tuple[int, int] | None:
    allowed = f"[first, end] with 0 <= first < end <= {days}"
    found = section.take("days", allowed, needed=False)
    if found is None:
        return None
    two = isinstance(found, list) and len(found) == 2
    if not two or not all(isinstance(day, int) and not isinstance(day, bool) for day in found):
        raise section.wrong("not two whole numbers", "days", allowed)
    if not 0 <= found[0] < found[1] <= days:
        raise section.wrong("out of range", "days", allowed)
    return found[0], found[1]


def _question(contrast: Any, section: Section) -> Question:
    return Question(section.text("ask", LINE), contrast(section), _says(section))


def _clue(contrast: Any, section: Section) -> Clue:
    return Clue(section.text("title", TITLE), contrast(section), _says(section))


def _says(section: Section) -> Says:
    """Return the four texts, of which the runs choose one: all four are needed."""
    says = section.section("says")
    assert says is not None  # needed
    texts = {verdict: says.text(verdict, TEXT) for verdict in VERDICTS}
    for verdict, text in texts.items():
        check_braces(says, verdict, text)
    says.end()
    return Says(**texts)


def check_braces(section: Section, key: str, text: str) -> None:
    """Raise InputError if a text has in braces what means nothing."""
    for odd in wrong_braces(text):
        known = ", ".join(f"{{{name}}}" for name in PLACES)
        raise InputError(
            f"{odd} means nothing", file=section.file, key=section.key(key), allowed=known
        )
