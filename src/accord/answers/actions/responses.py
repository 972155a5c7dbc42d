"""Drafting, assigning, clearing and publishing answers."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.answers.actions.answer_state import settle
from accord.answers.events import (
    RESPONSE_ASSIGNED,
    RESPONSE_CLEARED,
    RESPONSE_DISCARDED,
    RESPONSE_DRAFTED,
    RESPONSE_EDITED,
    RESPONSE_PUBLISHED,
)
from accord.answers.marks import answer_mark
from accord.answers.models import NOT_TAKEN_UP, TARGET_STANDS, Response
from accord.contributions.models import Contribution
from accord.errors import ChangedMeanwhile, Conflict
from accord.organisations.models import Office
from accord.organisations.roles import OFFICE_ROLES
from accord.organisations.rules import works_for
from accord.people.models import Person
from accord.processes.registry import Owes
from accord.record.events import emit
from accord.record.links import link, link_all, refuse_unseen
from accord.record.models import Assignment, Link, Subject, SubjectModel
from accord.record.relations import LED_TO, WAS_ANSWERED
from accord.record.rules import matches, require
from accord.record.subjects import next_number, subject_about
from accord.record.viewer import Viewer
from accord.themes.actions.members import lock_themes, subtree
from accord.themes.members import members
from accord.themes.models import Paragraph, Theme
from accord.ui.strays import refuse_strays
from accord.ui.texts import LocalizedText

Target = Theme | Contribution | Paragraph
End = SubjectModel  # whatever an answer can lead to


@dataclass(frozen=True)
class Answer:
    """What an answer says; a draft may still lack parts of it."""

    outcome: str = ""
    obstacle: str = ""
    next_step: str = ""
    reasons: LocalizedText = LocalizedText()  # noqa: RUF009 - a Text never changes
    due_on: dt.date | None = None
    links: Sequence[End] = ()
    offered: Collection[int] = ()  # of these, what isn't among the links is untied


@transaction.atomic
def draft_response(*, viewer: Viewer, to: Target, office: Office, answer: Answer) -> Response:
    """Begin an answer. Without words it's a duty: this office owes one by that day."""
    to = type(to).objects.locked().get(pk=to.pk)
    response = Response(office=office, drafted_by=viewer.actor, **{_side(to): to})
    response.number = next_number(to.subject, "response")
    response.subject = response_subject(to, response.number)
    require(viewer, "answers.draft", response)
    _refuse_gone(response)
    _refuse_single(response)
    refuse_strays(response)
    _write(viewer, response, answer)
    link(WAS_ANSWERED, to, response)
    emit(RESPONSE_DRAFTED, response, viewer, related=[office])
    return response


@transaction.atomic
def edit_response(
    *,
    viewer: Viewer,
    response: Response,
    answer: Answer,
    office: Office | None = None,
    seen: str = "",
) -> None:
    """Change a draft. What was cleared must be cleared again: the office stood for other words.

    `seen` is its mark when it was opened: if a colleague has saved it since, nothing is written.
    """
    response = _lock(response)
    require(viewer, "answers.draft", response)
    _refuse_published(response)
    if seen and seen != answer_mark(response):
        raise ChangedMeanwhile(_("Somebody else has changed this answer while you were writing."))
    if office is not None and office != response.office:
        _hand_over(viewer, response, office)
    response.cleared_at, response.cleared_by, response.cleared_name = None, None, ""
    _write(viewer, response, answer)
    emit(RESPONSE_EDITED, response, viewer)


def _hand_over(viewer: Viewer, response: Response, office: Office) -> None:
    """To another office, which owes the answer from now on; who wrote it for the first doesn't."""
    require(viewer, "themes.sort", response.process)
    if response.cleared_at is not None:
        raise Conflict(
            _("The office has cleared this answer. Change its words first, then its office.")
        )
    response.office = office
    refuse_strays(response)
    if response.assigned_to and not _works_for(viewer.space, response.assigned_to, office):
        response.assigned_to = None


def _works_for(space: Subject, person: Person, office: Office | None) -> bool:
    """Whether somebody else than who asks is a member of an office today."""
    return office is not None and matches(works_for(Viewer(space, person)), office)


def response_subject(to: Target, number: int) -> Subject:
    return subject_about("response", number, of=to.subject)


def _write(viewer: Viewer, response: Response, answer: Answer) -> None:
    if answer.outcome in NOT_TAKEN_UP and not answer.obstacle:
        raise Conflict(_("Say what stands in the way: people need to know why not."))
    response.outcome, response.obstacle = answer.outcome, answer.obstacle
    response.next_step, response.reasons = answer.next_step, answer.reasons
    response.due_on = answer.due_on
    response.save()
    _tie(viewer, response, answer)


def _tie(viewer: Viewer, response: Response, answer: Answer) -> None:
    """What a draft says came of it. What the writer wasn't offered stays as others tied it."""
    links = Link.objects.filter(source=response.pk, relation=LED_TO.key)
    tied = set(links.values_list("target_id", flat=True))
    new = [end for end in answer.links if end.pk not in tied]
    refuse_unseen(viewer, *new)
    links.filter(target__in=set(answer.offered) - {end.pk for end in answer.links}).delete()
    link_all(LED_TO, [(response, end) for end in new])


@transaction.atomic
def assign(
    *, viewer: Viewer, response: Response, to: Person | None, due_on: dt.date | None = None
) -> None:
    response = _lock(response)
    require(viewer, "answers.draft", response)
    _refuse_published(response)
    if to is not None and not _works_for(viewer.space, to, response.office):
        raise Conflict(_("Choose someone who works for this office."))
    response.assigned_to, response.due_on = to, due_on or response.due_on
    response.save(update_fields=["assigned_to", "due_on"])
    emit(RESPONSE_ASSIGNED, response, viewer)


@transaction.atomic
def clear_response(*, viewer: Viewer, response: Response, seen: str | None = None) -> None:
    """The office stands for these words, by the name and role of its head.

    `seen` is the mark of what was read: nobody stands for other words than those.
    """
    response = _lock(response)
    require(viewer, "answers.clear", response)
    _refuse_published(response)
    _refuse_gone(response)
    if not response.outcome or not response.reasons:
        raise Conflict(_("Say what became of it, and why, before you clear it."))
    if response.cleared_at is not None:
        raise Conflict(_("This answer is cleared already."))
    if seen is not None and seen != answer_mark(response):
        said = _("Somebody has changed this answer since you read it: “%(title)s”. Read it again.")
        raise Conflict(said % {"title": response})
    response.cleared_by, response.cleared_at = viewer.actor, timezone.now()
    role = _title_in(response.office_id, viewer.actor)
    response.cleared_name = ", ".join(filter(None, [viewer.actor.display_name, role]))
    response.save(update_fields=["cleared_by", "cleared_at", "cleared_name"])
    emit(RESPONSE_CLEARED, response, viewer)


def _title_in(office_id: int | None, person: Person) -> str:
    """What somebody is called in an office: as its head, or else as a member of it."""
    held = Assignment.objects.current().filter(scope=office_id, person=person)
    rows = held.filter(role__in=OFFICE_ROLES).order_by("role", "pk")
    return next((str(row.title) for row in rows if row.title), "")


@transaction.atomic
def publish_response(*, viewer: Viewer, response: Response) -> None:
    """Show the answer to everybody; what it answers is owed nothing more."""
    if response.theme is not None:
        lock_themes(response.theme.process)
    response = _lock(response)
    require(viewer, "answers.publish", response)
    _refuse_published(response)
    if response.cleared_at is None:
        raise Conflict(_("The office must clear this answer first."))
    _refuse_gone(response)
    if not response.is_target_shown:
        raise Conflict(_("People can’t read yet what this answers. Publish that first."))
    response.published_at = timezone.now()
    response.save(update_fields=["published_at"])
    _record_published(viewer, response)
    settle(answered_by(response))


def answered_by(response: Response) -> list[int]:
    """The words this answer stands for."""
    if response.contribution_id is not None:
        return [response.contribution_id]
    if response.theme is None:
        return []
    themes = {row.pk: row for row in Theme.objects.filter(process=response.theme.process)}
    return members(subtree(response.theme.pk, themes))


@transaction.atomic
def discard_draft(*, viewer: Viewer, response: Response) -> None:
    response = _lock(response)
    require(viewer, "answers.draft", response)
    _refuse_published(response)
    subject, to = response.subject, response.target
    response.delete()
    subject.delete()
    emit(RESPONSE_DISCARDED, to, viewer)


def _record_published(viewer: Viewer, response: Response) -> None:
    emit(
        RESPONSE_PUBLISHED,
        response,
        viewer,
        data={"outcome": response.outcome},
        sealed={"cleared_by": response.cleared_name} if response.cleared_name else {},
        related=[response.target],
    )


def _side(to: Target) -> str:
    return {Theme: "theme", Contribution: "contribution", Paragraph: "paragraph"}[type(to)]


def _lock(response: Response) -> Response:
    return Response.objects.locked().for_page().get(pk=response.pk)


def _refuse_gone(response: Response) -> None:
    """Nobody owes an answer to words that aren't shown. Their row is held: they may go just now."""
    if response.contribution_id is None:
        return
    rows = Contribution.objects.locked()
    response.contribution = rows.select_related("process__space", "activity", "root").get(
        pk=response.contribution_id
    )
    if not matches(TARGET_STANDS, response):
        raise Conflict(_("These words aren’t shown any more, so nothing is answered to them."))


def _refuse_single(response: Response) -> None:
    """Some activities are answered theme by theme, or not at all."""
    words = response.contribution
    if words is not None and words.activity is not None and words.activity.owes is not Owes.EACH:
        raise Conflict(_("What people say here isn’t answered one by one. Answer its theme."))


def _refuse_published(response: Response) -> None:
    if response.published_at is not None:
        raise Conflict(_("This answer is published. Write another one to say more."))
