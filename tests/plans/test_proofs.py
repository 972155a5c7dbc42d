"""The public log holds after every event on a plan, and shows no plan that isn't public."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from accord.plans import actions
from accord.plans.actions.reports import EvidenceRow, ReportWords
from accord.plans.models import ClauseText, Lead
from accord.record.entries import public_ids, rows_now
from accord.record.models import LogEntry
from accord.ui.texts import LocalizedText
from tests.factories.organisations import OfficeFactory, OfficeMemberFactory
from tests.factories.plans import ActionPlanFactory, ReportingPeriodFactory
from tests.factories.viewers import viewer_of
from tests.plans.building import whole_commitment
from tests.plans.test_actions import decision_of_both, planner_of, write

pytestmark = pytest.mark.django_db


def log_holds():
    """Whether `accord verify` finds nothing."""
    try:
        call_command("verify", "--json", verbosity=0)
    except SystemExit as ended:
        return not ended.code
    return True


def entries():
    return [(entry.verb, entry.content["id"]) for entry in LogEntry.objects.order_by("id")]


def test_what_was_fixed_in_a_plan_that_nobody_could_read_is_in_the_log_once_they_can():
    plan = ActionPlanFactory(slug="fourth", published_at=None)
    person = planner_of(plan)
    kept, withdrawn = (whole_commitment(plan, code=code) for code in ("4", "5"))
    actions.freeze_version(viewer=viewer_of(person), commitment=kept)
    actions.withdraw_commitment(
        viewer=viewer_of(person), commitment=withdrawn, reason=LocalizedText({"en": "No money."})
    )
    hidden = entries()

    actions.publish_draft(viewer=viewer_of(person), plan=plan)
    actions.publish_draft(viewer=viewer_of(person), plan=plan)

    assert hidden == []
    assert entries() == [
        ("commitment.frozen", "fourth/4/v1"),
        ("commitment.withdrawn", "fourth/5"),
    ]


def test_adopting_a_plan_that_nobody_could_read_shows_what_was_fixed_in_it():
    plan = ActionPlanFactory(slug="fourth", published_at=None)
    person = planner_of(plan)
    actions.freeze_version(viewer=viewer_of(person), commitment=whole_commitment(plan, code="4"))

    actions.adopt_plan(viewer=viewer_of(person), plan=plan, decision=decision_of_both(plan))

    assert entries() == [
        ("commitment.frozen", "fourth/4/v1"),
        ("plan.adopted", "fourth/edition-1"),
    ]


@pytest.fixture
def plan():
    plan = ActionPlanFactory()
    whole_commitment(plan, code="4")
    whole_commitment(plan, code="5")
    return plan


def test_the_log_holds_after_every_event(plan):
    person, first = planner_of(plan), plan.commitments.get(code="4")
    write(person, first, "Posts each result.", "4.1")
    actions.freeze_version(viewer=viewer_of(person), commitment=first)
    assert log_holds()
    actions.start_version(viewer=viewer_of(person), commitment=first)
    write(person, first, "Posts each result the same day.", "4.1")
    assert log_holds()
    actions.adopt_plan(viewer=viewer_of(person), plan=plan, decision=decision_of_both(plan))
    assert log_holds()
    actions.report_progress(
        viewer=viewer_of(OfficeMemberFactory(office=first.leads.get().office).person),
        milestone=first.milestones.get(),
        period=ReportingPeriodFactory(plan=plan),
        side="government",
        words=ReportWords(
            "substantial",
            LocalizedText({"en": "78 of 120."}),
            evidence=[EvidenceRow("https://example.org/results", LocalizedText({"en": "Results"}))],
        ),
        publish=True,
    )
    assert log_holds()
    actions.withdraw_commitment(
        viewer=viewer_of(person), commitment=first, reason=LocalizedText({"en": "No money."})
    )
    assert log_holds()


@pytest.mark.tampers("changes an adopted plan by an update")
@pytest.mark.parametrize(
    "change",
    [
        lambda plan: ClauseText.objects.filter(clause__code="4.1").update(text="Something else"),
        lambda plan: plan.commitments.filter(code="4").update(title={"en": "Something else"}),
        lambda plan: Lead.objects.filter(commitment__plan=plan).update(
            office=OfficeFactory(space=plan.space)
        ),
    ],
    ids=["clause", "title", "lead"],
)
def test_what_was_adopted_cannot_be_changed_unseen(plan, change):
    actions.adopt_plan(
        viewer=viewer_of(planner_of(plan)), plan=plan, decision=decision_of_both(plan)
    )
    assert log_holds()

    change(plan)

    assert not log_holds()


def test_leads_changed_between_fixing_and_adopting_are_those_that_were_adopted(plan):
    person, first = planner_of(plan), plan.commitments.get(code="4")
    actions.freeze_version(viewer=viewer_of(person), commitment=first)
    office = OfficeFactory(space=plan.space)
    actions.set_leads(
        viewer=viewer_of(person), commitment=first, leads=[actions.LeadRow(str(office), office)]
    )

    edition = actions.adopt_plan(
        viewer=viewer_of(person), plan=plan, decision=decision_of_both(plan)
    )

    entry = edition.plan.space.subject.log.entries.get(verb="plan.adopted")
    assert entry.digest == edition.digest
    assert log_holds()


@pytest.mark.parametrize(
    ("published_at", "is_public", "shown"),
    [(None, True, False), (timezone.now(), False, False), (timezone.now(), True, True)],
)
def test_an_export_shows_the_words_of_public_plans_alone(published_at, is_public, shown):
    plan = ActionPlanFactory(published_at=published_at, process__is_public=is_public)
    version = whole_commitment(plan).versions.get()
    version.frozen_at, version.digest = timezone.now(), "0" * 64
    version.save()

    rows = rows_now("commitment-version", [version.pk])

    assert public_ids("commitment-version", rows, plan.space.subject) == (
        {version.pk} if shown else set()
    )
