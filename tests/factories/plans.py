import datetime as dt

import factory
from django.utils import timezone

from accord.plans.models import (
    ActionPlan,
    Clause,
    ClauseText,
    Commitment,
    CommitmentVersion,
    Lead,
    Milestone,
    MilestoneText,
    PlanTemplate,
    ProgressUpdate,
    ReportingPeriod,
)
from accord.record.subjects import new_subject
from tests.factories.organisations import OfficeFactory
from tests.factories.processes import ProcessFactory
from tests.factories.subjects import SubjectFactory, inside


class PlanTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanTemplate
        django_get_or_create = ["key", "valid_from"]
        skip_postgeneration_save = True

    key = "test-form"
    name = {"en": "A form for tests"}
    valid_from = dt.date(2022, 1, 1)

    @factory.post_generation
    def solution(self, create, extracted, **kwargs):
        """One field, numbered clauses: enough to write a section."""
        if create:
            self.fields.get_or_create(
                key="solution",
                defaults={"group": "solution", "kind": "clauses", "position": 1},
            )


class ActionPlanFactory(SubjectFactory):
    class Meta:
        model = ActionPlan
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return new_subject(
            "plan",
            fields["slug"],
            parent=fields["process"].subject if fields["process"] else fields["space"].subject,
        )

    process = factory.SubFactory(ProcessFactory)
    space = factory.LazyAttribute(lambda made: made.process.space)
    template = factory.SubFactory(PlanTemplateFactory)
    slug = factory.Sequence(lambda n: f"plan-{n}")
    status_scale = ["not_started", "limited", "substantial", "complete"]
    title = {"en": "Fourth action plan"}
    starts_on = dt.date(2027, 1, 1)
    ends_on = dt.date(2028, 12, 31)
    published_at = factory.LazyFunction(timezone.now)


class CommitmentFactory(SubjectFactory):
    class Meta:
        model = Commitment
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["plan"], "commitment", fields["code"])

    plan = factory.SubFactory(ActionPlanFactory)
    code = factory.Sequence(lambda n: str(n + 1))
    title = {"en": "Know what is in our water"}


class CommitmentVersionFactory(SubjectFactory):
    class Meta:
        model = CommitmentVersion
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["commitment"], "commitment-version", f"v{fields['number']}")

    commitment = factory.SubFactory(CommitmentFactory)
    number = 1


class ClauseFactory(SubjectFactory):
    class Meta:
        model = Clause
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["commitment"], "clause", fields["code"])

    commitment = factory.SubFactory(CommitmentFactory)
    code = factory.Sequence(lambda n: f"1.{n + 1}")
    field = "solution"
    position = factory.Sequence(int)


class ClauseTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClauseText
        skip_postgeneration_save = True

    clause = factory.SubFactory(ClauseFactory)
    version = factory.SubFactory(CommitmentVersionFactory)
    language = "en"
    text = "The Water Office tests each public well twice a year."


class MilestoneFactory(SubjectFactory):
    class Meta:
        model = Milestone
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["commitment"], "milestone", fields["code"])

    commitment = factory.SubFactory(CommitmentFactory)
    code = factory.Sequence(lambda n: f"m{n + 1}")


class MilestoneTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MilestoneText
        skip_postgeneration_save = True

    milestone = factory.SubFactory(MilestoneFactory)
    version = factory.SubFactory(CommitmentVersionFactory)
    title = {"en": "First results posted at 120 schools"}
    due_on = dt.date(2027, 10, 31)


class ReportingPeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportingPeriod
        skip_postgeneration_save = True

    plan = factory.SubFactory(ActionPlanFactory)
    code = factory.Sequence(lambda n: f"p{n + 1}")
    name = {"en": "First half of 2027"}
    starts_on = dt.date(2027, 1, 1)
    ends_on = dt.date(2027, 6, 30)


class LeadFactory(factory.django.DjangoModelFactory):
    """The first lead of a commitment, an office."""

    class Meta:
        model = Lead
        skip_postgeneration_save = True

    commitment = factory.SubFactory(CommitmentFactory)
    office = factory.SubFactory(
        OfficeFactory, space=factory.SelfAttribute("..commitment.plan.space")
    )
    name = factory.LazyAttribute(lambda made: str(made.office.name))
    is_first = True


class ProgressUpdateFactory(SubjectFactory):
    """A published report of the government."""

    class Meta:
        model = ProgressUpdate
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["milestone"], "progress", f"{fields['period'].code}/{fields['side']}")

    milestone = factory.SubFactory(MilestoneFactory)
    period = factory.SubFactory(
        ReportingPeriodFactory, plan=factory.SelfAttribute("..milestone.commitment.plan")
    )
    side = "government"
    status = "substantial"
    text = {"en": "78 of 120 schools are done."}
    published_at = factory.LazyFunction(timezone.now)
