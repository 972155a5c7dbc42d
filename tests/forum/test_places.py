"""A decision lies in a process or in the forum itself, and is seen and recorded by its rules."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from accord.errors import Conflict, NotAllowed
from accord.forum.actions import Stand, record_decision
from accord.forum.models import Decision
from accord.forum.places import place_named, register_place
from accord.forum.rules import civil_forums, civil_seats
from accord.record.kinds import load_visible
from accord.record.links import tie
from accord.record.models import Link, LogEntry
from accord.record.rules import matches, may, permitted, visible
from tests.factories.forum import ForumDecisionFactory, ForumFactory, SeatFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import CommitmentFactory
from tests.factories.processes import AppointmentFactory, DecisionFactory, ProcessFactory
from tests.factories.spaces import AssignmentFactory, MembershipFactory, SpaceFactory
from tests.factories.themes import ThemeFactory
from tests.factories.viewers import viewer_of
from tests.record.helpers import numbered_log

pytestmark = pytest.mark.django_db


def secretariat(space):
    return viewer_of(MembershipFactory(space=space, role="secretariat").person)


def decide(within, viewer, **more):
    return record_decision(
        viewer=viewer,
        within=within,
        title={"en": "The forum meets each month"},
        text={"en": "On the first Monday."},
        decided_by={"en": "The forum"},
        decided_on=dt.date.today(),
        rule=more.pop("rule", "office"),
        **more,
    )


def test_the_forum_decides_outside_of_any_process():
    forum = ForumFactory()
    sides = [SeatFactory(forum=forum, side=side) for side in ("government", "civil_society")]
    agreed = dict.fromkeys(sides, Stand("agreed"))

    made = decide(forum, secretariat(forum.space), rule="both_sides", positions=agreed)

    assert (made.within, made.number) == (forum, 1)
    assert made.subject.code == f"{forum.subject.code}/1"


def test_such_a_decision_is_seen_by_all_and_stands_in_the_log(client):
    forum = ForumFactory()

    made = decide(forum, secretariat(forum.space))

    entry = LogEntry.objects.get()
    numbered_log(forum.space)
    assert (entry.verb, entry.subject) == ("decision.recorded", made.subject)
    assert client.get(made.get_absolute_url()).status_code == 200
    call_command("verify", stdout=io.StringIO())  # ends the test when it finds anything


@pytest.mark.parametrize("role", ["administrator", "contact", "assessor"])
def test_in_the_forum_itself_only_the_secretariat_records(role):
    forum = ForumFactory()
    planner = AppointmentFactory(process__forum=forum, process__space=forum.space).person
    others = [MembershipFactory(space=forum.space, role=role).person, planner, PersonFactory()]

    for person in others:
        with pytest.raises(NotAllowed):
            decide(forum, viewer_of(person))

    assert Decision.objects.count() == 0


def test_the_secretariat_of_another_space_records_nothing_here():
    forum = ForumFactory()
    away = SpaceFactory(key="away", host="away.localhost")

    with pytest.raises(NotAllowed):
        decide(forum, secretariat(away))


def test_it_is_corrected_by_a_later_one_of_the_same_forum():
    forum = ForumFactory()
    viewer = secretariat(forum.space)
    first = decide(forum, viewer)

    second = decide(forum, viewer, corrects=first)

    assert first.corrected_by == second
    with pytest.raises(Conflict):
        decide(ForumFactory(space=forum.space), viewer, corrects=second)
    with pytest.raises(Conflict):
        decide(ProcessFactory(space=forum.space), viewer, corrects=second)


def test_a_theme_leads_to_it_and_it_leads_to_a_commitment():
    commitment = CommitmentFactory()
    process = commitment.plan.process
    viewer = secretariat(process.space)
    theme = ThemeFactory(process=process)
    made = decide(ForumFactory(space=process.space), viewer)

    tie(viewer=viewer, source=theme, to=made)
    tie(viewer=viewer, source=made, to=commitment)

    ties = Link.objects.order_by("pk").values_list("source", "target")
    assert list(ties) == [(theme.pk, made.pk), (made.pk, commitment.pk)]


def test_who_records_in_a_process_ties_what_was_decided_there_and_no_more():
    forum = ForumFactory()
    process = ProcessFactory(forum=forum, space=forum.space)
    planner = viewer_of(AppointmentFactory(process=process).person)
    secretary = secretariat(forum.space)
    here, alone = DecisionFactory(process=process), ForumDecisionFactory(forum=forum)

    theirs = [may(planner, "record.tie.decision", made) for made in (here, alone)]
    hers = [may(secretary, "record.tie.decision", made) for made in (here, alone)]

    assert (theirs, hers) == ([True, False], [True, True])


def test_a_decision_is_seen_with_what_it_was_made_in(client):
    forum = ForumFactory()
    hidden = ProcessFactory(space=forum.space, forum=forum, is_public=False)
    shown = ProcessFactory(space=forum.space, forum=forum)
    made = [ForumDecisionFactory(forum=forum)]
    made += [DecisionFactory(process=process) for process in (shown, hidden)]
    planner = AppointmentFactory(process=hidden).person

    def found(viewer):
        return list(Decision.objects.visible_to(viewer).order_by("pk"))

    assert found(viewer_of(PersonFactory())) == made[:2]
    assert found(viewer_of(planner)) == made
    assert load_visible([row.subject for row in made], viewer_of(PersonFactory())) == made[:2]
    answers = [client.get(row.get_absolute_url()).status_code for row in made]
    assert answers == [200, 200, 404]


def test_list_and_single_look_agree():
    forum = ForumFactory()
    hidden = ProcessFactory(space=forum.space, is_public=False)
    away = ForumFactory(space=SpaceFactory(key="away", host="away.localhost"))
    made = [ForumDecisionFactory(forum=one) for one in (forum, away)]
    made += [DecisionFactory(process=one) for one in (hidden, ProcessFactory(space=forum.space))]
    people = [secretariat(forum.space), viewer_of(AppointmentFactory(process=hidden).person)]
    for viewer in [*people, viewer_of(PersonFactory())]:
        for rule in (visible(viewer, Decision), permitted(viewer, "record.tie.decision")):
            listed = set(Decision.objects.filter(rule))

            assert listed == {row for row in made if matches(rule, row)}


def test_two_cannot_say_who_decides_in_one_kind_of_things():
    known = place_named("process")
    again = {name: getattr(known, name) for name in known.__dataclass_fields__}

    with pytest.raises(ValueError, match="said already"):
        register_place(**again)


def test_of_a_theme_the_decisions_of_its_forum_are_offered_too(client):
    forum = ForumFactory()
    theme = ThemeFactory(process=ProcessFactory(space=forum.space, forum=forum))
    made = ForumDecisionFactory(forum=forum)
    person = AppointmentFactory(process=theme.process, role="rapporteur").person
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    sent = {"decision": made.pk}
    client.post(reverse("themes:decision", args=[theme.process.slug, theme.number]), sent)

    assert Link.objects.get().target == made.subject
    assert theme.get_absolute_url() in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("side", "speaks"), [("civil_society", True), ("government", False)])
def test_nobody_speaks_for_society_from_a_seat_of_another_side(side, speaks):
    seat = SeatFactory(side=side, person=False)
    held = AssignmentFactory(scope=seat.subject, role="civil_seat")
    viewer = viewer_of(held.person)

    assert civil_seats(viewer).exists() is speaks
    assert civil_forums(viewer) == ({seat.forum_id} if speaks else set())
