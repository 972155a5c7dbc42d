"""Staff pages refuse what can't stand beside the field that says it, and keep what was typed."""

import html

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.plans import actions
from accord.plans.models import (
    ActionPlan,
    ClauseText,
    Commitment,
    CommitmentVersion,
    Lead,
    MilestoneText,
    ReportingPeriod,
)
from accord.ui.texts import LocalizedText
from tests.days import is_shown
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionPlanFactory, ClauseFactory
from tests.factories.processes import AppointmentFactory, DecisionFactory
from tests.factories.viewers import viewer_of
from tests.plans.building import whole_commitment
from tests.plans.test_actions import decision_of_both, planner_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
INVISIBLE = "\u200b\u2060 \u00a0"
TABLES = (ActionPlan, Commitment, CommitmentVersion, ClauseText, MilestoneText, Lead)
TABLES += (ReportingPeriod,)


@pytest.fixture
def plan():
    return ActionPlanFactory()


@pytest.fixture
def commitment(plan):
    return whole_commitment(plan, code="4")


@pytest.fixture
def planner(client, plan):
    person = planner_of(plan)
    client.force_login(person, backend=BACKEND)
    return person


def address(name, commitment, *more):
    return reverse(f"plans:{name}", args=[commitment.plan.slug, commitment.code, *more])


def address_of(page, commitment):
    plan, step = commitment.plan, commitment.milestones.get()
    return {
        "plan": lambda: reverse("plans:plan-new", args=[plan.process.slug]),
        "commitment": lambda: reverse("plans:commitment-new", args=[plan.slug]),
        "section": lambda: address("section", commitment, "solution"),
        "leads": lambda: address("leads", commitment),
        "milestone": lambda: address("milestone-new", commitment),
        "milestone-edit": lambda: address("milestone-edit", commitment, step.code),
        "version": lambda: address("version-new", commitment),
        "adoption": lambda: reverse("plans:adoption", args=[plan.slug]),
        "withdrawal": lambda: address("withdrawal", commitment),
        "periods": lambda: reverse("plans:periods", args=[plan.slug]),
    }[page]()


def good(page, plan):
    """What each page takes, so that each test spoils one thing alone."""
    return {
        "plan": {
            "template": plan.template_id,
            "title_en": "Fifth plan",
            "starts_on": "2029-01-01",
            "ends_on": "2030-12-31",
        },
        "commitment": {"title_en": "Clean air"},
        "section": {
            "clause-solution-4.1_en": "Tests each well.",
            "new-solution-1_en": "And posts.",
        },
        "leads": {"office-1": Lead.objects.get().office_id},
        "milestone": {"title_en": "Done", "due_on": "2027-05-01", "due_precision": "day"},
        "milestone-edit": {"title_en": "Done", "due_on": "2027-05-01", "due_precision": "day"},
        "version": {"note": "Comments taken up"},
        "adoption": {"confirmation": plan.slug},
        "withdrawal": {"reason_en": "There is no money."},
        "periods": {
            "code": "2027-1",
            "name_en": "First half",
            "starts_on": "2027-01-01",
            "ends_on": "2027-06-30",
        },
    }[page]


CHOSEN = {"template", "topic", "due_precision", "decision"}  # what isn't offered can't be kept


def rows():
    return {table: list(table.objects.order_by("pk").values()) for table in TABLES}


SPOILED = [
    ("plan", {"title_en": ""}, "title"),
    ("plan", {"title_en": INVISIBLE}, "title"),
    ("plan", {"title_en": "x" * 201}, "title"),
    ("plan", {"template": "elephant"}, "template"),
    ("plan", {"starts_on": "2029-02-30"}, "starts_on"),
    ("plan", {"starts_on": "0202-01-01"}, "starts_on"),
    ("plan", {"ends_on": "2029-01-01"}, "ends_on"),
    ("plan", {"summary_en": "x" * 5001}, "summary"),
    ("commitment", {"title_en": " "}, "title"),
    ("commitment", {"title_en": "ب" * 201}, "title"),
    ("commitment", {"topic": "999999"}, "topic"),
    ("section", {"clause-solution-4.1_en": "x" * 20_001}, "clause-solution-4.1"),
    ("section", {"new-solution-2_en": "x" * 20_001}, "new-solution-2"),
    ("milestone", {"title_en": INVISIBLE}, "title"),
    ("milestone", {"title_en": "x" * 301}, "title"),
    ("milestone", {"due_on": ""}, "due_on"),
    ("milestone", {"due_on": "31.12.2027"}, "due_on"),
    ("milestone", {"due_on": "20270-05-01"}, "due_on"),
    ("milestone", {"starts_on": "2028-01-01"}, "due_on"),
    ("milestone", {"due_precision": "sometime"}, "due_precision"),
    ("milestone", {"due_precision": "none"}, "due_precision"),
    ("milestone", {"due_precision": "text", "due_on": ""}, "due_text"),
    ("milestone-edit", {"title_en": ""}, "title"),
    ("milestone-edit", {"due_on": "tomorrow"}, "due_on"),
    ("version", {"note": "x" * 201}, "note"),
    ("adoption", {"decision": ""}, "decision"),
    ("adoption", {"decision": "0"}, "decision"),
    ("adoption", {"confirmation": "yes"}, "confirmation"),
    ("withdrawal", {"reason_en": ""}, "reason"),
    ("withdrawal", {"reason_en": INVISIBLE}, "reason"),
    ("withdrawal", {"reason_en": "x" * 5001}, "reason"),
    ("periods", {"code": "first half"}, "code"),
    ("periods", {"code": "p" * 21}, "code"),
    ("periods", {"name_en": ""}, "name"),
    ("periods", {"ends_on": "2026-12-31"}, "ends_on"),
    ("periods", {"ends_on": "3027-06-30"}, "ends_on"),
]


@pytest.mark.parametrize(("page", "spoil", "field"), SPOILED)
def test_the_error_stands_beside_its_field_and_nothing_typed_is_lost(
    client, plan, commitment, planner, page, spoil, field
):
    if page == "version":
        actions.freeze_version(viewer=viewer_of(planner), commitment=commitment)
    typed, before = {**good(page, plan), **spoil}, rows()

    answer = client.post(address_of(page, commitment), typed)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    words = html.unescape(answer.content.decode())
    assert f'id="id_{field}_error"' in words
    shown = [name for name, value in typed.items() if is_shown(str(value), words)]
    assert set(typed) - set(shown) <= {field} & CHOSEN
    assert rows() == before


@pytest.mark.parametrize("made_in", ["another process", "its own, without civil society"])
def test_a_decision_that_cannot_adopt_is_told_beside_it(client, plan, commitment, planner, made_in):
    process = {} if made_in == "another process" else {"process": plan.process}
    typed = {**good("adoption", plan), "decision": DecisionFactory(**process).pk}

    answer = client.post(address_of("adoption", commitment), typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["decision"])
    plan.refresh_from_db()
    assert plan.adopted_at is None


LATE = ["commitment", "section", "leads", "milestone", "milestone-edit", "version"]


@pytest.mark.parametrize("page", LATE)
def test_too_late_is_said_in_words_with_what_was_typed_still_there(
    client, plan, commitment, planner, page
):
    actions.adopt_plan(viewer=viewer_of(planner), plan=plan, decision=decision_of_both(plan))
    typed, before = good(page, plan), rows()

    answer = client.post(address_of(page, commitment), typed)

    assert answer.status_code == 422
    words = html.unescape(answer.content.decode())
    assert "This plan is adopted. Its words stay as they were adopted." in words
    assert "Saving again replaces" not in words
    assert [value for value in typed.values() if not is_shown(str(value), words)] == []
    assert rows() == before


@pytest.mark.parametrize("page", ["section", "milestone-edit"])
def test_words_that_somebody_else_saved_first_are_shown_and_stay(
    client, plan, commitment, planner, page
):
    typed, before = {**good(page, plan), "seen": "an older mark"}, rows()

    answer = client.post(address_of(page, commitment), typed)

    assert answer.status_code == 422
    words = html.unescape(answer.content.decode())
    assert "Saving again replaces what they wrote" in words
    assert [value for value in typed.values() if not is_shown(value, words)] == ["an older mark"]
    assert rows() == before


@pytest.mark.parametrize("page", ["plan", "commitment", "milestone"])
def test_what_is_sent_twice_is_made_once(client, plan, commitment, planner, page):
    url = address_of(page, commitment)

    places = [client.post(url, good(page, plan)) for _ in range(2)]

    assert [one.status_code for one in places] == [302, 302]
    assert places[0]["Location"] == places[1]["Location"]
    counts = {
        "plan": ActionPlan.objects.exclude(pk=plan.pk).count(),
        "commitment": plan.commitments.exclude(pk=commitment.pk).count(),
        "milestone": commitment.milestones.count() - 1,
    }
    assert counts == {"plan": 0, "commitment": 0, "milestone": 0, page: 1}


def test_a_commitment_that_is_written_in_is_not_taken_for_a_second_press(plan, planner):
    first = actions.add_commitment(
        viewer=viewer_of(planner), plan=plan, title=LocalizedText({"en": "Water"})
    )
    ClauseFactory(commitment=first, code="1.1", field="solution", position=1)

    second = actions.add_commitment(
        viewer=viewer_of(planner), plan=plan, title=LocalizedText({"en": "Water"})
    )

    assert second != first


def test_a_second_press_on_adopt_says_so_and_keeps_the_form(client, plan, commitment, planner):
    typed = {**good("adoption", plan), "decision": decision_of_both(plan).pk}

    answers = [client.post(address_of("adoption", commitment), typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 422]
    assert "This plan is adopted already." in answers[1].content.decode()
    assert answers[1].context["form"]["confirmation"].value() == plan.slug
    assert plan.editions.count() == 1


def test_a_second_press_on_a_new_version_says_so_and_keeps_the_note(
    client, plan, commitment, planner
):
    actions.freeze_version(viewer=viewer_of(planner), commitment=commitment)
    typed = good("version", plan)

    answers = [client.post(address_of("version", commitment), typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 422]
    page = answers[1].content.decode()
    assert "There is a version to write in already." in page
    assert "<q>Comments taken up</q>" in page
    assert commitment.versions.count() == 2


def test_a_second_press_on_fixing_a_version_is_told_in_words(client, commitment, planner):
    answers = [client.post(address("version-freeze", commitment)) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 409]
    assert "This version is fixed." in answers[1].content.decode()


def test_a_period_opened_twice_is_told_beside_its_short_name(client, plan, commitment, planner):
    page, typed = address_of("periods", commitment), good("periods", plan)

    answers = [client.post(page, typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 422]
    assert list(answers[1].context["form"].errors) == ["code"]
    assert plan.periods.count() == 1


def test_a_version_of_a_withdrawn_commitment_is_not_started(client, plan, commitment, planner):
    actions.freeze_version(viewer=viewer_of(planner), commitment=commitment)
    Commitment.objects.update(withdrawn_at=timezone.now())

    answer = client.post(address_of("version", commitment), good("version", plan))

    assert (answer.status_code, commitment.versions.count()) == (422, 1)


PAGES = ["plan", *LATE, "adoption", "withdrawal", "periods"]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_refused_and_changes_nothing(client, plan, commitment, page):
    client.force_login(PersonFactory(), backend=BACKEND)
    before = rows()

    answer = client.post(address_of(page, commitment), good(page, plan))

    assert (answer.status_code, rows()) == (403, before)


@pytest.mark.parametrize("page", PAGES)
def test_who_plans_another_hidden_process_finds_nothing_here(client, page):
    plan = ActionPlanFactory(published_at=None, process__is_public=False)
    commitment = whole_commitment(plan, code="4")
    elsewhere = AppointmentFactory(role="planner", process__space=plan.space)
    client.force_login(elsewhere.person, backend=BACKEND)
    before = rows()

    answer = client.post(address_of(page, commitment), good(page, plan))

    assert (answer.status_code, rows()) == (404, before)


def test_words_in_other_scripts_are_kept_letter_for_letter(client, plan, commitment, planner):
    title = "ماء نظيف 水質 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f é"

    client.post(address_of("commitment", commitment), {"title_en": title})

    assert plan.commitments.exclude(pk=commitment.pk).get().title == LocalizedText({"en": title})
