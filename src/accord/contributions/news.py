"""People's first words as news: how many came in on a day, in one activity or on one theme."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accord.contributions.events import WORDS_PUBLISHED, WORDS_RELEASED
from accord.contributions.models import Contribution
from accord.record.news import Item, Occurrence, alike, item, linked, linked_words, register_news
from accord.record.viewer import Viewer


@dataclass(frozen=True)
class Arrival:
    """How words of a kind are said to come in; each gives a sentence for a number.

    `one` has %(words)s in it; `several` has %(count)d and %(activity)s, `gathered` %(count)d and
    %(theme)s.
    """

    one: Callable[[], str]
    several: Callable[[int], str]
    gathered: Callable[[int], str]


# What words are gathered in, as far as the viewer sees it, by primary key: {words: {thing, …}}.
Find = Callable[[Sequence[Contribution], Viewer], Mapping[int, set[Any]]]

_finders: dict[str, Find] = {}


def register_gathered(owner: str, find: Find) -> None:
    """`find` gives what words were gathered in, in one question however many there are."""
    if owner in _finders:
        raise ValueError(f"{owner!r} says already what gathers words")
    _finders[owner] = find


def register_arrival(kind: str, arrival: Arrival) -> None:
    """Words of this kind are news. One's comments and objections are none."""

    def tell(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
        return tell_arrivals(batch, viewer, arrival)

    register_news(WORDS_PUBLISHED, WORDS_RELEASED, kind=kind, tell=tell)


def tell_arrivals(batch: Sequence[Occurrence], viewer: Viewer, arrival: Arrival) -> list[Item]:
    groups = alike(batch, lambda one: one.thing.activity_id)
    many = [one.thing for group in groups if len(group) > 1 for one in group]
    inside = {pk: things for find in _finders.values() for pk, things in find(many, viewer).items()}
    return [arrivals(group, inside, arrival) for group in groups]


def arrivals(group: Sequence[Occurrence], inside: Mapping[int, set[Any]], arrival: Arrival) -> Item:
    """One by its title; several by what all of them were gathered in, else by their activity."""
    words = [one.thing for one in group]
    count = len(words)
    if count == 1:
        return item(group, arrival.one(), words=linked_words(words[0]))
    common = set.intersection(*(inside.get(row.pk, set()) for row in words))
    if common:
        theme = min(common, key=lambda thing: thing.pk)
        link = linked(theme, theme.title)
        return item(group, arrival.gathered(count), count=count, theme=link)
    activity = words[0].activity
    link = linked(activity, activity.title)
    return item(group, arrival.several(count), count=count, activity=link)
