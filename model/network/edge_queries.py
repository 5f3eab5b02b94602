"""How DuckDB reads an edge list as text, and what makes it one for the slow reader."""

from __future__ import annotations

from typing import Any

from model.tabular.separators import Separation

NOTHING = "\x01"
"""Stands for no quote and no separator; never part of text."""


def by_separator(split: Separation, skipped: int, ends: tuple[int, int]) -> str:
    """Return the query for both ends of rows with a mark between cells."""
    names = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(split.columns))
    a, b = (f"c{at}" for at in ends)
    others = [f"c{at}" for at in range(split.columns) if at not in ends]
    if others:  # an end may be missing only in a row of empty cells
        rest = f"concat_ws('', {', '.join(others)}) <> ''"
        a = f"CASE WHEN {a} IS NULL AND {b} IS NULL AND {rest} THEN '' ELSE {a} END"
    kept = "" if 0 in ends else ", c0 AS c"
    return (
        f"SELECT {a} AS a, {b} AS b{kept} FROM read_csv($a, auto_detect=false, header=false,"
        f" skip={skipped}, delim='{split.separator}', quote='\"', escape='\"',"
        f" columns={{{names}}})"
    )


def by_blanks(split: Separation, skipped: int, ends: tuple[int, int]) -> str:
    """Return the query for both ends of rows with runs of blanks between cells."""
    a, b = (
        f"CASE WHEN len(cells) = {split.columns} THEN cells[{at + 1}] ELSE '' END" for at in ends
    )
    return (
        f"SELECT {a} AS a, {b} AS b{'' if 0 in ends else ', cells[1] AS c'} FROM (SELECT"
        r" string_split_regex(trim(line, ' ' || chr(9) || chr(13)), '\s+') AS cells"
        " FROM read_csv($a, auto_detect=false, header=false,"
        f" skip={skipped}, delim='{NOTHING}', quote='', escape='',"
        " columns={'line': 'VARCHAR'}) WHERE trim(line) <> '')"
    )


def distinct_ids(connection: Any) -> None:
    """Make the table ``raw`` of all ids in ``ends``, as they are written."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE raw AS SELECT id FROM"
        " (SELECT a AS id FROM ends UNION SELECT b FROM ends) WHERE id IS NOT NULL"
    )


NUMBERS = "CAST(TRY_CAST(id AS BIGINT) AS VARCHAR) = id"
"""Whole numbers, each written in the one usual way."""
TEXTS = "regexp_full_match(id, '[A-Za-z_][!-~]*( [!-~]+)*')"
"""Words of plain letters: nothing at their ends, no other spelling."""


def all_are(condition: str, connection: Any) -> bool:
    """Tell whether a condition holds for all ids in ``raw``."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM raw WHERE ({condition}) IS NOT TRUE LIMIT 1)"
    return not connection.execute(query).fetchall()[0][0]


def is_odd(connection: Any) -> bool:
    """Tell whether a row of ``ends`` may be a comment, lack an end, or hold quotes or blanks."""
    odd = "regexp_matches(id, '^\\s*(([#%]+|//+)(\\s|$)|%%|\"|$)') OR contains(id, chr(0))"
    one = "(a IS NULL) <> (b IS NULL)"
    asked = [f"SELECT count(*) FROM ends WHERE {one}"]
    if not (all_are(NUMBERS, connection) or all_are(TEXTS, connection)):
        asked.append(f"SELECT count(*) FROM raw WHERE {odd}")
    if "c" in [row[0] for row in connection.execute("DESCRIBE ends").fetchall()]:
        asked.append(f"SELECT count(*) FROM (SELECT c AS id FROM ends) WHERE {odd}")
    return any(connection.execute(query).fetchall()[0][0] for query in asked)
