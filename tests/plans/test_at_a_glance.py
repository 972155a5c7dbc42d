import pytest
from django.urls import reverse

from accord.organisations.actions import create_topic
from tests.factories.plans import ActionPlanFactory, CommitmentFactory, CommitmentVersionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("has_topic", "is_shown"), [(True, True), (False, False)])
def test_a_column_for_subjects_stands_where_there_are_any(client, has_topic, is_shown):
    plan = ActionPlanFactory()
    topic = create_topic(space=plan.space, code="water", name={"en": "Water"})
    CommitmentFactory(plan=plan, topic=topic if has_topic else None)

    page = client.get(plan.get_absolute_url()).content.decode()

    assert (">Subject<" in page, 'data-label="Subject"' in page) == (is_shown, is_shown)


def test_comparing_begins_with_the_newest_and_the_one_before(client):
    commitment = CommitmentFactory()
    for number in (1, 2, 3):
        CommitmentVersionFactory(
            commitment=commitment, number=number, frozen_at="2027-01-01T00:00Z", digest="0" * 64
        )

    page = client.get(
        reverse("plans:versions", args=[commitment.plan.slug, commitment.code])
    ).content.decode()

    older, newer = page.split('name="to"')
    assert '<option value="2" selected>' in older
    assert '<option value="3" selected>' in newer
