import factory

from accord.organisations.models import Office
from accord.record.subjects import new_subject
from tests.factories.spaces import AssignmentFactory, SpaceFactory
from tests.factories.subjects import SubjectFactory


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


class OfficeHeadFactory(OfficeMemberFactory):
    """Who may clear; a member as well, as every head is."""

    role = "office_head"
