"""Hiding, showing again, publishing: what each does after each other. The counters agree."""

import uuid

import pytest
from django.urls import reverse

from accord.activities.ideas.models import Idea
from accord.contributions import actions
from accord.contributions.models import Contribution, Discussion
from accord.contributions.recounts import recount
from accord.errors import Conflict, NotAllowed
from accord.processes.models import ActivityTally
from accord.record.checks import check_log
from accord.record.models import Log, LogEntry
from tests.addresses import named
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.spaces import SpaceFactory
from tests.factories.viewers import viewer_of
from tests.record.helpers import numbered_log

pytestmark = pytest.mark.django_db
REASON = "It names a private person (rule 3)."
AGAIN = "The name was of a public office."


@pytest.fixture
def activity():
    return ActivityFactory()


@pytest.fixture
def moderator(activity):
    return AppointmentFactory(process=activity.process, role="moderator").person


def share(activity, person=None, body="Test the wells."):
    said = actions.ContributionInput(title="Wells", body=body, language="en")
    return actions.submit(
        viewer=viewer_of(person or PersonFactory(), activity.process.space.subject),
        activity=activity,
        kind="idea",
        said=said,
        key=uuid.uuid4(),
    ).contribution


def share_held(activity, person=None):
    return share(activity, person, "Call 0800 446 446 12")


def comment_on(idea, person=None):
    said = actions.ContributionInput(body="So do I.", language="en")
    return actions.comment(
        viewer=viewer_of(person or PersonFactory()), on=idea, said=said
    ).contribution


def hide(moderator, words, reason=REASON):
    return actions.hide(viewer=viewer_of(moderator), words=words, reason=reason)


def show(moderator, words, reason=AGAIN):
    return actions.show_again(viewer=viewer_of(moderator), words=words, reason=reason)


def mark_on(client, address):
    """Which words the page showed: its form says so."""
    return client.get(address).context["words"].mark


def counted(activity):
    tally = ActivityTally.objects.get(activity=activity)
    return tally.contributions, tally.comments, tally.unanswered


def verbs():
    return list(LogEntry.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture(autouse=True)
def counters_and_log_agree():
    """After every path of this file."""
    yield
    assert recount() == 0
    for log in Log.objects.all():
        assert check_log(numbered_log(log.space)).faults == []


def test_shown_again_is_as_it_was_and_says_why(activity, moderator):
    idea = share(activity)
    published_at = idea.published_at
    hide(moderator, idea)

    assert show(moderator, idea)

    idea.refresh_from_db()
    assert (idea.is_published, idea.published_at) == (True, published_at)
    assert (idea.hidden_at, idea.hidden_reason, idea.hidden_by) == (None, "", None)
    assert (idea.shown_again_at is not None, idea.shown_again_reason) == (True, AGAIN)
    assert counted(activity) == (1, 0, 1)
    assert verbs() == ["words.published", "words.hidden", "words.shown_again"]
    assert AGAIN in LogEntry.objects.latest("pk").body


def test_who_hid_it_is_kept_for_moderators(activity, moderator):
    hide(moderator, idea := share(activity))

    idea.refresh_from_db()
    assert (idea.hidden_by, idea.hidden_reason) == (moderator, REASON)
    assert counted(activity) == (0, 0, 0)
    assert moderator.display_name not in LogEntry.objects.latest("pk").body


def test_hiding_twice_keeps_the_first_reason(activity, moderator):
    idea = share(activity)

    assert [hide(moderator, idea), hide(moderator, idea, "Another")] == [True, False]

    idea.refresh_from_db()
    assert idea.hidden_reason == REASON
    assert counted(activity) == (0, 0, 0)
    assert verbs().count("words.hidden") == 1


def test_showing_again_twice_counts_once(activity, moderator):
    hide(moderator, idea := share(activity))

    assert [show(moderator, idea), show(moderator, idea)] == [True, False]

    assert counted(activity) == (1, 0, 1)
    assert verbs().count("words.shown_again") == 1


def test_showing_what_is_shown_changes_nothing(activity, moderator):
    idea = share(activity)

    assert not show(moderator, idea)

    idea.refresh_from_db()
    assert (idea.shown_again_at, verbs()) == (None, ["words.published"])


def test_hidden_again_forgets_that_it_was_shown_again(activity, moderator):
    idea = share(activity)
    hide(moderator, idea)
    show(moderator, idea)

    assert hide(moderator, idea, "Another reason")

    idea.refresh_from_db()
    assert (idea.shown_again_at, idea.shown_again_reason) == (None, "")
    assert idea.hidden_reason == "Another reason"
    assert counted(activity) == (0, 0, 0)


def test_what_was_held_and_not_published_can_be_published_after_all(activity, moderator):
    idea = share_held(activity)
    hide(moderator, idea)
    assert counted(activity) == (0, 0, 0)

    assert show(moderator, idea)

    idea.refresh_from_db()
    assert idea.is_published
    assert counted(activity) == (1, 0, 1)
    assert verbs() == ["words.held_back", "words.released"]


def test_releasing_what_is_hidden_or_withdrawn_does_nothing(activity, moderator):
    hidden, withdrawn = share_held(activity), share_held(activity, author := PersonFactory())
    hide(moderator, hidden)
    actions.withdraw(viewer=viewer_of(author), contribution=withdrawn)

    released = [
        actions.release(viewer=viewer_of(moderator), words=words) for words in (hidden, withdrawn)
    ]

    assert released == [False, False]
    assert not Contribution.objects.shown().exists()


def test_releasing_twice_counts_once(activity, moderator):
    idea = share_held(activity)

    assert [actions.release(viewer=viewer_of(moderator), words=idea) for _ in "ab"] == [True, False]

    assert counted(activity) == (1, 0, 1)


def test_hidden_words_can_be_withdrawn_and_then_stay_withdrawn(activity, moderator):
    idea = share(activity, author := PersonFactory())
    hide(moderator, idea)
    actions.withdraw(viewer=viewer_of(author), contribution=idea)

    with pytest.raises(Conflict):
        show(moderator, idea)

    idea.refresh_from_db()
    assert (idea.withdrawn_at is not None, idea.is_published) == (True, False)
    assert counted(activity) == (0, 0, 0)


def test_withdrawn_words_are_not_hidden(activity, moderator):
    idea = share(activity, author := PersonFactory())
    actions.withdraw(viewer=viewer_of(author), contribution=idea)

    assert not hide(moderator, idea)

    idea.refresh_from_db()
    assert idea.hidden_at is None


def test_words_shown_again_can_be_withdrawn(activity, moderator):
    idea = share(activity, author := PersonFactory())
    hide(moderator, idea)
    show(moderator, idea)

    actions.withdraw(viewer=viewer_of(author), contribution=idea)

    assert counted(activity) == (0, 0, 0)


def test_hidden_words_are_not_changed_until_they_are_shown_again(activity, moderator):
    idea = share(activity, author := PersonFactory())
    new = {"title": "Wells", "body": "Test them monthly."}
    hide(moderator, idea)

    with pytest.raises(Conflict):
        actions.edit(viewer=viewer_of(author), contribution=idea, **new)
    show(moderator, idea)
    actions.edit(viewer=viewer_of(author), contribution=idea, **new)

    idea.refresh_from_db()
    assert (idea.body, idea.is_published) == ("Test them monthly.", True)


def test_a_hidden_comment_comes_back_to_its_idea_with_its_replies(activity, moderator):
    idea = share(activity)
    comment = comment_on(idea)
    comment_on(comment)
    hide(moderator, comment)
    idea.refresh_from_db()
    assert (idea.comment_count, counted(activity)) == (1, (1, 1, 1))

    show(moderator, comment)

    idea.refresh_from_db()
    comment.refresh_from_db()
    assert (idea.comment_count, comment.comment_count) == (2, 1)
    assert counted(activity) == (1, 2, 1)


def test_a_comment_in_any_discussion_is_hidden_and_shown_again(activity, moderator):
    discussion = Discussion.objects.create(subject=activity.subject, process=activity.process)
    said = actions.ContributionInput(body="Clear enough.", language="en")
    comment = actions.discuss(
        viewer=viewer_of(PersonFactory()), discussion=discussion, said=said
    ).contribution

    hide(moderator, comment)
    discussion.refresh_from_db()
    hidden = discussion.comment_count
    show(moderator, comment)

    discussion.refresh_from_db()
    assert (hidden, discussion.comment_count) == (0, 1)


def test_supports_wait_while_words_are_hidden(activity, moderator):
    idea = share(activity)
    actions.support(viewer=viewer_of(PersonFactory()), contribution=idea)
    hide(moderator, idea)

    idea.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.support(viewer=viewer_of(PersonFactory()), contribution=idea)
    show(moderator, idea)

    idea.refresh_from_db()
    actions.support(viewer=viewer_of(PersonFactory()), contribution=idea)
    idea.refresh_from_db()
    assert idea.support_count == 2


def test_where_nobody_may_be_traced_the_log_says_the_day_alone(moderator):
    activity = ActivityFactory(identity_policy="anonymous")
    judge = AppointmentFactory(process=activity.process, role="moderator").person
    idea = share_held(activity)
    hide(judge, idea)
    show(judge, idea)

    idea.refresh_from_db()
    assert idea.published_at == idea.received_at
    assert {
        entry.at.hour for entry in LogEntry.objects.filter(subject__kind__in=["idea", "comment"])
    } == {12}


@pytest.mark.parametrize("act", [hide, show])
def test_only_moderators_of_this_process_decide(activity, act):
    idea = share(activity, author := PersonFactory())
    elsewhere = AppointmentFactory(role="moderator").person
    planner = AppointmentFactory(process=activity.process, role="planner").person

    for person in (author, elsewhere, planner, PersonFactory()):
        with pytest.raises(NotAllowed):
            act(person, idea)


@pytest.mark.parametrize("act", [hide, show])
def test_no_contact_details_come_into_the_public_reason(activity, moderator, act):
    idea = share(activity)
    if act is show:
        hide(moderator, idea)

    with pytest.raises(Conflict):
        act(moderator, idea, "Ask ana@example.org")


# --- Pages -------------------------------------------------------------------------------------


def page(client, name, *args, status=200):
    response = client.get(reverse(name, args=args))
    assert response.status_code == status
    return response.content.decode()


def own_page(client, idea, status=200):
    return page(client, "contributions:page", idea.process.slug, "idea", idea.number, status=status)


def test_a_moderator_reads_what_is_hidden_on_its_own_page_and_others_do_not(
    activity, moderator, client
):
    idea = share(activity, body="The nurse keeps two boxes back.")
    hide(moderator, idea)

    assert "two boxes" not in own_page(client, idea, status=410)
    client.force_login(AppointmentFactory(process=activity.process, role="planner").person)
    assert "two boxes" not in own_page(client, idea, status=410)
    client.force_login(AppointmentFactory(role="moderator").person)
    assert "two boxes" not in own_page(client, idea, status=410)
    client.force_login(moderator)
    seen = own_page(client, idea)

    assert "The nurse keeps two boxes back." in seen
    assert "This isn’t shown." in seen
    assert REASON in seen
    assert reverse("contributions:showing", args=named(idea)) in seen


def test_a_moderator_reads_what_is_held_and_never_what_is_withdrawn(activity, moderator, client):
    held, withdrawn = share_held(activity), share(activity, author := PersonFactory())
    hide(moderator, withdrawn)
    actions.withdraw(viewer=viewer_of(author), contribution=withdrawn)
    client.force_login(moderator)

    assert "Call 0800 446 446 12" in own_page(client, held)
    assert "Test the wells." not in own_page(client, withdrawn, status=410)
    page(client, "contributions:showing", *named(withdrawn), status=404)
    assert "Test the wells." not in page(client, "contributions:hidden", activity.process.slug)


def test_what_is_hidden_is_listed_with_who_when_and_why_newest_first(activity, moderator, client):
    first, second = share(activity, body="First."), share_held(activity)
    hide(moderator, first)
    hide(moderator, second, "A number")
    client.force_login(moderator)

    seen = page(client, "contributions:hidden", activity.process.slug)

    assert seen.index("A number") < seen.index(REASON)
    assert f"Decided by {moderator.display_name}" in seen
    assert "First." in seen


def test_pages_of_what_is_hidden_go_on_where_the_one_before_ended(activity, moderator, client):
    ideas = [share(activity, body=f"Words {number}.") for number in range(23)]
    for idea in ideas:
        hide(moderator, idea)
    client.force_login(moderator)
    address = reverse("contributions:hidden", args=[activity.process.slug])

    first = client.get(address)
    second = client.get(address, {"after": first.context["next_key"]})

    rows = [*first.context["rows"], *second.context["rows"]]
    assert [words.pk for words, *_ in rows] == [idea.pk for idea in reversed(ideas)]
    assert second.context["next_key"] == ""


@pytest.mark.parametrize("key", ["x", "1-2", "99999999999999999999-0-1", "1-999-1", "0-0-0"])
def test_a_key_that_means_nothing_breaks_nothing(activity, moderator, client, key):
    client.force_login(moderator)

    for name in ("contributions:hidden", "contributions:held"):
        address = reverse(name, args=[activity.process.slug])
        assert client.get(address, {"after": key}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_is_hidden_costs_the_same_however_long(
    activity, moderator, client, count, django_assert_max_num_queries
):
    for _ in range(count):
        hide(moderator, share(activity))
    client.force_login(moderator)

    with django_assert_max_num_queries(13):
        response = client.get(reverse("contributions:hidden", args=[activity.process.slug]))

    assert len(response.context["rows"]) == count


def test_a_moderator_shows_again_by_the_page_and_lands_where_it_stands(activity, moderator, client):
    hide(moderator, idea := share(activity))
    client.force_login(moderator)
    address = reverse("contributions:showing", args=named(idea))

    seen = mark_on(client, address)
    empty = client.post(address, {"reason": " ", "seen": seen})
    done = client.post(address, {"reason": AGAIN, "seen": seen}, follow=True)

    assert empty.status_code == 422
    assert "It is shown again." in done.content.decode()
    assert done.redirect_chain[-1][0].startswith(idea.get_absolute_url())
    idea.refresh_from_db()
    assert idea.is_published


def test_whoever_comes_second_is_told_so(activity, moderator, client):
    hide(moderator, idea := share(activity))
    client.force_login(moderator)

    address = reverse("contributions:hiding", args=named(idea))

    mine = {"reason": "Mine", "seen": mark_on(client, address)}
    told = client.post(address, mine, follow=True).content.decode()

    assert "This was already decided. Nothing was changed." in told
    assert "It isn’t shown any more." not in told


def test_the_author_is_told_that_words_are_shown_again(activity, moderator, client):
    hide(moderator, idea := share(activity, author := PersonFactory()))
    show(moderator, idea)
    client.force_login(author)

    for told in (own_page(client, idea), page(client, "contributions:receipt")):
        assert "We show this again." in told
        assert AGAIN in told


def test_others_are_not_told(activity, moderator, client):
    hide(moderator, idea := share(activity))
    show(moderator, idea)

    assert "We show this again." not in own_page(client, idea)


def test_moderators_alone_find_the_acts_beside_comments(activity, moderator, client):
    idea = share(activity)
    shown, hidden = comment_on(idea), comment_on(idea)
    reply = comment_on(shown)
    hide(moderator, hidden)
    acts = [
        reverse("contributions:hiding", args=named(shown)),
        reverse("contributions:hiding", args=named(reply)),
        reverse("contributions:showing", args=named(hidden)),
    ]

    def found():
        seen = own_page(client, idea) + page(client, "contributions:replies", *named(shown))
        return [act in seen for act in acts]

    assert found() == [False] * 3
    client.force_login(AppointmentFactory(process=activity.process, role="planner").person)
    assert found() == [False] * 3
    client.force_login(moderator)
    assert found() == [True] * 3


def test_a_comment_is_shown_again_where_it_stands(activity, moderator, client):
    comment = comment_on(share(activity))
    hide(moderator, comment)
    client.force_login(moderator)

    address = reverse("contributions:showing", args=named(comment))
    again = {"reason": AGAIN, "seen": mark_on(client, address)}
    done = client.post(address, again, follow=True)

    assert done.redirect_chain[-1][0].endswith(f"#{comment.anchor}")
    assert "So do I." in done.content.decode()


@pytest.mark.parametrize("name", ["release", "hiding", "showing"])
@pytest.mark.parametrize("kind", ["idea", "theme", "no-such-kind"])
def test_words_that_are_not_there_are_not_found(activity, moderator, client, name, kind):
    client.force_login(moderator)

    response = client.post(
        reverse(f"contributions:{name}", args=[kind, "no/such/thing"]), {"reason": "x"}
    )

    assert response.status_code == 404


def test_words_of_another_space_are_not_found(activity, moderator, client):
    far = SpaceFactory(key="elsewhere", host="elsewhere.localhost")
    idea = share(ActivityFactory(process__space=far))
    AppointmentFactory(process=idea.process, person=moderator, role="moderator")
    client.force_login(moderator)

    page(client, "contributions:hiding", *named(idea), status=404)


def test_a_moderator_sees_all_that_becomes_public(activity, moderator, client):
    idea = share_held(activity)
    Idea.objects.create(contribution=idea, place="Behind the house of a neighbour")
    Contribution.objects.filter(pk=idea.pk).update(signed_as="A name they chose")
    client.force_login(moderator)

    shown = [
        page(client, "contributions:held", activity.process.slug),
        page(client, "contributions:hiding", *named(idea)),
        page(client, "contributions:showing", *named(idea)),
    ]

    for told in shown:
        assert "Behind the house of a neighbour" in told
        assert "A name they chose" in told


@pytest.mark.parametrize("change", ["place", "name", "words and back"])
def test_what_a_moderator_has_not_seen_is_not_published(activity, moderator, client, change):
    idea = share_held(activity)
    placed = Idea.objects.create(contribution=idea, place="By the well")
    client.force_login(moderator)
    address = reverse("contributions:hiding", args=named(idea))
    seen = mark_on(client, address)

    if change == "place":
        Idea.objects.filter(pk=placed.pk).update(place="Elsewhere")
    elif change == "name":
        Contribution.objects.filter(pk=idea.pk).update(signed_as="Another")
    else:
        Contribution.objects.filter(pk=idea.pk).update(revision=3)
    answer = client.post(reverse("contributions:release", args=named(idea)), {"seen": seen})

    idea.refresh_from_db()
    assert (answer.status_code, idea.published_at) == (409, None)


def test_earlier_words_are_read_before_they_are_shown_again(activity, moderator, client):
    idea = share(activity, author := PersonFactory(), "Words as they were")
    actions.edit(viewer=viewer_of(author), contribution=idea, title="Wells", body="Calm words")
    hide(moderator, idea)
    client.force_login(moderator)

    assert "Words as they were" in page(client, "contributions:showing", *named(idea))


@pytest.mark.parametrize(("name", "status"), [("release", 409), ("hiding", 422), ("showing", 422)])
def test_who_has_seen_no_words_decides_nothing(activity, moderator, client, name, status):
    idea = share_held(activity)
    client.force_login(moderator)

    address = reverse(f"contributions:{name}", args=named(idea))
    answer = client.post(address, {"reason": REASON})

    idea.refresh_from_db()
    assert (answer.status_code, idea.published_at, idea.hidden_at) == (status, None, None)
