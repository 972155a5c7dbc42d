"""What is too old goes, what is young stays, and counting alone changes nothing."""

import datetime as dt
import json
import re
import uuid
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from accord.contributions.models import Draft
from accord.jobs import retention
from accord.jobs.models import QueuedLetter
from accord.people.models import Letter, Session, SignInCode
from accord.record.events import emit
from accord.record.freshness import newest_event
from accord.record.models import Event
from accord.record.registry import verb
from accord.runs.models import Job
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory
from tests.factories.runs import JobFactory

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs/operate/retention.md"


def seed(days: float) -> None:
    """One of each that is kept so long at most, so many days old."""
    then = timezone.now() - dt.timedelta(days=days)
    Session.objects.create(session_key=uuid.uuid4().hex, expire_date=then)
    SignInCode.objects.create(email="a@example.org", digest="0" * 64, expires_at=then)
    kept = Letter.objects.create(to="a@example.org", subject="x", body="x")
    Letter.objects.filter(pk=kept.pk).update(at=then)
    QueuedLetter.objects.create(queued_at=then, sent_at=then)
    JobFactory(finished_at=then, keep_until=then)
    DBTaskResult.objects.create(
        task_path="x",
        args_kwargs={},
        backend_name="default",
        run_after=get_date_max(),
        status="SUCCESSFUL",
        finished_at=then,
    )
    for is_sent in (False, True):
        draft = Draft.objects.create(key=uuid.uuid4(), activity=ActivityFactory(), is_sent=is_sent)
        Draft.objects.filter(pk=draft.pk).update(updated_at=then)


def counts(**options) -> dict[str, int]:
    return {entry.kept.name: entry.count for entry in retention.forget_all(**options)}


ONE_OF_EACH = dict.fromkeys(
    ("codes", "drafts", "jobs", "letters", "outbox", "sent drafts", "sessions", "tasks"), 1
)
NONE_OF = {"events": 0, "files": 0}


def test_a_dry_run_counts_and_changes_nothing():
    seed(days=100)

    first, second = counts(dry_run=True), counts(dry_run=True)

    assert first == second == {**ONE_OF_EACH, **NONE_OF}


def test_what_is_too_old_goes_and_what_is_young_stays():
    seed(days=100)
    seed(days=-0.01)

    went = counts()

    assert went == {**ONE_OF_EACH, **NONE_OF}
    models = (Session, SignInCode, Letter, QueuedLetter, Job, DBTaskResult)
    assert [model.objects.count() for model in models] == [1] * 6
    assert Draft.objects.count() == 2
    assert set(counts().values()) == {0}


def test_a_draft_of_an_account_stays():
    draft = Draft.objects.create(
        key=uuid.uuid4(), activity=ActivityFactory(), person=PersonFactory()
    )
    Draft.objects.filter(pk=draft.pk).update(updated_at=timezone.now() - dt.timedelta(days=999))

    counts()

    assert Draft.objects.filter(pk=draft.pk).exists()


def test_what_was_done_in_hiding_and_gets_its_line_later_stays():
    held = ContributionFactory(published_at=None, held_at=timezone.now())
    emit(verb("words.published"), held, None)
    emit(verb("words.supported"), held, None)
    emit(verb("words.supported"), held, None)
    Event.objects.update(at=timezone.now() - dt.timedelta(days=800))

    counts()

    kept = Event.objects.filter(subject=held.subject).order_by("pk")
    assert [event.verb for event in kept] == ["words.published", "words.supported"]


def test_a_page_is_as_old_as_before_after_its_events_were_forgotten():
    idea = ContributionFactory()
    for _ in range(5):
        emit(verb("words.supported"), idea, None)
    Event.objects.update(at=timezone.now() - dt.timedelta(days=800))
    things = (idea, idea.activity, idea.process)
    before = [newest_event(thing) for thing in things]

    went = counts()["events"]

    assert went > 0
    assert [newest_event(thing) for thing in things] == before


def test_young_events_stay():
    emit(verb("words.supported"), ContributionFactory(), None)
    emit(verb("words.supported"), ContributionFactory(), None)

    assert counts()["events"] == 0


def test_one_part_that_fails_stops_no_other_and_is_told(monkeypatch, caplog, capsys):
    monkeypatch.setattr(retention, "_kept", dict(retention._kept))
    retention.register_retention("broken", 1, "What breaks", lambda before, dry_run: 1 / 0)
    seed(days=100)

    with pytest.raises(CommandError, match="broken"):
        call_command("retention", "--json")

    told = json.loads(capsys.readouterr().out)
    found = {row["name"]: row["count"] for row in told["kept"]}
    assert found == {**ONE_OF_EACH, **NONE_OF, "broken": None}
    assert "Old broken couldn't be forgotten" in caplog.text


def test_the_page_for_operators_says_how_long_everything_is_kept():
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (\d+) \|", DOCS.read_text(), re.MULTILINE))

    assert rows == {entry.name: str(entry.days) for entry in retention.kept()}
