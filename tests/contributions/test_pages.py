from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from accord.contributions import receipts
from accord.contributions.models import Contribution, Discussion
from accord.record import kinds
from tests.addresses import named, of_call
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import ClauseFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory, ClosedActivityFactory
from tests.pages import form_with

pytestmark = pytest.mark.django_db


def detail_of(idea):
    return idea.get_absolute_url()


def comments_of(idea):
    return reverse("contributions:comments", args=named(idea))


def reply_to(idea, parent=None, **changes):
    return ContributionFactory(
        activity=idea.activity,
        parent=parent or idea,
        root=idea,
        depth=2 if parent else 1,
        kind="comment",
        title="",
        **changes,
    )


def test_signed_in_people_comment_without_scripts(client):
    idea = ContributionFactory()
    client.force_login(PersonFactory())

    response = client.post(comments_of(idea), {"body": "Ours too.", "language": "en"}, follow=True)

    idea.refresh_from_db()
    assert idea.comment_count == 1
    assert "Ours too." in response.content.decode()


def test_visitors_are_told_why_commenting_needs_an_account(client):
    idea = ContributionFactory()

    page = client.get(detail_of(idea)).content.decode()
    refused = client.post(comments_of(idea), {"body": "Ours too.", "language": "en"})

    assert "Sign in to comment" in page
    assert refused.status_code == 403


def test_holder_of_the_receipt_comments_on_their_own_idea(client):
    idea = ContributionFactory(author=None)
    idea.receipt, code = receipts.issue(idea.activity)
    idea.save()
    client.post(reverse("contributions:receipt"), {"code": code})

    client.post(comments_of(idea), {"body": "I meant all wells.", "language": "en"})

    comment = Contribution.objects.get(parent=idea)
    assert (comment.receipt, comment.author) == (idea.receipt, None)


def test_an_empty_comment_is_told_beside_the_field(client):
    idea = ContributionFactory()
    client.force_login(PersonFactory())

    response = client.post(comments_of(idea), {"body": " ", "language": "en"})

    assert (response.status_code, Contribution.objects.count()) == (422, 1)


def test_nobody_comments_after_closing(client):
    idea = ContributionFactory(activity=ClosedActivityFactory())
    client.force_login(PersonFactory())

    response = client.post(comments_of(idea), {"body": "Too late", "language": "en"})

    assert (response.status_code, Contribution.objects.count()) == (403, 1)


def test_first_three_replies_stand_on_the_page_and_the_rest_behind_a_link(client):
    idea = ContributionFactory(comment_count=6)
    comment = reply_to(idea, comment_count=5)
    replies = [reply_to(idea, comment, body=f"Reply {n}") for n in range(5)]

    talk = client.get(detail_of(idea)).context["talk"]
    rest = client.get(
        reverse("contributions:replies", args=named(comment)),
        {"after": talk.comments[0].last_reply},
    )

    assert [reply.row for reply in talk.comments[0].replies] == replies[:3]
    assert talk.comments[0].more_replies == 2
    assert [reply.row for reply in rest.context["replies"]] == replies[3:]


def test_comments_page_by_key(client):
    idea = ContributionFactory(comment_count=25)
    comments = [reply_to(idea) for _ in range(25)]

    first = client.get(detail_of(idea)).context["talk"]
    second = client.get(detail_of(idea), {"comments": first.next_key}).context["talk"]

    assert [comment.row for comment in first.comments + second.comments] == comments


def test_hidden_comments_leave_a_gap_without_their_words(client):
    idea = ContributionFactory()
    reply_to(idea, body="A private name", hidden_at="2027-01-01T00:00Z", hidden_reason="Rule 3")

    page = client.get(detail_of(idea)).content.decode()

    assert "Not shown. Rule 3" in page
    assert "A private name" not in page


def test_a_comment_of_a_discussion_leads_to_the_page_of_its_owner(client, monkeypatch):
    clause = ClauseFactory()
    monkeypatch.setitem(
        kinds._kinds,
        "clause",
        replace(kinds.kind_named("clause"), talk_address=lambda thing: "/somewhere/#clause-2"),
    )
    process = clause.commitment.plan.process
    discussion = Discussion.objects.create(subject=clause.subject, process=process)
    client.force_login(PersonFactory())

    response = client.post(
        reverse("contributions:discussion-comments", args=named(discussion)),
        {"body": "Clear.", "language": "en"},
    )

    assert response["Location"] == f"/somewhere/#{Contribution.objects.get().anchor}"


def test_supporting_by_htmx_gives_back_the_piece_alone(client):
    idea = ContributionFactory()
    client.force_login(PersonFactory())

    response = client.post(
        reverse("contributions:support", args=named(idea)), headers={"HX-Request": "true"}
    )

    assert "1 person supports this." in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queue_of_what_is_held_costs_the_same_however_long(
    client, count, django_assert_max_num_queries
):
    activity = ActivityFactory()
    ContributionFactory.create_batch(count, activity=activity, published_at=None)
    client.force_login(AppointmentFactory(process=activity.process, role="moderator").person)
    address = reverse("contributions:held", args=[activity.process.slug])

    with django_assert_max_num_queries(13):
        response = client.get(address)

    assert len(response.context["rows"]) == count


def test_slip_shows_the_code_with_its_picture(client):
    activity = ActivityFactory()
    words = {"title": "Wells", "body": "Test them.", "language": "en"}
    client.post(of_call(activity, "new"), words)
    form = form_with(client.get(of_call(activity, "check")).content.decode(), "consent")
    client.post(form.action, form.values | {"consent": "on"})

    page = client.get(reverse("contributions:slip")).content.decode()

    assert codes_in(client.session) != []
    assert [code for code in codes_in(client.session) if code not in page] == []
    assert "<svg" in page
    assert "style=" not in page
    assert f"Until {date_format(activity.last_day)} you can also change there" in page


def codes_in(session):
    return [value[1][0] for name, value in session.items() if name.startswith("code:")]
