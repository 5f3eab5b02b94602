"""Which figures a page of posts can have: a wrong one is named with what is allowed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from model.errors import InputError
from model.parameters.validation import nearest

SECTION = "facebook_metrics"
WRONG = "not the figures of a page"
Check = tuple[str, Callable[[Any], bool]]
"""What is allowed, in words, and whether a value is so."""

RISING: Check = ("three rising numbers above 0", lambda tenths: is_rising(*tenths))
TOP_SHARE: Check = ("a share from 0.1 to 1", lambda share: 0.1 < share < 1)
ALLOWED: Mapping[str, Check] = {
    "n": ("a whole number of posts from 10", lambda n: n >= 10 and n == int(n)),
    "reach_over_page_likes_q10_50_90": RISING,
    "interactions_over_reach_q10_50_90": RISING,
    "reach_top10pct_share": TOP_SHARE,
    "inter_top10pct_share": TOP_SHARE,
    "ln_reach_mu_sd": (
        "two numbers, mean and spread, of which the spread above 0",
        lambda pair: len(pair) == 2 and 0 < pair[1] < math.inf,
    ),
    "like_comment_share_totals": (
        "three counts from 0, not all of them 0",
        lambda kinds: len(kinds) == 3 and min(kinds) >= 0 and 0 < sum(kinds) < math.inf,
    ),
    "elasticity_ln_inter_vs_ln_reach": ("a number from -100 to 100", lambda e: abs(e) <= 100),
}
"""What the figures of a page are called, and which values they can have."""


def is_rising(low: float, middle: float, high: float) -> bool:
    """Tell whether three numbers rise from above 0."""
    return 0 < low < middle < high < math.inf


def check_figures(found: Any, file: Path) -> None:
    """Raise InputError at the first figure that is missing or that no page can have."""
    if not isinstance(found, dict):
        raise InputError(WRONG, file=file, key=SECTION, value=found, allowed=", ".join(ALLOWED))
    for name, (allowed, is_right) in ALLOWED.items():
        if name not in found:
            _refuse_missing(name, found, file)
        try:
            right = is_right(found[name])
        except (TypeError, ValueError, OverflowError, KeyError):
            right = False
        if not right:
            key = f"{SECTION}.{name}"
            raise InputError(WRONG, file=file, key=key, value=found[name], allowed=allowed)


def _refuse_missing(name: str, found: Mapping[str, Any], file: Path) -> NoReturn:
    """Raise InputError at what the missing figure may be called in the file, or at its name."""
    like = nearest(name, (other for other in found if other not in ALLOWED))
    problem, near = (f"{WRONG}: missing", None) if like is None else ("no such figure", name)
    key, allowed = f"{SECTION}.{like or name}", ALLOWED[name][0]
    raise InputError(problem, file=file, key=key, allowed=allowed, nearest=near)
