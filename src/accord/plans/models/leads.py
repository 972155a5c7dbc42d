from django.db import models
from django.db.models import Q

from accord.organisations.models import Office, Side
from accord.people.models import Person
from accord.plans.models.commitments import Commitment
from accord.plans.models.milestones import Milestone


class Lead(models.Model):
    """Who carries a commitment or a milestone, and who helps: several rows, one marked first."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="leads"
    )
    milestone = models.ForeignKey(
        Milestone, models.CASCADE, null=True, blank=True, related_name="leads"
    )
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="leads")
    name = models.CharField(max_length=250, help_text="Body, then unit, as the plan says it")
    side = models.CharField(max_length=20, choices=Side, default=Side.GOVERNMENT)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="leads")
    is_first = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    BELONGS = (
        ("office__space", "commitment__plan__space"),
        ("office__space", "milestone__commitment__plan__space"),
    )

    class Meta:
        ordering = ["-is_first", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=True) ^ Q(milestone__isnull=True),
                name="lead_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                name="commitment_one_first_lead",
                condition=Q(is_first=True, commitment__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                name="milestone_one_first_lead",
                condition=Q(is_first=True, milestone__isnull=False),
            ),
        ]
