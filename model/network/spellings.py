"""From ids as they are written to people: which spellings are one person, and which are not.

Blanks at the ends and the Unicode form (NFC) do not count, and 2.0 is 2 where other ids are
whole numbers. Leading zeros, signs and capitals count.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from model.network.edge_queries import NUMBERS, TEXTS, all_are
from model.tabular.names import WORDS_FOR_NOTHING
from model.tabular.rows import TRIMMED

DIGITS = 38
"""Longest whole number that is ordered as a number."""
LARGEST = 2**63 - 1
SHOWN = 5
"""Ids that a notice names."""
EXACT = 15
"""Digits of a number that a spreadsheet keeps."""

PLAIN = f"regexp_full_match(text, '0|-?[1-9][0-9]{{0,{DIGITS - 1}}}')"
WHOLE = f"regexp_full_match(text, '[+-]?[0-9]{{1,{DIGITS}}}')"
POINT = "regexp_full_match(text, '[+-]?[0-9]{1,30}[.,]0{1,2}')"
POWER = "regexp_full_match(text, '[+-]?[0-9]+([.,][0-9]+)?[eE][+][0-9]+')"
ODD = "regexp_matches(id, '^\\s|\\s$|[^ -~]')"
POWERS = re.compile(r"([+-]?\d+)(?:[.,](\d+))?[eE]\+(\d+)")


class Spelled(NamedTuple):
    """What was made of the ids; the tables ``ids`` and ``people`` hold them."""

    ids: npt.NDArray[Any]
    """The id of each person: int64, or text where that does not hold them."""
    notices: list[str]


def number_people(source: Any, connection: Any) -> Spelled:
    """Make the table ``people`` (id, number) of all ids in ``raw``, and return the ids.

    People are numbered by size where all ids are whole numbers, else by text. Raises an
    InputError through ``source`` where an id stands for nothing or lost its digits.
    """
    if all_are(NUMBERS, connection):
        return _plain_numbers(connection)
    if all_are(TEXTS, connection):
        return _plain_texts(connection)
    _trim(connection)
    notices = []
    plain, whole, point, power, nothing, every = _counts(connection)
    if power:
        _undo_powers(source, connection)
        plain, whole, point, power, nothing, every = _counts(connection)
    numbers = whole + point == every - nothing
    if nothing and (every == nothing or _among_numbers(connection)):
        source.complain_of(_those(connection, _nothing()), "one end is missing", connection)
    if point and numbers and whole:
        _cut_points(connection)
    joined = _one(connection, "SELECT count(*) - count(DISTINCT text) FROM ids")
    if joined:
        notices.append("spellings joined with another that differs in blanks at the ends,"
                       f" Unicode form or .0 only: {joined:,}")  # fmt: skip
    numbered = not nothing and _one(connection, f"SELECT bool_and({WHOLE}) FROM ids")
    key = "CAST(text AS HUGEINT), text" if numbered else "text"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE people AS SELECT id, text,"
        f" CAST(dense_rank() OVER (ORDER BY {key}) - 1 AS INTEGER) AS number FROM ids"
    )
    notices += _no_numbers(whole, point, every, connection)
    simple = numbered and plain == every
    return Spelled(_ids(connection, simple), notices + _likenesses(connection, simple))


def _plain_numbers(connection: Any) -> Spelled:
    """Number people whose ids are whole numbers in the usual spelling."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE people AS SELECT id, CAST(id AS BIGINT) AS whole,"
        " CAST(row_number() OVER (ORDER BY CAST(id AS BIGINT)) - 1 AS INTEGER) AS number FROM raw"
    )
    ids = connection.execute("SELECT whole FROM people ORDER BY number").fetchnumpy()["whole"]
    return Spelled(np.asarray(ids), _cut_numbers("id", "raw", connection))


def _plain_texts(connection: Any) -> Spelled:
    """Number people whose ids are words that have one spelling."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE people AS SELECT id,"
        " CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS number FROM raw"
    )
    ids = connection.execute("SELECT id FROM people ORDER BY number").fetchnumpy()["id"]
    notices = _alike("lower(id)", "capitals", "id", "raw", connection)
    return Spelled(np.asarray(ids), notices + _odd_words("id", "raw", connection))


def _trim(connection: Any) -> None:
    """Make the table ``ids`` (id, text): ``text`` without what does not count."""
    connection.execute("CREATE OR REPLACE TEMP TABLE ids AS SELECT id, id AS text FROM raw")
    odd = [row[0] for row in connection.execute(f"SELECT id FROM raw WHERE {ODD}").fetchall()]
    _write(connection, {one: same_text(one) for one in odd})


def _write(connection: Any, texts: dict[str, str]) -> None:
    """Put other texts to some ids."""
    import pandas as pd

    changed = {one: text for one, text in texts.items() if one != text}
    if not changed:
        return
    table = pd.DataFrame({"id": [*changed], "text": [*changed.values()]}, dtype=object)
    connection.register("changed", table)
    connection.execute("UPDATE ids SET text = changed.text FROM changed WHERE ids.id = changed.id")
    connection.unregister("changed")


def same_text(text: str) -> str:
    """Return an id in the one form that counts: NFC, blanks cut, those within it plain."""
    text = unicodedata.normalize("NFC", text).strip(TRIMMED)
    return re.sub(r"[\u00a0\u2002-\u200a\u202f\u3000]", " ", text)


def _nothing(column: str = "text") -> str:
    words = ", ".join(f"'{word}'" for word in WORDS_FOR_NOTHING)
    return f"lower({column}) IN ({words})"


def _among_numbers(connection: Any) -> bool:
    """Tell whether a word for nothing stands in a column of which all else is numbers."""
    other = f"count(*) FILTER (NOT ({_nothing()} OR {WHOLE} OR {POINT}))"
    number = f"count(*) FILTER ({WHOLE} OR {POINT})"
    nothing = f"count(*) FILTER ({_nothing()})"
    query = f"SELECT {other} = 0 AND {number} > 0 AND {nothing} > 0 FROM ends JOIN ids ON ids.id ="
    return any(_one(connection, f"{query} ends.{end}") for end in "ab")


def _odd_words(column: str, table: str, connection: Any) -> list[str]:
    """Return what is said of ids that could stand for nothing or end in a comment."""
    notices = []
    for condition, what in (
        (_nothing(column), "taken as people's ids, though they may stand for nothing"),
        (f"regexp_matches({column}, '\\s(#|//)\\s')", "ids that seem to end in a comment"),
    ):
        found = f"SELECT DISTINCT {column} FROM {table} WHERE {condition} ORDER BY 1"
        words = [row[0] for row in connection.execute(found).fetchall()]
        if words:
            notices.append(f"{what}: {_first(words)}")
    return notices


def _first(words: list[str]) -> str:
    """Return the first words, and how many more there are."""
    more = f" and {len(words) - SHOWN:,} more" if len(words) > SHOWN else ""
    return ", ".join(words[:SHOWN]) + more


def _no_numbers(plain: int, point: int, every: int, connection: Any) -> list[str]:
    """Return what is said of a few ids that are no numbers where all others are."""
    if not 0 < every - plain - point <= max(1, every // 10) or every < 3:
        return []
    words = _those(connection, f"NOT ({WHOLE} OR {POINT})")
    return [f"ids that are no numbers, as all others are: {_first(words)}"] if words else []


def _counts(connection: Any) -> tuple[int, ...]:
    """Return how many ids are plain numbers, whole, with .0, with a power, words for nothing."""
    conditions = (PLAIN, WHOLE, POINT, POWER, _nothing())
    counted = ", ".join(f"count(*) FILTER ({one})" for one in conditions)
    (row,) = connection.execute(f"SELECT {counted}, count(*) FROM ids").fetchall()
    return tuple(row)


def _those(connection: Any, condition: str) -> list[str]:
    found = connection.execute(f"SELECT id FROM ids WHERE {condition} ORDER BY id").fetchall()
    return [row[0] for row in found]


def _one(connection: Any, query: str) -> Any:
    return connection.execute(query).fetchall()[0][0]


def _undo_powers(source: Any, connection: Any) -> None:
    """Write 1.5e+01 as 15; raise an InputError where digits are lost, as in 1.23457E+17."""
    rows = connection.execute(f"SELECT id, text FROM ids WHERE {POWER}").fetchall()
    known = {one: written_out(text) for one, text in rows}
    lost = sorted(one for one, text in known.items() if text is None)
    if lost:
        source.complain_of(
            lost, "ids that lost digits in a spreadsheet: format its cells as text", connection
        )
    _write(connection, {one: text for one, text in known.items() if text is not None})


def written_out(text: str) -> str | None:
    """Return a whole number with a power of ten in full; None where digits of it are lost."""
    found = POWERS.fullmatch(text)
    if not found:
        return None
    whole, decimals, power = found[1], found[2] or "", int(found[3])
    if power > len(decimals) or decimals[power:].strip("0"):
        return None
    return str(int(whole + decimals[:power]))


def _cut_points(connection: Any) -> None:
    short = "regexp_replace(text, '[.,]0+$', '')"
    connection.execute(f"UPDATE ids SET text = {short} WHERE {POINT}")


def _ids(connection: Any, simple: bool) -> npt.NDArray[Any]:
    column = "text"
    if simple:
        ends = "min(CAST(text AS HUGEINT)), max(CAST(text AS HUGEINT))"
        ((low, high),) = connection.execute(f"SELECT {ends} FROM people").fetchall()
        if low >= -LARGEST and high <= LARGEST:
            column = "CAST(text AS BIGINT)"
    query = f"SELECT {column} AS id FROM (SELECT DISTINCT number, text FROM people) ORDER BY number"
    return np.asarray(connection.execute(query).fetchnumpy()["id"])


def _likenesses(connection: Any, simple: bool) -> list[str]:
    """Return what is said of ids that look alike and are kept apart, or were cut."""
    notices = []
    if not simple:
        number = f"CASE WHEN {WHOLE} THEN CAST(CAST(text AS HUGEINT) AS VARCHAR) END"
        for alike, what in ((number, "leading zeros or signs"), ("lower(text)", "capitals")):
            notices += _alike(alike, what, "text", "ids", connection)
    notices += _odd_words("text", "ids", connection)
    return notices + _cut_numbers("text", "ids", connection)


def _alike(alike: str, what: str, column: str, table: str, connection: Any) -> list[str]:
    query = f"SELECT count(DISTINCT {column}) - count(DISTINCT {alike}) FROM {table}"
    count = _one(connection, f"{query} WHERE {alike} IS NOT NULL")
    said = f"ids kept apart that differ from another in {what} only: {count:,}"
    return [said] if count else []


def _cut_numbers(column: str, table: str, connection: Any) -> list[str]:
    """Return what is said of long numbers that end in zeros."""
    zeros = f"regexp_full_match({column}, '[0-9]{{{EXACT}}}0+')"
    cut = f"length({column}) > {EXACT} AND {zeros}"
    count = _one(connection, f"SELECT count(DISTINCT {column}) FROM {table} WHERE {cut}")
    said = f"long ids that end in zeros, as if a spreadsheet had cut them: {count:,}"
    return [said] if count > 2 else []
