"""Lists by state find their rows by an index, however many words there are.

Whole pages are asked, so the guard holds whatever query a page makes.
"""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accord.answers.models import Response
from accord.contributions.models import Contribution
from accord.record.subjects import new_subjects
from accord.themes import periodic
from tests.addresses import of_call
from tests.explaining import plans_of_reads
from tests.factories.organisations import OfficeFactory, OfficeMemberFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory, ProcessFactory
from tests.factories.spaces import SpaceFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
WHOLE = re.compile(
    r"(?:SCAN|Seq Scan on) (?:contributions_contribution|responses_response)\b(?! USING)"
)


def with_subjects(kind, rows, within):
    codes = [(within(row).subject, f"{kind}/{place}") for place, row in enumerate(rows)]
    for row, subject in zip(rows, new_subjects(kind, codes), strict=True):
        row.subject = subject


class Crowd:
    """Thirty processes with so many words that reading all of them would be a fault."""

    MANY = 3000

    def __init__(self) -> None:
        self.space = SpaceFactory()
        self.office = OfficeFactory(space=self.space)
        self.other_office = OfficeFactory(space=self.space)
        self.processes = ProcessFactory.create_batch(30, space=self.space)
        self.activities = [ActivityFactory(process=process) for process in self.processes]
        for process in self.processes:
            ThemeFactory(process=process)
        self.process, self.activity = self.processes[0], self.activities[0]
        self.now = timezone.now()
        rows = [self.words(number) for number in range(self.MANY)]
        comments = [self.comment(row, nth) for row in rows for nth in (1, 2)]
        for kind, made in (("idea", rows), ("comment", comments)):
            with_subjects(kind, made, lambda row: row.activity)
            Contribution.objects.bulk_create(made)
        self.answer(rows)

    def words(self, number: int) -> Contribution:
        """One in a hundred waits; of the rest one is hidden, one withdrawn, and most answered."""
        turn, activity = number // 30, self.activities[number % 30]
        said = self.now - dt.timedelta(days=30, seconds=number)
        return Contribution(
            process=activity.process,
            activity=activity,
            kind="idea",
            number=number + 1,
            received_at=said,
            published_at=None if turn in (0, 1) else said,
            held_at=said if turn in (0, 1) else None,
            hidden_at=said if turn in (2, 3) else None,
            withdrawn_at=said if turn in (4, 5) else None,
            answered_at=None if turn < 8 else said,
            support_count=number % 7,
        )

    def comment(self, on: Contribution, nth: int) -> Contribution:
        return Contribution(
            process=on.process,
            activity=on.activity,
            kind="comment",
            parent=on,
            root=on,
            depth=1,
            number=on.number + nth * self.MANY,
            received_at=self.now,
            published_at=self.now,
        )

    def answer(self, rows: list[Contribution]) -> None:
        answers = [
            Response(
                contribution=words,
                office=self.office if place % 100 == 0 else self.other_office,
                outcome="adopted",
                cleared_at=self.now,
                published_at=None if place % 50 == 0 else self.now,
            )
            for place, words in enumerate(rows)
        ]
        with_subjects("response", answers, lambda row: row.contribution)
        Response.objects.bulk_create(answers)

    def moderator(self):
        return AppointmentFactory(process=self.process, role="moderator").person

    def rapporteur(self):
        return AppointmentFactory(process=self.process, role="rapporteur").person

    def official(self):
        return OfficeMemberFactory(office=self.office).person


@pytest.fixture(scope="module")
def crowd(django_db_setup, django_db_blocker):
    """Made once for all who only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Crowd()
        transaction.set_rollback(True)


def page(name, *args, **query):
    return lambda crowd: reverse(name, args=[arg(crowd) for arg in args], query=query)


def slug(crowd):
    return crowd.process.slug


def call(name, query=""):
    return lambda crowd: of_call(crowd.activity, name) + query


def first_idea(crowd):
    words = Contribution.objects.shown().said_first().filter(activity=crowd.activity)
    return words[0].get_absolute_url()


def office(crowd):
    return crowd.office.code


LISTS = {
    "held": ("contribution_held", Crowd.moderator, page("contributions:held", slug)),
    "inbox": ("contribution_first", Crowd.rapporteur, page("answers:inbox", slug)),
    "due": ("contribution_due", Crowd.rapporteur, page("answers:inbox", slug, state="due")),
    "newest": ("contribution_newest", None, call("list")),
    "supported": (
        "contribution_most_supported",
        None,
        call("list", "?order=supported"),
    ),
    "comments": ("contribution_replies", None, first_idea),
    "office": ("response_waiting", Crowd.official, page("answers:office", office)),
}


@pytest.mark.parametrize(("index", "who", "address"), LISTS.values(), ids=LISTS.keys())
def test_a_list_by_state_is_read_by_its_index(client, crowd, index, who, address):
    plans = []
    if who is not None:
        client.force_login(who(crowd))
    asked = address(crowd)

    with plans_of_reads(plans):
        answer = client.get(asked)

    assert answer.status_code == 200
    assert [plan for plan in plans if index in plan] != []
    assert [plan for plan in plans if WHOLE.search(plan)] == []


def test_the_worker_finds_what_is_gone_by_indexes(crowd):
    plans = []

    with plans_of_reads(plans):
        periodic.count_changed()

    assert "contribution_withdrawn" in plans[0]
    assert "contribution_hidden_since" in plans[0]
    assert "contribution_shown_again" in plans[0]
    assert not WHOLE.search(plans[0])
