"""The one word for work that ends before it is complete."""

from __future__ import annotations


class Stopped(Exception):
    """Work ended early: nobody wants it any more, or it cannot go on."""
