"""Who leads a commitment or a milestone: several, the first marked, offices or others by name."""

import html

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.plans.models import Commitment, Lead
from tests.factories.organisations import OfficeFactory
from tests.factories.plans import ActionPlanFactory, LeadFactory
from tests.plans.building import whole_commitment
from tests.plans.test_actions import planner_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def commitment():
    return whole_commitment(ActionPlanFactory(), code="4")


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.get()


@pytest.fixture
def planner(client, commitment):
    person = planner_of(commitment.plan)
    client.force_login(person, backend=BACKEND)
    return person


@pytest.fixture
def office(commitment):
    return OfficeFactory(space=commitment.plan.space)


def page_of(thing):
    if isinstance(thing, Commitment):
        return reverse("plans:leads", args=[thing.plan.slug, thing.code])
    above = thing.commitment
    return reverse("plans:milestone-leads", args=[above.plan.slug, above.code, thing.code])


def stored(thing):
    return [(lead.name, lead.side, lead.is_first) for lead in thing.leads.all()]


def test_a_milestone_may_be_led_by_a_body_without_an_office(client, milestone, planner, office):
    typed = {"name-1": "Water Watch", "side-1": "civil_society", "office-2": office.pk}

    answer = client.post(page_of(milestone), typed)

    assert answer.status_code == 302
    leads = [("Water Watch", "civil_society", True), (str(office), "government", False)]
    assert stored(milestone) == leads
    shown = client.get(milestone.get_absolute_url()).content.decode()
    assert "Water Watch" in shown
    assert str(office) in shown


def test_without_rows_the_lead_of_the_commitment_carries_it(client, milestone, planner):
    LeadFactory(milestone=milestone, commitment=None, office=None, name="Water Watch")

    answer = client.post(page_of(milestone), {"name-1": ""})

    assert (answer.status_code, stored(milestone)) == (302, [])
    shown = client.get(milestone.get_absolute_url()).context["leads"]
    assert shown == [milestone.commitment.leads.get()]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name-1": "x" * 251}, "name-1"),
        ({"office-1": "elephant"}, "office-1"),
        ({"name-2": "Water Watch"}, "office-1"),
        ({"office-1": "own", "name-1": "Water Watch"}, "name-1"),
        ({"office-1": "own", "office-2": "own"}, "office-2"),
        ({"name-1": "Water Watch", "name-3": "water watch "}, "office-3"),
        ({"office-1": "another space's"}, "office-1"),
        ({"name-1": "Water Watch", "side-1": "the moon"}, "side-1"),
    ],
)
def test_what_cannot_lead_is_told_beside_its_field(
    client, milestone, planner, office, typed, field
):
    ids = {"own": office.pk, "another space's": OfficeFactory(space__key="b", space__host="b").pk}
    typed = {name: ids.get(value, value) for name, value in typed.items()}
    LeadFactory(milestone=milestone, commitment=None, office=None, name="As before")

    answer = client.post(page_of(milestone), typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    words = html.unescape(answer.content.decode())
    assert f'id="id_{field}_error"' in words
    assert [one for name, one in typed.items() if name[0] == "n" and one not in words] == []
    assert stored(milestone) == [("As before", "government", True)]


def test_a_commitment_needs_an_office_that_answers_for_it(client, commitment, planner):
    before = stored(commitment)

    answer = client.post(page_of(commitment), {"name-2": "Water Watch"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["office-1"])
    assert stored(commitment) == before


def test_no_lead_is_dropped_by_a_form_with_too_few_rows(client, commitment, planner):
    for place in range(5):
        LeadFactory(commitment=commitment, is_first=False, office=None, name=f"Body {place}")
    form = client.get(page_of(commitment)).context["form"]

    client.post(page_of(commitment), {name: form[name].value() or "" for name in form.fields})

    assert len(stored(commitment)) == 6


def test_one_more_row_keeps_what_was_typed(client, milestone, planner):
    answer = client.post(page_of(milestone), {"name-4": "Water Watch", "more": "1"})

    form = answer.context["form"]
    assert (answer.status_code, form.rows, form["name-4"].value()) == (200, 5, "Water Watch")
    assert stored(milestone) == []


def test_leads_that_somebody_else_saved_first_stay(client, milestone, planner):
    seen = client.get(page_of(milestone)).context["form"]["seen"].value()
    LeadFactory(milestone=milestone, commitment=None, office=None, name="Theirs")

    answer = client.post(page_of(milestone), {"name-1": "Mine", "seen": seen})

    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Theirs" in words
    assert "Mine" in words
    assert stored(milestone) == [("Theirs", "government", True)]


def test_a_withdrawn_commitment_keeps_its_leads(client, commitment, planner, office):
    before = stored(commitment)
    Commitment.objects.update(withdrawn_at=timezone.now())

    answer = client.post(page_of(commitment), {"office-1": office.pk})

    assert (answer.status_code, stored(commitment)) == (422, before)


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_milestones_names_their_leads_in_few_questions(
    client, commitment, planner, count, django_assert_max_num_queries
):
    for _ in range(count):
        LeadFactory(
            milestone=commitment.milestones.get(),
            commitment=None,
            is_first=not Lead.objects.filter(milestone__isnull=False).exists(),
            office=None,
            name="Water Watch",
        )
    url = reverse("plans:milestones", args=[commitment.plan.slug, commitment.code])

    with django_assert_max_num_queries(15):
        answer = client.get(url)

    assert answer.content.decode().count("Water Watch") == count
