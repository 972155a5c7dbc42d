import factory
from django.utils import timezone

from accord.questions.models import Question, Sheet
from accord.record.subjects import number_subject
from tests.factories.subjects import SubjectFactory


class SheetFactory(SubjectFactory):
    """A published version with the questions of the type; others are added by `ask`."""

    class Meta:
        model = Sheet
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, activity, **fields):
        fields["about"] = activity.subject
        made = super()._create(model_class, *args, **fields)
        for position, declared in enumerate(activity.type.questions):
            Question.objects.create(
                sheet=made,
                code=declared.code,
                kind=declared.kind,
                is_built_in=True,
                is_required=declared.is_required,
                max_length=declared.max_length,
                position=position,
            )
        return made

    @classmethod
    def subject_of(cls, fields):
        subject = number_subject("sheet", fields["about"])
        fields["number"] = int(subject.code.rpartition("/")[2])
        return subject

    number = 1
    published_at = factory.LazyFunction(timezone.now)


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question that a planner added."""

    class Meta:
        model = Question

    code = factory.Sequence(lambda n: f"question_{n}")
    kind = "short_text"
    position = factory.Sequence(lambda n: n + 100)
    text = factory.Sequence(lambda n: {"en": f"Question {n}?"})
