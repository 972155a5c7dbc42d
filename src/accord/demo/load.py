"""Bulk data for measuring: many ideas, comments and supports in a space of their own."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accord.activities.ideas.models import Idea
from accord.contributions.models import FIRST_WORDS, Contribution, Provenance, Support
from accord.people.models import Person
from accord.processes.models import Activity, ActivityTally, Process
from accord.record.models import Counter as LastNumber
from accord.record.models import Subject
from accord.record.subjects import new_subject, new_subjects
from accord.spaces.actions import create_space
from accord.spaces.models import Space

Row = TypeVar("Row", bound=Model)
KEY = "bench"
WORDS = [
    "water",
    "school",
    "road",
    "clinic",
    "budget",
    "market",
    "harbour",
    "bridge",
    "bus",
    "letter",
    "test",
    "result",
    "open",
    "plain",
    "page",
    "village",
    "council",
    "nurse",
    "price",
    "map",
    "list",
    "notice",
    "board",
    "river",
    "forest",
    "share",
    "answer",
    "reason",
    "promise",
]


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def write(rows: Iterator[Row], model: type[Row]) -> None:
    """Insert in batches, so that memory stays the same however many rows there are."""
    while batch := list(islice(rows, 2_000)):
        model._default_manager.bulk_create(batch)


@transaction.atomic
def load(*, ideas: int = 2_000, comments: int = 20_000, supports: int = 50_000) -> Activity:
    """Make a space `bench` with that much in one activity; one idea has 300 comments."""
    if Space.objects.filter(key=KEY).exists():
        raise ValueError(f"there is a space {KEY!r} already; this data is loaded once")
    chance = random.Random(1)  # noqa: S311 - the same data each time is the point
    activity = make_activity()
    people = make_people(2_000)
    first = make_ideas(activity, people, ideas, chance)
    make_comments(activity, people, first, comments, chance)
    make_supports(people, first, supports)
    ActivityTally.objects.create(
        activity=activity, contributions=ideas, comments=comments, unanswered=ideas
    )
    return activity


def make_activity() -> Activity:
    space = create_space(key=KEY, host="bench.localhost", name={"en": "Bench"}, languages=["en"])
    process = Process.objects.create(
        subject=new_subject("process", "many", parent=space.subject),
        space=space,
        slug="many",
        title={"en": "Many ideas"},
        question={"en": "What should change?"},
        is_public=True,
        opened_at=timezone.now(),
    )
    texts = ("title", "purpose", "question", "audience", "can_change", "decided_by")
    sheet = {name: {"en": "Ideas"} for name in texts}
    now = timezone.now()
    return Activity.objects.create(
        subject=new_subject("activity", "many/ideas", parent=process.subject),
        process=process,
        type_key="ideas",
        slug="ideas",
        influence="involve",
        identity_policy="named",
        opens_at=now - dt.timedelta(days=30),
        closes_at=now + dt.timedelta(days=30),
        answer_due_on=timezone.localdate() + dt.timedelta(days=90),
        announced_at=now - dt.timedelta(days=40),
        opened_at=now - dt.timedelta(days=30),
        **sheet,
    )


def make_people(count: int) -> list[int]:
    last = Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    write((Person(display_name=f"Person {n}", password="!") for n in range(count)), Person)  # noqa: S106
    return list(Person.objects.filter(pk__gt=last).values_list("pk", flat=True))


def subjects(kind: str, codes: Iterator[tuple[Subject, str]]) -> Iterator[Subject]:
    """Addresses in batches, as what they are of is written."""
    while batch := list(islice(codes, 2_000)):
        yield from new_subjects(kind, batch)


def make_ideas(
    activity: Activity, people: list[int], count: int, chance: random.Random
) -> list[int]:
    start = timezone.now() - dt.timedelta(days=30)
    scope = activity.process.subject
    codes = ((activity.subject, f"{scope.code}/{number}") for number in range(1, count + 1))
    LastNumber.objects.create(scope=scope, kind=FIRST_WORDS, number=count)
    write(
        (
            Contribution(
                subject=subject,
                process=activity.process,
                activity=activity,
                number=number,
                kind="idea",
                author_id=people[number % len(people)],
                title=sentence(chance, 6)[:120],
                body=sentence(chance, 60),
                language="en",
                received_at=(at := start + dt.timedelta(minutes=number * 15)),
                published_at=at,
            )
            for number, subject in enumerate(subjects("idea", codes), start=1)
        ),
        Contribution,
    )
    made = list(
        Contribution.objects.filter(activity=activity).order_by("pk").values_list("pk", flat=True)
    )
    write((Provenance(contribution_id=pk, door="web") for pk in made), Provenance)
    write((Idea(contribution_id=pk, place="Lower Quay") for pk in made), Idea)
    return made


def make_comments(
    activity: Activity, people: list[int], ideas: list[int], count: int, chance: random.Random
) -> None:
    """300 on the newest idea, the rest spread evenly."""
    now = timezone.now()

    on = [ideas[-1] if n < 300 else ideas[n % (len(ideas) - 1)] for n in range(count)]
    last: Counter[int] = Counter()
    numbers = []
    for idea in on:
        last[idea] += 1
        numbers.append(last[idea])
    roots = Subject.objects.in_bulk(ideas)
    codes = (
        (roots[idea], f"idea/{roots[idea].code}/{n}") for idea, n in zip(on, numbers, strict=True)
    )

    def comment(place: int, subject: Subject) -> Contribution:
        idea = on[place]
        return Contribution(
            subject=subject,
            process=activity.process,
            activity=activity,
            number=numbers[place],
            kind="comment",
            root_id=idea,
            parent_id=idea,
            depth=1,
            author_id=people[place % len(people)],
            body=sentence(chance, 20),
            language="en",
            received_at=now,
            published_at=now,
        )

    made = enumerate(subjects("comment", codes))
    write((comment(place, subject) for place, subject in made), Contribution)
    write(
        (LastNumber(scope_id=idea, kind="comment", number=number) for idea, number in last.items()),
        LastNumber,
    )
    for size in set(last.values()):
        discussed = [idea for idea, comments in last.items() if comments == size]
        Contribution.objects.filter(pk__in=discussed).update(comment_count=size)


def make_supports(people: list[int], ideas: list[int], count: int) -> None:
    """The same person never twice on the same idea: pairs are walked diagonally."""
    size = len(people)
    pairs = ((ideas[n % len(ideas)], people[(n // len(ideas) + n) % size]) for n in range(count))
    write((Support(contribution_id=idea, person_id=person) for idea, person in pairs), Support)
    each, rest = divmod(count, len(ideas))
    Contribution.objects.filter(pk__in=ideas).update(support_count=each)
    Contribution.objects.filter(pk__in=ideas[:rest]).update(support_count=each + 1)
