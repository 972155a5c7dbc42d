"""Names and links are found by their indexes, however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accord.record.kinds import find_shown
from accord.record.models import Link
from accord.record.relations import LED_TO
from accord.thread.walk import walk
from tests.explaining import count_anew
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import DecisionFactory
from tests.factories.themes import InThemeFactory, ThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db
CROWD = 60_000
SUBJECTS = """
WITH RECURSIVE crowd(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM crowd WHERE n < %s)
INSERT INTO record_subject (space_id, parent_id, kind, code)
SELECT %s, %s, 'theme', 'crowd/' || n FROM crowd
"""
# Each leads to the next, in two ways.
LINKS = """
INSERT INTO record_link (source_id, target_id, relation)
SELECT one.id, other.id, way.relation
FROM record_subject AS one
JOIN record_subject AS other ON other.id = one.id + 1 AND other.kind = 'theme'
CROSS JOIN (SELECT 'gathered' AS relation UNION SELECT 'led_to') AS way
WHERE one.code LIKE 'crowd%%' AND one.space_id = %s
"""
# What is read of many; other tables of this test hold a row or two.
MANY = ("record_link", "record_subject")


@pytest.fixture
def theme():
    """One theme among many, of which most lead on as well."""
    found = ThemeFactory()
    space = found.process.subject.space_id
    with connection.cursor() as cursor:
        cursor.execute(SUBJECTS, [CROWD, space, found.process.pk])
        cursor.execute(LINKS, [space])
    InThemeFactory(theme=found, contribution=ContributionFactory(activity__process=found.process))
    decision = DecisionFactory(process=found.process)
    Link.objects.create(source=found.subject, target=decision.subject, relation=LED_TO.key)
    return found


def plans(queries):
    words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            cursor.execute(f"{words} {query['sql']}")
            yield "\n".join(str(row[-1]) for row in cursor.fetchall())


def whole_tables(plan):
    """Tables that would be read from end to end."""
    scans = [f"SCAN {table}" for table in MANY] + [f"Seq Scan on {table}" for table in MANY]
    lines = plan.splitlines()
    return [line for line in lines for scan in scans if scan in line and "USING" not in line]


def test_a_thing_and_its_thread_are_found_without_reading_all(theme):
    viewer = viewer_of(None, space=theme.process.space)
    count_anew()

    with CaptureQueriesContext(connection) as asked:
        found = walk(find_shown("theme", theme.subject.code, viewer), viewer)

    assert {kind: len(rows) for kind, rows in found.by_station.items()} == {
        "heard": 1,
        "decided": 1,
        "said": 1,
    }
    assert [line for plan in plans(asked) for line in whole_tables(plan)] == []
