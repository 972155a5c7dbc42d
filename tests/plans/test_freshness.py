"""The plan page says "nothing new" only while it would look as it did."""

import datetime as dt

import pytest

from accord.organisations.actions import create_topic
from accord.plans import actions
from accord.plans.actions.reports import ReportWords
from accord.record.events import emit
from accord.record.registry import verb
from accord.ui.texts import LocalizedText
from tests.factories.organisations import OfficeMemberFactory
from tests.factories.plans import ActionPlanFactory, ReportingPeriodFactory
from tests.factories.processes import AppointmentFactory
from tests.factories.viewers import viewer_of
from tests.plans.building import whole_commitment

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = ActionPlanFactory()
    whole_commitment(plan)
    return plan


@pytest.fixture
def planner(plan):
    return AppointmentFactory(process=plan.process, role="planner").person


def seen_again(client, plan, change=lambda: None):
    """The status of a second look, with `change` between the two."""
    client.get(plan.get_absolute_url())  # brings the form token's cookie
    etag = client.get(plan.get_absolute_url())["ETag"]
    change()
    return client.get(plan.get_absolute_url(), headers={"if-none-match": etag}).status_code


def test_an_unchanged_plan_is_not_made_again(client, plan, django_assert_max_num_queries):
    client.get(plan.get_absolute_url())
    etag = client.get(plan.get_absolute_url())["ETag"]

    with django_assert_max_num_queries(4):
        answer = client.get(plan.get_absolute_url(), headers={"if-none-match": etag})

    assert answer.status_code == 304


def report(plan, publish):
    commitment = plan.commitments.get()
    return actions.report_progress(
        viewer=viewer_of(OfficeMemberFactory(office=commitment.leads.get().office).person),
        milestone=commitment.milestones.get(),
        period=ReportingPeriodFactory(plan=plan),
        side="government",
        words=ReportWords("substantial", LocalizedText({"en": "78 of 120."})),
        publish=publish,
    )


def test_a_new_report_is_seen_at_once(client, plan):
    assert seen_again(client, plan, lambda: report(plan, publish=True)) == 200


def test_a_report_kept_as_a_draft_and_published_later_is_seen_then(client, plan):
    update = report(plan, publish=False)
    person = OfficeMemberFactory(office=plan.commitments.get().leads.get().office).person

    assert seen_again(client, plan) == 304
    assert (
        seen_again(
            client, plan, lambda: actions.publish_progress(viewer=viewer_of(person), update=update)
        )
        == 200
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda plan, who: actions.add_commitment(
            viewer=viewer_of(who), plan=plan, title=LocalizedText({"en": "New"})
        ),
        lambda plan, who: actions.set_leads(
            viewer=viewer_of(who), leads=[], commitment=plan.commitments.get()
        ),
        lambda plan, who: actions.freeze_version(
            viewer=viewer_of(who), commitment=plan.commitments.get()
        ),
        lambda plan, who: actions.withdraw_commitment(
            viewer=viewer_of(who),
            commitment=plan.commitments.get(),
            reason=LocalizedText({"en": "No money."}),
        ),
        lambda plan, who: actions.open_period(
            viewer=viewer_of(who),
            plan=plan,
            code="p9",
            name=LocalizedText({"en": "First half"}),
            starts_on=dt.date(2027, 1, 1),
            ends_on=dt.date(2027, 6, 30),
        ),
        lambda plan, who: emit(verb("process.created"), plan.process, None),
        lambda plan, who: create_topic(space=plan.space, code="w", name={"en": "Water"}),
    ],
    ids=["commitment", "leads", "freeze", "withdraw", "period", "an event elsewhere", "subject"],
)
def test_whatever_changes_the_page_is_seen_at_once(client, plan, planner, change):
    assert seen_again(client, plan, lambda: change(plan, planner)) == 200
