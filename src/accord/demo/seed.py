"""The demo's content: the same each time, but for receipts' codes and the day it is told."""

import datetime as dt
import random

from django.db import transaction

from accord.demo.beach_plan import BeachPlan
from accord.demo.clock import story_time, tell_together
from accord.demo.country import found_country, found_empty_space
from accord.demo.fourth_plan import FourthPlan
from accord.demo.removal import empty
from accord.demo.third_plan import ThirdPlan
from accord.record.numbering import number_all, publish_checkpoint
from accord.spaces.models import Space

SEED = 2026
FOUNDED = -620
STORIES: list[type[ThirdPlan | FourthPlan | BeachPlan]] = [ThirdPlan, FourthPlan, BeachPlan]
KEY = "marenda"


def is_seeded() -> bool:
    return Space.objects.filter(key=KEY).exists()


def chance_of(story: type) -> random.Random:
    """One's own for each, so that a story stays the same when another changes."""
    return random.Random(f"{SEED} {story.__name__}")  # noqa: S311 - the same each time is the point


def seed(*, today: dt.date, anew: bool = False) -> None:
    """Tell the whole story into the database, in one transaction; `anew`: into an emptied one."""
    with story_time(today, start=FOUNDED) as clock, transaction.atomic():
        if anew:
            empty()
        cast = found_country(clock.day(FOUNDED))
        empty_space = found_empty_space(cast, clock.day(FOUNDED))
        stories = [story(cast, clock, chance_of(story)) for story in STORIES]
        tell_together(clock, *(story.tell() for story in stories))
        clock.go(clock.at(0, hour=0))  # the hour of telling may be any: not ahead of it
        for space in (cast.space, empty_space):
            number_all(space.subject.log)
            publish_checkpoint(space.subject.log)
