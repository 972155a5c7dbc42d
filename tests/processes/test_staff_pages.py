import pytest
from django.urls import reverse
from django.utils import timezone

from accord.processes.models import Activity, Process
from tests.factories.forum import ForumFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory, ProcessFactory
from tests.factories.spaces import MembershipFactory

pytestmark = pytest.mark.django_db


def text(page):
    return " ".join(page.content.decode().split())


def sign_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.fixture
def process():
    return ProcessFactory(forum=ForumFactory())


@pytest.fixture
def planner(client, process):
    person = AppointmentFactory(process=process).person
    sign_in(client, person)
    return person


def address(name, process, *more):
    return reverse(f"processes:{name}", args=[process.slug, *more])


def new_process(**more):
    return {"title_en": "Fifth plan", "template_key": "ogp-national-2022", **more}


def test_asking_whether_a_date_is_early_enough_saves_nothing(client, time_machine):
    time_machine.move_to("2027-01-01T12:00:00Z")
    member = MembershipFactory(role="secretariat")
    sign_in(client, member.person)

    sent = new_process(starts_on="2026-12-16", then="check")
    page = client.post(reverse("processes:new"), sent)

    assert "Publishing today gives 12 days; the rule asks for 14." in text(page)
    assert 'value="Fifth plan"' in page.content.decode()
    assert Process.objects.count() == 0


def test_a_template_lays_out_phases_and_leads_to_the_set_up_page(client):
    member = MembershipFactory(role="secretariat")
    sign_in(client, member.person)

    page = client.post(reverse("processes:new"), new_process(starts_on="2027-03-01"))

    process = Process.objects.get()
    assert page["Location"] == address("setup", process)
    assert process.phases.count() == 6


def test_a_process_never_takes_the_address_of_a_page(client):
    member = MembershipFactory(role="secretariat")
    sign_in(client, member.person)

    client.post(reverse("processes:new"), new_process(starts_on="2027-03-01", title_en="New"))

    assert Process.objects.get().slug == "new-process"


def test_a_section_that_is_wrong_keeps_what_was_typed(client, process, planner):
    sent = {"title_en": "", "question_en": "What comes next?"}
    page = client.post(address("section", process, "question"), sent)

    process.refresh_from_db()
    assert page.status_code == 422
    assert 'value="What comes next?"' in page.content.decode()
    assert str(process.question) == "What should government open up next?"


def test_a_sheet_that_lacks_something_is_saved_but_not_announced(client, process, planner):
    activity = ActivityFactory(process=process, announced_at=None, audience={})

    sent = {"title_en": "Tell us about water", "then": "announce"}
    page = client.post(address("sheet-edit", process, activity.slug), sent)

    activity.refresh_from_db()
    assert page.status_code == 422
    assert 'href="#id_audience_0"' in text(page)
    assert (str(activity.title), activity.announced_at) == ("Tell us about water", None)


def whole_sheet():
    words = ("title", "purpose", "question", "audience", "can_change", "decided_by")
    return {f"{name}_en": f"The {name}" for name in words} | {
        "influence": "involve",
        "identity_policy": "named",
        "opens_on": "2099-03-01",
        "last_day": "2099-03-31",
        "answer_due_on": "2099-04-30",
    }


@pytest.mark.parametrize("field", ["title", "purpose"])
def test_an_announced_text_stays_in_the_places_first_language(client, process, planner, field):
    process.space.languages = ["en", "es"]
    process.space.save()
    activity = ActivityFactory(process=process)
    before = getattr(activity, field)

    sent = whole_sheet() | {f"{field}_en": "", f"{field}_es": "Otra lengua"}
    page = client.post(address("sheet-edit", process, activity.slug), sent)

    activity.refresh_from_db()
    assert (page.status_code, getattr(activity, field)) == (422, before)
    assert page.context["form"].errors == {
        field: ["Write it in English too: people have read it there."]
    }


def test_an_announced_sheet_refuses_holes_beside_the_field(client, process, planner):
    activity = ActivityFactory(process=process)

    page = client.post(
        address("sheet-edit", process, activity.slug), whole_sheet() | {"audience_en": " "}
    )

    assert list(page.context["form"].errors) == ["audience"]


@pytest.mark.parametrize("announced_at", [None, timezone.now()])
def test_a_sheet_calls_only_the_phase_optional(client, process, planner, announced_at):
    activity = ActivityFactory(process=process, announced_at=announced_at)

    page = text(client.get(address("sheet-edit", process, activity.slug)))

    assert page.count("(optional)") == 1


def test_a_whole_sheet_is_announced_with_its_days(client, process, planner):
    activity = ActivityFactory(process=process, announced_at=None)

    sent = whole_sheet() | {"then": "announce"}
    client.post(address("sheet-edit", process, activity.slug), sent)

    activity = Activity.objects.get(pk=activity.pk)
    assert activity.announced_at is not None
    assert activity.last_day.isoformat() == "2099-03-31"


def test_a_date_moves_only_with_a_reason(client, process, planner):
    activity = ActivityFactory(process=process)
    dates = {"opens_on": activity.first_day, "last_day": "2030-01-31"}

    page = client.post(
        address("activity-dates", process, activity.slug), dates | {"answer_due_on": "2030-03-01"}
    )

    assert page.status_code == 422
    assert page.context["form"]["last_day"].value() == ["31", "01", "2030"]
    assert activity.date_changes.count() == 0


def test_an_unknown_address_is_told_kindly(client, process):
    sign_in(client, MembershipFactory(space=process.space, role="secretariat").person)

    sent = {"email": "nobody@example.org", "role": "drafter"}
    page = client.post(address("appointment-new", process), sent)

    assert page.status_code == 422
    assert "Nobody here has this address." in text(page)


def test_somebody_is_appointed_by_address_in_any_case(client, process):
    sign_in(client, MembershipFactory(space=process.space, role="secretariat").person)
    person = PersonFactory(email="ada@example.org")

    sent = {"email": "Ada@Example.org", "role": "drafter"}
    client.post(address("appointment-new", process), sent)

    assert [row.person for row in process.subject.assignments.all()] == [person]


def test_the_chooser_says_what_fits_and_why(client, process):
    page = text(client.get(reverse("processes:chooser"), {"task": "find problems"}))

    assert "Ideas" in page
    assert "Why: People tell in their own words what you didn’t think of asking." in page
