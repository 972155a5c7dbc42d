"""The demo's content: the same each time, with every state, its counters and its log in order."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import F, Q

from accord.answers.models import Outcome, Rejoinder, Response
from accord.contributions.models import Contribution, Receipt
from accord.contributions.receipts import find, understood
from accord.demo.clock import Clock, tell_together
from accord.demo.seed import KEY
from accord.demo.third_plan import HERO, STORY_CODE
from accord.forum.models import Position
from accord.jobs.recounts import recounts
from accord.people.models import Person
from accord.plans.models import ActionPlan, Clause, ProgressUpdate
from accord.processes.models import DateChange
from accord.record.checks import check_log
from accord.record.models import Checkpoint, LogEntry
from accord.record.rules import may
from accord.spaces.models import Space
from accord.themes.models import Objection, Theme
from accord.ui.strays import strays
from accord.ui.texts import TranslatedText
from tests.demo.conftest import TODAY
from tests.demo.story_dump import dump
from tests.factories.viewers import viewer_of
from tests.tables import copy_story_into

pytestmark = pytest.mark.django_db


@pytest.fixture
def told_elsewhere(tmp_path):
    """The same story, as another process told it on another day."""
    copy_story_into(tmp_path)
    environment = {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "ACCORD_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "accord.config.settings",
    }
    command = [sys.executable, "-m", "tests.demo.story_dump"]
    return json.loads(
        subprocess.run(command, env=environment, check=True, capture_output=True).stdout
    )


def test_each_day_tells_the_same_story(seeded, told_elsewhere):
    assert json.loads(json.dumps(dump())) == told_elsewhere


def test_every_state_is_there(seeded):
    ideas = Contribution.objects.filter(kind="idea")
    assert ideas.count() == 125
    assert Counter(ideas.values_list("language", flat=True)) == {"en": 57, "es": 41, "fr": 27}
    assert set(ideas.values_list("provenance__door", flat=True)) == {
        "web", "sms", "voice", "paper", "desk", "workshop",
    }  # fmt: skip
    states = ["held_at", "hidden_at", "withdrawn_at"]
    counts = [ideas.filter(**{f"{state}__isnull": False}).count() for state in states]
    assert counts == [1, 1, 1]
    given = Response.objects.published().values_list("outcome", flat=True)
    assert set(given) == set(Outcome.values)
    assert Theme.objects.exclude(merged_into=None).count() == 1
    assert Theme.objects.filter(published_at=None, merged_into=None).count() == 2
    assert Objection.objects.filter(settled_at=None).count() == 1
    assert Position.objects.filter(stance="dissented").count() == 2
    assert DateChange.objects.count() == 1
    assert set(Rejoinder.objects.values_list("verdict", flat=True)) == set(Rejoinder.Verdict.values)
    adopted = ActionPlan.objects.get(adopted_at__isnull=False)
    assert (adopted.override_unanswered, adopted.override_name) == (1, "Yusuf Brandt")
    assert ActionPlan.objects.filter(adopted_at=None, published_at__isnull=False).count() == 1


def test_an_anonymous_call_keeps_nobody(seeded):
    said = Contribution.objects.filter(activity__identity_policy="anonymous")

    assert set(said.values_list("author", "signed_as")) == {(None, "")}
    assert {at.time() for at in said.values_list("received_at", flat=True)} == {dt.time(12)}


def test_the_story_has_a_code_that_opens_its_idea(seeded):
    assert understood(STORY_CODE) == STORY_CODE
    receipt = find(STORY_CODE)
    assert isinstance(receipt, Receipt)
    assert [words.title for words in Contribution.objects.filter(receipt=receipt)] == [HERO]


def test_counters_say_what_is_there(seeded):
    assert {name: recount() for name, recount in recounts().items()} == dict.fromkeys(recounts(), 0)


def test_nothing_lies_in_two_places(seeded):
    assert list(strays()) == []


def test_the_log_never_goes_back_a_day(seeded):
    log = Space.objects.get(key=KEY).subject.log
    days = [entry.at.date() for entry in LogEntry.objects.filter(log=log).order_by("index")]
    assert days == sorted(days)
    assert days[0] < days[-1] < TODAY


def test_everything_happens_after_what_it_speaks_of(seeded):
    comments = Contribution.objects.filter(kind="comment")
    answers = Response.objects.published()
    assert comments.exists()
    assert not comments.filter(received_at__lt=F("parent__received_at")).exists()
    assert answers.filter(contribution__isnull=False).exists()
    assert not answers.filter(published_at__lt=F("contribution__published_at")).exists()
    said = F("theme__subject__links_back__source__as_contribution__published_at")
    gathered = Q(theme__subject__links_back__relation="gathered")
    assert not answers.filter(gathered, published_at__lt=said).exists()
    assert not Rejoinder.objects.filter(received_at__lt=F("response__published_at")).exists()
    reports = ProgressUpdate.objects.filter(published_at__isnull=False)
    adopted_at = F("milestone__commitment__plan__adopted_at")
    assert not reports.filter(published_at__lt=adopted_at).exists()
    assert not reports.filter(published_at__date__lte=F("period__ends_on")).exists()


def test_the_clock_of_a_story_goes_back_no_day():
    clock = Clock(TODAY)

    clock.go(clock.at(0, hour=8))

    assert clock.now == clock.at(0, hour=9)
    with pytest.raises(ValueError, match="would go back"):
        clock.go(clock.at(-1))


def test_tellings_take_turns_by_their_moments():
    clock, told = Clock(TODAY), []

    def telling(name, days):
        for day in days:
            yield clock.at(day)
            told.append((name, (clock.now.date() - TODAY).days))

    tell_together(clock, telling("a", [1, 4]), telling("b", [2, 3, 5]))

    assert told == [("a", 1), ("b", 2), ("b", 3), ("a", 4), ("b", 5)]


def test_the_log_is_numbered_checked_and_published(seeded):
    log = LogEntry.objects.first().log
    assert LogEntry.objects.pending().count() == 0
    assert Checkpoint.objects.get(log=log).size == LogEntry.objects.filter(log=log).count()
    assert check_log(log).faults == []


def texts() -> Iterator[tuple[str, set[str], set[str]]]:
    """Each official text of the demo: where it stands, its languages, those it should have."""
    wanted = set(Space.objects.get(key=KEY).languages)
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if isinstance(f, TranslatedText)]
        for row in model._default_manager.all():
            if isinstance(row, Response) and row.contribution_id:
                continue  # who wrote alone is answered in their own language
            for field in fields:
                if found := set(getattr(row, field.attname).plain()):
                    yield f"{model.__name__}.{field.name} {row.pk}: {row}", found, wanted
    for clause in Clause.objects.prefetch_related("texts"):
        for version in {text.version_id for text in clause.texts.all()}:
            found = {text.language for text in clause.texts.all() if text.version_id == version}
            yield f"clause {clause}", found, wanted


def test_every_official_text_stands_in_all_languages(seeded):
    found = list(texts())

    assert len(found) > 300
    assert [where for where, languages, wanted in found if not wanted <= languages] == []


def test_somebody_in_the_demo_reads_how_the_installation_does(seeded):
    petra = Person.objects.get(display_name="Petra Lindqvist")
    space = Space.objects.get(key=KEY)

    assert may(viewer_of(petra, space=space), "operations.read", space.subject)
