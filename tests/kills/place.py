"""A place to write in, and what stands there afterwards; run as a process of its own.

python -m tests.kills.place make PEOPLE IDEAS      prints the addresses and sessions as JSON
python -m tests.kills.place read                   prints all that is stored as JSON
"""

import json
import sys

import django
from django.db import transaction

from tests.addresses import of_call


def make(people: int, ideas: int) -> dict[str, object]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils.module_loading import import_string

    from accord.contributions.models import FIRST_WORDS
    from accord.record.models import Counter
    from tests.factories.contributions import ContributionFactory
    from tests.factories.people import PersonFactory
    from tests.factories.processes import ActivityFactory
    from tests.factories.spaces import SpaceFactory

    SpaceFactory(host="127.0.0.1")
    activity = ActivityFactory()
    rows = [ContributionFactory(activity=activity, number=n + 1) for n in range(ideas)]
    Counter.objects.create(scope=activity.process.subject, kind=FIRST_WORDS, number=ideas)
    activity.tally.contributions = activity.tally.unanswered = ideas
    activity.tally.save()
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    sessions = []
    for _ in range(people):
        person = PersonFactory()
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        sessions.append({settings.SESSION_COOKIE_NAME: session.session_key})
    return {
        "new": of_call(activity, "new"),
        "ideas": [row.get_absolute_url() for row in rows],
        "sessions": sessions,
    }


def read() -> dict[str, object]:
    """All words by number, supports, what codes open, and whether counters and log agree."""
    from accord.contributions.models import Contribution, Support
    from accord.contributions.receipts import code_hash
    from accord.record.checks import check_log
    from accord.record.models import Log
    from accord.record.numbering import number_all

    codes = json.load(sys.stdin)
    words = Contribution.objects.order_by("pk").values("pk", "kind", "number", "title", "body")
    opened = {
        code: Contribution.objects.filter(receipt__code_hash=code_hash(code))
        .values_list("title", flat=True)
        .first()
        for code in codes
    }
    faults = []
    for log in Log.objects.all():
        number_all(log)
        faults += [fault.message for fault in check_log(log).faults]
    return {
        "words": list(words),
        "supports": Support.objects.count(),
        "opened": opened,
        "faults": faults,
        "wrong_counts": wrong_counts(),
    }


def wrong_counts() -> list[str]:
    from django.db.models import Count, Q

    from accord.contributions.models import Contribution
    from accord.processes.models import ActivityTally

    ideas = Contribution.objects.filter(kind="idea").annotate(
        given=Count("supports", distinct=True),
        said=Count("descendants", distinct=True, filter=Q(descendants__published_at__isnull=False)),
    )
    wrong = [
        f"idea {row.number}: {row.support_count} of {row.given} supports, "
        f"{row.comment_count} of {row.said} comments"
        for row in ideas
        if (row.support_count, row.comment_count) != (row.given, row.said)
    ]
    tally = ActivityTally.objects.get()
    counted = (tally.contributions, tally.comments)
    stored = tuple(Contribution.objects.filter(kind=kind).count() for kind in ("idea", "comment"))
    return wrong if counted == stored else [*wrong, f"the tally says {counted}, there are {stored}"]


if __name__ == "__main__":
    django.setup()
    with transaction.atomic():  # else each row would wait for the disk
        done = make(int(sys.argv[2]), int(sys.argv[3])) if sys.argv[1] == "make" else read()
    json.dump(done, sys.stdout)
