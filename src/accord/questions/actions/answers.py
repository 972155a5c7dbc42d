"""Rows of answers. Parts of the actions of what is answered for: those ask who may, and emit."""

from collections.abc import Collection, Iterable

from accord.questions.answers import GivenAnswer, row_of
from accord.questions.models import Answer
from accord.record.models import Subject
from accord.ui.strays import refuse_strays


def save_answers(about: Subject, given: Iterable[GivenAnswer]) -> None:
    """What was just answered for a new thing."""
    rows = [row_of(answer, about) for answer in given]
    refuse_strays(*rows)
    Answer.objects.bulk_create(rows)


def replace_answers(about: Subject, given: Iterable[GivenAnswer]) -> None:
    """What is answered for this thing from now on."""
    Answer.objects.filter(about=about).delete()
    save_answers(about, given)


def forget_sensitive(about: Collection[int]) -> None:
    """Of people who are forgotten, or take their words back: what the public never saw."""
    Answer.objects.filter(about__in=about, question__is_sensitive=True).delete()
