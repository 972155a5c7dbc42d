from django.db import models
from django.db.models import Q

from accord.plans.models import Clause, Commitment, Milestone
from accord.processes.models import (
    Decision,
)
from accord.responses.models.answers import Response
from accord.responses.models.themes import Theme

FROM = (
    "theme__process__space",
    "response__theme__process__space",
    "response__contribution__process__space",
    "response__paragraph__synthesis__process__space",
)
TO = (
    "decision__process__space",
    "commitment__plan__space",
    "clause__commitment__plan__space",
    "milestone__commitment__plan__space",
)


class LinkQuerySet(models.QuerySet["Link"]):
    def shown(self) -> "LinkQuerySet":
        """From what people can read: a published theme, an answer that is shown."""
        answers = Response.objects.shown()
        return self.filter(Q(theme__published_at__isnull=False) | Q(response__in=answers))


class Link(models.Model):
    """A typed edge of the thread: from a response or theme to what came of it."""

    response = models.ForeignKey(
        Response, models.CASCADE, null=True, blank=True, related_name="links"
    )
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="links")
    decision = models.ForeignKey(
        Decision, models.CASCADE, null=True, blank=True, related_name="links"
    )
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="links"
    )
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, blank=True, related_name="links")
    milestone = models.ForeignKey(
        Milestone, models.CASCADE, null=True, blank=True, related_name="links"
    )

    BELONGS = (
        ("theme__process", "decision__process"),
        *((start, end) for start in FROM for end in TO),
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(response__isnull=True) ^ Q(theme__isnull=True), name="link_one_from"
            ),
            models.CheckConstraint(
                condition=(
                    Q(decision__isnull=False, commitment=None, clause=None, milestone=None)
                    | Q(decision=None, commitment__isnull=False, clause=None, milestone=None)
                    | Q(decision=None, commitment=None, clause__isnull=False, milestone=None)
                    | Q(decision=None, commitment=None, clause=None, milestone__isnull=False)
                ),
                name="link_one_to",
            ),
            *[
                models.UniqueConstraint(
                    fields=[start, end],
                    name=f"link_{start}_{end}_once",
                    condition=Q(**{f"{start}__isnull": False, f"{end}__isnull": False}),
                )
                for start in ("response", "theme")
                for end in ("decision", "commitment", "clause", "milestone")
            ],
        ]

    @property
    def end(self) -> "Decision | Commitment | Clause | Milestone":
        end = self.decision or self.commitment or self.clause or self.milestone
        if end is None:
            raise ValueError(f"link {self.pk} leads nowhere")
        return end
