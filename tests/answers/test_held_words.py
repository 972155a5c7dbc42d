"""Objections and rejoinders are held, hidden and shown again like all words."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accord.answers.actions import rejoin
from accord.answers.recounts import recount
from accord.contributions import actions
from accord.contributions.recounts import recount as recount_words
from accord.errors import NotAllowed
from accord.processes.models import ActivityTally
from accord.record.checks import check_log
from accord.record.models import Log, LogEntry
from accord.record.stations import thread_address
from accord.themes.actions import contest, settle_contest
from accord.themes.models import Objection
from tests.addresses import named
from tests.answers.test_answers import themed
from tests.factories.answers import RejoinderFactory, ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.viewers import viewer_of
from tests.record.helpers import numbered_log
from tests.themes.test_themes import contestable, publish, rapporteur_of
from tests.ticking import follow

pytestmark = pytest.mark.django_db
CONTACT = "I meant farm wells, ask ana@example.org"
WHY = "It contains an e-mail address."


@pytest.fixture(autouse=True)
def log_agrees():
    yield
    for log in Log.objects.all():
        assert check_log(numbered_log(log.space)).faults == []


def moderator_of(process):
    return AppointmentFactory(process=process, role="moderator").person


def objection(text=CONTACT):
    membership = contestable()
    author = membership.contribution.author
    return contest(viewer=viewer_of(author), **membership.about, text=text)


def answered_back(text=CONTACT):
    _, words, theme, member = themed(1)
    response = publish(theme, member)
    return rejoin(
        viewer=viewer_of(words[0].author),
        response=response,
        contribution=words[0],
        verdict="not_addressed",
        text=text,
        language="en",
    )


def public_page(words):
    """Where these words stand, for somebody without an account."""
    if isinstance(words, Objection):
        return words.theme.get_absolute_url()
    return reverse("answers:rejoinders", args=[words.response.subject.code])


both_kinds = pytest.mark.parametrize("say", [objection, answered_back])


@both_kinds
def test_contact_details_are_held_until_somebody_has_read_them(client, say):
    words = say()

    assert (words.published_at, words.held_at is not None, words.held_reason) == (None, True, WHY)
    assert CONTACT not in client.get(public_page(words)).content.decode()
    assert not LogEntry.objects.filter(verb__startswith="words.").exists()


@both_kinds
def test_other_words_are_public_at_once_and_in_the_log(client, say):
    words = say("I meant farm wells.\x07")

    assert (words.body, words.is_published) == ("I meant farm wells.", True)
    assert "I meant farm wells." in client.get(public_page(words)).content.decode()
    assert LogEntry.objects.latest("pk").verb == "words.published"


@both_kinds
def test_a_moderator_finds_and_releases_them(client, say):
    words = say()
    client.force_login(moderator_of(words.process))
    queue = reverse("contributions:held", args=[words.process.slug])

    assert CONTACT in client.get(queue).content.decode()
    release = reverse("contributions:release", args=named(words))
    client.post(release, {"seen": words.mark})

    words.refresh_from_db()
    client.logout()
    assert words.is_published
    assert CONTACT in client.get(public_page(words)).content.decode()
    assert LogEntry.objects.latest("pk").verb == "words.released"


@both_kinds
def test_hiding_leaves_a_gap_that_says_why_and_showing_again_fills_it(client, say):
    words = say("The nurse keeps two boxes back.")
    judge = moderator_of(words.process)
    client.force_login(judge)

    def seen():
        page = client.get(public_page(words)).content.decode()
        return ["The nurse keeps two boxes back." in page, "Not shown. Rule 3" in page]

    actions.hide(viewer=viewer_of(judge), words=words, reason="Rule 3")
    hidden = seen()
    listed = client.get(reverse("contributions:hidden", args=[words.process.slug]))
    actions.show_again(viewer=viewer_of(judge), words=words, reason="A mistake")

    assert (hidden, seen()) == ([False, True], [True, False])
    assert [row.body for row, *_ in listed.context["rows"]] == ["The nurse keeps two boxes back."]
    entries = LogEntry.objects.filter(subject=words.pk).order_by("pk")
    assert [entry.verb for entry in entries][-2:] == [
        "words.hidden",
        "words.shown_again",
    ]


@both_kinds
def test_others_do_not_judge_them(say):
    words = say()

    for act in (actions.hide, actions.show_again):
        with pytest.raises(NotAllowed):
            act(viewer=viewer_of(PersonFactory()), words=words, reason="x")


def test_the_author_of_an_objection_is_told_how_it_stands(client):
    words = objection()
    judge = moderator_of(words.process)
    client.force_login(words.contribution.author)
    address = words.theme.get_absolute_url()

    held = client.get(address).content.decode()
    actions.hide(viewer=viewer_of(judge), words=words, reason="Rule 3")
    hidden = client.get(address).content.decode()
    actions.show_again(viewer=viewer_of(judge), words=words, reason="A mistake")
    shown = client.get(address).content.decode()

    assert ("A person will read this first." in held, CONTACT in held) == (True, True)
    assert "We can’t publish this." in hidden
    assert "Rule 3" in hidden
    assert ("We show this again." in shown, "A mistake" in shown) == (True, True)


def test_the_author_of_a_rejoinder_is_told_on_the_receipt(client):
    words = answered_back()
    client.force_login(words.person)

    page = client.get(reverse("contributions:receipt")).content.decode()

    assert "A person will read this first." in page
    assert CONTACT in page


def test_whoever_objects_is_told_at_once_that_it_is_held(client):
    membership = contestable()
    theme = membership.theme
    client.force_login(membership.contribution.author)
    address = reverse(
        "themes:contest", args=[theme.process.slug, theme.number, membership.contribution.number]
    )

    page = client.post(address, {"text": CONTACT}, follow=True).content.decode()

    assert f"A person will read this first. {WHY}" in page


def test_a_verdict_counts_at_once_and_its_words_wait():
    words = answered_back()

    words.response.refresh_from_db()
    assert (words.response.not_addressed_count, words.is_published) == (1, False)


def test_a_verdict_without_words_leaves_nothing_to_read(client):
    words = answered_back("")

    page = client.get(public_page(words)).content.decode()

    assert "Nobody wrote more than yes, partly or no." in page
    assert not LogEntry.objects.filter(subject__kind="rejoinder").exists()


def test_an_objection_is_counted_in_its_theme_and_uses_up_no_number_of_an_idea():
    words = objection("I meant farm wells.")
    said = actions.ContributionInput(title="Wells", body="Test them.", language="en")
    activity = words.contribution.activity

    idea = actions.submit(
        viewer=viewer_of(PersonFactory()),
        activity=activity,
        kind="idea",
        said=said,
        key=uuid.uuid4(),
    ).contribution

    process, theme = words.process, words.theme
    assert (idea.subject.code, words.subject.code) == (
        f"{process.slug}/1",
        f"{process.slug}/{theme.number}/1",
    )


def test_who_themes_settles_an_objection_whose_words_were_never_shown(client):
    words = objection()
    actions.hide(viewer=viewer_of(moderator_of(words.process)), words=words, reason="Rule 3")
    rapporteur = rapporteur_of(words.process)
    address = words.theme.get_absolute_url()

    for_all = client.get(address).content.decode()
    client.force_login(rapporteur)
    for_rapporteur = client.get(address).content.decode()
    settle_contest(
        viewer=viewer_of(rapporteur), theme=words.theme, contribution=words.contribution, keep=False
    )

    words.refresh_from_db()
    assert ("Not shown. Rule 3" in for_all, "Not shown. Rule 3" in for_rapporteur) == (False, True)
    assert words.settled_at is not None


@pytest.mark.parametrize("count", [1, 3])
def test_what_people_say_to_an_answer_costs_the_same_however_long(
    client, count, django_assert_max_num_queries
):
    response = ResponseFactory(is_imported=True, published_at="2026-11-24T12:00:00Z")
    RejoinderFactory.create_batch(count, response=response)

    with django_assert_max_num_queries(9):
        page = client.get(reverse("answers:rejoinders", args=[response.subject.code]))

    assert len(page.context["rows"]) == count


def test_answers_that_are_not_public_have_no_such_page(client):
    response = ResponseFactory()

    assert (
        client.get(reverse("answers:rejoinders", args=[response.subject.code])).status_code == 404
    )


# --- Ideas that owe an answer --------------------------------------------------------------------


def unanswered(activity):
    return ActivityTally.objects.get(activity=activity).unanswered


def settled(activity):
    """What the worker does by the clock; then whether all of it is answered."""
    follow()
    activity.refresh_from_db()
    assert (recount(), recount_words()) == (0, 0)
    return activity.answered_at is not None


def counted_idea(**fields):
    activity = ActivityFactory(**fields)
    said = actions.ContributionInput(title="Wells", body="Test them.", language="en")
    idea = actions.submit(
        viewer=viewer_of(PersonFactory()),
        activity=activity,
        kind="idea",
        said=said,
        key=uuid.uuid4(),
    ).contribution
    return activity, idea


def close(activity):
    activity.refresh_from_db()
    activity.closed_at = activity.opens_at
    activity.save()


def test_hidden_words_owe_no_answer_and_owe_again_when_shown_again():
    activity, idea = counted_idea()
    close(activity)
    judge = moderator_of(activity.process)
    before = (unanswered(activity), settled(activity))

    actions.hide(viewer=viewer_of(judge), words=idea, reason="Rule 3")
    hidden = (unanswered(activity), settled(activity))
    actions.show_again(viewer=viewer_of(judge), words=idea, reason="A mistake")

    assert (before, hidden) == ((1, False), (0, True))
    assert (unanswered(activity), settled(activity)) == (1, False)


def test_words_released_late_open_their_activity_again():
    activity = ActivityFactory()
    said = actions.ContributionInput(title="Wells", body="Call 0800 446 446 12", language="en")
    idea = actions.submit(
        viewer=viewer_of(PersonFactory()),
        activity=activity,
        kind="idea",
        said=said,
        key=uuid.uuid4(),
    ).contribution
    close(activity)
    assert settled(activity)

    actions.release(viewer=viewer_of(moderator_of(activity.process)), words=idea)

    assert not settled(activity)


def test_an_answer_given_to_the_theme_meanwhile_is_theirs_when_shown_again():
    activity, words, theme, member = themed(2)
    judge = moderator_of(activity.process)
    actions.hide(viewer=viewer_of(judge), words=words[0], reason="Rule 3")
    publish(theme, member)
    assert unanswered(activity) == 0

    actions.show_again(viewer=viewer_of(judge), words=words[0], reason="A mistake")

    words[0].refresh_from_db()
    assert words[0].answered_at is not None
    assert unanswered(activity) == 0
    ActivityTally.objects.filter(activity=activity).update(contributions=2)
    assert settled(activity)


def test_a_theme_counts_words_off_and_on_again():
    activity, words, theme, _member = themed(2)
    ActivityTally.objects.filter(activity=activity).update(contributions=2)
    judge = moderator_of(activity.process)

    actions.hide(viewer=viewer_of(judge), words=words[0], reason="Rule 3")
    settled(activity)
    theme.refresh_from_db()
    hidden = theme.member_count
    actions.show_again(viewer=viewer_of(judge), words=words[0], reason="A mistake")
    settled(activity)

    theme.refresh_from_db()
    assert (hidden, theme.member_count) == (1, 2)


def test_nobody_writes_an_answer_to_words_that_are_not_shown(client):
    idea = ContributionFactory(hidden_at="2026-11-24T12:00:00Z")
    judge = moderator_of(idea.process)
    AppointmentFactory(process=idea.process, person=judge, role="rapporteur")
    client.force_login(judge)

    assert client.get(reverse("answers:new", args=named(idea))).status_code == 404
    assert client.get(thread_address(idea)).status_code == 404


def test_a_receipt_answers_back_and_is_held_alike():
    activity = ActivityFactory(identity_policy="anonymous")
    receipt = actions.submit(
        viewer=viewer_of(AnonymousUser()),
        activity=activity,
        kind="idea",
        said=actions.ContributionInput(title="Wells", body="Test them.", language="en"),
        key=uuid.uuid4(),
    ).contribution.receipt
    words = receipt.contributions.get()
    response = ResponseFactory(
        theme=None, contribution=words, is_imported=True, published_at=words.received_at
    )

    said = rejoin(
        viewer=viewer_of(AnonymousUser()),
        response=response,
        contribution=words,
        receipt=receipt,
        verdict="unclear",
        text=CONTACT,
    )

    assert (said.held_reason, said.received_at.hour, said.received_at.minute) == (WHY, 12, 0)


def refused(words):
    hider = viewer_of(moderator_of(words.process))
    actions.hide(viewer=hider, words=words, reason="It names a person.")


def objected_anew(first, text="I meant farm wells."):
    about = {"theme": first.theme, "contribution": first.contribution}
    return contest(viewer=viewer_of(first.contribution.author), text=text, **about)


def test_whose_objection_was_refused_may_object_anew(client):
    first = objection()
    refused(first)
    client.force_login(first.contribution.author)
    theme = first.theme
    way = reverse(
        "themes:contest", args=[theme.process.slug, theme.number, first.contribution.number]
    )

    offered = way in client.get(theme.get_absolute_url()).content.decode()
    second, pressed_twice = objected_anew(first), objected_anew(first)

    assert offered
    assert second == pressed_twice != first
    assert second.is_published


def test_an_objection_that_is_shown_again_stands_beside_the_one_that_followed_it():
    first = objection()
    refused(first)
    second = objected_anew(first)
    moderator = viewer_of(moderator_of(first.process))

    actions.show_again(viewer=moderator, words=first, reason="It names nobody.")

    first.refresh_from_db()
    assert (first.is_published, second.is_published) == (True, True)
    open_ones = Objection.objects.filter(
        theme=first.theme, contribution=first.contribution, settled_at=None
    )
    assert list(open_ones) == [second]


def test_an_objection_is_in_the_language_of_its_writers_page(client):
    membership = contestable(language="en")
    theme = membership.theme
    client.force_login(membership.contribution.author)
    way = reverse(
        "themes:contest", args=[theme.process.slug, theme.number, membership.contribution.number]
    )

    client.post(way, {"text": "Hablaba de pozos."}, headers={"Accept-Language": "es"})

    assert membership.objections.get().language == "es"
