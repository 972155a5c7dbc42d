"""Roles are given by whoever may, in things of their kind alone, once, and with a line."""

import pytest
from django.utils import timezone

from accord.errors import NotAllowed
from accord.record.assignments import assign, end_assignment
from accord.record.models import Assignment, LogEntry, SealedValue
from tests.factories.forum import SeatFactory
from tests.factories.organisations import OfficeFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ProcessFactory
from tests.factories.spaces import MembershipFactory, SpaceFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db

# A role in each kind of thing, and who in the space may give it.
ROLES = {
    "space": (lambda space: space, "assessor", {"administrator"}),
    "process": (
        lambda space: ProcessFactory(space=space),
        "rapporteur",
        {"administrator", "secretariat", "contact"},
    ),
    "office": (
        lambda space: OfficeFactory(space=space),
        "office_member",
        {"administrator", "secretariat", "contact"},
    ),
    "seat": (
        lambda space: SeatFactory(forum__space=space, person=False),
        "government_seat",
        {"administrator", "secretariat", "contact"},
    ),
}


@pytest.mark.parametrize("kind", ROLES)
@pytest.mark.parametrize("giver", ["administrator", "secretariat", "contact", "assessor"])
def test_a_role_is_given_and_ended_by_whoever_may(kind, giver):
    make, role, may_give = ROLES[kind]
    space = SpaceFactory()
    scope = make(space)
    viewer = viewer_of(MembershipFactory(space=space, role=giver).person)
    person = PersonFactory(display_name="Hidden Rose")
    given = {"viewer": viewer, "scope": scope, "person": person, "role": role}

    if giver not in may_give:
        with pytest.raises(NotAllowed):
            assign(**given)
        assert not person.assignments.exists()
        return
    held = assign(**given)
    again = assign(**given)
    end_assignment(viewer=viewer, assignment=held, scope=scope)

    assert held == again
    assert Assignment.objects.get(person=person).ends_on == timezone.localdate()
    entries = LogEntry.objects.filter(subject=held.pk).order_by("pk")
    assert [entry.verb for entry in entries] == ["assignment.made", "assignment.ended"]
    assert "Hidden Rose" not in "".join(entry.body for entry in entries)
    assert SealedValue.objects.get(entry=entries[0]).value == "Hidden Rose"


def test_nobody_holds_a_role_in_a_thing_of_another_kind():
    office = OfficeFactory()
    viewer = viewer_of(MembershipFactory(space=office.space, role="administrator").person)

    with pytest.raises(TypeError, match="is about a Process"):
        assign(viewer=viewer, scope=office, person=PersonFactory(), role="rapporteur")


def test_a_role_is_not_ended_by_way_of_another_thing():
    process, other = ProcessFactory(), ProcessFactory()
    viewer = viewer_of(MembershipFactory(space=process.space, role="administrator").person)
    held = assign(viewer=viewer, scope=process, person=PersonFactory(), role="moderator")

    with pytest.raises(ValueError, match="isn't held in"):
        end_assignment(viewer=viewer, assignment=held, scope=other)

    assert Assignment.objects.get(pk=held.pk).ends_on is None
