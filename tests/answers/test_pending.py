"""What is owed, what changes by itself, and what a count made anew finds."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from accord.answers.pending_answers import owed_in_space
from accord.answers.recounts import recount
from accord.contributions.actions import release, withdraw
from accord.contributions.models import Contribution
from accord.processes.models import Activity, ActivityTally
from accord.record.events import emit
from accord.record.models import LogEntry
from accord.record.registry import verb
from accord.themes import recounts as themes
from accord.themes.actions import add_to_theme, remove_from_theme
from accord.themes.models import Theme
from accord.themes.quotes import drawn_places, quotes
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory, OfficeHeadFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory, ClosedActivityFactory
from tests.factories.themes import InThemeFactory, ThemeFactory
from tests.factories.viewers import viewer_of
from tests.themes.test_themes import publish, rapporteur_of
from tests.ticking import follow

pytestmark = pytest.mark.django_db


def days_ago(count):
    return timezone.localdate() - dt.timedelta(days=count)


def test_an_activity_that_closes_after_all_was_answered_is_answered_then():
    activity = ActivityFactory()
    words = ContributionFactory(activity=activity)
    ActivityTally.objects.filter(activity=activity).update(unanswered=1)
    publish(words, OfficeHeadFactory(office__space=activity.process.space))
    Activity.objects.filter(pk=activity.pk).update(closed_at=timezone.now())

    follow()

    activity.refresh_from_db()
    assert activity.answered_at is not None


def on_record(activity):
    emit(verb("activity.announced"), activity, None)
    return activity


def told_of(activity):
    entries = LogEntry.objects.filter(subject=activity.pk).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_an_activity_that_closes_by_the_clock_owing_nothing_is_answered_in_the_log():
    activity = on_record(ClosedActivityFactory())

    looked_at = [follow(), follow()]

    assert looked_at == [1, 0]
    assert told_of(activity) == ["activity.announced", "activity.answered"]


def test_the_last_answer_to_a_closed_activity_is_in_the_log():
    activity = on_record(ClosedActivityFactory())
    words = ContributionFactory.create_batch(2, activity=activity)
    ActivityTally.objects.filter(activity=activity).update(unanswered=2)
    member = OfficeHeadFactory(office__space=activity.process.space)

    publish(words[0], member)
    before_the_last = told_of(activity)
    publish(words[1], member)

    assert before_the_last == ["activity.announced"]
    assert told_of(activity) == ["activity.announced", "activity.answered"]


def test_words_taken_out_of_an_answered_theme_open_the_activity_again_in_the_log():
    activity = on_record(ClosedActivityFactory())
    theme = ThemeFactory(process=activity.process)
    membership = InThemeFactory(theme=theme, contribution=ContributionFactory(activity=activity))
    ActivityTally.objects.filter(activity=activity).update(unanswered=1)
    publish(theme, OfficeHeadFactory(office__space=activity.process.space))

    remove_from_theme(
        viewer=viewer_of(rapporteur_of(activity.process)),
        theme=theme,
        contributions=[membership.contribution],
    )

    activity.refresh_from_db()
    assert activity.answered_at is None
    assert told_of(activity)[1:] == ["activity.answered", "activity.unanswered"]


def test_words_released_after_all_was_answered_are_owed_an_answer_in_the_log():
    activity = on_record(ClosedActivityFactory())
    held = ContributionFactory(activity=activity, published_at=None, held_at=timezone.now())
    follow()

    moderator = AppointmentFactory(process=activity.process, role="moderator").person
    release(viewer=viewer_of(moderator), words=held)
    follow()

    activity.refresh_from_db()
    assert activity.answered_at is None
    assert told_of(activity)[1:] == ["activity.answered", "activity.unanswered"]


def test_an_activity_that_still_owes_is_not_answered_by_closing():
    activity = ActivityFactory(closed_at=timezone.now())
    ActivityTally.objects.filter(activity=activity).update(unanswered=1)

    follow()

    activity.refresh_from_db()
    assert activity.answered_at is None


def test_withdrawn_words_leave_the_count_of_their_theme():
    words = ContributionFactory.create_batch(2, activity=ActivityFactory())
    theme = ThemeFactory(process=words[0].process)
    add_to_theme(viewer=viewer_of(rapporteur_of(theme.process)), theme=theme, contributions=words)
    withdraw(viewer=viewer_of(words[0].author), contribution=words[0])

    follow()

    theme.refresh_from_db()
    assert theme.member_count == 1


def test_counting_anew_mends_what_was_broken_and_then_finds_nothing():
    words = ContributionFactory()
    theme = ThemeFactory(process=words.process)
    InThemeFactory(theme=theme, contribution=words)
    ActivityTally.objects.update(unanswered=1)
    publish(theme, OfficeHeadFactory(office__space=theme.process.space))
    Theme.objects.update(member_count=9)
    Contribution.objects.update(answered_at=None)

    found = [themes.recount() + recount(), themes.recount() + recount()]

    theme.refresh_from_db()
    words.refresh_from_db()
    assert found == [2, 0]
    assert (theme.member_count, words.answered_at is None) == (1, False)


def test_the_days_overdue_stand_on_the_answers_page_the_process_and_at_home(client):
    activity = ActivityFactory(answer_due_on=days_ago(12))
    ActivityTally.objects.filter(activity=activity).update(contributions=5, unanswered=2)
    office = OfficeFactory(space=activity.process.space)
    theme = ThemeFactory(process=activity.process)
    ResponseFactory(theme=theme, office=office, due_on=days_ago(3))

    pages = {
        "answers": client.get(reverse("answers:list")).content.decode(),
        "process": client.get(activity.process.get_absolute_url()).content.decode(),
        "home": client.get("/").content.decode(),
    }

    assert "the oldest by 3 days" in pages["answers"]
    assert ["12 days overdue" in pages[name] for name in ("answers", "process")] == [True, True]
    assert [
        "3 of 5 answered, 2 due (2 overdue)" in pages[name] for name in ("answers", "home")
    ] == [
        True,
        True,
    ]


def test_what_is_owed_is_told_apart_from_what_is_overdue():
    late = ActivityFactory(answer_due_on=days_ago(1))
    soon = ActivityFactory(process=late.process, answer_due_on=days_ago(-5))
    for activity, said, owed in ((late, 10, 4), (soon, 20, 7)):
        tally = ActivityTally.objects.filter(activity=activity)
        tally.update(contributions=said, unanswered=owed)

    sums = owed_in_space(viewer_of(AnonymousUser()), late.process.space)

    assert sums == {"said": 30, "owed": 11, "answered": 19, "late": 4}


def test_the_draw_of_quotes_is_the_same_for_everybody():
    assert drawn_places(7, 1000) == drawn_places(7, 1000)
    assert drawn_places(7, 1000) != drawn_places(8, 1000)
    assert [drawn_places(7, count) for count in (0, 1, 2, 3, 5)] == [[], [], [], [2], [2, 3, 4]]


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_a_theme_shows_the_oldest_the_newest_and_what_was_drawn(count, django_assert_num_queries):
    words = ContributionFactory.create_batch(count, activity=ActivityFactory())
    theme = ThemeFactory(process=words[0].process)
    add_to_theme(viewer=viewer_of(rapporteur_of(theme.process)), theme=theme, contributions=words)
    theme.refresh_from_db()

    with django_assert_num_queries(2):
        shown = quotes(theme, [theme.pk])

    places = sorted({1, count, *drawn_places(theme.number, count)})
    assert shown == [words[place - 1] for place in places]
