"""What plans bring to the home page and to the page of their process."""

import datetime as dt

import pytest
from django.utils import timezone

from accord.plans.panels import at_home, in_process
from tests.factories.plans import ActionPlanFactory, ProgressUpdateFactory
from tests.factories.processes import AppointmentFactory
from tests.factories.viewers import viewer_of
from tests.plans.building import whole_commitment

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def adopted(**fields):
    fields = {"adopted_at": timezone.now(), "starts_on": dt.date(2024, 1, 1), **fields}
    return ActionPlanFactory(**fields)


def test_home_says_how_the_plan_stands(client):
    plan = adopted()
    for status in ("complete", "substantial"):
        milestone = whole_commitment(plan).milestones.get()
        ProgressUpdateFactory(milestone=milestone, status=status)

    page = client.get("/").content.decode()

    assert "The plan: 2 promises" in page
    assert "1 kept, 1 on the way." in " ".join(page.split())


def test_home_shows_the_plan_that_is_carried_out_and_names_the_next_one():
    old = adopted()
    new = ActionPlanFactory(process=old.process, starts_on=dt.date(2028, 1, 1))
    ActionPlanFactory(process=old.process, published_at=None)

    row = at_home([old.space], viewer_of())[old.space.pk]

    assert (row["progress"].plan, row["drafts"]) == (old, [new])


def test_home_says_nothing_of_a_plan_nobody_may_read():
    plan = ActionPlanFactory(published_at=None)

    assert at_home([plan.space], viewer_of()) == {}


def test_a_process_leads_to_its_plan(client):
    plan = adopted()

    page = client.get(plan.process.get_absolute_url()).content.decode()

    assert f'href="{plan.get_absolute_url()}"' in page
    assert "Start a plan" not in page


def test_who_runs_a_process_can_start_its_plan(client):
    plan = ActionPlanFactory(published_at=None)
    client.force_login(
        AppointmentFactory(process=plan.process, role="planner").person, backend=BACKEND
    )

    page = client.get(plan.process.get_absolute_url()).content.decode()

    assert f"/plans/new/{plan.process.slug}/" in page
    assert f"{plan.get_absolute_url()}editor/" in page


def test_a_process_of_a_space_never_shows_another_ones_plan():
    plan, other = adopted(), adopted()

    rows = in_process([plan.process], viewer_of())

    assert [one.pk for one in rows[plan.process.pk]["plans"]] == [plan.pk]
    assert other.process.pk not in rows
