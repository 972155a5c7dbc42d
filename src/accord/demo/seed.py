"""The demo's content: the same each time, but for receipts' codes and the day it is told."""

import datetime as dt
import random

from django.db import transaction

from accord.demo.beach_plan import BeachPlan
from accord.demo.clock import story_time
from accord.demo.country import found_country, found_empty_space
from accord.demo.emptying import empty
from accord.demo.fourth_plan import FourthPlan
from accord.demo.third_plan import ThirdPlan
from accord.record.numbering import number_all, publish_checkpoint
from accord.spaces.models import Space

SEED = 2026
KEY = "marenda"


def is_seeded() -> bool:
    return Space.objects.filter(key=KEY).exists()


def seed(*, today: dt.date, anew: bool = False) -> None:
    """Tell the whole story into the database, in one transaction; `anew`: into an emptied one."""
    chance = random.Random(SEED)  # noqa: S311 - the same story each time is the point
    with story_time(today) as clock, transaction.atomic():
        if anew:
            empty()
        clock.go(-620)
        cast = found_country(clock.day(-620))
        ThirdPlan(cast, clock, chance).tell()
        FourthPlan(cast, clock, chance).tell()
        BeachPlan(cast, clock, chance).tell()
        found_empty_space()
        clock.go(0)
        number_all(cast.space.log)
        publish_checkpoint(cast.space.log)
