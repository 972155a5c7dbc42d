"""How a database would find rows: for guards that a list uses its index."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def plan_of(rows: QuerySet[Any]) -> str:
    """The plan, by counts as they are now; it names each index that would be read."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return rows.explain()
