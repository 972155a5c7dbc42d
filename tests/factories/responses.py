import factory
from django.utils import timezone

from accord.responses.actions.responses import response_subject
from accord.responses.models import (
    Objection,
    Paragraph,
    Rejoinder,
    Response,
    Synthesis,
    Theme,
    ThemeMembership,
)
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ProcessFactory
from tests.factories.subjects import SubjectFactory, inside


class ThemeFactory(SubjectFactory):
    class Meta:
        model = Theme
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["process"], "theme", fields["number"])

    process = factory.SubFactory(ProcessFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = {"en": "Know what is in our water"}
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def rooted(self, create, extracted, **kwargs):
        if create and self.root_id is None:
            self.root = self
            self.save(update_fields=["root"])


class ThemeMembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ThemeMembership
        skip_postgeneration_save = True

    theme = factory.SubFactory(ThemeFactory)
    contribution = factory.SubFactory(ContributionFactory)


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


class ObjectionFactory(SubjectFactory):
    """A published one."""

    class Meta:
        model = Objection
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["membership"].theme, "objection", fields["number"])

    membership = factory.SubFactory(ThemeMembershipFactory)
    process = factory.LazyAttribute(lambda made: made.membership.theme.process)
    number = factory.Sequence(lambda n: n + 3001)
    body = "I meant farm wells."
    language = "en"
    received_at = factory.LazyFunction(timezone.now)
    published_at = factory.LazyFunction(timezone.now)


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


class SynthesisFactory(SubjectFactory):
    class Meta:
        model = Synthesis
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["process"], "synthesis", fields["number"])

    process = factory.SubFactory(ProcessFactory)
    number = 1
    published_at = factory.LazyFunction(timezone.now)


class ParagraphFactory(SubjectFactory):
    class Meta:
        model = Paragraph
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["synthesis"], "paragraph", fields["code"])

    synthesis = factory.SubFactory(SynthesisFactory)
    code = factory.Sequence(lambda n: f"B{n + 1}")
    heard = {"en": "People want to know what is in their water."}
