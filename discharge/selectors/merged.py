"""Which rows of patients are one person: merging points from one row to another, and rows may point in a chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db import connection

_ROOTS = """
WITH RECURSIVE above AS (
    SELECT id AS asked, id, merged_into_id FROM discharge_patient WHERE id = ANY(%s)
    UNION ALL
    SELECT above.asked, up.id, up.merged_into_id FROM above JOIN discharge_patient up ON up.id = above.merged_into_id
)
SELECT asked, id FROM above WHERE merged_into_id IS NULL
"""
_ROWS = """
WITH RECURSIVE below AS (
    SELECT id AS root, id FROM discharge_patient WHERE id = ANY(%s)
    UNION ALL
    SELECT below.root, down.id FROM below JOIN discharge_patient down ON down.merged_into_id = below.id
)
SELECT root, id FROM below ORDER BY id
"""


def roots_of(rows: Collection[int]) -> Mapping[int, int]:
    """For each row the one that it has been merged into in the end; itself when it has not. One query at most."""
    return dict(_asked(_ROOTS, rows))


def rows_of_persons(roots: Collection[int]) -> Mapping[int, Collection[int]]:
    """For each such row, which nothing is above, every row of the same person, itself among them. One query at most."""
    found: dict[int, list[int]] = defaultdict(list)
    for root, row in _asked(_ROWS, roots):
        found[root].append(row)
    return found


def rows_of_person(row: int) -> tuple[int, Collection[int]]:
    """The last row above one, and all rows of the person that it is about. Two queries."""
    root = roots_of([row])[row]
    return root, rows_of_persons([root])[root]


def _asked(sql: str, rows: Collection[int]) -> list[tuple[int, int]]:
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(rows)])
        found: list[tuple[int, int]] = cursor.fetchall()
    return found
