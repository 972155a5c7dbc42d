import factory
from django.utils import timezone

from accord.answers.actions.responses import response_subject
from accord.answers.models import Rejoinder, Response
from accord.record.links import link
from accord.record.relations import WAS_ANSWERED
from tests.factories.people import PersonFactory
from tests.factories.subjects import SubjectFactory, inside
from tests.factories.themes import ThemeFactory


class ResponseFactory(SubjectFactory):
    class Meta:
        model = Response
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return response_subject(
            fields.get("theme") or fields.get("contribution") or fields["paragraph"],
            fields.get("number", 1),
        )

    theme = factory.SubFactory(ThemeFactory)
    reasons = {"en": "We will test every town well twice a year."}

    @factory.post_generation
    def tied(self, create, extracted, **kwargs):
        if create:
            link(WAS_ANSWERED, self.target, self)


class RejoinderFactory(SubjectFactory):
    """A published one, by somebody with an account."""

    class Meta:
        model = Rejoinder
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["response"], "rejoinder", fields["number"])

    response = factory.SubFactory(ResponseFactory)
    process = factory.LazyAttribute(lambda made: made.response.process)
    person = factory.SubFactory(PersonFactory)
    number = factory.Sequence(lambda n: n + 5001)
    verdict = "not_addressed"
    body = "And the farm wells?"
    language = "en"
    received_at = factory.LazyFunction(timezone.now)
    published_at = factory.LazyFunction(timezone.now)
