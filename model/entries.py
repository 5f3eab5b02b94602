"""What is recorded of watched people: changes of trust by cause, and events."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import numpy as np

from model.compilation import rule
from model.world import Records

ENTRIES_A_BRAND = 64
"""Entries that one person can have of one brand in a day."""
LEAST_ROOM = 8
"""Brands that a book has room for at least, doubled for more: kernels are compiled anew for
every size of a book, which takes longer than most runs."""


class Cause(IntEnum):
    """Why trust changed."""

    READING = 1
    SHARED = 2
    WORD = 3
    THREAD = 4
    VISIT = 5
    ANSWER = 6
    ADDRESSED = 7
    REPAIR = 8
    BREACH = 9
    LIE = 10
    SILENCE = 11
    FAILURE = 12
    FAVOUR = 13
    FADING = 14
    SUSPICION = 15
    BY_HAND = 16


class Happening(IntEnum):
    """What happened, apart from changes of trust."""

    LETTER = 64  # amount: hour; detail: kind, plus 8 if public
    ANSWERED = 65  # amount: wait in hours; detail: kind
    PASSED_ON = 66  # detail: post
    FOLLOWED = 67
    UNFOLLOWED = 68  # detail: cause, see model.rules.ties
    ALIENATED = 69
    BOUGHT = 70  # amount: euros
    SAID = 71  # amount: strength; detail: addressee * 8 + what about
    RECONCILED = 72
    RATED = 73  # detail: stars
    READ = 74  # amount: value; detail: post
    OVERLOOKED = 75  # detail: post
    ADDRESSED = 76  # amount: hour
    PITCHED = 77  # detail: kind of letter
    FOLLOWED_BACK = 78
    REACTED = 79  # amount: value; detail: post


def make_entries(watched: int, brands: int) -> Records:
    """Return empty books for the watched, and one last that nobody reads for all others."""
    room = LEAST_ROOM
    while room < brands:
        room *= 2
    books = np.zeros(watched + 1, book_type(room)).view(np.recarray)
    books.watched[:watched] = 1
    return books


@lru_cache(maxsize=8)
def book_type(room: int) -> np.dtype[np.void]:
    """Return the record type of a book with room for so many brands."""
    entries = 16 + ENTRIES_A_BRAND * room
    return np.dtype(
        [
            ("watched", "i4"),
            ("count", "i4"),
            ("code", "i4", (entries,)),
            ("brand", "i4", (entries,)),
            ("amount", "f8", (entries,)),
            ("detail", "i8", (entries,)),
            ("before", "f8", (room,)),
        ],
        align=True,
    )


@rule
def note(log, brand, code, amount, detail):
    """Record one entry of a watched person; do nothing for anybody else."""
    if log.watched == 0:
        return
    n = log.count
    if n < log.code.shape[0]:
        log.code[n] = code
        log.brand[n] = brand
        log.amount[n] = amount
        log.detail[n] = detail
    log.count = n + 1
