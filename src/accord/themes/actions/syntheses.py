"""What we heard, paragraph by paragraph."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Discussion
from accord.errors import Conflict
from accord.processes.models import Process
from accord.record.events import emit
from accord.record.rules import require
from accord.record.subjects import subject_inside
from accord.record.viewer import Viewer
from accord.themes.events import (
    PARAGRAPH_ADDED,
    PARAGRAPH_EDITED,
    SYNTHESIS_CREATED,
    SYNTHESIS_PUBLISHED,
)
from accord.themes.models import Paragraph, Synthesis, Theme
from accord.ui.strays import refuse_strays
from accord.ui.texts import LocalizedText


@transaction.atomic
def create_synthesis(
    *,
    viewer: Viewer,
    process: Process,
    title: LocalizedText,
    intro: LocalizedText,
    themes: Sequence[Theme],
) -> Synthesis:
    """Begin it with one paragraph from each theme: its claim and its summary."""
    require(viewer, "themes.sort", process)
    Process.objects.locked().get(pk=process.pk)  # two at once would want one number
    last = process.syntheses.aggregate(last=Max("number"))["last"] or 0
    number = last + 1
    synthesis = Synthesis.objects.create(
        subject=subject_inside("synthesis", number, parent=process.subject),
        process=process,
        number=number,
        title=title,
        intro=intro,
    )
    for position, theme in enumerate(themes, start=1):
        code = f"{number}.{position}"
        paragraph = Paragraph(
            subject=subject_inside("paragraph", code, parent=synthesis.subject),
            synthesis=synthesis,
            code=code,
            position=position,
            section=theme.title,
            heard=theme.summary or theme.title,
            theme=theme,
        )
        refuse_strays(paragraph)
        paragraph.save(force_insert=True)
        _add_discussion(paragraph)
    emit(SYNTHESIS_CREATED, synthesis, viewer)
    return synthesis


def _add_discussion(paragraph: Paragraph) -> None:
    """Nobody discusses what nobody can read: it opens when it is published."""
    process = paragraph.synthesis.process
    Discussion.objects.create(subject=paragraph.subject, process=process, is_open=False)


@transaction.atomic
def edit_paragraph(
    *, viewer: Viewer, paragraph: Paragraph, section: LocalizedText, heard: LocalizedText
) -> None:
    synthesis = Synthesis.objects.locked().get(pk=paragraph.synthesis_id)
    require(viewer, "themes.sort", synthesis.process)
    if synthesis.published_at is not None:
        raise Conflict(_("This is published, and people may have commented on it as it stands."))
    paragraph.section, paragraph.heard = section, heard
    paragraph.save(update_fields=["section", "heard"])
    emit(PARAGRAPH_EDITED, paragraph, viewer)


@transaction.atomic
def add_paragraph(
    *, viewer: Viewer, synthesis: Synthesis, section: LocalizedText, heard: LocalizedText
) -> Paragraph:
    synthesis = Synthesis.objects.locked().get(pk=synthesis.pk)
    require(viewer, "themes.sort", synthesis.process)
    if synthesis.published_at is not None:
        raise Conflict(_("This is published, and people may have commented on it as it stands."))
    last = synthesis.paragraphs.aggregate(last=Max("position"))["last"] or 0
    code = f"{synthesis.number}.{last + 1}"
    paragraph = Paragraph.objects.create(
        subject=subject_inside("paragraph", code, parent=synthesis.subject),
        synthesis=synthesis,
        code=code,
        position=last + 1,
        section=section,
        heard=heard,
    )
    _add_discussion(paragraph)
    emit(PARAGRAPH_ADDED, paragraph, viewer)
    return paragraph


@transaction.atomic
def publish_synthesis(*, viewer: Viewer, synthesis: Synthesis) -> None:
    synthesis = Synthesis.objects.locked().get(pk=synthesis.pk)
    require(viewer, "themes.sort", synthesis.process)
    if synthesis.published_at is not None:
        raise Conflict(_("This is published already."))
    if not synthesis.paragraphs.exists():
        raise Conflict(_("Write at least one paragraph first."))
    synthesis.published_at = timezone.now()
    synthesis.save(update_fields=["published_at"])
    Discussion.objects.filter(subject__parent=synthesis.pk).update(is_open=True)
    emit(SYNTHESIS_PUBLISHED, synthesis, viewer)
