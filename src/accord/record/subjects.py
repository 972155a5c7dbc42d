"""Making subjects, and numbering what lies in them."""

from collections.abc import Iterable

from django.db import connection

from accord.record.models import Subject

NUMBER = """
INSERT INTO record_counter (scope_id, kind, number) VALUES (%s, %s, 1)
ON CONFLICT (scope_id, kind) DO UPDATE SET number = record_counter.number + 1
RETURNING number
"""

HOLD = """
INSERT INTO record_counter (scope_id, kind, number) VALUES (%s, %s, 0)
ON CONFLICT (scope_id, kind) DO UPDATE SET number = record_counter.number
"""


def new_subject(kind: str, code: str, *, parent: Subject) -> Subject:
    """The address of a new thing inside another, in that one's space."""
    if not code or code.startswith("/") or code.endswith("/"):
        raise ValueError(f"{code!r} is no public name")
    return Subject.objects.create(space_id=parent.space_id, parent=parent, kind=kind, code=code)


def new_subjects(kind: str, codes: Iterable[tuple[Subject, str]]) -> list[Subject]:
    """The addresses of many new things, each inside another, by its whole code."""
    return Subject.objects.bulk_create(
        Subject(space_id=parent.space_id, parent=parent, kind=kind, code=code)
        for parent, code in codes
    )


def new_space_subject(key: str) -> Subject:
    """The address of a space: it lies in itself."""
    subject = Subject.objects.create(kind="space", code=key)
    subject.space = subject
    subject.save(update_fields=["space"])
    return subject


def next_number(scope: Subject, kind: str) -> int:
    """The next number of a kind inside a thing. Others wait until this commits, so ask late."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER, [scope.pk, kind])
        return int(cursor.fetchone()[0])


def hold_numbers(scope_id: int, kind: str) -> None:
    """Wait for all who have taken a number here, and let nobody take one before this commits."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [scope_id, kind])


def subject_inside(kind: str, name: object, *, parent: Subject) -> Subject:
    """The address of a new thing: that of what it lies in, and its own name there."""
    return new_subject(kind, f"{parent.code}/{name}", parent=parent)


def subject_about(kind: str, number: int, *, of: Subject) -> Subject:
    """The address of something that can be about a thing of any kind: the kind stands before it."""
    return new_subject(kind, f"{of.kind}/{of.code}/{number}", parent=of)


def number_subject(kind: str, parent: Subject) -> Subject:
    """The address of a new thing that is known by its number inside another."""
    return subject_inside(kind, next_number(parent, kind), parent=parent)
