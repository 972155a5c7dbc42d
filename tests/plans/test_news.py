"""Plans and what both sides say of them, as news."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from accord.plans.events import (
    COMMITMENT_WITHDRAWN,
    PLAN_ADOPTED,
    PLAN_PUBLISHED,
    PROGRESS_PUBLISHED,
)
from accord.plans.models import ActionPlan, Commitment, Edition
from accord.record.events import emit
from accord.record.subjects import subject_inside
from tests.factories.organisations import OfficeFactory
from tests.factories.plans import (
    ActionPlanFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
    MilestoneFactory,
    MilestoneTextFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
)
from tests.factories.processes import DecisionFactory
from tests.record.news_told import links, sentences

pytestmark = pytest.mark.django_db


def told(verb, *things):
    with transaction.atomic():
        for thing in things:
            emit(verb, thing, None)


def test_a_draft_is_told_once_people_can_read_it():
    plan = ActionPlanFactory()
    told(PLAN_PUBLISHED, plan)

    assert sentences() == ["You can read and discuss the draft: Fourth action plan"]
    assert links() == [[plan.get_absolute_url()]]

    ActionPlan.objects.update(published_at=None)

    assert sentences() == []


def test_a_draft_that_was_published_in_hiding_is_no_news_of_that_day():
    plan = ActionPlanFactory(process__opened_at=timezone.now() + dt.timedelta(days=2))
    told(PLAN_PUBLISHED, plan)

    assert sentences() == []


def test_a_plan_is_adopted_by_whoever_decided():
    plan = ActionPlanFactory(adopted_at=timezone.now())
    plan.decision = DecisionFactory(process=plan.process)
    plan.save()
    edition = Edition.objects.create(
        subject=subject_inside("edition", "edition-1", parent=plan.subject),
        plan=plan,
        number=1,
        adopted_at=plan.adopted_at,
        digest="",
    )
    told(PLAN_ADOPTED, edition)

    assert sentences() == ["The forum adopted the plan: Fourth action plan"]
    assert links() == [[plan.get_absolute_url()]]


def test_a_promise_that_was_taken_back_is_told_with_the_reason():
    promise = CommitmentFactory()
    Commitment.objects.update(withdrawn_at=timezone.now(), withdrawn_reason={"en": "No money."})
    told(COMMITMENT_WITHDRAWN, promise)

    assert sentences() == ["This promise was taken back: Know what is in our water. No money."]
    assert links() == [[promise.get_absolute_url()]]


@pytest.fixture
def plan():
    return ActionPlanFactory(adopted_at=timezone.now())


@pytest.fixture
def office(plan):
    return OfficeFactory(space=plan.space, name={"en": "Water Office"})


def milestone(plan, title):
    commitment = CommitmentFactory(plan=plan)
    made = MilestoneFactory(commitment=commitment)
    version = CommitmentVersionFactory(commitment=commitment)
    MilestoneTextFactory(milestone=made, version=version, title={"en": title})
    return made


def report(milestone, period, office, status, side="government"):
    made = ProgressUpdateFactory(
        milestone=milestone,
        period=period,
        side=side,
        status=status,
        by_office=office if side == "government" else None,
        published_at=timezone.now(),
    )
    told(PROGRESS_PUBLISHED, made)
    return made


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("complete", "Water Office says that this is complete: Wells are listed"),
        ("limited", "Water Office reported “Limited” on a milestone: Wells are listed"),
        ("", "Water Office reported on a milestone: Wells are listed"),
    ],
)
def test_a_report_says_who_reports_on_what(plan, office, status, said):
    step = milestone(plan, "Wells are listed")
    report(step, ReportingPeriodFactory(plan=plan), office, status)

    assert sentences() == [said]
    assert links() == [[step.get_absolute_url()]]


def test_several_reports_of_an_office_are_told_together(plan, office):
    period = ReportingPeriodFactory(plan=plan)
    for status in ("complete", "complete", "limited", "substantial"):
        report(milestone(plan, "A step"), period, office, status)

    assert sentences() == [
        "Water Office reported on 2 milestones that aren’t complete yet: Fourth action plan",
        "Water Office says that 2 milestones are complete: Fourth action plan",
    ]


def test_that_the_sides_differ_on_several_is_told_with_the_plan(plan, office):
    period = ReportingPeriodFactory(plan=plan)
    for title in ("Wells are listed", "Wells are tested"):
        step = milestone(plan, title)
        report(step, period, office, "complete")
        report(step, period, office, "limited", side="civil_society")

    assert (
        "Government and civil society differ on 2 milestones of Fourth action plan" in sentences()
    )


def test_that_the_sides_differ_is_news_of_its_own(plan, office):
    period = ReportingPeriodFactory(plan=plan)
    step = milestone(plan, "Wells are listed")
    report(step, period, office, "complete")
    report(step, period, office, "limited", side="civil_society")

    assert (
        sentences()
        == [
            "Government and civil society differ: Wells are listed",
            "Civil society reported “Limited” on a milestone: Wells are listed",
            "Water Office says that this is complete: Wells are listed",
        ]
        or sentences()[0] == "Civil society reported “Limited” on a milestone: Wells are listed"
    )
    assert "Government and civil society differ: Wells are listed" in sentences()
