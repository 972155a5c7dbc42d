"""Giving somebody a role in a thing, and ending it. Who holds it is sealed in the log."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.record.events import emit
from accord.record.models import Assignment, Subject, SubjectModel
from accord.record.registry import proof, proofs, public, register_proof
from accord.record.roles import role as registered
from accord.record.rules import require
from accord.record.subjects import hold_numbers, next_number, subject_about
from accord.record.viewer import Viewer
from accord.ui.texts import LocalizedText

KIND = "assignment"
ASSIGNED = public(
    "assignment.made", _("Somebody was given a role"), data=["role"], sealed=["person"]
)
ASSIGNMENT_ENDED = public("assignment.ended", _("A role ended"))


@transaction.atomic
def assign(
    *,
    viewer: Viewer,
    scope: SubjectModel,
    person: Person,
    role: str,
    title: LocalizedText | None = None,
) -> Assignment:
    """Give somebody a role in a thing from today. Doing it twice changes nothing."""
    require(viewer, registered(role).permission, scope)
    return give_role(viewer=viewer, scope=scope.subject, person=person, role=role, title=title)


@transaction.atomic
def give_role(
    *,
    scope: Subject,
    person: Person,
    role: str,
    title: LocalizedText | None = None,
    starts_on: dt.date | None = None,
    viewer: Viewer | None = None,
) -> Assignment:
    """The same for who runs the machine, of whom no rule is asked."""
    if registered(role).kind != scope.kind:
        raise ValueError(f"nobody can be {role} in a {scope.kind}")
    hold_numbers(scope.pk, KIND)  # who does the same at this moment waits, and then finds it done
    held = Assignment.objects.filter(scope=scope, person=person, role=role, ends_on=None).first()
    if held is not None:
        return held
    number = next_number(scope, KIND)
    made = Assignment.objects.create(
        subject=subject_about(KIND, number, of=scope),
        person=person,
        role=role,
        scope=scope,
        title=title or LocalizedText(),
        starts_on=starts_on or timezone.localdate(),
    )
    who = {"person": person.display_name}
    emit(ASSIGNED, made, viewer, data={"role": role}, sealed=who, related=[scope])
    return made


@transaction.atomic
def end_assignment(*, viewer: Viewer, assignment: Assignment, scope: SubjectModel) -> None:
    """From today the person holds the role in that thing no more. Ended once, it stays ended."""
    if scope.pk != assignment.scope_id:
        raise ValueError(f"assignment {assignment.pk} isn't held in {scope}")
    require(viewer, registered(assignment.role).permission, scope)
    end_role(Assignment.objects.locked().get(pk=assignment.pk), viewer=viewer)


def end_role(held: Assignment, *, viewer: Viewer | None = None) -> None:
    """Inside an action's transaction, on a row that it has locked."""
    today = timezone.localdate()
    if held.ends_on is None or held.ends_on > today:
        held.ends_on = today
        held.save(update_fields=["ends_on"])
        emit(ASSIGNMENT_ENDED, held, viewer, related=[held.scope])


def declare() -> None:
    register_proof(
        kind=KIND,
        model=Assignment,
        version=1,
        canonical=canonical,
        was_shown=was_shown,
        shown_by=shown_by,
        in_public=was_shown,
        queryset=lambda: Assignment.objects.select_related("scope"),
    )


def canonical(held: Assignment) -> dict[str, Any]:
    """The role, its place and its time. Who holds it is personal and goes in sealed."""
    return {
        "in": f"{held.scope.kind}/{held.scope.code}",
        "role": held.role,
        "title": held.title.plain(),
        "starts_on": held.starts_on.isoformat(),
        "ends_on": held.ends_on.isoformat() if held.ends_on else None,
    }


def was_shown(held: Assignment) -> bool:
    """With the thing it is held in. Of what has no line of its own, everybody knows."""
    if held.scope.kind not in proofs():
        return True
    declared = proof(held.scope.kind)
    return declared.was_shown(declared.queryset().get(pk=held.scope_id))


def shown_by(held: Assignment) -> Any:
    if held.scope.kind not in proofs():
        return None
    declared = proof(held.scope.kind)
    return declared.shown_by(declared.queryset().get(pk=held.scope_id))
