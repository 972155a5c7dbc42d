"""Events as news: whole days, nothing that isn't shown, in a number of questions that stays."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.utils import timezone

from accord.contributions.events import WORDS_PUBLISHED, emit_words
from accord.forum.events import DECISION_RECORDED
from accord.processes.actions import open_process
from accord.record.events import write_event
from accord.record.models import Event, EventScope, LogEntry
from accord.record.news import READ, events_of, news_page, register_news, say
from accord.record.registry import verbs
from tests.explaining import plan_of
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    DecisionFactory,
    ProcessFactory,
)
from tests.factories.spaces import SpaceFactory
from tests.factories.viewers import viewer_of
from tests.record.helpers import recorded, recorded_decisions
from tests.record.news_told import sentences

pytestmark = pytest.mark.django_db


def came_in(count, activity):
    """Ideas that came in just now, each with its event."""
    made = ContributionFactory.create_batch(count, activity=activity)
    with transaction.atomic():
        for idea in made:
            emit_words(WORDS_PUBLISHED, idea, None)
    return made


def days_ago(days):
    """All that happened so far happened that many days ago."""
    at = timezone.now() - dt.timedelta(days=days)
    Event.objects.update(at=at)
    LogEntry.objects.update(at=at)


def test_news_of_one_verb_and_kind_have_one_owner():
    with pytest.raises(ValueError, match="told already"):
        register_news(DECISION_RECORDED, kind="decision", tell=lambda batch, viewer: [])


def test_parts_of_a_sentence_are_escaped():
    assert say("%(who)s said < %(count)d", who="<b>", count=2) == "&lt;b&gt; said &lt; 2"


def test_what_was_recorded_before_the_process_opened_is_no_news():
    process = ProcessFactory(is_public=False, opened_at=None)
    recorded(DecisionFactory(process=process))
    planner = AppointmentFactory(process=process).person

    open_process(viewer=viewer_of(planner), process=process)

    assert sentences() == [f"A new process has begun: {process.title}"]


def test_an_event_that_was_written_twice_is_told_once():
    decision = recorded(DecisionFactory())
    event = Event.objects.get()
    write_event(DECISION_RECORDED, decision, [], None, event.at)

    assert Event.objects.filter(at=event.at).count() == 2
    assert len(sentences()) == 1


def test_nothing_of_another_place_is_told():
    SpaceFactory()
    far = ProcessFactory(space=SpaceFactory(key="far", host="far.example"))
    recorded(DecisionFactory(process=far))

    assert sentences() == []
    assert len(sentences(viewer_of(space=far.space.subject))) == 1


@pytest.mark.tampers("What happened is moved to an earlier day")
def test_a_page_has_whole_days_and_the_next_goes_on_there():
    activity = ActivityFactory()
    came_in(30, activity)
    days_ago(4)
    came_in(READ - 10, activity)

    first = news_page(viewer_of())
    second = news_page(viewer_of(), first.older)

    told = [[str(item.sentence).split(" ideas")[0] for _d, row in page.days for item in row]
            for page in (first, second)]  # fmt: skip
    assert told == [[str(READ - 10)], ["30"]]
    assert second.older is None


def test_a_day_with_more_than_a_page_goes_on_on_the_next():
    came_in(READ + 5, ActivityFactory())

    first = news_page(viewer_of())
    second = news_page(viewer_of(), first.older)

    assert [len(row) for page in (first, second) for _day, row in page.days] == [1, 1]
    assert second.older is None


@pytest.mark.parametrize("count", [2, 30])
def test_news_ask_the_same_however_many_there_are(count, client, django_assert_num_queries):
    activity = ActivityFactory()
    came_in(count, activity)
    recorded_decisions(activity.process, count)

    with django_assert_num_queries(5):  # the space, events, ideas, decisions, their themes
        page = client.get("/news/").content.decode()

    assert "ideas came in" in page


def test_events_are_found_by_the_key_of_what_shows_in_the_space():
    idea = ContributionFactory()
    space = idea.process.space
    other = SpaceFactory(key="far", host="far.example")
    events = Event.objects.bulk_create(
        Event(verb=WORDS_PUBLISHED.key, subject=idea.subject) for _ in range(20_000)
    )
    EventScope.objects.bulk_create(
        EventScope(
            subject_id=space.pk if n % 2 else other.pk, event=event, affects_descendants=True
        )
        for n, event in enumerate(events)
    )

    plan = plan_of(events_of(space.subject)[: READ + 1])

    assert not re.search(r"(SCAN|Seq Scan on) record_event", plan)
    assert not re.search(r"TEMP B-TREE|\bSort\b", plan)


def test_no_news_reads_like_a_line_of_the_log():
    lines = {str(verb.sentence) for verb in verbs().values()}
    activity = ActivityFactory()
    came_in(1, activity)
    recorded_decisions(activity.process, 1)

    assert set(sentences()).isdisjoint(lines)


def test_only_the_last_page_has_nothing_older(client):
    SpaceFactory()

    page = client.get("/news/").content.decode()

    assert "There is no news yet" in page
    assert 'rel="next"' not in page
