import factory
from django.utils import timezone

from accord.contributions.models import Contribution, Provenance, Receipt
from accord.record.subjects import new_subject, subject_about
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory
from tests.factories.subjects import SubjectFactory


class ContributionFactory(SubjectFactory):
    """A published idea; counters are the actions' business, not the factory's."""

    class Meta:
        model = Contribution
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        """An idea's, or that of a comment on an idea or in a discussion."""
        kind, number = fields["kind"], fields["number"]
        if fields.get("discussion") is not None:
            return subject_about(kind, number, of=fields["discussion"].subject)
        if fields.get("parent") is not None:
            top = fields.get("root") or fields["parent"]
            return subject_about(kind, number, of=top.subject)
        within = fields["activity"] or fields["process"]
        code = f"{fields['process'].subject.code}/{number}"
        return new_subject(kind, code, parent=within.subject)

    activity = factory.SubFactory(ActivityFactory)
    process = factory.LazyAttribute(lambda made: made.activity.process)
    number = factory.Sequence(lambda n: n + 1001)  # out of the way of numbers that actions give
    kind = "idea"
    author = factory.SubFactory(PersonFactory)
    title = factory.Sequence(lambda n: f"Test well number {n}")
    body = "Test the well water and tell us the result."
    language = "en"
    received_at = factory.LazyFunction(timezone.now)
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def door(self, create, extracted, **kwargs):
        if create:
            Provenance.objects.create(contribution=self, door=extracted or "web")


class ReceiptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Receipt

    activity = factory.SubFactory(ActivityFactory)
    code_hash = factory.Sequence(lambda n: f"{n:064}")
    issued_on = factory.LazyFunction(timezone.localdate)
