"""All of the demo that a reader could notice, without ids and without receipts' codes.

python -m tests.demo.story_dump      prints it as JSON, of the place that ACCORD_DATA names
"""

import datetime as dt
import json

import django


def dump() -> dict[str, list]:
    from accord.answers.models import Response
    from accord.contributions.models import Contribution
    from accord.plans.models import ClauseText, ProgressUpdate
    from accord.processes.models import ActivityTally
    from accord.themes.models import Theme

    words = Contribution.objects.order_by("process__slug", "number", "pk")
    first = first_midnight()
    return {
        "words": list(
            words.values_list(
                "process__slug", "number", "title", "body", "language",
                "support_count", "comment_count", "held_reason", "hidden_reason",
            )
        ),
        "moments": [
            [at and (at - first).total_seconds() for at in row]
            for row in words.values_list("received_at", "answered_at")
        ],
        "themes": [
            (theme.process.slug, theme.number, theme.title.plain(), theme.member_count)
            for theme in Theme.objects.select_related("process").order_by("process", "number")
        ],
        "answers": [
            (str(answer), answer.outcome, answer.reasons.plain(), answer.addressed_count)
            for answer in Response.objects.for_page().order_by("pk")
        ],
        "clauses": list(ClauseText.objects.order_by("pk").values_list("language", "text")),
        "reports": list(ProgressUpdate.objects.order_by("pk").values_list("side", "status")),
        "tallies": list(
            ActivityTally.objects.order_by("activity").values_list(
                "contributions", "comments", "unanswered"
            )
        ),
    }  # fmt: skip


def first_midnight() -> dt.datetime:
    """The story lies as it does to the day that it is told on: its moments count from here."""
    from accord.contributions.models import Contribution

    first = Contribution.objects.earliest("received_at").received_at
    return first.replace(hour=0, minute=0, second=0, microsecond=0)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(dump()))
