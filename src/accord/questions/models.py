"""What people are asked: sheets of questions in versions, and what was answered to them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accord.record.models import Subject, SubjectManager, SubjectModel
from accord.ui.texts import LocalizedText, TranslatedText

NO_WORDS: dict[str, str] = {}
# SQLite keeps numbers in binary, which holds fifteen digits as they were typed and no more.
MOST_DIGITS, MOST_DECIMALS = 15, 4


class Sheet(SubjectModel):
    """One version of what is asked in a thing, such as an activity.

    A published version never changes: editing makes the next one, and who began under a version
    finishes under it. A thing without any is asked what its type declares in code.
    """

    about = models.ForeignKey(Subject, models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    # Its address lies in what it is about.
    BELONGS = (("subject__parent", "about"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "number"], name="sheet_number_once"),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(published_at=None),
                name="sheet_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject.code}"

    def get_absolute_url(self) -> str:
        slug, activity, number = self.subject.code.split("/")
        return reverse("questions:version", args=[slug, activity, number])


class Question(models.Model):
    """A question in one version of a sheet. Its code stays the same from version to version.

    Those that the type of an activity declares stand here as well, for their place in the order;
    their words are empty where they are the type's own.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=40)
    kind = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    starts_page = models.BooleanField(default=False)
    is_built_in = models.BooleanField(default=False)
    text = TranslatedText()
    hint = TranslatedText()
    is_required = models.BooleanField(default=False)
    max_length = models.PositiveIntegerField(null=True, blank=True)
    min_number = models.DecimalField(
        max_digits=MOST_DIGITS, decimal_places=MOST_DECIMALS, null=True, blank=True
    )
    max_number = models.DecimalField(
        max_digits=MOST_DIGITS, decimal_places=MOST_DECIMALS, null=True, blank=True
    )
    min_date = models.DateField(null=True, blank=True)
    max_date = models.DateField(null=True, blank=True)
    max_choices = models.PositiveSmallIntegerField(null=True, blank=True)
    choices = models.JSONField(
        default=list, blank=True, help_text='In order: {"code": …, "text": {"en": …}}'
    )
    show_if_code = models.SlugField(
        max_length=40, blank=True, help_text="Of an earlier question; empty: always asked"
    )
    show_if_choice = models.SlugField(max_length=40, blank=True)
    is_sensitive = models.BooleanField(default=False)
    sensitive_reason = TranslatedText(help_text="Why it is asked all the same; people read it")
    submission_key = models.UUIDField(
        null=True, blank=True, help_text="Of the sending that added it: pressed twice, it is one"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "code"], name="question_code_once"),
            models.UniqueConstraint(fields=["sheet", "submission_key"], name="question_sent_once"),
            models.CheckConstraint(
                condition=Q(is_built_in=True) | ~Q(text=NO_WORDS), name="question_has_words"
            ),
            models.CheckConstraint(
                condition=Q(is_sensitive=False) | ~Q(sensitive_reason=NO_WORDS),
                name="question_sensitive_says_why",
            ),
            models.CheckConstraint(
                condition=Q(show_if_code="", show_if_choice="")
                | (~Q(show_if_code="") & ~Q(show_if_choice="") & ~Q(show_if_code=F("code"))),
                name="question_condition_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(min_number=None)
                | Q(max_number=None)
                | Q(max_number__gte=F("min_number")),
                name="question_numbers_in_order",
            ),
            models.CheckConstraint(
                condition=Q(min_date=None) | Q(max_date=None) | Q(max_date__gte=F("min_date")),
                name="question_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def words_of_choices(self) -> dict[str, LocalizedText]:
        return {row["code"]: LocalizedText.stored(row["text"]) for row in self.choices}


class Answer(models.Model):
    """What was answered to a question; only what isn't empty. Its kind says in which column.

    What the type keeps in columns of its own, such as a title, isn't here.
    """

    about = models.ForeignKey(Subject, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    number = models.DecimalField(
        max_digits=MOST_DIGITS, decimal_places=MOST_DECIMALS, null=True, blank=True
    )
    date = models.DateField(null=True, blank=True)
    choices = models.JSONField(default=list, blank=True)

    BELONGS = (("about__parent", "question__sheet__about"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=~Q(text="")
                | Q(number__isnull=False)
                | Q(date__isnull=False)
                | ~Q(choices=[]),
                name="answer_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about_id}: {self.question_id}"

    @property
    def value(self) -> Any:
        """What was answered, as its kind takes it."""
        if self.number is not None:
            return self.number
        if self.date is not None:
            return self.date
        return tuple(self.choices) if self.choices else self.text
