import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.contributions import actions
from accord.contributions.models import Contribution, Discussion, Receipt, Support
from accord.contributions.receipts import code_hash
from accord.contributions.recounts import recount
from accord.errors import Conflict, NotAllowed
from accord.processes.models import ActivityTally
from accord.record.models import Event, LogEntry
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory, ClosedActivityFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def share(activity, person=None, body="Test the wells.", key=None):
    said = actions.ContributionInput(title="Wells", body=body, language="en")
    return actions.submit(
        viewer=viewer_of(person or PersonFactory()),
        activity=activity,
        kind="idea",
        said=said,
        key=key or uuid.uuid4(),
    )


def answer(on, person, body="So do I."):
    said = actions.ContributionInput(body=body, language="en")
    return actions.comment(viewer=viewer_of(person), on=on, said=said).contribution


def moderator_of(process):
    return AppointmentFactory(process=process, role="moderator").person


def test_the_same_sending_gets_the_same_answer_with_its_code():
    activity, person, key = ActivityFactory(), PersonFactory(), uuid.uuid4()

    first, second = (share(activity, person, key=key) for _ in range(2))

    assert second.contribution == first.contribution
    assert (first.is_new, second.is_new) == (True, False)
    assert first.code == second.code
    assert code_hash(first.code) == Receipt.objects.get().code_hash


def test_other_words_or_another_person_under_the_same_key_are_another_sending():
    activity, person, key = ActivityFactory(), PersonFactory(), uuid.uuid4()

    sent = [
        share(activity, person, key=key),
        share(activity, person, body="Plant trees.", key=key),
        share(activity, PersonFactory(), key=key),
    ]

    assert [outcome.contribution.number for outcome in sent] == [1, 2, 3]
    assert len({outcome.code for outcome in sent}) == 3


def test_a_comment_sent_again_counts_once_and_other_words_in_its_form_are_another():
    idea, person, key = ContributionFactory(), PersonFactory(), uuid.uuid4()

    for body in ("So do I.", "So do I.", "And my street too."):
        said = actions.ContributionInput(body=body, language="en")
        actions.comment(viewer=viewer_of(person), on=idea, said=said, key=key)

    comments = Contribution.objects.filter(parent=idea).order_by("pk")
    assert list(comments.values_list("body", flat=True)) == ["So do I.", "And my street too."]


def taken_back(person, words):
    actions.withdraw(viewer=viewer_of(person), contribution=words)


def changed(person, words):
    title = words.title and "Springs"
    actions.edit(viewer=viewer_of(person), contribution=words, title=title, body="Drill.")


@pytest.mark.parametrize("undo", [taken_back, changed])
def test_what_is_sent_again_after_it_was_taken_back_or_changed_is_there_again(undo):
    activity, person, key = ActivityFactory(), PersonFactory(), uuid.uuid4()
    first = share(activity, person, key=key)
    undo(person, first.contribution)

    again, pressed_twice = (share(activity, person, key=key) for _ in range(2))

    assert (again.is_new, pressed_twice.is_new) == (True, False)
    assert again.contribution == pressed_twice.contribution != first.contribution
    assert (again.contribution.body, again.contribution.is_published) == ("Test the wells.", True)
    assert first.code == again.code == pressed_twice.code
    assert again.contribution.receipt == first.contribution.receipt


@pytest.mark.parametrize("undo", [taken_back, changed])
def test_a_comment_that_is_sent_again_after_that_is_there_again(undo):
    idea, person, key = ContributionFactory(), PersonFactory(), uuid.uuid4()
    said = actions.ContributionInput(body="So do I.", language="en")

    def say():
        return actions.comment(viewer=viewer_of(person), on=idea, said=said, key=key)

    undo(person, say().contribution)
    say()
    say()

    rows = Contribution.objects.shown().filter(parent=idea, body="So do I.")
    assert rows.count() == 1
    assert Contribution.objects.filter(parent=idea).count() == 2


def test_saving_the_same_words_once_more_is_no_change_to_what_was_sent():
    activity, person, key = ActivityFactory(), PersonFactory(), uuid.uuid4()
    first = share(activity, person, key=key)
    words = first.contribution
    actions.edit(viewer=viewer_of(person), contribution=words, title=words.title, body=words.body)

    assert share(activity, person, key=key).contribution == first.contribution


def test_what_is_said_of_two_things_from_one_form_is_two_comments():
    person, key = PersonFactory(), uuid.uuid4()
    said = actions.ContributionInput(body="Yes.", language="en")

    for idea in ContributionFactory.create_batch(2):
        actions.comment(viewer=viewer_of(person), on=idea, said=said, key=key)

    assert Contribution.objects.filter(kind="comment").count() == 2


def test_supporting_twice_counts_once():
    idea, person = ContributionFactory(), PersonFactory()

    actions.support(viewer=viewer_of(person), contribution=idea)
    actions.support(viewer=viewer_of(person), contribution=idea)

    idea.refresh_from_db()
    assert ([row.person for row in idea.supports.all()], idea.support_count) == ([person], 1)


def test_ending_a_support_that_was_not_given_changes_nothing():
    idea, person = ContributionFactory(), PersonFactory()

    actions.support(viewer=viewer_of(person), contribution=idea)
    actions.end_support(viewer=viewer_of(person), contribution=idea)
    actions.end_support(viewer=viewer_of(person), contribution=idea)

    idea.refresh_from_db()
    assert (Support.objects.count(), idea.support_count) == (0, 0)


def test_authors_do_not_support_themselves():
    idea = ContributionFactory()

    with pytest.raises(NotAllowed):
        actions.support(viewer=viewer_of(idea.author), contribution=idea)


def test_what_was_held_is_not_among_the_earlier_words(client):
    activity, person = ActivityFactory(), PersonFactory()
    held = share(activity, person, body="Call 0800 446 446 12").contribution
    edited = actions.edit(
        viewer=viewer_of(person), contribution=held, title="Wells", body="Test them."
    )

    actions.release(viewer=viewer_of(moderator_of(activity.process)), words=edited)

    earlier = client.get(reverse("contributions:revisions", args=named(held))).content.decode()
    assert "0800 446 446 12" not in earlier
    assert held.revisions.count() == 0


def test_a_moderator_publishes_and_hides_only_what_they_have_read():
    activity, person = ActivityFactory(), PersonFactory()
    moderator = moderator_of(activity.process)
    held = share(activity, person, body="Call 0800 446 446 12").contribution
    seen = held.mark
    actions.edit(
        viewer=viewer_of(person), contribution=held, title="Wells", body="Call 0800 99 88 77 66"
    )

    with pytest.raises(Conflict):
        actions.release(viewer=viewer_of(moderator), words=held, seen=seen)
    with pytest.raises(Conflict):
        actions.hide(viewer=viewer_of(moderator), words=held, reason="Rude.", seen=seen)

    held.refresh_from_db()
    assert (held.published_at, held.hidden_at) == (None, None)
    assert actions.release(viewer=viewer_of(moderator), words=held, seen=held.mark)


def test_editing_keeps_the_earlier_words():
    idea = share(ActivityFactory(), person := PersonFactory()).contribution

    actions.edit(
        viewer=viewer_of(person), contribution=idea, title="Wells", body="Test them monthly."
    )

    idea.refresh_from_db()
    assert (idea.body, idea.revision) == ("Test them monthly.", 2)
    assert [row.body for row in idea.revisions.all()] == ["Test the wells."]
    assert LogEntry.objects.latest("pk").verb == "words.edited"


def test_contact_details_are_not_edited_into_public_words():
    idea = share(ActivityFactory(), person := PersonFactory()).contribution

    with pytest.raises(Conflict):
        actions.edit(viewer=viewer_of(person), contribution=idea, title="", body="ana@example.org")


@pytest.mark.parametrize("activity_factory", [ActivityFactory, ClosedActivityFactory])
def test_somebody_else_may_not_withdraw(activity_factory):
    idea = ContributionFactory(activity=activity_factory())

    with pytest.raises(NotAllowed):
        actions.withdraw(viewer=viewer_of(PersonFactory()), contribution=idea)


def test_withdrawing_gives_the_counters_back():
    activity = ActivityFactory()
    idea = share(activity, person := PersonFactory()).contribution

    actions.withdraw(viewer=viewer_of(person), contribution=idea)

    tally = ActivityTally.objects.get()
    assert (tally.contributions, tally.unanswered) == (0, 0)
    assert LogEntry.objects.latest("pk").verb == "words.withdrawn"


def test_words_taken_back_before_anybody_could_read_them_leave_no_entry():
    person = PersonFactory()
    held = ContributionFactory(author=person, published_at=None, held_at=timezone.now())

    actions.withdraw(viewer=viewer_of(person), contribution=held)

    assert (Event.objects.get().verb, LogEntry.objects.count()) == ("words.withdrawn", 0)


def test_a_moderator_releases_what_was_held():
    activity = ActivityFactory()
    idea = share(activity, body="Call 0800 446 446 12").contribution

    actions.release(viewer=viewer_of(moderator_of(activity.process)), words=idea)

    idea.refresh_from_db()
    assert idea.is_published
    assert ActivityTally.objects.get().contributions == 1


def test_hiding_says_why_in_the_public_log():
    idea = share(ActivityFactory()).contribution

    actions.hide(viewer=viewer_of(moderator_of(idea.process)), words=idea, reason="Rule 3")

    entry = LogEntry.objects.latest("pk")
    assert (entry.verb, "Rule 3" in entry.body) == ("words.hidden", True)
    assert ActivityTally.objects.get().contributions == 0


def test_only_moderators_hide():
    idea = ContributionFactory()

    with pytest.raises(NotAllowed):
        actions.hide(viewer=viewer_of(idea.author), words=idea, reason="I want to")


def test_replies_to_replies_stand_beside_them():
    idea = share(ActivityFactory()).contribution
    comment = answer(idea, PersonFactory())
    reply = answer(comment, PersonFactory())

    beside = answer(reply, PersonFactory())

    assert (comment.depth, reply.depth, beside.depth) == (1, 2, 2)
    assert beside.parent == comment
    assert {comment.root, reply.root, beside.root} == {idea}


def test_discussions_of_anything_take_comments_and_replies():
    activity = ActivityFactory()
    discussion = Discussion.objects.create(subject=activity.subject, process=activity.process)
    said = actions.ContributionInput(body="Clear enough.", language="en")

    comment = actions.discuss(
        viewer=viewer_of(PersonFactory()), discussion=discussion, said=said
    ).contribution
    reply = actions.discuss(
        viewer=viewer_of(PersonFactory()), discussion=discussion, said=said
    ).contribution

    discussion.refresh_from_db()
    assert (comment.depth, reply.discussion, discussion.comment_count) == (0, discussion, 2)


def test_recount_agrees_with_the_actions():
    activity = ActivityFactory()
    idea = share(activity).contribution
    comment = answer(idea, author := PersonFactory())
    answer(comment, PersonFactory())
    actions.support(viewer=viewer_of(author), contribution=idea)
    actions.withdraw(viewer=viewer_of(author), contribution=comment)

    assert recount() == 0


def test_recount_repairs():
    idea = share(ActivityFactory()).contribution
    Contribution.objects.filter(pk=idea.pk).update(support_count=7)

    assert (recount(), recount()) == (1, 0)


def test_traceless_words_have_no_author_and_are_withdrawn_by_receipt():
    activity = ActivityFactory(identity_policy="anonymous")
    idea = share(activity).contribution

    holder = viewer_of(PersonFactory(), receipts=[idea.receipt_id])
    actions.withdraw(viewer=holder, contribution=idea)

    idea.refresh_from_db()
    assert (idea.author, idea.withdrawn_at is not None) == (None, True)
