import pytest
from django.urls import reverse

from tests.factories.plans import ActionPlanFactory, ProgressUpdateFactory
from tests.plans.building import whole_commitment

pytestmark = pytest.mark.django_db


def test_a_space_with_one_plan_goes_straight_to_it(client):
    plan = ActionPlanFactory()

    answer = client.get(reverse("plans:list"))

    assert (answer.status_code, answer["Location"]) == (302, plan.get_absolute_url())


def test_plans_are_listed_newest_first(client):
    older = ActionPlanFactory(title={"en": "Third plan"}, starts_on="2024-01-01")
    newer = ActionPlanFactory(title={"en": "Fourth plan"}, process=older.process)

    answer = client.get(reverse("plans:list"))

    assert list(answer.context["plans"]) == [newer, older]


def test_an_unpublished_plan_is_not_found(client):
    plan = ActionPlanFactory(published_at=None)

    answer = client.get(plan.get_absolute_url())

    assert answer.status_code == 404


def test_a_plan_of_another_space_is_not_found(client):
    ActionPlanFactory()
    elsewhere = ActionPlanFactory(process__space__key="elsewhere", process__space__host="b.example")

    answer = client.get(elsewhere.get_absolute_url())

    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3, 36])
def test_the_plan_page_asks_the_same_number_of_questions_however_long(
    client, count, django_assert_num_queries
):
    plan = ActionPlanFactory()
    for _ in range(count):
        milestone = whole_commitment(plan).milestones.get()
        ProgressUpdateFactory(milestone=milestone)

    with django_assert_num_queries(9):
        page = client.get(plan.get_absolute_url())

    assert len(page.context["progress"].rows) == count


def test_the_commitment_page_names_clauses_by_their_code(client):
    plan = ActionPlanFactory()
    commitment = whole_commitment(plan, code="4")

    page = client.get(commitment.get_absolute_url()).content.decode()

    assert 'id="clause-4.1"' in page
    assert commitment.clauses.get().get_absolute_url().endswith("/4/#clause-4.1")


def test_the_milestone_page_shows_where_the_sides_differ(client):
    commitment = whole_commitment(ActionPlanFactory())
    milestone = commitment.milestones.get()
    first = ProgressUpdateFactory(milestone=milestone, status="substantial")
    ProgressUpdateFactory(
        milestone=milestone, period=first.period, side="civil_society", status="limited"
    )

    page = client.get(milestone.get_absolute_url())

    assert page.context["row"].standing.differs
    assert [report.differs for report in page.context["reports"]] == [True]
    assert "They differ" in page.content.decode()


def test_a_report_that_is_not_published_is_not_shown(client):
    milestone = whole_commitment(ActionPlanFactory()).milestones.get()
    ProgressUpdateFactory(milestone=milestone, text={"en": "Half-baked"}, published_at=None)

    page = client.get(milestone.get_absolute_url()).content.decode()

    assert "Half-baked" not in page
