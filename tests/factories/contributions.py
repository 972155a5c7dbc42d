import factory
from django.utils import timezone

from accord.contributions.models import Contribution, Provenance, Receipt
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory


class ContributionFactory(factory.django.DjangoModelFactory):
    """A published idea; counters are the actions' business, not the factory's."""

    class Meta:
        model = Contribution
        skip_postgeneration_save = True

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
