"""People speak: the ideas of a call, through their doors, with supports and comments."""

import datetime as dt
import heapq
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.activities.ideas.actions import submit_idea
from accord.contributions.actions import ContributionInput, comment, support
from accord.contributions.models import Contribution, Door
from accord.demo.clock import Clock, Script
from accord.demo.content.comments import COMMENTS
from accord.demo.country import Cast
from accord.demo.viewers import viewer_of
from accord.people.models import Person
from accord.processes.models import Activity, IdentityPolicy

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Line:
    """One idea as it stands in a content file."""

    section: str
    language: str
    door: str
    place: str
    title: str
    body: str


def lines_of(name: str) -> Iterator[Line]:
    section = ""
    for text in (CONTENT / name).read_text(encoding="utf-8").splitlines():
        if text.startswith("["):
            section = text.strip("[]")
        elif text and not text.startswith("#"):
            head, title, body = (part.strip() for part in text.split("|", 2))
            language, door, place = head.split(" ", 2)
            yield Line(section, language, door, place, title, body)


class Call:
    """Sends the lines into an activity, one after another over its days."""

    def __init__(self, cast: Cast, clock: Clock, chance: random.Random) -> None:
        self.cast, self.clock, self.chance = cast, clock, chance

    def hear(
        self, activity: Activity, lines: list[Line], first_day: int, last_day: int
    ) -> Script[list[Contribution]]:
        """Speaking alone; the ideas once all are said."""
        ideas: list[Contribution] = []
        moments = self._moments(len(lines), first_day, last_day)
        yield from self._hear(activity, lines, moments, ideas)
        return ideas

    def discuss(
        self, activity: Activity, lines: list[Line], first_day: int, last_day: int
    ) -> Script[list[Contribution]]:
        """Speaking, and the day after each idea others support it and talk about it."""
        ideas: list[Contribution] = []
        moments = self._moments(len(lines), first_day, last_day)
        yield from heapq.merge(
            self._hear(activity, lines, moments, ideas), self._react(moments, ideas)
        )
        return ideas

    def _hear(
        self,
        activity: Activity,
        lines: list[Line],
        moments: list[dt.datetime],
        ideas: list[Contribution],
    ) -> Script[None]:
        for place, (moment, line) in enumerate(zip(moments, lines, strict=True)):
            yield moment
            ideas.append(self._say(activity, line, place))

    def _moments(self, count: int, first_day: int, last_day: int) -> list[dt.datetime]:
        """Spread evenly over the days, at all hours of a waking day."""
        span = max(last_day - first_day, 1)
        return sorted(
            self.clock.at(first_day + place * span // count, 7 + place % 12, place % 60)
            for place in range(count)
        )

    def _say(self, activity: Activity, line: Line, place: int) -> Contribution:
        speaker = self._speaker(activity, line, place)
        name = speaker.display_name if speaker else ""
        if activity.identity_policy == IdentityPolicy.PSEUDONYM:
            name = self.chance.choice(["A neighbour", "Una vecina", "Quelqu’un d’ici", "Heron"])
        is_typed = line.door in Door.typed()
        sent = submit_idea(
            viewer=viewer_of(self.cast.staff["jonas"] if is_typed else speaker),
            activity=activity,
            said=ContributionInput(
                body=line.body, language=line.language, title=line.title, signed_as=name
            ),
            key=uuid.UUID(int=self.chance.getrandbits(128), version=4),
            place=line.place,
            door=line.door,
            speaker=speaker if is_typed else None,
            consent_at=self.clock.read(),
        )
        return sent.contribution

    def _speaker(self, activity: Activity, line: Line, place: int) -> Person | None:
        """On the website two of three have an account; through other doors nobody needs one."""
        is_anonymous = activity.identity_policy == IdentityPolicy.ANONYMOUS
        if line.door != "web" or place % 3 == 2 or is_anonymous:
            return None
        return self.cast.participants[place % len(self.cast.participants)]

    def _react(self, moments: list[dt.datetime], ideas: list[Contribution]) -> Script[None]:
        """Supports and comments, more on the first ideas than on the last; `ideas` still grows."""
        for place, moment in enumerate(moments):
            yield moment + dt.timedelta(days=1)
            idea = ideas[place]
            crowd = self.chance.sample(
                self.cast.participants, self.chance.randint(0, max(3, 20 - place % 20))
            )
            for person in crowd:
                if person.pk != idea.author_id:
                    support(viewer=viewer_of(person), contribution=idea)
            if place % 4 == 0:
                self._talk(idea)

    def _talk(self, idea: Contribution) -> None:
        lines = [line for line in COMMENTS if line[0] == idea.language]
        first, *rest = self.chance.sample(lines, min(3, len(lines)))
        people = self.chance.sample(self.cast.participants, 3)
        said = comment(
            viewer=viewer_of(people[0]),
            on=idea,
            said=ContributionInput(body=first[1], language=first[0]),
        )
        for person, (language, words) in zip(people[1:], rest, strict=False):
            on = self.chance.choice([idea, said.contribution])
            comment(
                viewer=viewer_of(person),
                on=on,
                said=ContributionInput(body=words, language=language),
            )
