from django.db import transaction
from django.utils import timezone

from accord.contributions.models import Discussion
from accord.record.events import emit
from accord.record.links import link_all, refuse_unseen
from accord.record.relations import GATHERED
from accord.record.rules import require
from accord.record.subjects import next_number, subject_inside
from hearings.events import HEARING_CREATED, HEARING_PUBLISHED, HEARING_TOOK_UP
from hearings.models import Hearing


@transaction.atomic
def create_hearing(*, viewer, process, title, held_on):
    require(viewer, "hearings.hold", process)
    number = next_number(process.subject, "hearing")
    hearing = Hearing.objects.create(
        subject=subject_inside("hearing", number, parent=process.subject),
        process=process,
        number=number,
        title=title,
        held_on=held_on,
    )
    Discussion.objects.create(subject=hearing.subject, process=process, is_open=False)
    emit(HEARING_CREATED, hearing, viewer)
    return hearing


@transaction.atomic
def publish_hearing(*, viewer, hearing):
    """Show it to everybody, and open its discussion."""
    require(viewer, "hearings.hold", hearing.process)
    hearing = Hearing.objects.locked().get(pk=hearing.pk)
    if hearing.published_at is not None:
        return
    hearing.published_at = timezone.now()
    hearing.save(update_fields=["published_at"])
    Discussion.objects.filter(pk=hearing.pk).update(is_open=True)
    emit(HEARING_PUBLISHED, hearing, viewer)


@transaction.atomic
def take_up(*, viewer, hearing, words):
    """Say that these words were heard here. Saying it twice is saying it once."""
    require(viewer, "hearings.hold", hearing.process)
    refuse_unseen(viewer, *words)
    if link_all(GATHERED, [(one, hearing) for one in words]):
        emit(HEARING_TOOK_UP, hearing, viewer, related=words)
