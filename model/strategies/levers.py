"""Options that many strategies share, each declared once; only the default differs.

Budgets are the brand's (``BrandView``); a strategy takes a share of each. So brands of equal
budget can be compared, and a strategy can never spend more than there is.
"""

from __future__ import annotations

from typing import Any

from model.plan import DISCIPLINES
from model.strategies.base import option

ASSUMED = "assumed"
IGNORED = "about 90 % of messages to brands are ignored (Sprout Social 2016)"


def post_share(default: float) -> Any:
    """Declare how much of the content budget is used."""
    about = "posts placed, of those that the content budget pays for"
    return option(default, 0.0, 1.0, "share", about, "a brand's choice")


def ad_share(default: float) -> Any:
    """Declare how much of the media budget is used."""
    about = "advertising contacts bought, of those that the media budget pays for"
    return option(default, 0.0, 1.0, "share", about, "a brand's choice")


def staff_share(default: float) -> Any:
    """Declare how much of the staff is used."""
    about = "staff hours used, of those that the brand can have"
    return option(default, 0.0, 1.0, "share", about, "a brand's choice")


def craft(default: float = 1.0) -> Any:
    """Declare how well made posts and advertisements are."""
    about = "how well made posts and advertisements are"
    return option(default, 0.0, 3.0, "mean human post = 1", about, "1 is the scale of appeal")


def intent(default: float, of: str = "posts", source: str = ASSUMED) -> Any:
    """Declare the persuasive intent of ``of``."""
    return option(default, 0.0, 1.0, "0 to 1", f"persuasive intent of {of}", source)


def offer(default: float) -> Any:
    """Declare the price cut that promotions announce."""
    about = "price cut that promotions announce"
    return option(default, 0.0, 0.9, "share of the price", about, ASSUMED)


def promotion_share(default: float, source: str = ASSUMED) -> Any:
    """Declare how many posts are promotions."""
    return option(default, 0.0, 1.0, "share", "posts that are promotions", source)


def canned(default: float, of: str = "posts") -> Any:
    """Declare how much of ``of`` is stock phrases and stock pictures."""
    about = f"stock phrases and stock pictures in {of}"
    return option(default, 0.0, 1.0, "share", about, ASSUMED)


def invite(default: float) -> Any:
    """Declare how far posts ask people to write to the brand."""
    about = "how far posts ask people to write to the brand"
    return option(default, 0.0, 1.0, "0 to 1", about, ASSUMED)


def answer_share(default: float, of: str = "messages", source: str = ASSUMED) -> Any:
    """Declare how many of ``of`` the brand means to answer."""
    return option(default, 0.0, 1.0, "share", f"{of} that the brand means to answer", source)


def canned_answers(default: float) -> Any:
    """Declare how much of an answer is stock phrases."""
    return canned(default, "answers")


def discipline(default: str) -> Any:
    """Declare the order in which messages are answered."""
    about = "order in which messages are answered"
    return option(default, 0.0, 0.0, "", about, "a brand's choice", choices=DISCIPLINES)


def outreach(default: float) -> Any:
    """Declare how many people staff address unasked."""
    about = "people online whom staff would address in a day, time permitting"
    return option(default, 0.0, 1.0, "share", about, ASSUMED)


def follow_back(default: bool = False) -> Any:
    """Declare whether followers are followed back."""
    return option(default, 0.0, 1.0, "", "followers are followed back", "a brand's choice")
