"""A thing's own columns, by which lists are sorted, say the same as its public name."""

import re

import pytest

from accord.record.kinds import kinds
from accord.spaces.models import Space

pytestmark = pytest.mark.django_db
# What a thing is called inside what it lies in, in the order in which they count.
COLUMNS = ("slug", "key", "code", "number")


def name_columns(kind):
    fields = {field.name for field in kind.model._meta.fields}
    return [name for name in COLUMNS if name in fields][:1]


def test_in_the_whole_story_each_thing_is_called_alike(seeded):
    wrong, told = [], 0
    for model, kind in {kind.model: kind for kind in kinds()}.items():
        for column in name_columns(kind):
            for thing in model._default_manager.all():
                told += 1
                name = re.sub(r"^(v|edition-)(?=\d)", "", thing.name_inside)
                if name != str(getattr(thing, column)):
                    wrong.append((str(thing.subject), column, getattr(thing, column)))

    assert Space.objects.exists()
    assert told > 400
    assert wrong == []
