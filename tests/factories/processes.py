import datetime as dt

import factory
from django.utils import timezone

from accord.processes.models import Activity, ActivityTally, Phase, Process
from accord.record.subjects import new_subject, number_subject
from tests.factories.forum import DecisionInFactory
from tests.factories.spaces import AssignmentFactory, SpaceFactory
from tests.factories.subjects import SubjectFactory, inside


class ProcessFactory(SubjectFactory):
    """A public, open process."""

    class Meta:
        model = Process
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return new_subject("process", fields["slug"], parent=fields["space"].subject)

    space = factory.SubFactory(SpaceFactory)
    slug = factory.Sequence(lambda n: f"plan-{n}")
    title = factory.Sequence(lambda n: {"en": f"Action plan {n}"})
    question = {"en": "What should government open up next?"}
    purpose = {"en": "To write the plan together."}
    is_public = True
    opened_at = factory.LazyFunction(timezone.now)


class PhaseFactory(SubjectFactory):
    class Meta:
        model = Phase
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return number_subject("phase", fields["process"].subject)

    process = factory.SubFactory(ProcessFactory)
    name = {"en": "Listening"}
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=10))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=20))
    position = factory.Sequence(int)


class ActivityFactory(SubjectFactory):
    """An ideas activity that is announced and open, its sheet complete."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["process"], "activity", fields["slug"])

    process = factory.SubFactory(ProcessFactory)
    type_key = "ideas"
    slug = factory.Sequence(lambda n: f"ideas-{n}")
    title = {"en": "Tell us a problem, or an idea to fix one"}
    purpose = {"en": "To find out what matters."}
    question = {"en": "What should change?"}
    audience = {"en": "Everyone who lives here"}
    can_change = {"en": "What the plan promises"}
    decided_by = {"en": "The forum"}
    influence = "involve"
    identity_policy = "named"
    opens_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=20))
    answer_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=60))
    announced_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=20))

    @factory.post_generation
    def tally(self, create, extracted, **kwargs):
        if create:
            ActivityTally.objects.create(activity=self)


class ClosedActivityFactory(ActivityFactory):
    opens_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=40))
    closes_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=10))


class AppointmentFactory(AssignmentFactory):
    @classmethod
    def _create(cls, model_class, *args, process, **fields):
        made = super()._create(model_class, *args, **fields)
        made.process = process
        return made

    process = factory.SubFactory(ProcessFactory)
    scope = factory.SelfAttribute("process.subject")
    role = "planner"


class DecisionFactory(DecisionInFactory):
    """A decision that was made in a process."""

    @classmethod
    def _create(cls, model_class, *args, process, **fields):
        subject = inside(process, "decision", fields["number"])
        made = super()._create(model_class, *args, **{"subject": subject, **fields})
        made.process = process
        return made

    process = factory.SubFactory(ProcessFactory)
