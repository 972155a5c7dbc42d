"""What people say of commitments, clauses and milestones."""

import uuid

import pytest
from django.urls import reverse

from accord.contributions.models import Contribution
from accord.contributions.places import place_of as address
from accord.plans import actions
from accord.plans.actions.drafts import NumberedWords
from accord.plans.actions.milestones import MilestoneWords
from accord.ui.texts import LocalizedText
from tests.addresses import named
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionPlanFactory
from tests.factories.processes import AppointmentFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def plan():
    return ActionPlanFactory()


def written_commitment(plan, clause="The Water Office tests each well."):
    """A commitment made by the actions, with a clause and a milestone to discuss."""
    who = AppointmentFactory(process=plan.process, role="planner").person
    made = actions.add_commitment(
        viewer=viewer_of(who), plan=plan, title=LocalizedText({"en": "Water"})
    )
    numbered = {"solution": [NumberedWords("", LocalizedText({"en": clause}))]}
    actions.save_section(
        viewer=viewer_of(who), commitment=made, group="solution", prose={}, numbered=numbered
    )
    words = MilestoneWords(LocalizedText({"en": "First results"}), due_precision="none")
    actions.save_milestone(viewer=viewer_of(who), commitment=made, words=words)
    return made


def clause_page(commitment):
    clause = commitment.clauses.get()
    return reverse("plans:clause", args=[commitment.plan.slug, commitment.code, clause.code])


def pages(commitment):
    clause, milestone = commitment.clauses.get(), commitment.milestones.get()
    return [
        (commitment.subject.discussion, commitment.get_absolute_url()),
        (clause.subject.discussion, clause_page(commitment)),
        (milestone.subject.discussion, milestone.get_absolute_url()),
    ]


def comment(client, discussion, body="And the wells of the schools?"):
    client.force_login(PersonFactory(), backend=BACKEND)
    return client.post(
        reverse("contributions:discussion-comments", args=named(discussion)),
        {"key": uuid.uuid4(), "body": body, "language": "en"},
    )


@pytest.mark.parametrize("which", [0, 1, 2], ids=["commitment", "clause", "milestone"])
def test_a_comment_leads_back_to_its_page_and_stands_there(client, plan, which):
    discussion, page = pages(written_commitment(plan))[which]

    answer = comment(client, discussion)

    assert answer["Location"].split("#")[0].split("?")[0] == page
    talk = client.get(page).context["talk"]
    assert [one.row.body for one in talk.comments] == ["And the wells of the schools?"]


def test_each_discussion_says_where_it_stands(plan):
    found = pages(written_commitment(plan))

    assert [address(discussion) for discussion, _page in found] == [page for _d, page in found]


def test_what_the_public_cannot_read_is_not_discussed_until_it_is_published(client):
    plan = ActionPlanFactory(published_at=None)
    commitment = written_commitment(plan)
    discussion = commitment.subject.discussion

    assert comment(client, discussion).status_code == 404
    planner = AppointmentFactory(process=plan.process, role="planner").person
    actions.publish_draft(viewer=viewer_of(planner), plan=plan)
    assert comment(client, discussion).status_code == 302
    assert Contribution.objects.filter(discussion=discussion).count() == 1


def test_the_clause_page_shows_its_words_in_each_version_that_can_be_read(client, plan):
    commitment = written_commitment(plan)
    clause = commitment.clauses.get()
    who = AppointmentFactory(process=plan.process, role="drafter").person
    actions.freeze_version(viewer=viewer_of(who), commitment=commitment)
    actions.start_version(viewer=viewer_of(who), commitment=commitment)
    actions.freeze_version(viewer=viewer_of(who), commitment=commitment)
    actions.start_version(viewer=viewer_of(who), commitment=commitment)
    words = {"solution": [NumberedWords(clause.code, LocalizedText({"en": "Not public yet."}))]}
    actions.save_section(
        viewer=viewer_of(who), commitment=commitment, group="solution", prose={}, numbered=words
    )

    page = client.get(clause_page(commitment))

    history = [(one.version.number, one.is_new) for one in page.context["history"]]
    assert history == [(2, False), (1, True)]
    assert "Not public yet." not in page.content.decode()


def test_a_clause_that_only_drafts_have_is_not_found(client, plan):
    commitment = written_commitment(plan)
    who = AppointmentFactory(process=plan.process, role="drafter").person
    actions.freeze_version(viewer=viewer_of(who), commitment=commitment)
    actions.start_version(viewer=viewer_of(who), commitment=commitment)
    words = {"solution": [NumberedWords("", LocalizedText({"en": "Another one."}))]}
    actions.save_section(
        viewer=viewer_of(who), commitment=commitment, group="solution", prose={}, numbered=words
    )
    code = commitment.clauses.order_by("-pk").first().code

    answer = client.get(reverse("plans:clause", args=[plan.slug, commitment.code, code]))

    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_with_comments_stay_within_fifteen_questions(
    client, plan, count, django_assert_max_num_queries
):
    commitment = written_commitment(plan)
    for discussion, _page in pages(commitment):
        for _ in range(count):
            comment(client, discussion)

    for _discussion, page in pages(commitment):
        with django_assert_max_num_queries(15):
            assert client.get(page).status_code == 200
