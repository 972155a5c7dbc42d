import factory

from accord.record.models import Assignment
from accord.record.subjects import (
    new_space_subject,
    next_number,
    subject_about,
)
from accord.spaces.models import Space, SpaceHost
from tests.factories.people import PersonFactory
from tests.factories.subjects import SubjectFactory


class SpaceFactory(SubjectFactory):
    """A space that answers at the test client's host."""

    class Meta:
        model = Space
        skip_postgeneration_save = True

    key = "marenda"
    name = {"en": "Open Marenda"}
    languages = ["en", "es", "fr"]

    @classmethod
    def subject_of(cls, fields):
        return new_space_subject(fields["key"])

    @classmethod
    def _create(cls, model_class, *args, **fields):
        found = Space.objects.filter(key=fields["key"]).first()
        return found or super()._create(model_class, *args, **fields)

    @factory.post_generation
    def host(self, create, extracted, **kwargs):
        if create:
            SpaceHost.objects.get_or_create(host=extracted or "testserver", space=self)


class AssignmentFactory(SubjectFactory):
    """A role in a thing, from today."""

    class Meta:
        model = Assignment
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        scope = fields["scope"]
        return subject_about("assignment", next_number(scope, "assignment"), of=scope)

    person = factory.SubFactory(PersonFactory)


class MembershipFactory(AssignmentFactory):
    @classmethod
    def _create(cls, model_class, *args, space, **fields):
        made = super()._create(model_class, *args, **fields)
        made.space = space
        return made

    space = factory.SubFactory(SpaceFactory)
    scope = factory.SelfAttribute("space.subject")
    role = "assessor"
