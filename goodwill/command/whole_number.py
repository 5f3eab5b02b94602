"""Whole numbers as options take them: digits alone, within their range."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import click

DIGITS = re.compile(r"[-+]?[0-9]{1,40}")


class WholeNumber(click.IntRange):
    """A whole number from ``min`` to ``max``; every refusal says what is allowed."""

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or fail with what is allowed."""
        if DIGITS.fullmatch(str(value).strip()):
            with suppress(click.BadParameter):
                return int(super().convert(value, param, ctx))
        self.fail(f"{str(value)[:40]!r}; allowed: a whole number{self._span()}", param, ctx)

    def _describe_range(self) -> str:
        """Return what the help says of the range: nothing where there is none."""
        return "" if self.min is None and self.max is None else super()._describe_range()

    def _span(self) -> str:
        low = "" if self.min is None else f" from {self.min:,}"
        return low if self.max is None else f"{low} to {self.max:,}"
