"""Counting again from the rows what actions count on write."""

from typing import Any

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accord.contributions.models import Contribution, Discussion, Support
from accord.jobs import recounts
from accord.processes.models import Activity, ActivityTally
from accord.processes.registry import Owes
from accord.record.events import say_counted


def declare() -> None:
    recounts.register("contributions", recount)


@transaction.atomic
def recount() -> int:
    """How many counters were wrong; they are right now."""
    shown = Contribution.objects.shown()
    first = shown.said_first()
    free = [row.pk for row in Activity.objects.all() if row.owes is Owes.NONE]
    wrong = (
        _repair(
            Contribution.objects.all(),
            support_count=_count(Support.objects.all(), "contribution"),
            comment_count=_comments(shown),
        )
        + _repair(Discussion.objects.all(), comment_count=_count(shown, "discussion"))
        + _repair(
            ActivityTally.objects.all(),
            contributions=_count(first, "activity"),
            unanswered=_count(
                first.filter(answered_at=None).exclude(activity__in=free), "activity"
            ),
            comments=_count(shown.exclude(parent=None, discussion=None), "activity"),
        )
    )
    if wrong:
        say_counted()
    return wrong


def _comments(shown: "QuerySet[Contribution]") -> Any:
    """Of a first saying all below it; of a comment its replies."""
    return _count(shown, "root") + _count(shown.exclude(root=F("parent")), "parent")


def _count(rows: "QuerySet[Any]", field: str) -> Any:
    counted = (
        rows.filter(**{field: OuterRef("pk")})
        .order_by()
        .values(field)
        .annotate(total=Count("pk"))
        .values("total")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _repair(rows: "QuerySet[Any]", **right: Any) -> int:
    differs = Q()
    for field in right:
        differs |= ~Q(**{field: F(f"right_{field}")})
    annotated = rows.annotate(**{f"right_{field}": count for field, count in right.items()})
    wrong = list(annotated.filter(differs).values("pk", *[f"right_{field}" for field in right]))
    for row in wrong:
        values = {field: row[f"right_{field}"] for field in right}
        rows.model._default_manager.filter(pk=row["pk"]).update(**values)
    return len(wrong)
