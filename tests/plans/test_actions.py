import datetime as dt

import pytest

from accord.errors import Conflict, NotAllowed
from accord.forum.models import Position
from accord.plans import actions
from accord.plans.actions.drafts import NumberedWords
from accord.plans.actions.reports import EvidenceRow, ReportWords
from accord.plans.checks import decision_lack
from accord.plans.models import CommitmentVersion, Edition
from accord.record.actions import digest
from accord.record.models import LogEntry
from accord.ui.texts import LocalizedText
from tests.factories.contributions import ContributionFactory
from tests.factories.forum import SeatFactory
from tests.factories.organisations import OfficeMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionPlanFactory, ReportingPeriodFactory
from tests.factories.processes import AppointmentFactory, ClosedActivityFactory, DecisionFactory
from tests.factories.viewers import viewer_of
from tests.plans.building import whole_commitment

pytestmark = pytest.mark.django_db


def planner_of(plan):
    return AppointmentFactory(process=plan.process, role="planner").person


def decision_of_both(plan):
    decision = DecisionFactory(process=plan.process)
    for side in ("government", "civil_society"):
        Position.objects.create(decision=decision, seat=SeatFactory(side=side), stance="agreed")
    return decision


def write(person, commitment, words, code="", **more):
    return actions.save_section(
        viewer=viewer_of(person),
        commitment=commitment,
        group="solution",
        prose={},
        numbered={"solution": [NumberedWords(code, LocalizedText({"en": words}))]},
        **more,
    )


def test_a_new_clause_gets_the_next_code():
    plan = ActionPlanFactory()
    commitment = whole_commitment(plan, code="4")

    write(planner_of(plan), commitment, "And posts the result.")

    assert list(commitment.clauses.order_by("code").values_list("code", flat=True)) == [
        "4.1",
        "4.2",
    ]


def test_a_fixed_version_refuses_other_words():
    plan = ActionPlanFactory()
    commitment, person = whole_commitment(plan), planner_of(plan)
    actions.freeze_version(viewer=viewer_of(person), commitment=commitment)

    with pytest.raises(Conflict):
        write(person, commitment, "Other words", f"{commitment.code}.1")


@pytest.mark.tampers("changes a fixed version by an update")
def test_other_words_in_a_fixed_version_change_its_digest():
    plan = ActionPlanFactory()
    commitment = whole_commitment(plan)
    version = actions.freeze_version(viewer=viewer_of(planner_of(plan)), commitment=commitment)

    version.texts.update(text="Other words")

    assert digest(CommitmentVersion.objects.get(pk=version.pk)) != version.digest


def test_a_section_changed_meanwhile_is_not_overwritten():
    plan = ActionPlanFactory()
    commitment, person = whole_commitment(plan), planner_of(plan)

    with pytest.raises(Conflict):
        write(person, commitment, "Mine", seen="an older mark")

    assert commitment.clauses.count() == 1


def test_a_stranger_writes_nothing():
    commitment = whole_commitment(ActionPlanFactory())

    with pytest.raises(NotAllowed):
        write(PersonFactory(), commitment, "Mine")


def test_adopting_fixes_each_commitment_and_is_logged():
    plan = ActionPlanFactory()
    commitment = whole_commitment(plan)

    edition = actions.adopt_plan(
        viewer=viewer_of(planner_of(plan)), plan=plan, decision=decision_of_both(plan)
    )

    assert edition.digest == digest(Edition.objects.get(pk=edition.pk))
    assert commitment.versions.get().frozen_at is not None
    verbs = list(LogEntry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["commitment.frozen", "plan.adopted"]


def test_adopting_waits_for_answers_unless_somebody_gives_a_reason():
    plan = ActionPlanFactory()
    whole_commitment(plan)
    ContributionFactory(activity=ClosedActivityFactory(process=plan.process))
    person, decision = planner_of(plan), decision_of_both(plan)

    with pytest.raises(Conflict):
        actions.adopt_plan(viewer=viewer_of(person), plan=plan, decision=decision)
    actions.adopt_plan(
        viewer=viewer_of(person),
        plan=plan,
        decision=decision,
        override_reason=LocalizedText({"en": "Elections."}),
    )

    plan.refresh_from_db()
    assert (plan.override_unanswered, plan.override_name) == (1, person.display_name)


@pytest.mark.parametrize("stance", ["dissented", "stood_aside"])
@pytest.mark.parametrize("side", ["government", "civil_society"])
def test_a_decision_to_which_a_side_did_not_agree_adopts_nothing(side, stance):
    plan = ActionPlanFactory()
    decision = decision_of_both(plan)
    assert decision_lack(plan, decision) == ""

    Position.objects.filter(seat__side=side).update(stance=stance, reason={"en": "Too late."})

    assert decision_lack(plan, decision).startswith("Both sides must have agreed")


def test_a_decision_without_both_sides_adopts_nothing():
    plan = ActionPlanFactory()
    whole_commitment(plan)

    with pytest.raises(Conflict):
        actions.adopt_plan(
            viewer=viewer_of(planner_of(plan)),
            plan=plan,
            decision=DecisionFactory(process=plan.process),
        )

    assert LogEntry.objects.count() == 0


def report(person, milestone, side="government", **words):
    said = {"status": "substantial", "text": LocalizedText({"en": "78 of 120."}), **words}
    return actions.report_progress(
        viewer=viewer_of(person),
        milestone=milestone,
        period=ReportingPeriodFactory(plan=milestone.commitment.plan),
        side=side,
        words=ReportWords(**said),
        publish=True,
    )


def lead_of(commitment):
    return OfficeMemberFactory(office=commitment.leads.get().office).person


def test_the_lead_office_reports_for_the_government_and_no_one_else():
    commitment = whole_commitment(ActionPlanFactory())
    milestone = commitment.milestones.get()

    update = report(lead_of(commitment), milestone)

    assert update.published_at is not None
    with pytest.raises(NotAllowed):
        report(OfficeMemberFactory().person, milestone)


@pytest.mark.parametrize(
    "words",
    [
        {"status": "limited"},
        {"status": "invented"},
        {"text": LocalizedText()},
        {"evidence": [EvidenceRow("javascript:alert(1)")]},
    ],
)
def test_a_report_that_says_too_little_is_refused(words):
    commitment = whole_commitment(ActionPlanFactory())

    with pytest.raises(Conflict):
        report(lead_of(commitment), commitment.milestones.get(), **words)


def test_past_its_day_a_milestone_needs_a_reason():
    commitment = whole_commitment(ActionPlanFactory())
    milestone = commitment.milestones.get()
    milestone.texts.update(due_on=dt.date(2020, 1, 1))

    with pytest.raises(Conflict):
        report(lead_of(commitment), milestone)
