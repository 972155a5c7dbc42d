import factory
from django.utils import timezone

from accord.forum.models import Decision, Forum, Seat
from accord.forum.roles import SEATS
from accord.record.subjects import number_subject
from tests.factories.spaces import AssignmentFactory, SpaceFactory
from tests.factories.subjects import SubjectFactory, inside


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


class DecisionInFactory(SubjectFactory):
    """A decision; the factories made of this say in what it was made."""

    class Meta:
        model = Decision
        abstract = True

    number = factory.Sequence(lambda n: n + 1)
    title = {"en": "Water quality is taken up in part"}
    text = {"en": "Town wells now; farm wells need a change in the law."}
    decided_by = {"en": "The forum"}
    decided_on = factory.LazyFunction(timezone.localdate)
    rule = "both_sides"


class ForumDecisionFactory(DecisionInFactory):
    """A decision of the forum that was made in no process."""

    @classmethod
    def _create(cls, model_class, *args, forum, **fields):
        subject = inside(forum, "decision", fields["number"])
        return super()._create(model_class, *args, **{"subject": subject, **fields})

    forum = factory.SubFactory(ForumFactory)
