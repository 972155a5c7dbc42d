"""What names, events, freshness and threads cost in a place with a million events.

    python -m bench.ground        (a database of its own; PostgreSQL where DATABASE_URL is set)

Prints milliseconds, the least and the median of many; exits 1 when the database takes more than
one to find a thing or the age of its page. One activity was busy and has been quiet since.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

EVENTS = 1_000_000
IDEAS = 100_000
GATHERED = 15_000
TIMES = 200
MOST_MS = 1.0

# Ideas: subjects and rows; each in its activity, and a share of them in one theme.
SUBJECTS = """
WITH RECURSIVE crowd(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM crowd WHERE n < %s)
INSERT INTO record_subject (space_id, parent_id, kind, code)
SELECT %s, %s, 'idea', 'crowd/' || n FROM crowd
"""
EVENTS_SQL = """
WITH RECURSIVE crowd(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM crowd WHERE n < %s)
INSERT INTO record_event (verb, subject_id, actor_id, at)
SELECT 'contribution.supported', %s + n %% %s, NULL, %s FROM crowd
"""
SCOPES = """
INSERT INTO record_eventscope (subject_id, event_id, affects_descendants)
SELECT event.subject_id, event.id, TRUE FROM record_event AS event WHERE event.id > %s
UNION ALL SELECT %s, event.id, FALSE FROM record_event AS event WHERE event.id > %s
UNION ALL SELECT %s, event.id, FALSE FROM record_event AS event WHERE event.id > %s
UNION ALL SELECT %s, event.id, FALSE FROM record_event AS event WHERE event.id > %s
"""


def run(sql: str, *values: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def busy_place() -> dict[str, Any]:
    """A process with as many events as that, of which its activity had all but the last few."""
    from tests.factories.contributions import ContributionFactory
    from tests.factories.processes import ActivityFactory, DecisionFactory
    from tests.factories.themes import ThemeFactory

    from accord.record.models import Event, Subject

    activity, now_busy = ActivityFactory(), None
    process = activity.process
    now_busy = ActivityFactory(process=process)
    space = process.subject.space_id
    before = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    run(SUBJECTS, IDEAS, space, activity.pk)
    first = Subject.objects.filter(code="crowd/1").get().pk - 1
    run(EVENTS_SQL, EVENTS, first, IDEAS, "2026-01-01 12:00:00+00:00")
    run(SCOPES, before, activity.pk, before, process.pk, before, space, before)
    theme = ThemeFactory(process=process, member_count=GATHERED)
    idea = ContributionFactory(activity=now_busy)
    words = [ContributionFactory(activity=now_busy) for _ in range(30)]
    return {
        "quiet": activity,
        "busy": now_busy,
        "theme": theme,
        "idea": idea,
        "words": words,
        "decision": DecisionFactory(process=process),
        "first": first,
    }


def tie(at: dict[str, Any]) -> None:
    """Thousands in one theme, and what came of it."""
    from accord.record.links import link, link_all
    from accord.record.models import Link
    from accord.record.relations import GATHERED as GATHERED_IN
    from accord.record.relations import LED_TO

    theme = at["theme"]
    link_all(GATHERED_IN, [(words, theme) for words in at["words"]])
    Link.objects.bulk_create(
        Link(source_id=at["first"] + n, target_id=theme.pk, relation="gathered")
        for n in range(1, GATHERED)
    )
    link(LED_TO, theme, at["decision"])


def least_and_median(do: Callable[[], Any], times: int = TIMES) -> tuple[float, float]:
    do()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        do()
        spent.append((time.perf_counter() - start) * 1000)
    return min(spent), statistics.median(spent)


def asked_by(do: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The questions that this asks the database, to be asked again without Python's part."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        do()
    return asked


def answer(questions: list[tuple[str, Any]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in questions:
            cursor.execute(sql, params)
            cursor.fetchall()


def main() -> int:
    from django.db import connection, transaction
    from tests.factories.people import PersonFactory

    from accord.record.freshness import newest_event
    from accord.record.kinds import find_shown
    from accord.record.viewer import Viewer
    from accord.thread.walk import walk

    print(f"writing {EVENTS:,} events and {IDEAS:,} addresses …", flush=True)
    at = busy_place()
    tie(at)
    run("ANALYZE")
    viewer = Viewer(at["quiet"].process.space.subject)
    idea, theme = at["idea"], at["theme"]
    questions = asked_by(lambda: find_shown("idea", idea.subject.code, viewer))
    busy = {
        "freshness of what was busy and is quiet": lambda: newest_event(at["quiet"]),
        "freshness of what is busy": lambda: newest_event(at["busy"]),
        "freshness of the process": lambda: newest_event(at["quiet"].process),
        "freshness of an idea": lambda: newest_event(idea),
        "find an idea by its name, in the database": lambda: answer(questions),
        "find an idea by its name, Python too": lambda: find_shown(
            "idea", idea.subject.code, viewer
        ),
    }
    failed = False
    print(f"\n{connection.vendor}: milliseconds, the least and the median of {TIMES}")
    for name, do in busy.items():
        least, median = least_and_median(do)
        over = least > MOST_MS and not name.endswith("Python too")
        failed |= over
        print(f"{name:<44}{least:>9.2f}{median:>9.2f}{'  over' if over else ''}")
    queries = asked_by(lambda: walk(find_shown("theme", theme.subject.code, viewer), viewer))
    least, median = least_and_median(lambda: walk(theme, viewer), 50)
    told = f"thread of a theme of {GATHERED:,}, {len(queries)} queries"
    print(f"{told:<44}{least:>9.2f}{median:>9.2f}")
    least, median = least_and_median(lambda: walk(idea, viewer), 50)
    print(f"{'thread of an idea':<44}{least:>9.2f}{median:>9.2f}")
    person = PersonFactory()
    with transaction.atomic():
        least, median = least_and_median(lambda: submit(at["busy"], person), 50)
        transaction.set_rollback(True)
    print(f"{'write of an idea':<44}{least:>9.2f}{median:>9.2f}")
    return 1 if failed else 0


def submit(activity: Any, person: Any) -> None:
    import uuid

    from accord.activities.ideas.actions import submit_idea
    from accord.contributions.actions import ContributionInput
    from accord.record.viewer import Viewer

    submit_idea(
        viewer=Viewer(activity.process.space.subject, person),
        activity=activity,
        said=ContributionInput(title="Test the wells", body="All of them.", language="en"),
        key=uuid.uuid4(),
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    os.environ["ACCORD_DEMO"] = "1"
    os.environ.setdefault("ACCORD_DATA", "data/bench-ground")
    django.setup()
    from django.core.management import call_command

    from accord.config import data

    data.make()
    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    sys.exit(main())
