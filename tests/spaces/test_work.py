"""The page "Your work": each role finds its way to what it has to do, and to nothing else."""

import re

import pytest
from django.urls import reverse

from accord.forum.roles import ALTERNATES
from accord.plans.models import Lead
from tests.factories.forum import ForumFactory, SeatFactory
from tests.factories.organisations import OfficeFactory, OfficeHeadFactory, OfficeMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import (
    ActionPlanFactory,
    CommitmentFactory,
    MilestoneFactory,
    ReportingPeriodFactory,
)
from tests.factories.processes import AppointmentFactory, ProcessFactory
from tests.factories.spaces import AssignmentFactory, MembershipFactory, SpaceFactory

pytestmark = pytest.mark.django_db

SET_UP = "/processes/water/"
HELD = "/processes/water/held/"
HIDDEN = "/processes/water/hidden/"
INBOX = "/processes/water/inbox/"
EDITOR = "/plans/fourth/editor/"
REPORTS = "/plans/third/reports/"
OFFICE = "/answers/office/water/"
ALL_PROCESS = [SET_UP, EDITOR, INBOX]


@pytest.fixture
def place():
    """A process that isn't public, with a plan being written, and an adopted plan to report on."""
    space = SpaceFactory()
    forum = ForumFactory(space=space)
    process = ProcessFactory(space=space, slug="water", is_public=False, forum=forum)
    ActionPlanFactory(process=process, slug="fourth", published_at=None)
    adopted = ActionPlanFactory(
        process=ProcessFactory(space=space, slug="before", forum=forum),
        slug="third",
        adopted_at="2027-01-01T00:00:00Z",
    )
    ReportingPeriodFactory(plan=adopted)
    office = OfficeFactory(space=space, code="water")
    milestone = MilestoneFactory(commitment=CommitmentFactory(plan=adopted))
    Lead.objects.create(milestone=milestone, office=office, name="Water Office", is_first=True)
    return process


def appointed(role):
    return lambda process: AppointmentFactory(process=process, role=role).person


def member(role):
    return lambda process: MembershipFactory(space=process.space, role=role).person


def seated(side):
    return lambda process: SeatFactory(forum=process.forum, side=side).person


def official(process):
    return OfficeMemberFactory(office=process.space.offices.get(code="water")).person


def head(process):
    return OfficeHeadFactory(office=process.space.offices.get(code="water")).person


def alternate(side):
    def make(process):
        seat = SeatFactory(forum=process.forum, side=side)
        return AssignmentFactory(scope=seat.subject, role=ALTERNATES[side]).person

    return make


WORK = [
    (appointed("planner"), ALL_PROCESS),
    (appointed("moderator"), [HELD]),
    (appointed("reviewer"), [HIDDEN]),
    (appointed("operator"), []),
    (appointed("translator"), []),
    (appointed("facilitator"), []),
    (appointed("rapporteur"), [INBOX]),
    (appointed("drafter"), [EDITOR]),
    (official, [OFFICE, REPORTS]),
    (head, [OFFICE, REPORTS]),
    (seated("civil_society"), [REPORTS]),
    (alternate("civil_society"), [REPORTS]),
    (alternate("government"), []),
    (seated("government"), []),
    (member("assessor"), []),
    (member("member"), []),
    (lambda process: PersonFactory(), []),
]


def links_of(page):
    main = page[page.index("<main") : page.index("</main>")]
    found = re.findall(r'<h3><a href="([^"]+)"', main)
    return [link for link in found if link != "/processes/before/"]


@pytest.mark.parametrize(("made", "expected"), WORK)
def test_each_role_finds_what_it_has_to_do(client, place, made, expected):
    client.force_login(made(place))

    page = client.get(reverse("spaces:work")).content.decode()

    assert links_of(page) == expected
    assert ("Nobody has given you a role" in page) == (expected == [])


@pytest.mark.parametrize(("made", "expected"), WORK)
def test_every_link_opens_for_whom_it_is_shown(client, place, made, expected):
    client.force_login(made(place))

    answers = {link: client.get(link).status_code for link in expected}

    assert answers == dict.fromkeys(expected, 200)


@pytest.mark.parametrize(("made", "expected"), WORK)
def test_the_bar_leads_there_whoever_has_something_to_do(client, place, made, expected):
    client.force_login(made(place))

    page = client.get(reverse("spaces:home")).content.decode()

    assert ('href="/work/"' in page) == (expected != [])


def test_those_who_run_the_space_find_every_process(client, place):
    client.force_login(member("secretariat")(place))

    page = client.get(reverse("spaces:work")).content.decode()

    assert links_of(page)[:3] == [SET_UP, EDITOR, "/processes/before/inbox/"]
    assert '<a href="/processes/before/">' in page


@pytest.mark.parametrize("role", ["administrator", "secretariat", "contact"])
@pytest.mark.parametrize("name", ["work", "home"])
def test_those_who_run_a_new_space_are_led_to_the_first_process(client, role, name):
    person = MembershipFactory(role=role).person
    client.force_login(person)

    page = client.get(reverse(f"spaces:{name}")).content.decode()

    assert f'href="{reverse("processes:new")}"' in page
    assert "Nobody has given you a role" not in page


@pytest.mark.parametrize("name", ["work", "home"])
def test_others_are_not_led_to_what_they_may_not_do(client, name):
    client.force_login(MembershipFactory(role="member").person)

    page = client.get(reverse(f"spaces:{name}")).content.decode()

    assert reverse("processes:new") not in page


def test_roles_elsewhere_give_no_work_here(client, place):
    elsewhere = SpaceFactory(key="elsewhere", host="elsewhere.localhost")
    person = AppointmentFactory(process__space=elsewhere, role="planner").person
    MembershipFactory(space=elsewhere, person=person, role="administrator")
    OfficeMemberFactory(office__space=elsewhere, person=person)
    SeatFactory(forum__space=elsewhere, person=person, side="civil_society")
    client.force_login(person)

    page = client.get(reverse("spaces:work")).content.decode()

    assert links_of(page) == []
    assert "Nobody has given you a role" in page


def test_a_role_that_has_ended_gives_no_work(client, place):
    appointment = AppointmentFactory(process=place, role="moderator")
    appointment.ends_on = appointment.starts_on
    appointment.save()
    client.force_login(appointment.person)

    page = client.get(reverse("spaces:work")).content.decode()

    assert links_of(page) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_much_there_is_to_do(
    client, place, count, django_assert_num_queries
):
    person = member("secretariat")(place)
    AppointmentFactory(process=place, person=person, role="moderator")
    for _ in range(count):
        ActionPlanFactory(process=ProcessFactory(space=place.space), published_at=None)
        OfficeMemberFactory(office__space=place.space, person=person)
    client.force_login(person)

    with django_assert_num_queries(11):
        client.get(reverse("spaces:work"))


def test_visitors_are_asked_to_sign_in(client):
    SpaceFactory()

    answer = client.get(reverse("spaces:work"))

    assert answer["Location"] == "/sign-in/?next=/work/"
