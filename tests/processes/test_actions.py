import contextlib
import datetime as dt
from itertools import product

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.errors import AccordError, Conflict, NotAllowed
from accord.forum.actions import record_decision
from accord.processes import actions
from accord.processes.dates import closing_instant
from accord.processes.models import Activity, ActivityTally, DateChange
from accord.processes.rules import is_open
from accord.record.assignments import assign, end_assignment
from accord.record.models import Event, LogEntry
from accord.record.rules import matches, may
from accord.ui.texts import LocalizedText
from tests.factories.people import PersonFactory
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    ClosedActivityFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.spaces import MembershipFactory, SpaceFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def planner_of(process):
    return AppointmentFactory(process=process).person


def verbs():
    return list(LogEntry.objects.order_by("id").values_list("verb", flat=True))


ROLES = [
    ("planner", {"plan", "decide"}),
    ("rapporteur", set()),
    ("moderator", set()),
    ("drafter", set()),
    ("secretariat", {"create", "plan", "appoint", "decide"}),
    ("contact", {"create", "plan", "appoint"}),
    ("administrator", {"create", "plan", "appoint"}),
    ("member", set()),
    ("assessor", set()),
    ("", set()),
]


@pytest.mark.parametrize(("role", "allowed"), ROLES)
def test_each_role_may_do_what_the_table_says(role, allowed):
    process = ProcessFactory()
    person = PersonFactory()
    if role in {"planner", "rapporteur", "moderator", "drafter"}:
        AppointmentFactory(process=process, person=person, role=role)
    elif role:
        MembershipFactory(space=process.space, person=person, role=role)

    found = {
        name
        for name in ("create", "plan", "appoint", "decide")
        if may(
            viewer_of(person),
            f"processes.{name}",
            process.space.subject if name == "create" else process,
        )
    }

    assert found == allowed


def test_who_runs_another_space_runs_nothing_here():
    process = ProcessFactory()
    stranger = MembershipFactory(space=SpaceFactory(key="other", host="other"), role="secretariat")

    with pytest.raises(NotAllowed):
        actions.edit_process(
            viewer=viewer_of(stranger.person), process=process, title={"en": "Mine"}
        )


def test_a_new_process_has_the_phases_and_drafts_of_its_template():
    secretary = MembershipFactory(role="secretariat")

    process = actions.create_process(
        viewer=viewer_of(secretary.person),
        space=secretary.space,
        title={"en": "Fourth action plan"},
        starts_on=dt.date(2027, 1, 4),
    )

    assert (process.slug, process.is_public, process.phases.count()) == (
        "fourth-action-plan",
        False,
        6,
    )
    assert process.development_starts_on == dt.date(2027, 2, 1)
    assert [(row.type_key, row.announced_at) for row in process.activities.all()] == [
        ("ideas", None)
    ]


def test_what_the_public_cannot_see_leaves_an_event_but_no_entry():
    secretary = MembershipFactory(role="secretariat")

    actions.create_process(
        viewer=viewer_of(secretary.person),
        space=secretary.space,
        title={"en": "Secret so far"},
        starts_on=dt.date(2027, 1, 4),
    )

    assert [event.verb for event in Event.objects.all()] == ["process.created"]
    assert verbs() == []


def test_two_processes_of_one_title_have_two_addresses():
    secretary = MembershipFactory(role="secretariat")

    made = [
        actions.create_process(
            viewer=viewer_of(secretary.person),
            space=secretary.space,
            title={"en": "Plan"},
            starts_on=dt.date(2027, 1, 4),
        ).slug
        for _ in range(3)
    ]

    assert made == ["plan", "plan-2", "plan-3"]


def test_opening_a_process_puts_its_phases_into_the_log():
    process = ProcessFactory(is_public=False, opened_at=None)
    PhaseFactory.create_batch(2, process=process)

    actions.open_process(viewer=viewer_of(planner_of(process)), process=process)

    assert verbs() == ["process.opened", "phase.added", "phase.added"]


def test_what_was_done_before_the_opening_is_in_the_log_from_then_on():
    process = ProcessFactory(is_public=False, opened_at=None)
    person = MembershipFactory(space=process.space, role="secretariat").person
    held = assign(
        viewer=viewer_of(person), scope=process, person=PersonFactory(), role="rapporteur"
    )
    end_assignment(viewer=viewer_of(person), assignment=held, scope=process)
    record_decision(
        viewer=viewer_of(person),
        within=process,
        title="We begin",
        text="This spring.",
        decided_by="The forum",
        decided_on=timezone.localdate(),
        rule="office",
    )
    hidden = verbs()

    actions.open_process(viewer=viewer_of(person), process=process)

    assert hidden == []
    assert verbs() == ["process.opened", "assignment.ended", "decision.recorded"]


def test_appointing_twice_appoints_once_and_seals_the_name():
    process = ProcessFactory()
    secretary = MembershipFactory(space=process.space, role="secretariat").person
    appointee = PersonFactory(display_name="Hidden Rose")

    for _ in range(2):
        assign(viewer=viewer_of(secretary), scope=process, person=appointee, role="rapporteur")

    (entry,) = LogEntry.objects.all()
    assert process.subject.assignments.count() == 1
    assert "Hidden Rose" not in entry.body


def test_an_incomplete_sheet_is_not_announced_and_says_what_it_lacks():
    activity = ActivityFactory(announced_at=None, purpose={}, answer_due_on=None)

    with pytest.raises(Conflict) as refused:
        actions.announce_activity(viewer=viewer_of(planner_of(activity.process)), activity=activity)

    assert str(refused.value.message) == (
        "The purpose sheet isn’t complete. It lacks: the purpose, the day people get an answer."
    )
    assert Activity.objects.get().announced_at is None


@pytest.mark.parametrize(
    "field", ["title", "purpose", "question", "audience", "can_change", "decided_by"]
)
def test_the_database_refuses_an_announced_activity_without_a_text(field):
    activity = ActivityFactory()

    with pytest.raises(IntegrityError, match="activity_sheet_complete"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**{field: {"en": " "}})


@pytest.mark.parametrize("field", ["influence", "identity_policy"])
def test_the_database_refuses_an_announced_activity_without_a_choice(field):
    activity = ActivityFactory()

    with pytest.raises(IntegrityError, match="activity_sheet_complete"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**{field: ""})


@pytest.mark.parametrize("field", ["opens_at", "closes_at", "answer_due_on"])
def test_the_database_refuses_an_announced_activity_without_a_date(field):
    activity = ActivityFactory()

    with pytest.raises(IntegrityError, match="activity_sheet_complete"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**{field: None})


def test_the_database_refuses_closing_before_opening():
    activity = ActivityFactory()

    with pytest.raises(IntegrityError, match="closes_after_opening"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(closes_at=activity.opens_at)


@pytest.mark.parametrize(
    ("before", "after", "is_allowed"),
    [
        ("named", "pseudonym", True),
        ("named", "hidden", True),
        ("hidden", "named", False),
        ("pseudonym", "named", False),
        ("anonymous", "hidden", False),
        ("named", "anonymous", False),
        ("named", "", False),
    ],
)
def test_the_identity_policy_is_never_weakened_once_announced(before, after, is_allowed):
    activity = ActivityFactory(identity_policy=before)
    planner = planner_of(activity.process)

    with contextlib.suppress(AccordError):
        actions.save_sheet(viewer=viewer_of(planner), activity=activity, identity_policy=after)

    assert Activity.objects.get().identity_policy == (after if is_allowed else before)


def test_before_announcing_the_identity_policy_is_free():
    activity = ActivityFactory(identity_policy="hidden", announced_at=None)

    actions.save_sheet(
        viewer=viewer_of(planner_of(activity.process)), activity=activity, identity_policy="named"
    )

    assert Activity.objects.get().identity_policy == "named"


def test_announced_dates_move_only_with_a_reason():
    activity = ActivityFactory()
    planner = planner_of(activity.process)

    with pytest.raises(Conflict):
        actions.save_sheet(
            viewer=viewer_of(planner),
            activity=activity,
            closes_at=activity.closes_at + dt.timedelta(days=7),
        )
    with pytest.raises(Conflict):
        actions.move_date(
            viewer=viewer_of(planner),
            thing=activity,
            dates={"last_day": dt.date(2099, 1, 1)},
            reason=" ",
        )

    assert DateChange.objects.count() == 0


def test_a_moved_day_keeps_the_old_one_with_its_reason():
    activity = ActivityFactory()
    old, new = activity.answer_due_on, activity.answer_due_on + dt.timedelta(days=7)

    actions.move_date(
        viewer=viewer_of(planner_of(activity.process)),
        thing=activity,
        dates={"answer_due_on": new},
        reason={"en": "More people wrote than we thought."},
    )

    (change,) = activity.date_changes.all()
    assert (change.field, change.before, change.after) == ("answer_due_on", old, new)
    assert verbs() == ["date.moved", "activity.moved"]


def test_moving_to_the_same_day_writes_nothing():
    phase = PhaseFactory()

    actions.move_date(
        viewer=viewer_of(planner_of(phase.process)),
        thing=phase,
        dates={"ends_on": phase.ends_on},
        reason="x",
    )

    assert (DateChange.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_a_later_last_day_opens_again_what_was_closed():
    activity = ClosedActivityFactory(answered_at=timezone.now())
    later = timezone.localdate() + dt.timedelta(days=5)

    actions.move_date(
        viewer=viewer_of(planner_of(activity.process)),
        thing=activity,
        dates={"last_day": later},
        reason={"en": "The post was late."},
    )

    activity.refresh_from_db()
    assert activity.is_open
    assert activity.answered_at is None
    assert activity.closes_at == closing_instant(later, activity.process.space.zone)
    assert verbs() == ["date.moved", "activity.reopened"]


def test_a_list_and_an_activity_say_alike_what_is_open():
    day = dt.timedelta(days=1)
    with time_machine.travel("2026-11-23 10:00Z", tick=False):
        now = timezone.now()
        viewer = viewer_of(None, SpaceFactory())
        process = ProcessFactory(space=viewer.space)
        times = [None, now - day, now, now + day, now + 2 * day]
        said = [
            (activity.is_open, matches(is_open(viewer), activity))
            for opens, closes, closed, announced in product(times, times, [None, now], [None, now])
            if (opens and closes and opens < closes) or not (announced or opens or closes)
            for activity in [
                ActivityFactory(
                    process=process,
                    opens_at=opens,
                    closes_at=closes,
                    closed_at=closed,
                    announced_at=announced,
                )
            ]
        ]

    assert {asked for asked, _ in said} == {True, False}
    assert all(asked == listed for asked, listed in said)


def test_closing_early_needs_a_reason_and_shows_it():
    activity = ActivityFactory()
    planner = planner_of(activity.process)

    with pytest.raises(Conflict):
        actions.close_activity(viewer=viewer_of(planner), activity=activity, reason="")
    actions.close_activity(
        viewer=viewer_of(planner), activity=activity, reason={"en": "A court said so."}
    )

    activity.refresh_from_db()
    assert not activity.is_open
    assert [str(change.reason) for change in DateChange.objects.all()] == ["A court said so."]


def test_an_activity_is_answered_when_nothing_is_owed_and_no_longer_when_something_is():
    activity = ClosedActivityFactory()

    actions.settle_answers(activity=activity)
    first = Activity.objects.get().answered_at
    ActivityTally.objects.update(unanswered=1)
    actions.settle_answers(activity=activity)

    assert first is not None
    assert Activity.objects.get().answered_at is None


def test_an_open_activity_is_not_answered_yet():
    activity = ActivityFactory()

    actions.settle_answers(activity=activity)

    assert Activity.objects.get().answered_at is None


def test_a_published_timeline_keeps_the_dates_as_they_were():
    phase = PhaseFactory(starts_on=dt.date(2027, 2, 1), ends_on=dt.date(2027, 3, 12))
    planner = planner_of(phase.process)

    first = actions.publish_timeline(viewer=viewer_of(planner), process=phase.process)
    actions.move_date(
        viewer=viewer_of(planner),
        thing=phase,
        dates={"ends_on": dt.date(2027, 3, 19)},
        reason="Late post",
    )
    second = actions.publish_timeline(viewer=viewer_of(planner), process=phase.process)

    first.refresh_from_db()
    assert first.body["phases"][0]["ends_on"] == "2027-03-12"
    assert (second.version, second.body["phases"][0]["ends_on"]) == (2, "2027-03-19")


def test_unchanged_dates_are_not_published_twice():
    phase = PhaseFactory()
    planner = planner_of(phase.process)
    actions.publish_timeline(viewer=viewer_of(planner), process=phase.process)

    with pytest.raises(Conflict):
        actions.publish_timeline(viewer=viewer_of(planner), process=phase.process)

    assert phase.process.timelines.count() == 1


def test_an_announced_title_is_not_emptied_in_the_places_first_language():
    activity = ActivityFactory()
    viewer = viewer_of(planner_of(activity.process))

    with pytest.raises(Conflict, match="a title"):
        actions.save_sheet(
            viewer=viewer, activity=activity, title=LocalizedText({"es": "Otra lengua"})
        )
