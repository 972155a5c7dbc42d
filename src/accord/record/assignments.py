"""Giving somebody a role in a thing, and ending it. Who holds it is sealed in the log."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.record.events import emit
from accord.record.kinds import Kind, Proof, is_proven, kind_of, proof, register_kind
from accord.record.models import Assignment, Subject, SubjectModel
from accord.record.registry import public
from accord.record.roles import role as registered
from accord.record.rules import NOTHING, require
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


def holds(viewer: Viewer) -> Q:
    """Their own. Who holds what is shown with the thing that it is held in."""
    return Q(person=viewer.person) if viewer.person is not None else NOTHING


def declare() -> None:
    register_kind(
        Kind(
            KIND,
            Assignment,
            _("role"),
            visible=holds,
            proof=Proof(
                version=1,
                canonical=canonical,
                was_shown=was_shown,
                shown_by=shown_by,
                in_public=was_shown,
                queryset=lambda: Assignment.objects.select_related("scope"),
            ),
        )
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
    if not is_proven(held.scope.kind):
        return True
    return proof(held.scope.kind).was_shown(scope_of(held))


def shown_by(held: Assignment) -> Any:
    if not is_proven(held.scope.kind):
        return None
    return proof(held.scope.kind).shown_by(scope_of(held))


def scope_of(held: Assignment) -> Any:
    return kind_of(held.scope).rows.get(pk=held.scope_id)
