"""Where the discussions of commitments, clauses and milestones stand."""

from django.urls import reverse

from accord.contributions.models import Discussion
from accord.plans.models import Clause, Commitment, Milestone


def address(discussion: Discussion) -> str | None:
    for commitment in Commitment.objects.filter(pk=discussion.pk).select_related("plan"):
        return commitment.get_absolute_url()
    milestones = Milestone.objects.filter(pk=discussion.pk)
    for milestone in milestones.select_related("commitment__plan"):
        return milestone.get_absolute_url()
    clauses = Clause.objects.filter(pk=discussion.pk)
    for clause in clauses.select_related("commitment__plan"):
        return clause_address(clause)
    return None


def clause_address(clause: Clause) -> str:
    """The clause's own page; `get_absolute_url` leads to where it stands in its commitment."""
    commitment = clause.commitment
    return reverse("plans:clause", args=[commitment.plan.slug, commitment.code, clause.code])
