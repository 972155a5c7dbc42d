"""Finding words whatever their accents and capitals, alike on both databases."""

import unicodedata
from typing import Any

from django.db.models import CharField, Func, QuerySet, Value
from django.db.models.functions import Concat

from accord.contributions.models import Contribution

MARKS = range(0x300, 0x370)


def fold(text: str) -> str:
    """Without accents, in small letters: "Água" is found by "agua"."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if ord(sign) not in MARKS).lower()


class Folded(Func):
    function = "accord_fold"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        connection.ensure_connection()
        connection.connection.create_function("accord_fold", 1, fold, deterministic=True)
        return self.as_sql(compiler, connection, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        # Small letters come last: without accents even a database in the C locale knows them.
        template = (
            r"LOWER(REGEXP_REPLACE(NORMALIZE(%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g'))"
        )
        return self.as_sql(compiler, connection, template=template, **extra)


def saying(rows: "QuerySet[Contribution]", words: str) -> "QuerySet[Contribution]":
    """Those whose title or body has these words."""
    said = Folded(Concat("title", Value("\n"), "body", output_field=CharField()))
    return rows.alias(said=said).filter(said__contains=fold(words))
