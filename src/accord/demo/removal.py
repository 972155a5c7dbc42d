"""Taking everything away that somebody has written."""

from django.core.management.color import no_style
from django.db import connection

# What migrations have put there.
KEPT = {
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "plans_plantemplate",
    "plans_templatefield",
}


def empty() -> None:
    """Delete every row of content. Inside a transaction, so that no reader sees an empty site."""
    tables = set(connection.introspection.django_table_names(only_existing=True)) - KEPT
    style = no_style()
    for sql in connection.ops.sql_flush(
        style, sorted(tables), reset_sequences=True, allow_cascade=False
    ):
        with connection.cursor() as cursor:
            cursor.execute(sql)
