"""The texts of a lesson: what may stand in braces, and what is put there."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping

from viz.figures import words
from viz.figures.outcomes import Form
from viz.lessons.lesson import Lesson
from viz.lessons.measuring import Finding
from viz.reports.outcomes import PRINTED

BRACES = re.compile(r"\{[^{}]*\}?|\}")
PLACES = ("arm", "against", "change", "low", "high", "value", "other")
"""What a text may have in braces: the two arms, the mean difference, the ends of its
interval, and what the arm and the other arm came to."""

IN_FULL: Mapping[Form, Callable[[float, bool], str]] = {"euros": words.euros, "count": words.count}
"""How a text for readers has numbers that are shortened elsewhere: 12,300 and not 12k."""


def wrong_braces(text: str) -> Iterator[str]:
    """Yield whatever stands in braces, or looks like it, and means nothing."""
    allowed = {f"{{{name}}}" for name in PLACES}
    yield from (found for found in BRACES.findall(text) if found not in allowed)


def fill(text: str, values: dict[str, str]) -> str:
    """Return the text with its braces replaced."""
    return BRACES.sub(lambda found: values.get(found[0][1:-1], found[0]), text)


def values_of(lesson: Lesson, finding: Finding) -> dict[str, str]:
    """Return what is put into the braces of a text about a finding."""
    name, contrast = finding.contrast.measure.outcome, finding.contrast
    return {
        "arm": lesson.arm(contrast.arm).label,
        "against": lesson.arm(contrast.against).label,
        "change": change_text(name, finding.mean),
        "low": change_text(name, finding.low),
        "high": change_text(name, finding.high),
        "value": value_text(name, finding.arm_mean),
        "other": value_text(name, finding.against_mean),
    }


def value_text(name: str, value: float) -> str:
    """Return an outcome's value in full, as a text for readers has it: 12,300 and not 12k."""
    kind = PRINTED[name]
    write = IN_FULL.get(kind.form, kind.write)
    return write(value, False)


def change_text(name: str, value: float, plus: bool = True) -> str:
    """Return a difference of an outcome in full."""
    kind = PRINTED[name]
    write = IN_FULL.get(kind.form, kind.write_change)
    return write(value, plus)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def told(lesson: Lesson, finding: Finding, text: str) -> str:
    """Return a text of a lesson about a finding, filled in."""
    return fill(text, values_of(lesson, finding))


def span(finding: Finding) -> str:
    """Return the difference in words, with its interval and its unit."""
    name = finding.contrast.measure.outcome
    if math.isnan(finding.mean):
        return "no value to compare"
    mean = change_text(name, finding.mean) + _unit(name)
    if math.isnan(finding.low):
        return mean
    low, high = (change_text(name, end) for end in (finding.low, finding.high))
    return f"{mean} (95{words.PERCENT} interval: {low} to {high})"


def least_text(finding: Finding) -> str:
    """Return the smallest difference that counts, in words."""
    name = finding.contrast.measure.outcome
    return change_text(name, finding.least, plus=False).removesuffix(".0") + _unit(name)


def _unit(name: str) -> str:
    """Return the unit of a difference with a space before it, where a sentence needs one."""
    kind = PRINTED[name]
    return f" {kind.change}" if kind.form in ("share", "count") else ""
