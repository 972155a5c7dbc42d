import uuid

import factory

from accord.runs.models import Job
from tests.factories.people import PersonFactory
from tests.factories.spaces import SpaceFactory


class JobFactory(factory.django.DjangoModelFactory):
    """A job that waits for its turn."""

    class Meta:
        model = Job

    space = factory.LazyAttribute(lambda made: SpaceFactory().subject)
    person = factory.SubFactory(PersonFactory)
    kind = "recount"
    key = factory.LazyFunction(uuid.uuid4)
