"""How a database finds rows: for guards that a list uses its index."""

from collections.abc import Iterable
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

_is_crowded = False  # somebody wrote so many rows that their plan is of interest


def count_anew() -> None:
    """Databases plan by counts, which are taken now and then."""
    global _is_crowded
    _is_crowded = True
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def clear_away() -> None:
    """Rows that were taken back stay in the files of PostgreSQL, and it reads over them."""
    global _is_crowded
    if _is_crowded and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    _is_crowded = False


def plan_of(rows: QuerySet[Any]) -> str:
    """The plan, by counts as they are now; it names each index that would be read."""
    count_anew()
    return rows.explain()


@contextmanager
def plans_of_reads(plans: list[str]) -> Iterable[None]:
    """The plans of all that is read meanwhile, one text each."""
    count_anew()
    with CaptureQueriesContext(connection) as queries:
        yield
    read = [query["sql"] for query in queries.captured_queries]
    plans += [_explain(sql) for sql in read if sql.startswith("SELECT")]


def _explain(sql: str) -> str:
    words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{words} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
