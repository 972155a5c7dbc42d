from dataclasses import dataclass

import factory
from django.utils import timezone

from accord.contributions.models import Contribution
from accord.record.links import link
from accord.record.relations import GATHERED, MERGED
from accord.themes.members import gathered
from accord.themes.models import Objection, Paragraph, Synthesis, Theme
from tests.factories.contributions import ContributionFactory
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
        if create and self.merged_into is not None:
            link(MERGED, self, self.merged_into)


@dataclass(frozen=True)
class InTheme:
    """Words that were put in a theme."""

    theme: Theme
    contribution: Contribution

    @property
    def about(self):
        """What actions on them ask for."""
        return {"theme": self.theme, "contribution": self.contribution}

    @property
    def objections(self):
        return Objection.objects.filter(**self.about)

    @property
    def is_inside(self):
        return gathered().filter(source=self.contribution.pk, target=self.theme.pk).exists()


class InThemeFactory(factory.Factory):
    class Meta:
        model = InTheme

    theme = factory.SubFactory(ThemeFactory)
    contribution = factory.SubFactory(ContributionFactory)

    @classmethod
    def _create(cls, model_class, *args, **fields):
        link(GATHERED, fields["contribution"], fields["theme"])
        return model_class(**fields)


class ObjectionFactory(SubjectFactory):
    """A published one."""

    class Meta:
        model = Objection
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return inside(fields["theme"], "objection", fields["number"])

    theme = factory.SubFactory(ThemeFactory)
    contribution = factory.SubFactory(ContributionFactory)
    process = factory.LazyAttribute(lambda made: made.theme.process)
    number = factory.Sequence(lambda n: n + 3001)
    body = "I meant farm wells."
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
