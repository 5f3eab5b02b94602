"""The one word for work that ends before it is complete."""

from __future__ import annotations


class Stopped(Exception):
    """Work ended early: nobody wants it any more, or it cannot go on.

    ``by_user`` says that something the user wrote is why, such as a strategy that fails.
    """

    def __init__(self, reason: str = "", by_user: bool = False) -> None:
        super().__init__(reason)
        self.by_user = by_user
