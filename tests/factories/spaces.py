import factory

from accord.record.models import Assignment
from accord.record.subjects import (
    new_space_subject,
    new_subject,
    next_number,
    number_subject,
    subject_about,
)
from accord.spaces.models import Forum, Office, Seat, Space, SpaceHost
from accord.spaces.roles import SEATS
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


class ForumFactory(SubjectFactory):
    class Meta:
        model = Forum
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return number_subject("forum", fields["space"].subject)

    space = factory.SubFactory(SpaceFactory)
    name = {"en": "The forum"}


class SeatFactory(SubjectFactory):
    """A seat, held by somebody; by nobody if `person` is none."""

    class Meta:
        model = Seat
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return number_subject("seat", fields["forum"].subject)

    forum = factory.SubFactory(ForumFactory)
    side = "government"
    title = factory.Sequence(lambda n: {"en": f"Seat {n}"})

    @factory.post_generation
    def person(self, create, extracted, **kwargs):
        if create and extracted is not False:
            held = {"person": extracted} if extracted else {}
            terms = {"starts_on": self.starts_on, "ends_on": self.ends_on}
            made = AssignmentFactory(scope=self.subject, role=SEATS[self.side], **held, **terms)
            self.person = made.person


class OfficeFactory(SubjectFactory):
    class Meta:
        model = Office
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return new_subject("office", fields["code"], parent=fields["space"].subject)

    space = factory.SubFactory(SpaceFactory)
    code = factory.Sequence(lambda n: f"office-{n}")
    name = factory.Sequence(lambda n: {"en": f"Office {n}"})


class OfficeMemberFactory(AssignmentFactory):
    @classmethod
    def _create(cls, model_class, *args, office, **fields):
        made = super()._create(model_class, *args, **fields)
        made.office = office
        return made

    office = factory.SubFactory(OfficeFactory)
    scope = factory.SelfAttribute("office.subject")
    role = "office_member"
    title = {"en": "Head of office"}
