import factory

from accord.record.subjects import new_space_subject, new_subject, number_subject
from accord.spaces.models import Forum, Membership, Office, OfficeMember, Seat, Space, SpaceHost
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


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    space = factory.SubFactory(SpaceFactory)
    person = factory.SubFactory(PersonFactory)
    role = "member"


class ForumFactory(SubjectFactory):
    class Meta:
        model = Forum
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return number_subject("forum", fields["space"].subject)

    space = factory.SubFactory(SpaceFactory)
    name = {"en": "The forum"}


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat
        skip_postgeneration_save = True

    forum = factory.SubFactory(ForumFactory)
    side = "government"
    title = factory.Sequence(lambda n: {"en": f"Seat {n}"})
    person = factory.SubFactory(PersonFactory)


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


class OfficeMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfficeMember
        skip_postgeneration_save = True

    office = factory.SubFactory(OfficeFactory)
    person = factory.SubFactory(PersonFactory)
    title = {"en": "Head of office"}
